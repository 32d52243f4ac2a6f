"""The opening of a transcript: earlier events, forces, announcements and private types."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from standoff.scenario.schema import Act, AnyEvent, Exercise, Inject
from standoff.story.trace import NarratedTrace
from standoff.story.words import date_text, span_text
from standoff.vocabulary import TYPE_NAMES

__all__ = ["opening"]


def opening(trace: NarratedTrace) -> Iterator[str]:
    """Yield the lines on what all actors know on day 0, and on what each knows only of itself."""
    crisis = trace.scenario.crisis
    yield crisis.summary
    # no actor foresees injects
    events = [event for event in crisis.calendar if not isinstance(event, Inject)]
    before = [event for event in events if isinstance(event, Act) and event.date <= trace.stage.opens_at]
    if before:
        yield "Before:"
        yield from (f"  {date_text(event.date)}: {event.text}" for event in before)
    yield f"Forces on {date_text(trace.stage.opens_at)}, thousand troops:"
    yield from (f"  {line}" for line in _forces(trace))
    ahead = [event for event in events if _last_day(event) >= trace.stage.opens_at and event not in before]
    if ahead:
        yield "Announced:"
        yield from (f"  {span_text(event.date, _last_day(event))}: {event.text}" for event in ahead)
    yield "Private types:"
    for row in trace.rows("actors", turn=trace.turns[0]):
        cost = trace.stage.facts.type_cost[row["type"]]
        yield f"  {trace.title(row['actor'])} is {TYPE_NAMES[row['type']]} (cost of war × {cost:.1f})."


def _last_day(event: AnyEvent) -> dt.date:
    return event.until if isinstance(event, Exercise) else event.date


def _forces(trace: NarratedTrace) -> Iterator[str]:
    """Yield a line for each actor, and a line with its places for each axis on which it has troops."""
    facts = trace.stage.facts
    for row, name in enumerate(trace.stage.names.actors):
        yield f"{trace.title(name)} {float(facts.force[row]['now'].sum()):.1f}"
        groups = trace.scenario.actors[name].forces.groups.values()
        for column, axis in enumerate(trace.stage.names.axes):
            troops = float(facts.force[row, column]["now"])
            if troops > 0.0:
                names = dict.fromkeys(group.place for group in groups if group.axis == axis and group.place)
                places = " · ".join(trace.scenario.crisis.places[place].title for place in names)
                yield f"  {trace.axis_title(axis)} {troops:.1f}" + (f": {places}" if places else "")
