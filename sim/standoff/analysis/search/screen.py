"""Tables of a search: values in the search and verified values."""

from __future__ import annotations

from rich.table import Table

from standoff.analysis.search.trials import Search, Verified
from standoff.statistics.goals import Goal
from standoff.statistics.response import SHARE, shown
from standoff.terminal.screen import titled_table

__all__ = ["verified_table"]

MOST_FACTORS = 6
"""Most levers in a table; the files have all."""
STATISTICS = {"mean": "mean over", "worst_decile": "mean over the worst tenth of"}


def verified_table(result: Search, index: int) -> Table:
    """Show a goal of the setting as reported and of the best trials: searched, verified, difference."""
    goal = result.goals[index]
    unit = "% of runs" if goal.unit == SHARE else goal.unit
    over = f", {STATISTICS[result.statistic]} {result.n_states} states" * (result.n_states > 1)
    better = "higher" if goal.is_max else "lower"
    table = titled_table(f"{goal.name.replace('_', ' ')} ({unit}{over}; {better} is better)")
    table.add_column("setting", no_wrap=True)
    names = list(result.trials[0].package)[:MOST_FACTORS]
    for name in names:
        table.add_column(name, justify="right", overflow="fold")
    for column in ("searched", "verified", "95 % interval", "difference from\nas reported", "95 % interval"):
        table.add_column(column, justify="right")
    if len(result.goals) > 1:
        table.add_column("Pareto front")
    for setting, is_front in zip(result.verified, result.on_front.tolist(), strict=True):
        cells = _cells(setting, index, goal)
        front = ["yes" if is_front else ""] if len(result.goals) > 1 else []
        table.add_row(setting.name, *_values(setting, names), *cells, *front)
    table.caption = (
        f"Searched: {result.n_runs:,} runs with the chance of the search; the best of {len(result.trials):,} "
        f"trials owe part of their value to luck. Verified: {result.n_fresh_runs:,} runs with fresh chance. "
        "Differences are paired run by run; intervals from a bootstrap over runs and states, not adjusted "
        "for multiple comparisons."
    )
    return table


def _cells(setting: Verified, index: int, goal: Goal) -> list[str]:
    fresh = setting.verdicts[index]
    cells = [shown(setting.searched[index], goal.unit), shown(fresh.value, goal.unit)]
    cells.append(f"{shown(fresh.low, goal.unit)} to {shown(fresh.high, goal.unit)}")
    if setting.trial is None:
        return [*cells, "", ""]
    ends = f"{shown(fresh.difference_low, goal.unit, '+')} to {shown(fresh.difference_high, goal.unit, '+')}"
    return [*cells, shown(fresh.difference, goal.unit, "+"), ends]


def _values(setting: Verified, names: list[str]) -> list[str]:
    if setting.trial is None:
        return ["as reported"] * len(names)
    values = [setting.trial.package[name] for name in names]
    return [value if isinstance(value, str) else f"{value:.3g}" for value in values]
