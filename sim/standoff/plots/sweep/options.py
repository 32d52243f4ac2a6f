"""The share of an outcome under each combination of options."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Final

import numpy as np
from matplotlib.axes import Axes

from standoff.plots.labels import in_percent
from standoff.plots.style import INK
from standoff.plots.sweep.curves import outcome_look
from standoff.statistics.surface import Points, Surface
from standoff.vocabulary import Outcome

__all__ = ["line_height", "options"]

WIDTH: Final = 25
"""Characters per line of options."""
BETWEEN: Final = "\u00a0· "
"""Separator that stays at the end of a line."""

Chosen = tuple[str, ...]


def options(surface: Surface, shown: Sequence[Chosen], outcome: Outcome, top: float, ax: Axes) -> Axes:
    """Draw the share of an outcome, with its interval, under each combination of options.

    A hollow mark differs from the reference by no more than noise, compared run by run.

    Parameters
    ----------
    surface : Surface
        The sweep.
    shown : Sequence of tuple of str
        Combinations, from top to bottom.
    outcome : Outcome
        What is counted.
    top : float
        Upper end of the scale of shares, the same in all panels, 0..1.
    ax : Axes
        Where to draw; only the first panel of a row names the options.
    """
    # Points with the same options play the same runs with the same draws, so the first stands for all.
    points: Points = np.array([surface.groups[chosen][0] for chosen in shown])
    estimates = surface.estimate([outcome], points)
    look = {**outcome_look(outcome), "linestyle": "none", "markersize": 5, "clip_on": False}
    ax.errorbar(
        estimates.share,
        range(len(shown)),
        xerr=estimates.reach,
        ecolor=INK,
        elinewidth=1.1,
        capsize=3,
        **look,
    )
    if surface.pairs:
        _hollow_out(surface, points, outcome, ax)
    ax.set_ylim(len(shown) - 0.5, -0.5)
    _name_rows(surface, shown, ax)
    ax.set_xlim(0, top)
    in_percent(ax.xaxis, most_ticks=4)
    ax.set_xlabel("share of runs (%)")
    ax.set_title(outcome.title.capitalize())
    return ax


def _hollow_out(surface: Surface, points: Points, outcome: Outcome, ax: Axes) -> None:
    """Make the marks hollow that differ from the reference by no more than noise."""
    gaps = surface.differences([outcome], points)
    rows = np.flatnonzero(~np.isnan(gaps.value) & ~gaps.is_clear)
    look = {**outcome_look(outcome), "linestyle": "none", "markersize": 5, "mfc": "white", "clip_on": False}
    ax.plot(surface.share([outcome], points[rows]), rows, zorder=3, **look)
    label = f"hollow: within noise of {surface.reference_name}, run by run"
    ax.plot([], [], "o", color=INK, mfc="white", ms=5, label=label)


def line_height(shown: Sequence[Chosen]) -> float:
    """Return the height of a row, inches."""
    return 0.1 + 0.14 * max(_in_lines(chosen).count("\n") + 1 for chosen in shown)


def _name_rows(surface: Surface, shown: Sequence[Chosen], ax: Axes) -> None:
    position = ax.get_subplotspec()
    if position is not None and not position.is_first_col():
        ax.set_yticks(range(len(shown)), [""] * len(shown))
        return
    ax.set_yticks(range(len(shown)), [_in_lines(chosen) for chosen in shown])
    ax.set_ylabel(BETWEEN.join(factor.name for factor in surface.choices) or "point")


def _in_lines(chosen: Chosen) -> str:
    return "\n".join(textwrap.wrap(BETWEEN.join(chosen), WIDTH)) or "(no options)"
