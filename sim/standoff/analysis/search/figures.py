"""Figures of a search: history of trials, levers, and the front of two goals."""

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
from standoff.config.levers import title_of, with_unit_of
from standoff.plots.labels import in_lines, in_percent
from standoff.plots.sheet import draw_sheet
from standoff.plots.style import INK, SHEET
from standoff.statistics.goals import Goal
from standoff.statistics.pareto import front
from standoff.statistics.response import SHARE, shown

__all__ = ["search_figures"]

OF_SINGLE: Final = (
    "Whiskers are 95 % intervals of single settings. All settings share their chance: the table compares "
    "each verified trial with the setting as reported, run by run."
)
TRIED: Final = "#A8A8A8"
BEST: Final = "#0072B2"
FRESH: Final = "#D55E00"
MOST_LEVERS: Final = 12
"""Most levers with a panel."""
MOST_TITLED: Final = 3
"""Most values of a package in a title."""
WIDTH: Final = 38
"""Most characters of a line of a name."""


def search_figures(result: Search, title: str) -> dict[str, Figure]:
    """Draw the figures of a search.

    | figure | shows | needs |
    |---|---|---|
    | ``history`` | the goals of each trial, the best so far, the verified values | |
    | ``levers`` | the first goal against each lever | |
    | ``front`` | two goals against each other, searched and verified | two goals |

    Parameters
    ----------
    result : Search
        The search.
    title : str
        Title of the scenario.

    Returns
    -------
    dict of str to Figure
        Figure by name.
    """
    with rc_context(SHEET):
        return dict(_pages(result, title))


def _pages(result: Search, title: str) -> Iterator[tuple[str, Figure]]:
    states = f" in each of {result.n_states} states" * (result.n_states > 1)
    runs = f"{len(result.trials):,} trials of {result.n_runs:,} runs{states}"
    note = f"{title} – {runs}; verification: {result.n_fresh_runs:,} runs{states}\n{OF_SINGLE}"
    panels = [partial(_history, result, index) for index in range(len(result.goals))]
    yield "history", draw_sheet(panels, _gain_title(result), note, 3.0, 1)
    names = list(result.trials[0].package)[:MOST_LEVERS]
    panels = [partial(_lever, result, name) for name in names]
    headline = _best_title(result)
    yield (
        "levers",
        draw_sheet(panels, headline, f"{title} – {runs}; all levers vary together", 2.4, min(2, len(panels))),
    )
    if len(result.goals) > 1:
        yield "front", draw_sheet([partial(_front, result)], _front_title(result), note, 4.4)


def _gain_title(result: Search) -> str:
    """Say by how much the best trial differs from the setting as reported, with fresh chance."""
    goal, best = result.goals[0], result.best
    verdict = best.verdicts[0]
    unit = "points" if goal.unit == SHARE else goal.unit
    gap = f"{shown(verdict.difference, goal.unit, '+')} {unit}"
    clear = "" if verdict.is_better(goal) else ", which may be chance"
    return f"Best verified: {best.name}, {_words(goal)} {gap} from the setting as reported{clear}"


def _best_title(result: Search) -> str:
    """Say what the best verified trial sets."""
    best = result.best
    assert best.trial is not None
    values = ", ".join(
        f"{title_of(name)} {value if isinstance(value, str) else f'{value:.3g}'}"
        for name, value in list(best.trial.package.items())[:MOST_TITLED]
    )
    return f"Best verified trial: {values}"


def _front_title(result: Search) -> str:
    """Say how many verified settings no other dominates in both goals."""
    n = int(result.on_front.sum())
    return f"{n} of {len(result.verified)} verified settings are dominated by no other in both goals"


def _values(result: Search, index: int) -> Numbers:
    return np.array([trial.values[index] for trial in result.trials])


