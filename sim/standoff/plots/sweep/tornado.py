"""Tornado diagrams: a number at the lowest and the highest value of each factor, against the base."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from matplotlib.axes import Axes

from standoff.design.setter import Setter
from standoff.plots.labels import in_lines
from standoff.plots.setters import extra_rows, head_groups, row_positions
from standoff.plots.style import INK, SHADE

__all__ = ["HIGH_COLOUR", "LOW_COLOUR", "MOST_ROWS", "Range", "Row", "tornado", "tornado_height"]

LOW_COLOUR: Final = "#56A5DC"
HIGH_COLOUR: Final = "#D55E00"
MOST_ROWS: Final = 12
WIDTH: Final = 32
"""Characters per line of a name."""
HALF: Final = 0.4
"""Height of a bar, share of a row."""

Range = tuple[float, float, float]
"""A number and its interval; NaN where there is none."""


@dataclass(frozen=True)
class Row:
    """A factor, its range as text, the number at its lowest and its highest value, and who can set it."""

    name: str
    values: str
    low: Range
    high: Range
    setter: Setter = Setter.SCENARIO


def tornado(base: Range, rows: Sequence[Row], ax: Axes) -> Axes:
    """Draw two bars for each factor, from the base to the number at either value, with intervals.

    Parameters
    ----------
    base : Range
        The number at the base; its interval is shaded.
    rows : Sequence of Row
        Factors, from top to bottom, in groups by who can set them.
    ax : Axes
        Where to draw; its horizontal axis is left to the caller.
    """
    start, *ends = base
    if ends[0] < ends[1]:
        ax.axvspan(ends[0], ends[1], color=SHADE, lw=0, zorder=0.5)
    label = "base with interval" if ends[0] < ends[1] else "base"
    ax.axvline(start, color=INK, lw=1.2, label=label)
    setters = [row.setter for row in rows]
    positions = row_positions(setters)
    sides = (
        ([row.low for row in rows], -HALF / 2, LOW_COLOUR, "lowest value (upper bar)"),
        ([row.high for row in rows], HALF / 2, HIGH_COLOUR, "highest value (lower bar)"),
    )
    for ranges, shift, colour, label in sides:
        value, low, high = np.array(ranges).T
        # The end of an interval may round to just past a share of 0 or 1.
        reach = np.maximum(0.0, np.stack([value - low, high - value]))
        ax.barh(positions + shift, value - start, HALF, left=start, color=colour, label=label)
        ax.errorbar(value, positions + shift, xerr=reach, fmt="none", ecolor=INK, elinewidth=1, capsize=2)
    ax.set_yticks(positions, [in_lines(row.name, WIDTH) for row in rows])
    head_groups(setters, ax)
    in_groups = "in each group the " * (len(set(setters)) > 1)
    ax.set_ylabel(f"factor ({in_groups}largest effect at the top)")
    ax.grid(visible=False, axis="y")
    values = ax.secondary_yaxis("right")
    values.set_yticks(positions, [row.values for row in rows])
    values.tick_params(length=0)
    values.spines["right"].set_visible(False)
    return ax


def tornado_height(names: Sequence[str], setters: Sequence[Setter] = ()) -> float:
    """Return the height of a panel with these factors, inches."""
    lines = max(in_lines(name, WIDTH).count("\n") + 1 for name in names)
    return 0.8 + (0.13 * lines + 0.1) * (len(names) + extra_rows(setters))
