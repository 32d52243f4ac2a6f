"""Turning: the acts of a run ranked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.table import Table

from standoff.analysis.turning_points.continuations import Course, decisions_of, play_courses
from standoff.analysis.turning_points.ranking import WAR, Counts, TurningPoint, courses_of, turning_points
from standoff.analysis.turning_points.words import turning_notes
from standoff.drivers.record import RunRecord
from standoff.drivers.trace import Trace
from standoff.errors import ResultError
from standoff.statistics.paired import Difference
from standoff.story.words import TITLES
from standoff.sweep.chosen_run import ChosenRun
from standoff.terminal.first_start import announce_compiling
from standoff.terminal.progress import run_bar
from standoff.terminal.screen import titled_table
from standoff.terminal.writing import Analysis
from standoff.vocabulary import Outcome

if TYPE_CHECKING:
    from standoff.plots.sheet import Figure

__all__ = ["Found", "acts_of", "compared", "turning_rows", "turning_table"]

MOST_SHOWN = 10
"""Acts in the table on the screen."""


@dataclass(frozen=True)
class Found:
    """What came of a search."""

    record: RunRecord
    trace: Trace
    n_acts: int
    points: list[TurningPoint]


def acts_of(run: ChosenRun, n: int) -> Analysis:
    """Rank the acts of a run by continuations, so many of each option.

    Raises
    ------
    ResultError
        If nobody in the run had an alternative.
    """
    found = _play(run, n)

    def draw() -> dict[str, Figure]:
        from standoff.analysis.turning_points.figures import figure_of_turning_points
        from standoff.plots.story import Story  # loads matplotlib, which can be done without

        title = f"{run.title} – replication {run.replication}, {TITLES[found.record.outcome]}"
        figure = figure_of_turning_points(Story(run.stage, found.trace.tables), found.points, title)
        return {"figures/turning_points": figure}

    rows = {"turning_points": list(turning_rows(run, found.points))}
    return Analysis(
        rows, (turning_table(run, found), "", *turning_notes(found.points, found.n_acts)), {}, draw
    )


def _play(run: ChosenRun, n: int) -> Found:
    announce_compiling()
    trace = Trace()
    decisions, record = decisions_of(run.stage, run.seed, run.replication, trace)
    courses = courses_of(decisions)
    if not courses:
        raise ResultError(
            f"run {run.replication}: no actor had an alternative in any of its {len(decisions)} acts; "
            "there is nothing to compare"
        )
    fresh = range(run.replication + 1, run.replication + 1 + n)
    with run_bar(n * len(courses)) as advance:
        points = compared(run, courses, fresh, advance)
    return Found(record, trace, len(decisions), points)


def compared(
    run: ChosenRun, courses: Sequence[Course], fresh: range, advance: Callable[[int], None]
) -> list[TurningPoint]:
    """Play courses on and rank their decisions.

    Parameters
    ----------
    run : ChosenRun
        The run.
    courses : sequence of Course
        What is played on, from `courses_of`.
    fresh : range
        Replications whose chance the continuations meet.
    advance : callable
        Told the number of continuations whenever some are done.
    """
    outcomes: list[Counts] = []
    for rows in play_courses(run.stage, courses, run.seed, fresh):
        outcomes.append(rows["outcome"].copy())
        advance(len(fresh))
    return turning_points(courses, outcomes)


def _date(run: ChosenRun, point: TurningPoint) -> dt.date:
    return run.stage.opens_at + dt.timedelta(days=point.decision.day)


def turning_rows(run: ChosenRun, points: Sequence[TurningPoint]) -> Iterator[dict[str, Any]]:
    """Give a row for each option of each decision: the one taken first, then by distance."""
    names = run.stage.names
    for rank, point in enumerate(points, 1):
        decision = point.decision
        common = {
            "rank": rank,
            "turn": decision.turn,
            "day": decision.day,
            "date": _date(run, point),
            "actor": names.actors[decision.actor],
            "chosen": names.actions[decision.chosen],
        }
        taken = float(decision.probability[decision.chosen])
        yield {**common, **_option(names.actions[decision.chosen], taken, point.outcomes, None, None)}
        for each in point.alternatives:
            option = names.actions[each.option]
            yield {**common, **_option(option, each.probability, each.outcomes, each.war, each.distance)}


def _option(
    name: str, probability: float, outcomes: Counts, war: Difference | None, distance: Difference | None
) -> dict[str, Any]:
    n = int(outcomes.sum())
    shares = {f"share_{outcome.name.lower()}": outcomes[outcome] / n for outcome in Outcome}
    row = {"option": name, "probability": probability, "n": n, **shares, "share_any_war": outcomes @ WAR / n}
    for title, difference in (("any_war_difference", war), ("distance", distance)):
        row[title] = difference.value if difference else ""
        row[f"{title}_low"] = difference.low if difference else ""
        row[f"{title}_high"] = difference.high if difference else ""
    return row


def turning_table(run: ChosenRun, found: Found) -> Table:
    """Show the first acts of a ranking."""
    points = found.points
    table = titled_table(_title(run, found))
    for name in ("rank", "date", "actor", "chose", "instead (probability)"):
        table.add_column(name)
    for name in ("moved,\n% points", "\n95 %", "any war, %\nas it chose", "any war, %\ninstead"):
        table.add_column(name, justify="right")
    for rank, point in enumerate(points[:MOST_SHOWN], 1):
        table.add_row(f"{rank}" if point.is_clear else "noise", *_cells(run, point))
    return table


def _title(run: ChosenRun, found: Found) -> str:
    end = TITLES[found.record.outcome]
    return f"Turning points of run {run.replication}: {end} after {found.record.days:g} days"


def _cells(run: ChosenRun, point: TurningPoint) -> list[str]:
    names, decision, other = run.stage.names, point.decision, point.strongest
    moved = other.distance
    shares = [float(counts @ WAR / counts.sum()) for counts in (point.outcomes, other.outcomes)]
    return [
        f"{_date(run, point):%d %b %Y}",
        names.title(names.actors[decision.actor]),
        names.actions[decision.chosen].replace("_", " "),
        f"{names.actions[other.option].replace('_', ' ')} ({100 * other.probability:.0f} %)",
        f"{100 * moved.value:.1f}",
        f"{100 * moved.low:.1f}–{100 * moved.high:.1f}",
        *(f"{100 * share:.1f}" for share in shares),
    ]
