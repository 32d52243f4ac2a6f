"""Tables of a robust choice: packages by criterion, the Pareto front, the costs."""

from __future__ import annotations

import numpy as np
from rich.table import Table

from standoff.analysis.robust.choice import RobustChoice
from standoff.analysis.robust.criteria import Score
from standoff.analysis.robust.words import CRITERION_WORDS
from standoff.statistics.goals import Goal
from standoff.statistics.response import SHARE, shown
from standoff.terminal.screen import titled_table

__all__ = ["cost_table", "front_table", "package_table"]

MOST_SHOWN = 20
"""Most packages in a table; the files have all."""
MOST_FACTORS = 4


def package_table(choice: RobustChoice) -> Table:
    """Show the packages under each criterion, the most robust first."""
    goal, problem = choice.goal, choice.problem
    table = _table(f"{_what(goal)}, over {choice.n_states} states of the world")
    for factor in list(choice.packages[0])[:MOST_FACTORS]:
        table.add_column(factor, justify="right", overflow="fold")
    for criterion in choice.scores:
        table.add_column(CRITERION_WORDS[criterion].replace(" ", "\n", 1), justify="right")
    table.add_column("best in\nresamples", justify="right")
    chosen = choice.scores[problem.criterion]
    order = np.lexsort((choice.scores["mean"].rank, chosen.rank))
    for package in order[:MOST_SHOWN].tolist():
        values = list(choice.packages[package].values())[:MOST_FACTORS]
        named = [value if isinstance(value, str) else f"{value:.4g}" for value in values]
        cells = [
            _score_cell(goal, score, package, is_wide=criterion in ("mean", problem.criterion))
            for criterion, score in choice.scores.items()
        ]
        style = "bold" if package == choice.robust else ""
        table.add_row(str(package), *named, *cells, f"{100 * chosen.best_share[package]:.1f} %", style=style)
    held = " and ".join(aim.as_text for aim in problem.aims)
    aims = f" Satisficing: share of states in which {held}." if held else ""
    more = f" The other {len(order) - MOST_SHOWN:,} packages are in robustness.csv." * (
        len(order) > MOST_SHOWN
    )
    table.caption = (
        "#: rank. In brackets: 95 % interval from a bootstrap over the states; robustness.csv has all "
        f"intervals. Regret: distance from the best package in the same state.{aims} Best in resamples: "
        "share of bootstrap resamples in which the package has the best "
        f"{CRITERION_WORDS[problem.criterion]}.{more}"
    )
    return table


def _score_cell(goal: Goal, score: Score, package: int, *, is_wide: bool) -> str:
    unit = SHARE if score.criterion == "satisficing" else goal.unit
    value, low, high = (shown(float(end[package]), unit) for end in (score.value, score.low, score.high))
    return f"{value}{f' ({low}–{high})' * is_wide} #{score.rank[package]}"


def front_table(choice: RobustChoice) -> Table:
    """Show the packages that no other dominates, with the goal and all costs."""
    goals = (choice.goal, *choice.problem.costs)
    table = _table("Pareto front: packages that no other dominates (means over the states)")
    for goal in goals:
        table.add_column(_what(goal).replace(" (", "\n("), justify="right")
    kept = np.flatnonzero(choice.is_front)
    for package in kept[np.argsort(choice.goal.sign * choice.means[0, kept], kind="stable")][
        :MOST_SHOWN
    ].tolist():
        cells = (shown(float(choice.means[row, package]), goal.unit) for row, goal in enumerate(goals))
        table.add_row(f"{package}", *cells, style="bold" if package == choice.robust else "")
    dominated = np.flatnonzero(~choice.is_front).tolist()
    listed = ", ".join(map(str, dominated[:MOST_SHOWN])) + ", …" * (len(dominated) > MOST_SHOWN)
    table.caption = f"Dominated (worse in at least one goal, better in none): {listed or 'none'}."
    return table


def cost_table(choice: RobustChoice) -> Table:
    """Show the difference of the robust package from others."""
    robust = choice.robust
    table = _table(f"Cost of choosing the robust package {robust} ({choice.name(robust)})", "instead of")
    table.add_column("package", overflow="fold")
    for column in ("goal", "change", "95 % interval", ""):
        table.add_column(column, justify="right")
    last = ""
    for trade in choice.trades:
        if last and trade.instead_of != last:
            table.add_section()
        last = trade.instead_of
        ends = (trade.difference, trade.low, trade.high)
        value, low, high = (shown(end, trade.goal.unit, "+") for end in ends)
        verdict = "unclear"
        if trade.is_clear:
            verdict = "cost" if trade.goal.sign * trade.difference > 0.0 else "gain"
        name = f"{trade.rival} ({choice.name(trade.rival)})"
        table.add_row(trade.instead_of, name, _what(trade.goal), value, f"{low} to {high}", verdict)
    table.caption = "Differences taken state by state and averaged; shares in percentage points."
    return table


def _what(goal: Goal) -> str:
    unit = "% of runs" if goal.unit == SHARE else goal.unit
    return f"{goal.name.replace('_', ' ')} ({unit}; {'higher' if goal.is_max else 'lower'} is better)"


def _table(title: str, first: str = "package") -> Table:
    table = titled_table(title)
    table.add_column(first, justify="right" if first == "package" else "left")
    return table
