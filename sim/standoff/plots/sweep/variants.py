"""The share of an outcome against a number, with a line for each combination of options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from matplotlib.axes import Axes

from standoff.plots.style import INK, result_style
from standoff.plots.sweep.curves import MARKS, MOST_MARKS, frame, mark_reported, single_points
from standoff.statistics.surface import Points, Surface
from standoff.vocabulary import Outcome

__all__ = ["MOST_LINES", "variants"]

MOST_LINES: Final = 6
"""Largest number of lines in a panel."""

Lines = Mapping[str, Points]
"""Points of each line, by its name."""


def variants(surface: Surface, lines: Lines, outcomes: Sequence[Outcome], top: float, ax: Axes) -> Axes:
    """Draw the share of runs that end with one of some outcomes, with its interval.

    Parameters
    ----------
    surface : Surface
        A sweep in which one factor takes numbers.
    lines : Mapping
        Points of each line, by its label.
    outcomes : Sequence of Outcome
        What is counted.
    top : float
        Upper end of the scale of shares, 0..1.
    """
    (factor,) = surface.numbers
    for index, (name, points) in enumerate(lines.items()):
        kept = single_points(surface, points)
        values, estimates = surface.values(factor)[kept], surface.estimate(outcomes, kept)
        style = result_style(index)
        look: dict[str, Any] = {**style, "marker": MARKS[index], "mec": INK, "mew": 0.5, "ms": 4.5, "lw": 1.5}
        ax.fill_between(values, estimates.low, estimates.high, color=style["color"], alpha=0.2, lw=0)
        every = -(-len(values) // MOST_MARKS)
        ax.plot(values, estimates.share, markevery=every, clip_on=False, zorder=3, label=name, **look)
    mark_reported(surface, ax)
    frame(ax, factor, top)
    return ax
