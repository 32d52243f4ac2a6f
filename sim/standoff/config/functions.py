"""Functions of the grammar of values that mean the same in every place, in place of Hydra's.

Hydra adds up the step of a range in binary fractions, so that ``range(0,0.1,0.01)`` holds its end and values
such as 0.060000000000000005. It passes tags on to a sweeper, of which there is none here.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any, Final, NoReturn

from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.core.override_parser.types import ChoiceSweep

from standoff.errors import ConfigError

__all__ = ["MOST_VALUES", "grammar"]

MOST_VALUES: Final = 1_000_000
"""Most values of one factor."""

Number = int | float


def grammar() -> OverridesParser:
    """Give a parser of overrides with these functions."""
    parser = OverridesParser.create()
    parser.functions.functions |= {"range": _range, "tag": _refuse_tag}
    return parser


def _range(start: Number, stop: Number | None = None, step: Number = 1) -> ChoiceSweep:
    """List the numbers from start to just before stop, each the nearest to its decimal value."""
    first, last = (0, start) if stop is None else (start, stop)
    ends = (first, last, step)
    if not all(math.isfinite(end) for end in ends if isinstance(end, float)):
        raise ConfigError("start, stop and step of a range must be finite; give numbers")
    if step == 0:
        raise ConfigError("a range with step 0 never ends; give another step")
    # repr gives the decimal number that was written.
    begin, end, width = (Fraction(repr(number)) for number in ends)
    count = math.ceil((end - begin) / width)
    if count <= 0:
        raise ConfigError("no values; a range runs from start to just before stop, downwards if step < 0")
    if count > MOST_VALUES:
        raise ConfigError(f"too many values; at most {MOST_VALUES:,} are allowed; use a larger step")
    if not any(isinstance(number, float) for number in ends):
        return ChoiceSweep(list=list(range(first, last, step)))  # type: ignore[arg-type]
    unit = math.lcm(begin.denominator, width.denominator)
    low, each = int(begin * unit), int(width * unit)
    return ChoiceSweep(list=[(low + index * each) / unit for index in range(count)])


def _refuse_tag(*args: Any, sweep: Any = None) -> NoReturn:
    raise ConfigError("tags have no meaning here; for a log scale list the values, as in 0.001,0.01,0.1")
