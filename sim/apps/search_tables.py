"""Search tables: what was searched beside what was verified, as the screen shows it."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from sim.analysis.goals import Goal
from sim.analysis.response import SHARE
from sim.analysis.searched import Search, Verified

__all__ = ["reached", "shown", "verified_table"]

MOST_FACTORS = 6
"""Levers in the table on the screen; the others stand in the files."""
STATISTICS = {"mean": "mean over", "worst_decile": "mean over the worst tenth of"}


def verified_table(found: Search, place: int) -> Table:
    """Show one goal of the setting as reported and of the best trials: searched, verified, the difference."""
    goal = found.goals[place]
    unit = "% of runs" if goal.unit == SHARE else goal.unit
    over = f", {STATISTICS[found.statistic]} {found.n_states} states" * (found.n_states > 1)
    better = "more" if goal.is_max else "less"
    table = Table(
        title=Text(f"{goal.name.replace('_', ' ')}, {unit}{over} ({better} is better)"),
        title_justify="left", title_style="bold", show_edge=False, pad_edge=False, caption_justify="left",
    )  # fmt: skip
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
    cells = [shown(goal, one.searched[place]), shown(goal, found.value)]
    cells.append(f"{shown(goal, found.low)} to {shown(goal, found.high)}")
    if one.trial is None:
        return [*cells, "", ""]
    ends = f"{shown(goal, found.difference_low, '+')} to {shown(goal, found.difference_high, '+')}"
    return [*cells, shown(goal, found.difference, "+"), ends]


def _values(one: Verified, names: list[str]) -> list[str]:
    if one.trial is None:
        return ["as reported"] * len(names)
    values = [one.trial.package[name] for name in names]
    return [value if isinstance(value, str) else f"{value:.3g}" for value in values]


def reached(goal: Goal, value: float) -> str:
    """Give a difference with its unit."""
    return f"{shown(goal, value)} points" if goal.unit == SHARE else f"{shown(goal, value)} {goal.unit}"


def shown(goal: Goal, value: float, sign: str = "") -> str:
    """Give a value, shares in %."""
    value += 0.0  # no minus before nothing
    text = f"{100 * value:{sign}.1f}" if goal.unit == SHARE else f"{value:{sign}.3g}"
    return text.replace("-", "−")
