"""Units of quantities, and the range that each allows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

__all__ = ["RANGES", "Unit", "span_of"]

Unit = Literal[
    "share",
    "position",
    "utility",
    "thousand_troops",
    "km",
    "days",
    "per_day",
    "units",
    "log_odds",
    "ratio",
    "rung",
]

LARGEST = 1e9
SMALLEST_RATIO = 1e-9

RANGES: dict[str, tuple[float, float]] = {
    "share": (0, 1),
    "position": (0, 1),
    "utility": (-2, 2),
    "thousand_troops": (0, LARGEST),
    "km": (0, LARGEST),
    "days": (0, LARGEST),
    "per_day": (0, LARGEST),
    "units": (0, LARGEST),
    "log_odds": (-LARGEST, LARGEST),
    "ratio": (SMALLEST_RATIO, LARGEST),
    "rung": (1, 16),
}
"""Range of each unit, both ends allowed."""


def span_of(unit: str, ranges: Mapping[str, tuple[float, float]] = RANGES) -> str:
    """Give the range of a unit in words; that of a change is another than that of a state.

    Examples
    --------
    >>> span_of("share"), span_of("ratio")
    ('0..1 (share)', 'the numbers above 0 (ratio)')
    """
    least, most = ranges[unit]
    if most < LARGEST:
        return f"{least:g}..{most:g} ({unit})"
    if least < 0:
        return f"all numbers ({unit})"
    return f"the numbers {'above' if least == SMALLEST_RATIO else 'from'} 0 ({unit})"
