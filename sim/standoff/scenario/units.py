"""Units of quantities, and the range that each allows.

The ranges end where the world does: what lies beyond is a slip, most often of the unit, and no rule has to
bear it. At both ends of each range every rule gives finite numbers, which tests play.
"""

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

RANGES: dict[str, tuple[float, float]] = {
    "share": (0, 1),
    "position": (0, 1),
    "utility": (-2, 2),  # twice all that is at stake
    "thousand_troops": (0, 20_000),  # the largest armed forces ever had some 12 million people
    "km": (0, 40_000),  # once around the Earth
    "days": (0, 3650),  # ten times the longest run
    "per_day": (0, 10),  # what happens oftener than that happens at once
    "units": (0, 100_000),  # more launchers and aircraft than all countries have together
    "log_odds": (-20, 20),  # odds of one to half a billion
    "ratio": (0.01, 100),  # beyond it troops are of another kind, not of another quality
    "rung": (1, 16),  # the part of Kahn's ladder that the model knows
}
"""Range of each unit, both ends allowed."""


def span_of(unit: str, ranges: Mapping[str, tuple[float, float]] = RANGES) -> str:
    """Give the range of a unit in words; a change may have another range than a state.

    Examples
    --------
    >>> span_of("share"), span_of("ratio")
    ('0 to 1 (share)', '0.01 to 100 (ratio)')
    """
    least, most = ranges[unit]
    return f"{least:g} to {most:g} ({unit})"
