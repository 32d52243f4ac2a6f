"""Factors as plain data in a manifest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from standoff.config.levers import setter_of, title_of
from standoff.design.factors import Factor, FactorKind

__all__ = ["factor_record", "read_factor"]


def factor_record(factor: Factor) -> dict[str, Any]:
    """Give a factor as plain data for a manifest; its title and who can set it follow from its name."""
    record = {**asdict(factor), "role": str(factor.role)}
    del record["setter"], record["title"]
    return record


def read_factor(record: Mapping[str, Any]) -> Factor:
    """Make a factor from the result of `factor_record`."""
    role, values = FactorKind(record["role"]), tuple(record["values"])
    name = record["name"]
    return Factor(**{**record, "role": role, "values": values}, setter=setter_of(name), title=title_of(name))
