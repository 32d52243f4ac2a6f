"""The numbers in the figures of a run, as lines of the CSV file beside each figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from standoff.plots.beliefs import observed
from standoff.plots.decisions import gaps
from standoff.plots.over_time import lettered_injects
from standoff.story.trace import Row, RunTrace

__all__ = ["belief_lines", "decision_lines", "force_lines", "position_lines", "rung_lines"]

Line = dict[str, Any]


def rung_lines(trace: RunTrace) -> Iterator[Line]:
    """Yield the rung and the act of each actor in each turn, then the events, then the calendar."""
    for row in trace.rows("actors"):
        yield _rung_line(row["day"], "rung", row["actor"], rung=row["rung"], text=row["action"])
    for row in trace.rows("events"):
        yield _rung_line(row["day"], row["kind"], row["actor"], text=row["text"])
    for row in [*trace.planned("exercise"), *trace.rows("calendar", kind="season")]:
        yield _rung_line(row["day"], row["kind"], row["actor"], until=row["until"])
    for letter, row in lettered_injects(trace):
        yield _rung_line(row["day"], row["kind"], row["actor"], text=f"{letter} {row['effect']}")


def _rung_line(day: float, kind: str, actor: str, **more: Any) -> Line:
    return {"day": day, "kind": kind, "actor": actor, **dict.fromkeys(("rung", "until", "text")), **more}


def force_lines(rows: Iterable[Row]) -> Iterator[Line]:
    """Yield troops and those across the border, thousand, by actor and axis, from rows of the trace."""
    for row in rows:
        yield {name: row[name] for name in ("day", "actor", "axis", "troops", "crossed")}


def belief_lines(trace: RunTrace, subjects: Sequence[str]) -> Iterator[Line]:
    """Yield the probability that a subject is resolved, as each observer sees it, after each turn."""
    for subject in subjects:
        for observer, values in observed(trace, subject).items():
            for day, value in zip(trace.days, values[1:], strict=True):
                yield {"day": day, "observer": observer, "subject": subject, "resolved": value}


def position_lines(trace: RunTrace) -> Iterator[Line]:
    """Yield what each actor wants and accepts on each issue, with its status quo at the start and the end."""
    facts, names = trace.stage.facts, trace.stage.names
    for column, issue in enumerate(names.issues):
        last = trace.rows("positions", issue=issue)[-1]["position"]
        for row, actor in enumerate(names.actors):
            stance = facts.position[row, column]
            yield {"issue": issue, "actor": actor,
                   **{name: float(stance[name]) for name in ("ideal", "low", "high", "salience")},
                   "status_quo_start": float(facts.issue[column].status_quo),
                   "status_quo_end": last}  # fmt: skip


def decision_lines(trace: RunTrace, actors: Sequence[str]) -> Iterator[Line]:
    """Yield the expected utility of the best attack and of the best other option, their gap, and the act."""
    for actor in actors:
        for turn in gaps(trace, actor):
            yield {"day": turn.day, "actor": actor, "attack": turn.attack, "peace": turn.peace,
                   "gap": turn.value, "act": turn.act.key if turn.act is not None else ""}  # fmt: skip