def _history(result: Search, index: int, ax: Axes) -> Axes:
    """Draw a goal of each trial by its number."""
    goal, values = result.goals[index], _values(result, index)
    numbers = np.arange(len(values))
    ax.plot(numbers, values, ".", color=TRIED, ms=6, label="trial (search)")
    best = goal.sign * np.fmin.accumulate(goal.sign * values)
    ax.plot(numbers, best, "-", color=BEST, lw=1.6, drawstyle="steps-post", label="best so far (search)")
    reported = result.reported.searched[index]
    ax.axhline(reported, color=INK, ls=":", lw=1.2, label="as reported (search)")
    verdict = result.reported.verdicts[index]
    ax.axhspan(verdict.low, verdict.high, color=INK, alpha=0.08, lw=0, label="as reported (verified)")
    for setting in result.verified[1:]:
        assert setting.trial is not None
        value = setting.verdicts[index]
        _mark_verified(ax, (setting.trial.number, value.value), y=value.ends)
    ax.set_xlabel("trial")
    _name(ax.yaxis, goal)
    return ax


def _lever(result: Search, name: str, ax: Axes) -> Axes:
    """Draw the first goal against the values of a lever."""
    goal, values = result.goals[0], _values(result, 0)
    tried = [trial.package[name] for trial in result.trials]
    if isinstance(tried[0], str):
        options = list(dict.fromkeys(str(value) for value in tried))
        positions = np.array([options.index(str(value)) for value in tried], float)
        ax.set_xticks(range(len(options)), options)
        ax.set_xlim(-0.5, len(options) - 0.5)
    else:
        positions = np.array(tried, float)
    order = np.linspace(0.0, 1.0, len(positions))
    dots = ax.scatter(positions, values, c=order, cmap="cividis_r", s=16, lw=0)
    dots.set_label("trial (later ones darker)")
    best = result.best
    assert best.trial is not None
    at = [positions[best.trial.number]], [best.searched[0]]
    ax.plot(*at, "o", ms=10, mfc="none", mec=FRESH, mew=1.6, label="best (verified)")
    ax.set_xlabel(in_lines(with_unit_of(name), WIDTH))
    _name(ax.yaxis, goal)
    return ax


def _front(result: Search, ax: Axes) -> Axes:
    """Draw both goals of all trials, their Pareto front, and the verified settings."""
    x, y = _values(result, 0), _values(result, 1)
    known = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
    signs = np.array([goal.sign for goal in result.goals])
    kept = known[front(signs * np.stack([x, y], axis=1)[known])]
    kept = kept[np.argsort(x[kept], kind="stable")]
    ax.plot(x, y, ".", color=TRIED, ms=6, label="trial (search)")
    ax.plot(x[kept], y[kept], "o-", color=BEST, ms=5, lw=1, label="Pareto front (search)")
    for setting in result.verified:
        first, second = setting.verdicts
        x_ends = [setting.searched[0], first.value]
        y_ends = [setting.searched[1], second.value]
        ax.plot(x_ends, y_ends, ":", color=INK, lw=0.9, label="from search to verification")
        if setting.trial is None:
            ax.plot(first.value, second.value, "*", color=INK, ms=11, label="as reported (verified)")
            continue
        _mark_verified(ax, (first.value, second.value), y=second.ends, x=first.ends)
        at = (first.value, second.value)
        ax.annotate(
            f"{setting.trial.number}", at, (5, 4), textcoords="offset points", fontsize=8, color=FRESH
        )
    _name(ax.xaxis, result.goals[0])
    _name(ax.yaxis, result.goals[1])
    return ax


Ends = tuple[float, float, float]


def _mark_verified(ax: Axes, at: tuple[float, float], y: Ends, x: Ends | None = None) -> None:
    """Draw a verified value with its interval."""
    look: dict[str, Any] = {"color": FRESH, "ms": 6, "elinewidth": 1.2, "capsize": 2.5}
    look["label"] = "trial (verified)"
    ax.errorbar([at[0]], [at[1]], yerr=_reach(y), xerr=_reach(x) if x else None, fmt="D", **look)


def _reach(ends: Ends) -> list[list[float]]:
    value, low, high = ends
    return [[max(0.0, value - low)], [max(0.0, high - value)]]


def _name(axis: Axis, goal: Goal) -> None:
    unit = goal.unit
    if unit == SHARE:
        in_percent(axis)
        unit = "% of runs"
    axis.set_label_text(f"{_words(goal)} ({unit};\n{'higher' if goal.is_max else 'lower'} is better)")


def _words(goal: Goal) -> str:
    return goal.name.replace("_", " ")
