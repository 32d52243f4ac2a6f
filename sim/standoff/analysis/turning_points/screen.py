"""Tables of turning points for screen and page: the ranking, and the options of one decision."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table

from standoff.analysis.turning_points.ranking import WAR, TurningPoint
from standoff.analysis.turning_points.rows import date_of
from standoff.drivers.record import RunRecord
from standoff.story.words import date_text
from standoff.sweep.chosen_run import ChosenRun
from standoff.terminal.cells import interval, percent, with_interval
from standoff.terminal.screen import titled_table

__all__ = ["options_table", "ranking_table"]

MOST_SHOWN = 10
"""Decisions in the table."""


def ranking_table(run: ChosenRun, record: RunRecord, points: Sequence[TurningPoint]) -> Table:
    """Show the first decisions of a ranking."""
    end = record.outcome.title
    table = titled_table(f"Turning points of run {run.replication}: {end} after {record.days:g} days")
    for name in ("rank", "date", "actor", "chose", "instead (probability)"):
        table.add_column(name)
    for name in ("moved,\n% points", "\n95 %", "any war, %\nas it chose", "any war, %\ninstead"):
        table.add_column(name, justify="right")
    for rank, point in enumerate(points[:MOST_SHOWN], 1):
        table.add_row(f"{rank}" if point.is_clear else "noise", *_cells(run, point))
    return table


def _cells(run: ChosenRun, point: TurningPoint) -> list[str]:
    names, decision, other = run.stage.names, point.decision, point.strongest
    moved = other.distance
    shares = [float(counts @ WAR / counts.sum()) for counts in (point.outcomes, other.outcomes)]
    return [
        f"{date_of(run, point):%d %b %Y}",
        names.title(names.actors[decision.actor]),
        names.actions[decision.chosen].replace("_", " "),
        f"{names.actions[other.option].replace('_', ' ')} ({100 * other.probability:.0f} %)",
        percent(moved.value),
        interval(moved.low, moved.high),
        *map(percent, shares),
    ]


def options_table(run: ChosenRun, point: TurningPoint) -> Table:
    """Show what would have come of each option of a decision; in bold what the actor did."""
    names, decision = run.stage.names, point.decision
    actor, when = names.title(names.actors[decision.actor]), date_text(date_of(run, point))
    table = titled_table(f"What would have come of each option of {actor} on {when}")
    for column in ("option", "probability, %", "any war, %", "moved, % points (95 %)", "n"):
        table.add_column(column, justify="left" if column == "option" else "right")
    options = [(decision.chosen, float(decision.probability[decision.chosen]), point.outcomes, "")]
    for each in point.alternatives:
        gap = each.distance
        moved = with_interval(*gap.ends)
        options.append((each.option, each.probability, each.outcomes, moved))
    for option, p, ends, moved in options:
        table.add_row(
            names.actions[option].replace("_", " "),
            f"{100 * p:.0f}",
            percent((ends @ WAR) / ends.sum()),
            moved,
            f"{ends.sum():,}",
            style="" if moved else "bold",
        )
    table.caption = "In bold what it did. Intervals hold jointly."
    return table
