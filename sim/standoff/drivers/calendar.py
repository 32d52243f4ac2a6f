"""The events of a crisis as rows and sentences of a trace."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from standoff.drivers.stage import Stage
from standoff.rules.timeline import falls_in_turn
from standoff.vocabulary import EventKind

__all__ = ["calendar_rows", "injects_of_turn"]


def calendar_rows(stage: Stage) -> list[dict[str, Any]]:
    """Give a row for each event, acts before the first turn and hypothetical injects included."""
    names, rows = stage.names, []
    for event, row in enumerate(stage.facts.event[: stage.facts.n_events]):
        inject = names.injects.get(event)
        rows.append(
            {
                "day": float(row.day),
                "until": float(row.until),
                "kind": EventKind(int(row.kind)).name.lower(),
                "actor": names.actors[row.actor] if row.actor >= 0 else "",
                "host": names.actors[row.host] if row.host >= 0 else "",
                "action": names.actions[row.action] if row.action >= 0 else "",
                "other": names.actors[row.other] if row.other >= 0 else "",
                "effect": inject.effect if inject else "",
                "reason": inject.reason if inject else "",
            }
        )
    return rows


def injects_of_turn(stage: Stage, start: float) -> Iterator[tuple[str, str, str]]:
    """Give sentence, actor and other actor of each inject in the turn that starts on a day."""
    actors = stage.names.actors
    for event, inject in stage.names.injects.items():
        row = stage.facts.event[event]
        if falls_in_turn(row.day, start, stage.facts.rules.turn_days):
            word = "Hypothetical inject" if inject.is_hypothetical else "Inject"
            other = actors[row.other] if row.other >= 0 else ""
            yield f"{word} ({inject.effect}): {inject.reason}", actors[row.actor], other
