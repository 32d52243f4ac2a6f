"""The event that ended the peace of a run, or came nearest to it, and whose decision explains it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from standoff.story.trace import Row, RunTrace

__all__ = ["EndOfPeace", "end_of_peace", "first_attacker"]

ENDS: Final = (("attack", 0), ("signature", -1), ("refusal", -1))
"""Kinds of events, the gravest first, and which of several counts: the first attack, the last package."""


@dataclass(frozen=True)
class EndOfPeace:
    """The event that decided between war and peace.

    Parameters
    ----------
    kind : str
        ``attack``, ``signature`` or ``refusal``.
    turn : int
        Its turn.
    day : float
        Days after the opening.
    actor : str
        Name of the actor whose decision explains it: who attacks; at a package, who could have attacked.
    text : str
        The event in a sentence.
    """

    kind: str
    turn: int
    day: float
    actor: str
    text: str


def end_of_peace(trace: RunTrace) -> EndOfPeace | None:
    """Find the first attack of a run; without one the last signature, without that the last refusal."""
    for kind, which in ENDS:
        if events := trace.rows("events", kind=kind):
            return _end(trace, events[which])
    return None


def _end(trace: RunTrace, event: Row) -> EndOfPeace:
    actor = event["actor"] or first_attacker(trace)
    return EndOfPeace(event["kind"], event["turn"], event["day"], actor, event["text"])


def first_attacker(trace: RunTrace) -> str:
    """Name the actor that can attack; of several the first."""
    actors = trace.stage.facts.actor
    return next(name for row, name in enumerate(trace.stage.names.actors) if actors[row].is_attacker)
