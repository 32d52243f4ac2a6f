"""Fields of ``scenario.yaml``, one class for each kind of mapping.

What concerns one field is checked here; what concerns several elements at once, in ``check``.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from sim.scenario.names import ActionName, ActorName, Context, FactName, Id, nearest, refuse
from sim.scenario.quantity import Day, Flag, Kilometres, Known, Number, Position, Record, Share, Sourced, Text

__all__ = [
    "Act",
    "AnyEvent",
    "Axis",
    "Crisis",
    "Dyad",
    "Event",
    "Exercise",
    "Issue",
    "Place",
    "Relation",
    "Season",
]


def _pair(sign: str) -> AfterValidator:
    def check(pair: str, info: ValidationInfo) -> str:
        ends = pair.split(sign)
        if len(ends) != 2 or ends[0] == ends[1]:
            raise refuse(f"write two actors as one{sign}other")
        actors = Context.of(info).names.get("actor")
        for name in ends if actors is not None else ():
            if name not in (actors or ()):
                raise refuse(f"unknown actor '{name}', {nearest(name, actors or ())}")
        return pair

    return AfterValidator(check)


OrderedPair = Annotated[str, _pair(">")]
UnorderedPair = Annotated[str, _pair("|")]


class Issue(Record):
    """What is in dispute, as a position between 0 and 1."""

    title: Text
    zero: Text
    one: Text
    status_quo: Position


class Axis(Record):
    """A way on which forces can attack."""

    title: Text
    host: ActorName | None = None
    weight: Share


class Place(Sourced):
    """Where forces stand."""

    title: Text
    lat: Annotated[Number, Field(ge=-90, le=90)]
    lon: Annotated[Number, Field(ge=-180, le=180)]
    distance: Kilometres


class Relation(Record):
    """What one actor is to another; what is left out is absent."""

    may_attack: Flag = False
    rival_weight: Share | None = None
    protects: Share | None = None
    hosts: Flag = False
    dependence: Share | None = None
    visibility: Share | None = None


class Dyad(Record):
    """What two actors have between them, the same from both sides."""

    proximity: Share | None = None
    tension: Share | None = None


class Event(Sourced):
    """Entry of the timeline. It may lie after the freeze if it was announced before."""

    date: Day
    text: Text
    known: Known
    facts: tuple[FactName, ...] = ()


class Act(Event):
    """A public act of an actor."""

    kind: Literal["act"]
    actor: ActorName
    action: ActionName


class Exercise(Event):
    """A declared exercise with its begin and end."""

    kind: Literal["exercise"]
    until: Day
    actor: ActorName
    host: ActorName | None = None

    @field_validator("until")
    @classmethod
    def _ends_after_its_begin(cls, until: dt.date, info: ValidationInfo) -> dt.date:
        begin = info.data.get("date", until)
        if until < begin:
            raise refuse(f"ends before it begins on {begin}")
        return until


class Season(Event):
    """A change of the ground."""

    kind: Literal["season"]
    trafficability: Share


AnyEvent = Annotated[Act | Exercise | Season, Field(discriminator="kind")]


class Crisis(Record):
    """The file ``scenario.yaml``."""

    title: Text
    summary: Text
    version: Literal["1"]
    frozen_at: Day
    opens_at: Day
    horizon_days: Annotated[int, Field(strict=True, ge=1, le=3650)]
    issues: Annotated[dict[Id, Issue], Field(min_length=1)]
    axes: Annotated[dict[Id, Axis], Field(min_length=1)]
    places: dict[Id, Place] = Field(default_factory=dict)
    relations: dict[OrderedPair, Relation]
    dyads: dict[UnorderedPair, Dyad] = Field(default_factory=dict)
    timeline: dict[Id, AnyEvent] = Field(default_factory=dict)
