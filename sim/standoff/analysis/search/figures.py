"""Search – what was tried, what was best so far, and what of it holds on fresh chance."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, Final

import numpy as np
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure

from standoff.analysis.search.trials import Search
from standoff.arrays import Numbers
from standoff.plots.labels import in_lines, in_percent
from standoff.plots.sheet import draw_sheet
from standoff.plots.style import INK, SHEET
from standoff.statistics.goals import Goal
from standoff.statistics.pareto import front
from standoff.statistics.response import SHARE

__all__ = ["search_figures"]

TRIED: Final = "#A8A8A8"
BEST: Final = "#0072B2"
FRESH: Final = "#D55E00"
MOST_LEVERS: Final = 12
"""Levers that have a panel of their own."""
WIDTH: Final = 38
"""Characters of a line of a name."""


def search_figures(found: Search, title: str) -> dict[str, Figure]:
    """Draw the figures of a search.

    | figure | shows | needs |
    |---|---|---|
    | ``history`` | the goals of each trial, the best so far, what was verified | |
    | ``levers`` | the first goal against each lever | |
    | ``front`` | two goals against each other, searched and verified | two goals |

    Parameters
    ----------
    found : Search
        What was found.
    title : str
        Title of the scenario.

    Returns
    -------
    dict of str to Figure
        By name.
    """
    with rc_context(SHEET):
        return dict(_drawn(found, title))


def _drawn(found: Search, title: str) -> Iterator[tuple[str, Figure]]:
    states = f" in each of {found.n_states} states" * (found.n_states > 1)
    runs = f"{len(found.trials):,} trials of {found.n_runs:,} runs{states}"
    note = f"{title} – {runs}; verified: {found.n_fresh_runs:,} runs{states}, with 95 %"
    panels = [partial(_history, found, place) for place in range(len(found.goals))]
    yield "history", draw_sheet(panels, "What the search tried, and what of it holds", note, 3.0, 1)
    names = list(found.trials[0].package)[:MOST_LEVERS]
    panels = [partial(_lever, found, name) for name in names]
    headline = f"How {_words(found.goals[0])} goes with each lever, all others moving"
    yield "levers", draw_sheet(panels, headline, f"{title} – {runs}", 2.4, min(2, len(panels)))
    if len(found.goals) > 1:
        yield "front", draw_sheet([partial(_front, found)], "How far both goals can be had", note, 4.4)


def _values(found: Search, place: int) -> Numbers:
    return np.array([trial.values[place] for trial in found.trials])


def _history(found: Search, place: int, ax: Axes) -> Axes:
    """Draw a goal of each trial in their order."""
    goal, values = found.goals[place], _values(found, place)
    numbers = np.arange(len(values))
    ax.plot(numbers, values, ".", color=TRIED, ms=6, label="trial, as searched")
    best = goal.sign * np.fmin.accumulate(goal.sign * values)
    ax.plot(numbers, best, "-", color=BEST, lw=1.6, drawstyle="steps-post", label="best so far, as searched")
    reported = found.reported.searched[place]
    ax.axhline(reported, color=INK, ls=":", lw=1.2, label="as reported, as searched")
    verdict = found.reported.verdicts[place]
    ax.axhspan(verdict.low, verdict.high, color=INK, alpha=0.08, lw=0, label="as reported, verified")
    for one in found.verified[1:]:
        assert one.trial is not None
        _verified(ax, (one.trial.number, one.verdicts[place].value), y=one.verdicts[place].ends)
    ax.set_xlabel("trial")
    _name(ax.yaxis, goal)
    return ax


def _lever(found: Search, name: str, ax: Axes) -> Axes:
    """Draw the first goal against the values of a lever."""
    goal, values = found.goals[0], _values(found, 0)
    tried = [trial.package[name] for trial in found.trials]
    if isinstance(tried[0], str):
        options = list(dict.fromkeys(str(value) for value in tried))
        places = np.array([options.index(str(value)) for value in tried], float)
        ax.set_xticks(range(len(options)), options)
        ax.set_xlim(-0.5, len(options) - 0.5)
    else:
        places = np.array(tried, float)
    order = np.linspace(0.0, 1.0, len(places))
    dots = ax.scatter(places, values, c=order, cmap="cividis_r", s=16, lw=0)
    dots.set_label("trial, the darker the later")
    best = found.best
    assert best.trial is not None
    at = [places[best.trial.number]], [best.searched[0]]
    ax.plot(*at, "o", ms=10, mfc="none", mec=FRESH, mew=1.6, label="best on fresh chance")
    ax.set_xlabel(in_lines(name, WIDTH))
    _name(ax.yaxis, goal)
    return ax


def _front(found: Search, ax: Axes) -> Axes:
    """Draw both goals of all trials, the front of them, and what was verified."""
    x, y = _values(found, 0), _values(found, 1)
    known = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
    signs = np.array([goal.sign for goal in found.goals])
    kept = known[front(signs * np.stack([x, y], axis=1)[known])]
    kept = kept[np.argsort(x[kept], kind="stable")]
    ax.plot(x, y, ".", color=TRIED, ms=6, label="trial, as searched")
    ax.plot(x[kept], y[kept], "o-", color=BEST, ms=5, lw=1, label="front, as searched")
    for one in found.verified:
        first, second = one.verdicts
        ax.plot([one.searched[0], first.value], [one.searched[1], second.value], ":", color=INK, lw=0.9,
                label="from searched to verified")  # fmt: skip
        if one.trial is None:
            ax.plot(first.value, second.value, "*", color=INK, ms=11, label="as reported, verified")
            continue
        _verified(ax, (first.value, second.value), y=second.ends, x=first.ends)
        at = (first.value, second.value)
        ax.annotate(f"{one.trial.number}", at, (5, 4), textcoords="offset points", fontsize=8, color=FRESH)
    _name(ax.xaxis, found.goals[0])
    _name(ax.yaxis, found.goals[1])
    return ax


Ends = tuple[float, float, float]


def _verified(ax: Axes, at: tuple[float, float], y: Ends, x: Ends | None = None) -> None:
    """Draw what was verified, with its interval."""
    look: dict[str, Any] = {"color": FRESH, "ms": 6, "elinewidth": 1.2, "capsize": 2.5}
    look["label"] = "trial, verified on fresh chance"
    ax.errorbar([at[0]], [at[1]], yerr=_reach(y), xerr=_reach(x) if x else None, fmt="D", **look)


def _reach(ends: Ends) -> list[list[float]]:
    value, low, high = ends
    return [[max(0.0, value - low)], [max(0.0, high - value)]]


def _name(axis: Axis, goal: Goal) -> None:
    unit = goal.unit
    if unit == SHARE:
        in_percent(axis)
        unit = "% of runs"
    axis.set_label_text(f"{_words(goal)} ({unit};\n{'more' if goal.is_max else 'less'} is better)")


def _words(goal: Goal) -> str:
    return goal.name.replace("_", " ")
