"""Search tables: what was searched beside what was verified, as the screen shows it."""

from __future__ import annotations

from rich.table import Table

from standoff.analysis.search.trials import Search, Verified
from standoff.statistics.goals import Goal
from standoff.statistics.response import SHARE, shown
from standoff.terminal.screen import titled_table

__all__ = ["verified_table"]

MOST_FACTORS = 6
"""Levers in the table on the screen; the others stand in the files."""
STATISTICS = {"mean": "mean over", "worst_decile": "mean over the worst tenth of"}


def verified_table(found: Search, place: int) -> Table:
    """Show one goal of the setting as reported and of the best trials: searched, verified, the difference."""
    goal = found.goals[place]
    unit = "% of runs" if goal.unit == SHARE else goal.unit
    over = f", {STATISTICS[found.statistic]} {found.n_states} states" * (found.n_states > 1)
    better = "more" if goal.is_max else "less"
    table = titled_table(f"{goal.name.replace('_', ' ')}, {unit}{over} ({better} is better)")
    table.add_column("setting", no_wrap=True)
    names = list(found.trials[0].package)[:MOST_FACTORS]
    for name in names:
        table.add_column(name, justify="right", overflow="fold")
    for column in ("searched", "verified", "95 %", "less reported", "95 %"):
        table.add_column(column, justify="right")
    if len(found.goals) > 1:
        table.add_column("front")
    for one, is_front in zip(found.verified, found.on_front.tolist(), strict=True):
        cells = _cells(one, place, goal)
        front = ["yes" if is_front else ""] if len(found.goals) > 1 else []
        table.add_row(one.name, *_values(one, names), *cells, *front)
    table.caption = (
        f"Searched: {found.n_runs:,} runs under the chance of the search, of which it picked the best of "
        f"{len(found.trials):,}; verified: {found.n_fresh_runs:,} runs under chance that is new. Differences "
        "run by run, with intervals by a bootstrap over runs and states; each holds by itself."
    )
    return table


def _cells(one: Verified, place: int, goal: Goal) -> list[str]:
    found = one.verdicts[place]
    cells = [shown(one.searched[place], goal.unit), shown(found.value, goal.unit)]
    cells.append(f"{shown(found.low, goal.unit)} to {shown(found.high, goal.unit)}")
    if one.trial is None:
        return [*cells, "", ""]
    ends = f"{shown(found.difference_low, goal.unit, '+')} to {shown(found.difference_high, goal.unit, '+')}"
    return [*cells, shown(found.difference, goal.unit, "+"), ends]


def _values(one: Verified, names: list[str]) -> list[str]:
    if one.trial is None:
        return ["as reported"] * len(names)
    values = [one.trial.package[name] for name in names]
    return [value if isinstance(value, str) else f"{value:.3g}" for value in values]
