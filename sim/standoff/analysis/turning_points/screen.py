"""Tables of turning points: the ranking, and the options of one decision."""

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
"""Most decisions in the table."""


def ranking_table(run: ChosenRun, record: RunRecord, points: Sequence[TurningPoint]) -> Table:
    """Show the first decisions of a ranking."""
    end = record.outcome.title
    table = titled_table(f"Turning points of run {run.replication}: {end} after {record.days:g} days")
    for name in ("rank", "date", "actor", "act", "strongest alternative\n(probability)"):
        table.add_column(name)
    for name in ("change,\n% points", "95 %\ninterval", "any war, %:\nact", "any war, %:\nalternative"):
        table.add_column(name, justify="right")
    for rank, point in enumerate(points[:MOST_SHOWN], 1):
        table.add_row(f"{rank}" if point.is_clear else "noise", *_cells(run, point))
    return table


def _cells(run: ChosenRun, point: TurningPoint) -> list[str]:
    names, decision, strongest = run.stage.names, point.decision, point.strongest
    change = strongest.distance
    shares = [float(counts @ WAR / counts.sum()) for counts in (point.outcomes, strongest.outcomes)]
    return [
        f"{date_of(run, decision):%d %b %Y}",
        names.title(names.actors[decision.actor]),
        names.actions[decision.chosen].replace("_", " "),
        f"{names.actions[strongest.option].replace('_', ' ')} ({100 * strongest.probability:.0f} %)",
        percent(change.value),
        interval(change.low, change.high),
        *map(percent, shares),
    ]


def options_table(run: ChosenRun, point: TurningPoint) -> Table:
    """Show the outcomes of each option of a decision, with the act in bold."""
    names, decision = run.stage.names, point.decision
    actor, when = names.title(names.actors[decision.actor]), date_text(date_of(run, decision))
    table = titled_table(f"Outcomes of each option of {actor} on {when}")
    for column in ("option", "probability, %", "any war, %", "change, % points (95 % interval)", "n"):
        table.add_column(column, justify="left" if column == "option" else "right")
    options = [(decision.chosen, float(decision.probability[decision.chosen]), point.outcomes, "")]
    for each in point.alternatives:
        change = with_interval(*each.distance.ends)
        options.append((each.option, each.probability, each.outcomes, change))
    for option, p, counts, change in options:
        table.add_row(
            names.actions[option].replace("_", " "),
            f"{100 * p:.0f}",
            percent((counts @ WAR) / counts.sum()),
            change,
            f"{counts.sum():,}",
            style="" if change else "bold",
        )
    table.caption = (
        "Bold: the act; the others are its alternatives. Change: total variation distance from the outcomes "
        "of the act, with joint intervals."
    )
    return table
