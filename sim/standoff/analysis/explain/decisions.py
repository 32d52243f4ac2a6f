"""The decisions of a run: the one that ended its peace, and those by which actors changed course."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.story.peace import EndOfPeace
from standoff.story.trace import NarratedTrace, Row
from standoff.story.words import date_text

__all__ = ["changes_of_course", "how_peace_ended"]

ENDED = {
    "attack": "The peace ended on {when}",
    "signature": "A package was signed on {when}",
    "refusal": "The last package was refused on {when}",
}


def how_peace_ended(trace: NarratedTrace, end: EndOfPeace) -> str:
    """Say in a sentence what ended the peace of a run, when and by whose decision."""
    when = f"{date_text(trace.date(end.day))}, turn {end.turn}"
    said = f"{ENDED[end.kind].format(when=when)}: {end.text}"
    return said if end.kind == "attack" else f"{said} This is what {trace.title(end.actor)} decided then."


def changes_of_course(trace: NarratedTrace, actor: str | None = None) -> Iterator[Row]:
    """Yield the decisions by which an actor did something other than before; by default of all actors."""
    last: dict[str, str] = {}
    for row in trace.rows("decisions", is_chosen=True):
        if last.get(row["actor"]) != row["option"] and actor in (None, row["actor"]):
            yield row
        last[row["actor"]] = row["option"]
