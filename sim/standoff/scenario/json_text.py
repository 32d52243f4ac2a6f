"""JSON texts of scenarios and results, whose faults are worded here and not by the parser."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from standoff.errors import shortened

__all__ = ["parse_json"]


def parse_json(text: str) -> Any:
    """Parse a text that somebody else may have written.

    Raises
    ------
    ValueError
        If it is no JSON, is nested too deeply, or holds a number that is not finite or has too many digits.
    """
    try:
        return json.loads(text, parse_int=_whole, parse_constant=_refuse_constant)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def _whole(digits: str) -> int:
    try:
        return int(digits)
    except ValueError as error:
        raise ValueError(f"{shortened(digits)} has too many digits") from error


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")
