"""Opening – where a told run begins: what came before, where forces stand, what is announced."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from standoff.scenario.schema import Act, AnyEvent, Exercise, Inject
from standoff.story.tale import Tale
from standoff.story.words import date_told, span_told
from standoff.vocabulary import TYPE_NAMES

__all__ = ["opening"]


def opening(tale: Tale) -> Iterator[str]:
    """Tell what all know on day 0, and what only the actors themselves know."""
    crisis = tale.scenario.crisis
    yield crisis.summary
    told = [event for event in crisis.calendar if not isinstance(event, Inject)]  # nobody foresees those
    before = [event for event in told if isinstance(event, Act) and event.date <= tale.stage.opens_at]
    if before:
        yield "Before:"
        yield from (f"  {date_told(event.date)}: {event.text}" for event in before)
    yield f"Forces on {date_told(tale.stage.opens_at)}, thousand troops:"
    yield from (f"  {line}" for line in _forces(tale))
    ahead = [event for event in told if _last_day(event) >= tale.stage.opens_at and event not in before]
    if ahead:
        yield "Announced:"
        yield from (f"  {span_told(event.date, _last_day(event))}: {event.text}" for event in ahead)
    yield "What only they know themselves:"
    for row in tale.rows("actors", tale.turns[0]):
        cost = tale.stage.facts.type_cost[row["type"]]
        yield f"  {tale.title(row['actor'])} is {TYPE_NAMES[row['type']]} (its cost of war × {cost:.1f})."


def _last_day(event: AnyEvent) -> dt.date:
    return event.until if isinstance(event, Exercise) else event.date


def _forces(tale: Tale) -> Iterator[str]:
    """Give a line for each actor, and one with its places for each axis on which it has troops."""
    facts = tale.stage.facts
    for row, name in enumerate(tale.stage.names.actors):
        yield f"{tale.title(name)} {float(facts.force[row]['now'].sum()):.1f}"
        groups = tale.scenario.actors[name].forces.groups.values()
        for column, axis in enumerate(tale.stage.names.axes):
            troops = float(facts.force[row, column]["now"])
            if troops > 0.0:
                names = dict.fromkeys(group.place for group in groups if group.axis == axis and group.place)
                places = " · ".join(tale.scenario.crisis.places[place].title for place in names)
                yield f"  {tale.axis_title(axis)} {troops:.1f}" + (f": {places}" if places else "")
