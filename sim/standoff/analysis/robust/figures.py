"""Figures of a robust choice: scores by criterion, trade-offs, regret by state."""

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
from standoff.analysis.robust.words import CRITERION_WORDS
from standoff.config.levers import LEVERS
from standoff.plots.labels import in_percent, percent_text
from standoff.plots.sheet import draw_sheet
from standoff.plots.style import INK, SHEET
from standoff.statistics.goals import Goal
from standoff.statistics.pareto import front
from standoff.statistics.response import SHARE, shown

__all__ = ["robust_figures"]

CHOSEN: Final = "#0072B2"
OTHER: Final = "#555555"
DOMINATED: Final = "#B4B4B4"
WORST: Final = "#D55E00"
MOST_CURVES: Final = 12
"""Most packages whose regret is drawn, the most robust ones."""
MOST_ROWS: Final = 30
"""Most packages in a figure; the most robust ones are shown."""
MOST_NUMBERED: Final = 40
"""Most packages whose dots are numbered in a plot of trade-offs."""


def robust_figures(choice: RobustChoice, title: str) -> dict[str, Figure]:
    """Draw the figures of a robust choice.

    | figure | shows | needs |
    |---|---|---|
    | ``robustness`` | each package under each criterion, with intervals | |
    | ``pareto`` | the goal against each cost, with the Pareto front | costs |
    | ``states`` | how large the regret of each package is in how many states | |

    Parameters
    ----------
    choice : RobustChoice
        The choice.
    title : str
        Title of the scenario.

    Returns
    -------
    dict of str to Figure
        Figure by name.
    """
    with rc_context(SHEET):
        return dict(_pages(choice, title))


def _pages(choice: RobustChoice, title: str) -> Iterator[tuple[str, Figure]]:
    rows = _order(choice)
    runs = f"{choice.n_states} states of the world, {choice.noise.n_runs:,} runs of each package in each"
    left_out = len(choice.packages) - len(rows)
    cut = f"\n{left_out:,} packages with lower ranks are not shown" if left_out else ""
    panels = [partial(_values, choice, rows), partial(_regrets, choice, rows)]
    if "satisficing" in choice.scores:
        panels.append(partial(_satisficing, choice, rows))
    lines = 1 + max(name.count("\n") for name in (_label(choice, row) for row in rows))
    height = 0.9 + len(rows) * (0.12 + 0.13 * lines)
    note = (
        f"{title} – {runs}{cut}\nBars: 95 % intervals of single packages, from a bootstrap over the states. "
        "Packages share the states and their chance: the table of costs compares them state by state."
    )
    yield (
        "robustness",
        draw_sheet(panels, _robust_title(choice), note, height, len(panels)),
    )
    if choice.problem.costs:
        note = f"{title} – means over {runs}"
        panels = [partial(_trade_off, choice, row) for row in range(1, 1 + len(choice.problem.costs))]
        yield "pareto", draw_sheet(panels, _front_title(choice), note, 3.0, min(2, len(panels)))
    note = f"{title} – {runs}"
    panel = partial(_states, choice, rows[:MOST_CURVES])
    yield "states", draw_sheet([panel], _regret_title(choice), note, 3.2)


def _order(choice: RobustChoice) -> list[int]:
    """Give the packages to show, the most robust first."""
    chosen, mean = choice.scores[choice.problem.criterion], choice.scores["mean"]
    order: list[int] = np.lexsort((mean.rank, chosen.rank)).tolist()
    return order[:MOST_ROWS]


def _label(choice: RobustChoice, package: int) -> str:
    """Name a package by its number and its values, with short names of factors where they are unique."""
    values = choice.packages[package]
    short = [name.rpartition(".")[2] for name in values]
    parts = [
        f"{_short(name, ending, short)}={value if isinstance(value, str) else f'{value:.4g}'}"
        for (name, value), ending in zip(values.items(), short, strict=True)
    ]
    return f"{package}: " + ",\n".join(parts)


def _short(name: str, ending: str, endings: list[str]) -> str:
    """Give the title of a lever; of another factor the end of its name, or all of it if others end so."""
    if name in LEVERS:
        return LEVERS[name].title
    return name if endings.count(ending) > 1 else ending


def _values(choice: RobustChoice, rows: list[int], ax: Axes) -> Axes:
    """Draw the mean of each package, the value it reaches in 90 % of the states, and its worst case."""
    scores = choice.scores
    _intervals(choice, rows, "mean", ax)
    y = range(len(rows))
    ax.plot(scores["p90"].value[rows], y, "|", color=INK, ms=9, mew=1.5, label="reached in 90 % of states")
    ax.plot(scores["worst"].value[rows], y, "x", color=WORST, ms=5, label="worst case")
    ax.set_yticks(y, [_label(choice, row) for row in rows])
    _name(ax.xaxis, choice.goal, f"{_what(choice.goal)},\nmean over the states")
    return ax


def _regrets(choice: RobustChoice, rows: list[int], ax: Axes) -> Axes:
    """Draw the 90th percentile and the maximum of the regret of each package."""
    _intervals(choice, rows, "regret_p90", ax)
    y = range(len(rows))
    ax.plot(choice.scores["regret_max"].value[rows], y, "x", color=WORST, ms=5, label="worst case")
    ax.set_yticks(y, [""] * len(rows))
    _name(ax.xaxis, choice.goal, f"90th percentile of regret\n({_regret_unit(choice.goal)})")
    return ax


