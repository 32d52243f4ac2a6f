"""The answer of ``standoff turning-points``: the decisions of a run that mattered most for its outcome."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from standoff.analysis.turning_points.continuations import Course, Decision, decisions_of, play_courses
from standoff.analysis.turning_points.decisive import attack_that_ended_the_peace, decisive_act
from standoff.analysis.turning_points.ranking import TurningPoint, courses_of, turning_points
from standoff.analysis.turning_points.rows import rows
from standoff.analysis.turning_points.screen import options_table, ranking_table
from standoff.analysis.turning_points.words import notes, screening_notes
from standoff.answer import Answer
from standoff.arrays import Counts
from standoff.drivers.record import RunRecord
from standoff.drivers.trace import Trace
from standoff.errors import ResultError
from standoff.sweep.chosen_run import ChosenRun
from standoff.terminal.progress import run_bar

if TYPE_CHECKING:
    from standoff.plots.sheet import Figure

__all__ = ["PlayedRun", "decisive_answer", "play_run", "turning_points_answer"]

SCREENED = 4_000
"""Target for the total of continuations in a screening, within the limits below."""
FEWEST, MOST = 12, 60
"""Fewest and most continuations of each option in a screening."""
MEASURED = 250
"""Continuations of each option of the leading decisions after a screening."""
N_LEADING = 3
"""Number of leading decisions that are measured again."""


@dataclass(frozen=True)
class PlayedRun:
    """A run that was replayed in full.

    Parameters
    ----------
    run : ChosenRun
        The run.
    record : RunRecord
        Its outcome and measures.
    trace : Trace
        Its trace.
    decisions : list of Decision
        Its decisions, with the state before each.
    """

    run: ChosenRun
    record: RunRecord
    trace: Trace
    decisions: list[Decision]

    @property
    def title(self) -> str:
        """Number and outcome of the run."""
        end = f"{self.record.outcome.title} after {self.record.days:g} days"
        return f"run {self.run.replication}, {end}"


def play_run(run: ChosenRun) -> PlayedRun:
    """Replay a run, with its trace and the state before each decision."""
    trace = Trace()
    decisions, record = decisions_of(run.stage, run.seed, run.replication, trace)
    return PlayedRun(run, record, trace, decisions)


def turning_points_answer(run: ChosenRun, n: int) -> Answer:
    """Rank the decisions of a run by ``n`` continuations of each option.

    Raises
    ------
    ResultError
        If no actor had an alternative in the run.
    """
    played = play_run(run)
    courses = _courses(played)
    fresh = range(run.replication + 1, run.replication + 1 + n)
    with run_bar(n * len(courses)) as advance:
        points = _measure(run, courses, fresh, advance)
    table, findings = ranking_table(run, played.record, points), tuple(notes(points, len(played.decisions)))
    return Answer(
        title=f"{run.title}, {played.title}",
        rows={"turning_points": list(rows(run, points))},
        main="turning_points",
        sentences=findings[:1],
        caveats=findings[1:],
        tables=(table,),
        screen=(table, "", *findings),
        draw=lambda: {f"figures/{name}": figure for name, figure in _figures(played, points).items()},
    )


def decisive_answer(played: PlayedRun) -> Answer:
    """Find the decision on which a run turned, and measure it with fresh chance.

    All decisions are screened with a few continuations; the leading ones, and the attack that ended the
    peace, are continued again, so that none of them leads by luck.
    """
    run, start = played.run, played.run.replication + 1
    courses = courses_of(played.decisions)
    n = min(MOST, max(FEWEST, SCREENED // max(1, len(courses))))
    screened = _measure(run, courses, range(start, start + n), lambda _: None)
    leading = [point.decision for point in screened[:N_LEADING]]
    attack = attack_that_ended_the_peace(run, played.decisions)
    again = [course for course in courses
             if any(course.decision is decision for decision in (*leading, attack))]  # fmt: skip
    measured = _measure(run, again, range(start + n, start + n + MEASURED), lambda _: None)
    act = decisive_act(run, played.record, played.decisions, measured)
    shown = next((point for point in measured if point.decision is act.decision), None)
    tables = [ranking_table(run, played.record, measured)] if measured else []
    return Answer(
        title=f"{run.title}, {played.title}",
        rows={"turning_points": list(rows(run, screened))},
        main="turning_points",
        sentences=(act.why, *screening_notes(len(played.decisions), screened, len(leading), n, MEASURED)),
        tables=(*tables, *([options_table(run, shown)] if shown else [])),
        record=_record(run, act.decision),
        draw=lambda: _figures(played, screened),
    )


def _record(run: ChosenRun, decision: Decision | None) -> dict[str, Any]:
    if decision is None:
        return {}
    return {"turn": decision.turn, "day": decision.day, "actor": run.stage.names.actors[decision.actor]}


def _courses(played: PlayedRun) -> list[Course]:
    courses = courses_of(played.decisions)
    if not courses:
        raise ResultError(
            f"run {played.run.replication}: no actor had an alternative to any of its "
            f"{len(played.decisions)} acts, so there is nothing to compare; choose another run"
        )
    return courses


def _measure(
    run: ChosenRun, courses: Sequence[Course], fresh: range, advance: Callable[[int], None]
) -> list[TurningPoint]:
    """Play the continuations of courses with fresh chance, and rank the decisions."""
    outcomes: list[Counts] = []
    for results in play_courses(run.stage, courses, run.seed, fresh):
        outcomes.append(results["outcome"].copy())
        advance(len(fresh))
    return turning_points(courses, outcomes)


def _figures(played: PlayedRun, points: Sequence[TurningPoint]) -> dict[str, Figure]:
    """Draw the turning points; nothing if no act changed the outcomes by more than noise."""
    if not any(point.is_clear for point in points):
        return {}
    from standoff.analysis.turning_points.figures import figure_of_turning_points  # loads matplotlib
    from standoff.story.trace import RunTrace

    run = played.run
    title = f"{run.title} – run {run.replication}, {played.record.outcome.title}"
    figure = figure_of_turning_points(RunTrace(run.stage, played.trace.tables), points, title)
    return {"turning_points": figure}
