"""Robust – packages over states of the world: how they score, what they trade off, where they fall short."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, Final

import numpy as np
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure

from standoff.analysis.robust.choice import RobustChoice
from standoff.plots.labels import in_percent
from standoff.plots.sheet import draw_sheet
from standoff.plots.style import INK, SHEET
from standoff.statistics.goals import Goal
from standoff.statistics.pareto import front
from standoff.statistics.response import SHARE

__all__ = ["robust_figures"]

CHOSEN: Final = "#0072B2"
OTHER: Final = "#555555"
DOMINATED: Final = "#B4B4B4"
WORST: Final = "#D55E00"
COLOURS: Final = "cividis_r"
MOST_ROWS: Final = 30
"""Packages that a figure shows, the most robust ones."""
MOST_STATES: Final = 400
MOST_NUMBERED: Final = 40
"""Packages up to which each dot of a plot of trade-offs tells its number."""


def robust_figures(choice: RobustChoice, title: str) -> dict[str, Figure]:
    """Draw the figures of a robust choice.

    | figure | shows | needs |
    |---|---|---|
    | ``robustness`` | each package under each criterion, with intervals | |
    | ``pareto`` | the goal against each cost, what is not dominated in colour | costs |
    | ``states`` | the regret of each package in each state | at most 400 states |

    Parameters
    ----------
    choice : RobustChoice
        What was choice.
    title : str
        Title of the scenario.

    Returns
    -------
    dict of str to Figure
        By name.
    """
    with rc_context(SHEET):
        return dict(_drawn(choice, title))


def _drawn(choice: RobustChoice, title: str) -> Iterator[tuple[str, Figure]]:
    rows = _order(choice)
    runs = f"{choice.n_states} states of the world, {choice.noise.n_runs:,} runs of each package in each"
    left_out = len(choice.packages) - len(rows)
    cut = f"\n{left_out:,} packages that score worse are left out" if left_out else ""
    panels = [partial(_values, choice, rows), partial(_regrets, choice, rows)]
    if "satisficing" in choice.scores:
        panels.append(partial(_satisficing, choice, rows))
    lines = 1 + max(name.count("\n") for name in (_label(choice, row) for row in rows))
    height = 0.9 + len(rows) * (0.12 + 0.13 * lines)
    note = f"{title} – {runs}; lines are 95 % by a bootstrap over the states{cut}"
    yield (
        "robustness",
        draw_sheet(panels, "How packages stand up to what nobody knows", note, height, len(panels)),
    )
    if choice.problem.costs:
        note = f"{title} – means over {runs}"
        panels = [partial(_trade_off, choice, row) for row in range(1, 1 + len(choice.problem.costs))]
        yield "pareto", draw_sheet(panels, "What packages trade off", note, 3.0, min(2, len(panels)))
    if choice.n_states <= MOST_STATES:
        note = f"{title} – {runs}, in the order of the best that can be had in them{cut}"
        figure = draw_sheet(
            [partial(_states, choice, rows)], "Where packages fall short of the best", note, height
        )
        _add_scale(figure, choice.goal)
        yield "states", figure


def _order(choice: RobustChoice) -> list[int]:
    """Give the packages to show, the most robust first."""
    chosen, mean = choice.scores[choice.problem.criterion], choice.scores["mean"]
    order: list[int] = np.lexsort((mean.rank, chosen.rank)).tolist()
    return order[:MOST_ROWS]


def _label(choice: RobustChoice, package: int) -> str:
    """Name a package by its number and by what it sets, under short names where they are clear."""
    values = choice.packages[package]
    short = [name.rpartition(".")[2] for name in values]
    told = [
        f"{name if short.count(ending) > 1 else ending}={value if isinstance(value, str) else f'{value:.4g}'}"
        for (name, value), ending in zip(values.items(), short, strict=True)
    ]
    return f"{package}: " + ",\n".join(told)


def _values(choice: RobustChoice, rows: list[int], ax: Axes) -> Axes:
    """Draw the mean of each package, what it keeps in 90 % of the states, and its worst case."""
    scores = choice.scores
    _intervals(choice, rows, "mean", ax)
    y = range(len(rows))
    ax.plot(scores["p90"].value[rows], y, "|", color=INK, ms=9, mew=1.5, label="kept in 90 % of states")
    ax.plot(scores["worst"].value[rows], y, "x", color=WORST, ms=5, label="worst case")
    ax.set_yticks(y, [_label(choice, row) for row in rows])
    _name(ax.xaxis, choice.goal, f"{_what(choice.goal)},\nmean over the states")
    return ax


def _regrets(choice: RobustChoice, rows: list[int], ax: Axes) -> Axes:
    """Draw the regret of each package in 90 % of the states, and at most."""
    _intervals(choice, rows, "regret_p90", ax)
    y = range(len(rows))
    ax.plot(choice.scores["regret_max"].value[rows], y, "x", color=WORST, ms=5, label="worst case")
    ax.set_yticks(y, [""] * len(rows))
    points = "points" if choice.goal.unit == SHARE else choice.goal.unit
    _name(ax.xaxis, choice.goal, f"regret ({points}),\nkept in 90 % of states")
    return ax


def _satisficing(choice: RobustChoice, rows: list[int], ax: Axes) -> Axes:
    """Draw the share of the states in which all aims hold."""
    _intervals(choice, rows, "satisficing", ax)
    ax.set_yticks(range(len(rows)), [""] * len(rows))
    ax.set_xlim(-0.03, 1.03)
    in_percent(ax.xaxis, most_ticks=4)
    ax.set_xlabel("states (%) in which\n" + "\nand ".join(aim.told for aim in choice.problem.aims))
    return ax


def _intervals(choice: RobustChoice, rows: list[int], criterion: str, ax: Axes) -> None:
    """Draw a dot with its interval for each package; the robust one stands out."""
    score = choice.scores[criterion]
    for y, row in enumerate(rows):
        value, low, high = score.value[row], score.low[row], score.high[row]
        is_robust = row == choice.robust
        look: dict[str, Any] = (
            {"color": CHOSEN, "label": "the robust package"} if is_robust else {"color": OTHER}
        )
        reach = [[max(0.0, value - low)], [max(0.0, high - value)]]
        ax.errorbar([value], [y], xerr=reach, fmt="o", ms=5, elinewidth=1.3, capsize=2.5, **look)
    ax.set_ylim(len(rows) - 0.4, -0.6)


def _trade_off(choice: RobustChoice, row: int, ax: Axes) -> Axes:
    """Draw the goal against one cost: packages that nothing dominates in colour, the others grey."""
    of, x, y = choice.problem.costs[row - 1], choice.means[0], choice.means[row]
    ends = {axis: np.abs(np.stack([choice.low[place], choice.high[place]]) - choice.means[place])
            for axis, place in (("xerr", 0), ("yerr", row))}  # fmt: skip
    kept = choice.is_front
    groups = ((~kept, DOMINATED, "dominated, all goals taken together"), (kept, INK, "not dominated"))
    for mask, colour, label in groups:
        reach = {axis: end[:, mask] for axis, end in ends.items()}
        look: dict[str, Any] = {"color": colour, "ms": 4.5, "elinewidth": 0.6, "alpha": 0.9}
        if mask.any():
            ax.errorbar(x[mask], y[mask], fmt="o", label=label, **reach, **look)
    robust = choice.robust
    ax.plot(x[robust], y[robust], "o", ms=10, mfc="none", mec=CHOSEN, mew=1.8, label="the robust package")
    pair = np.flatnonzero(front(np.stack([choice.goal.sign * x, of.sign * y], axis=1)))
    pair = pair[np.argsort(x[pair])]
    ax.plot(x[pair], y[pair], "-", color=INK, lw=0.8, label="front of these two")
    if len(x) <= MOST_NUMBERED:
        for package in range(len(x)):
            at = (x[package], y[package])
            ax.annotate(str(package), at, (5, 4), textcoords="offset points", fontsize=7.5)
    _name(ax.xaxis, choice.goal, _what(choice.goal, with_better=True))
    _name(ax.yaxis, of, _what(of, with_better=True))
    return ax


def _states(choice: RobustChoice, rows: list[int], ax: Axes) -> Axes:
    """Draw the regret of each package in each state as a colour."""
    order = np.argsort((choice.goal.sign * choice.values).min(axis=0), kind="stable")
    ax.pcolormesh(choice.regret[rows][:, order], cmap=COLOURS, rasterized=True)
    ax.set_yticks(np.arange(len(rows)) + 0.5, [_label(choice, row) for row in rows])
    ax.set_ylim(len(rows), 0)
    ax.tick_params(length=0)
    better = "highest" if choice.goal.is_max else "lowest"
    ax.set_xlabel(f"states of the world, the one with the {better} {_words(choice.goal)} within reach first")
    ax.grid(visible=False)
    return ax


def _add_scale(figure: Figure, goal: Goal) -> None:
    ax = figure.axes[0]
    bar = figure.colorbar(ax.collections[0], ax=ax, location="right", pad=0.01)
    if goal.unit == SHARE:
        in_percent(bar.ax.yaxis)
    bar.set_label(f"regret ({'points' if goal.unit == SHARE else goal.unit})")
    bar.outline.set_visible(False)


def _name(axis: Axis, goal: Goal, label: str) -> None:
    if goal.unit == SHARE:
        in_percent(axis, most_ticks=4)
    axis.set_label_text(label)


def _words(goal: Goal) -> str:
    return goal.name.replace("_", " ")


def _what(goal: Goal, *, with_better: bool = False) -> str:
    unit = "% of runs" if goal.unit == SHARE else goal.unit
    better = f"; {'more' if goal.is_max else 'less'} is better" * with_better
    return f"{_words(goal)} ({unit}{better})"