def _satisficing(choice: RobustChoice, rows: list[int], ax: Axes) -> Axes:
    """Draw the share of the states in which all aims hold."""
    _intervals(choice, rows, "satisficing", ax)
    ax.set_yticks(range(len(rows)), [""] * len(rows))
    ax.set_xlim(-0.03, 1.03)
    in_percent(ax.xaxis, most_ticks=4)
    ax.set_xlabel("% of states in which\n" + "\nand ".join(aim.as_text for aim in choice.problem.aims))
    return ax


def _intervals(choice: RobustChoice, rows: list[int], criterion: str, ax: Axes) -> None:
    """Draw a dot with its interval for each package, the robust one highlighted."""
    score = choice.scores[criterion]
    for y, row in enumerate(rows):
        value, low, high = score.value[row], score.low[row], score.high[row]
        is_robust = row == choice.robust
        look: dict[str, Any] = {"color": CHOSEN, "label": "robust package"} if is_robust else {"color": OTHER}
        reach = [[max(0.0, value - low)], [max(0.0, high - value)]]
        ax.errorbar([value], [y], xerr=reach, fmt="o", ms=5, elinewidth=1.3, capsize=2.5, **look)
    ax.set_ylim(len(rows) - 0.4, -0.6)


def _trade_off(choice: RobustChoice, row: int, ax: Axes) -> Axes:
    """Draw the goal against one cost: dominated packages grey, the others black."""
    cost, x, y = choice.problem.costs[row - 1], choice.means[0], choice.means[row]
    ends = {axis: np.abs(np.stack([choice.low[goal], choice.high[goal]]) - choice.means[goal])
            for axis, goal in (("xerr", 0), ("yerr", row))}  # fmt: skip
    kept = choice.is_front
    groups = ((~kept, DOMINATED, "dominated over all goals"), (kept, INK, "not dominated"))
    for mask, colour, label in groups:
        reach = {axis: end[:, mask] for axis, end in ends.items()}
        look: dict[str, Any] = {"color": colour, "ms": 4.5, "elinewidth": 0.6, "alpha": 0.9}
        if mask.any():
            ax.errorbar(x[mask], y[mask], fmt="o", label=label, **reach, **look)
    robust = choice.robust
    ax.plot(x[robust], y[robust], "o", ms=10, mfc="none", mec=CHOSEN, mew=1.8, label="robust package")
    pair = np.flatnonzero(front(np.stack([choice.goal.sign * x, cost.sign * y], axis=1)))
    pair = pair[np.argsort(x[pair])]
    ax.plot(x[pair], y[pair], "-", color=INK, lw=0.8, label="Pareto front of these two")
    if len(x) <= MOST_NUMBERED:
        for package in range(len(x)):
            at = (x[package], y[package])
            ax.annotate(str(package), at, (5, 4), textcoords="offset points", fontsize=7.5)
    _name(ax.xaxis, choice.goal, _what(choice.goal, with_better=True))
    _name(ax.yaxis, cost, _what(cost, with_better=True))
    return ax


def _states(choice: RobustChoice, rows: list[int], ax: Axes) -> Axes:
    """Draw for each package the share of states in which its regret is at most so much."""
    shares = np.arange(1, choice.n_states + 1) / choice.n_states
    for row in reversed(rows):
        is_robust = row == choice.robust
        regret = np.sort(choice.regret[row])
        look: dict[str, Any] = {"color": CHOSEN, "lw": 2.2} if is_robust else {"color": DOMINATED, "lw": 1.0}
        ax.step([0.0, *regret], [0.0, *shares], where="post", **look)
    ax.plot([], [], color=CHOSEN, lw=2.2, label=f"robust package {_label(choice, choice.robust)}")
    ax.plot([], [], color=DOMINATED, lw=1.0, label="another package")
    ax.set_xlim(0.0, None)
    ax.set_ylim(0.0, 1.02)
    _name(ax.xaxis, choice.goal, f"regret ({_regret_unit(choice.goal)})")
    in_percent(ax.yaxis)
    ax.set_ylabel("states with at most this regret (%)")
    return ax


def _robust_title(choice: RobustChoice) -> str:
    """Say which package is the most robust, and how surely."""
    score, robust = choice.scores[choice.problem.criterion], choice.robust
    sure = percent_text(float(score.best_share[robust]))
    words = CRITERION_WORDS[choice.problem.criterion]
    return f"Package {robust} is the most robust by {words}: best in {sure} of resamples"


def _front_title(choice: RobustChoice) -> str:
    """Say how many packages no other dominates."""
    n_kept = int(choice.is_front.sum())
    return f"{n_kept} of {len(choice.packages)} packages are dominated by no other"


def _regret_title(choice: RobustChoice) -> str:
    """Say how far the robust package falls short of the best one at most, and in most states."""
    goal, robust = choice.goal, choice.robust
    many, most = (
        shown(float(choice.scores[criterion].value[robust]), goal.unit)
        for criterion in ("regret_p90", "regret_max")
    )
    unit = "points" if goal.unit == SHARE else goal.unit
    return f"Package {robust} falls short of the best by {many} {unit} in 90 % of states, by {most} at most"


def _name(axis: Axis, goal: Goal, label: str) -> None:
    if goal.unit == SHARE:
        in_percent(axis, most_ticks=4)
    axis.set_label_text(label)


def _regret_unit(goal: Goal) -> str:
    return "percentage points" if goal.unit == SHARE else goal.unit


def _words(goal: Goal) -> str:
    return goal.name.replace("_", " ")


def _what(goal: Goal, *, with_better: bool = False) -> str:
    unit = "% of runs" if goal.unit == SHARE else goal.unit
    better = f"; {'higher' if goal.is_max else 'lower'} is better" * with_better
    return f"{_words(goal)} ({unit}{better})"
