"""The share of each outcome against a factor."""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np
from matplotlib.axes import Axes

from standoff.design.factors import Factor
from standoff.plots.labels import in_percent, with_unit
from standoff.plots.style import INK, OUTCOME_COLOURS
from standoff.statistics.surface import Points, Surface
from standoff.vocabulary import Outcome

__all__ = ["MARKS", "MOST_MARKS", "curves", "frame", "mark_reported", "outcome_look", "single_points"]

MARKS: Final = ("o", "v", "s", "^", "P", "X")
DASHES: Final = ("-", (0, (5, 1.5)), "-.", (0, (3, 1, 1, 1, 1, 1)), (0, (1.2, 1.2)), (0, (8, 2)))
MOST_MARKS: Final = 24
"""Largest number of marks on a curve."""
LEAST_GAP: Final = 0.055
"""Smallest gap between names at the ends of curves, share of the height of the panel."""


def outcome_look(outcome: Outcome) -> dict[str, Any]:
    """Return colour, mark and dashes of an outcome; no curve relies on colour alone."""
    index = outcome % len(MARKS)
    return {
        "color": OUTCOME_COLOURS[outcome],
        "marker": MARKS[index],
        "linestyle": DASHES[index],
        "markeredgecolor": INK,
        "markeredgewidth": 0.5,
    }


def curves(surface: Surface, points: Points, top: float, ax: Axes, *, is_alone: bool = False) -> Axes:
    """Draw the share of each outcome, with its interval, against the only numeric factor.

    Parameters
    ----------
    surface : Surface
        The sweep.
    points : ndarray (n,)
        Points with the same options.
    top : float
        Upper end of the scale of shares, the same in all panels, 0..1.
    is_alone : bool
        Whether names may stand at the ends of the curves instead of in the legend.
    """
    (factor,) = surface.numbers
    kept = single_points(surface, points)
    values = surface.values(factor)[kept]
    ends = _ends(surface, kept, top) if is_alone else None
    for outcome in Outcome:
        estimates = surface.estimate([outcome], kept)
        label = outcome.title.capitalize() if ends is None else None
        look = {**outcome_look(outcome), "markersize": 5, "linewidth": 1.6, "label": label}
        ax.fill_between(
            values, estimates.low, estimates.high, color=OUTCOME_COLOURS[outcome], alpha=0.22, lw=0
        )
        ax.plot(
            values, estimates.share, markevery=-(-len(values) // MOST_MARKS), clip_on=False, zorder=3, **look
        )
    if ends is not None:
        _name_ends(ax, ends)
    mark_reported(surface, ax)
    frame(ax, factor, top)
    return ax


def single_points(surface: Surface, points: Points) -> Points:
    """Return one point for each value of the only numeric factor, in the order of the values.

    Points with equal values play the same runs with the same draws, so the first stands for all.
    """
    (factor,) = surface.numbers
    _, first = np.unique(surface.values(factor)[points], return_index=True)
    kept: Points = points[first]
    return kept


def mark_reported(surface: Surface, ax: Axes) -> None:
    """Mark the value that the scenario reports, if it lies within the range that was played."""
    (factor,) = surface.numbers
    values, value = surface.values(factor), surface.reported.get(factor.name, math.nan)
    if values.min() <= value <= values.max():
        ax.axvline(value, color=INK, lw=1.0, ls=(0, (1, 2)), zorder=1, label=f"as reported: {value:.4g}")


def frame(ax: Axes, factor: Factor, top: float) -> None:
    """Set the scale of shares, 0 to an upper end, and label both axes."""
    ax.set_ylim(0, top)
    in_percent(ax.yaxis)
    ax.set_ylabel("share of runs (%)")
    ax.set_xlabel(with_unit(factor, 40))


def _ends(surface: Surface, points: Points, top: float) -> dict[Outcome, float] | None:
    """Return the last share of each outcome, or None if the names would overlap."""
    played = points[surface.n[points] > 0]
    if not len(played) or played[-1] != points[-1]:
        return None
    ends = {outcome: float(surface.share([outcome], played[-1:])[0]) for outcome in Outcome}
    gaps = np.diff(sorted(ends.values()))
    return ends if float(gaps.min()) >= LEAST_GAP * top else None


def _name_ends(ax: Axes, ends: dict[Outcome, float]) -> None:
    names = ax.secondary_yaxis("right")
    names.set_yticks(list(ends.values()), [outcome.title.capitalize() for outcome in ends])
    names.tick_params(length=0)
    names.spines["right"].set_visible(False)
