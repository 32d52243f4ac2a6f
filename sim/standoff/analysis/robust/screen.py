"""Tables of a robust choice for screen and page: packages by criterion, the front, the costs."""

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
"""Packages in a table on the screen; the others stand in the files."""
MOST_FACTORS = 4


def package_table(choice: RobustChoice) -> Table:
    """Show how the packages stand under each criterion, the most robust first."""
    goal, problem = choice.goal, choice.problem
    better = "more" if goal.is_max else "less"
    table = _table(f"{_what(goal)} over {choice.n_states} states of the world ({better} is better)")
    for factor in list(choice.packages[0])[:MOST_FACTORS]:
        table.add_column(factor, justify="right", overflow="fold")
    for criterion in choice.scores:
        table.add_column(CRITERION_WORDS[criterion].replace(" in", "\nin"), justify="right")
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
    told = " and ".join(aim.told for aim in problem.aims)
    aims = f" Satisficing: share of states in which {told}." if told else ""
    more = f" {len(order) - MOST_SHOWN:,} more packages are in robustness.csv." * (len(order) > MOST_SHOWN)
    table.caption = (
        "Each with its rank as #; in brackets 95 % by a bootstrap over the states, of the others in "
        f"robustness.csv. Regret: distance from the best package in the same state.{aims} Best in "
        f"resamples: by {CRITERION_WORDS[problem.criterion]}.{more}"
    )
    return table


def _score_cell(goal: Goal, score: Score, package: int, *, is_wide: bool) -> str:
    unit = SHARE if score.criterion == "satisficing" else goal.unit
    value, low, high = (shown(float(end[package]), unit) for end in (score.value, score.low, score.high))
    return f"{value}{f' ({low}–{high})' * is_wide} #{score.rank[package]}"


def front_table(choice: RobustChoice) -> Table:
    """Show the packages that no other one dominates, with all that they cost."""
    goals = (choice.goal, *choice.problem.costs)
    table = _table("Not dominated by any other package, on average over the states")
    for of in goals:
        table.add_column(f"{_what(of)}\n({'more' if of.is_max else 'less'} is better)", justify="right")
    kept = np.flatnonzero(choice.is_front)
    for package in kept[np.argsort(choice.goal.sign * choice.means[0, kept], kind="stable")][
        :MOST_SHOWN
    ].tolist():
        cells = (shown(float(choice.means[row, package]), of.unit) for row, of in enumerate(goals))
        table.add_row(f"{package}", *cells, style="bold" if package == choice.robust else "")
    dominated = np.flatnonzero(~choice.is_front).tolist()
    listed = ", ".join(map(str, dominated[:MOST_SHOWN])) + ", …" * (len(dominated) > MOST_SHOWN)
    table.caption = f"Dominated, worse in one and better in none: {listed or 'none'}."
    return table


def cost_table(choice: RobustChoice) -> Table:
    """Show what choosing the robust package changes."""
    robust = choice.robust
    table = _table(
        f"What it costs to choose the robust package {robust} ({choice.name(robust)})", "instead of"
    )
    table.add_column("package", overflow="fold")
    for column in ("in", "changes by", "95 %", ""):
        table.add_column(column, justify="right")
    last = ""
    for trade in choice.trades:
        if last and trade.instead_of != last:
            table.add_section()
        last = trade.instead_of
        ends = (trade.difference, trade.low, trade.high)
        value, low, high = (shown(end, trade.of.unit, "+") for end in ends)
        verdict = "not clear"
        if trade.is_clear:
            verdict = "costs" if trade.of.sign * trade.difference > 0.0 else "gains"
        name = f"{trade.other} ({choice.name(trade.other)})"
        table.add_row(trade.instead_of, name, _what(trade.of), value, f"{low} to {high}", verdict)
    table.caption = "Differences state by state, averaged; shares in points."
    return table


def _what(goal: Goal) -> str:
    name = goal.name.replace("_", " ")
    return f"{name}, % of runs" if goal.unit == SHARE else f"{name}, {goal.unit}"


def _table(title: str, first: str = "package") -> Table:
    table = titled_table(title)
    table.add_column(first, justify="right" if first == "package" else "left")
    return table
