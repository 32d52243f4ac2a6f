"""Fields of ``scenario.yaml``, one class for each kind of mapping.

What concerns one field is checked here; what concerns several elements at once, in ``check``.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from sim.scenario.inject_schema import Change, Deed
from sim.scenario.names import (
    ActionName,
    ActorName,
    FactName,
    Id,
    OrderedPair,
    UnorderedPair,
    refuse,
)
from sim.scenario.quantity import Day, Flag, Kilometres, Known, Number, Position, Record, Share, Sourced, Text

__all__ = [
    "Act",
    "Axis",
    "Crisis",
    "Dyad",
    "Event",
    "Exercise",
    "Hypothetical",
    "Inject",
    "Issue",
    "Place",
    "Relation",
    "Season",
]


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


class Inject(Event, Deed):
    """Something that no actor decides, from the opening on."""

    kind: Literal["inject"]
    by: Change | None = None


class Hypothetical(Inject):
    """An inject of the configuration, which no source backs."""


AnyEvent = Annotated[Act | Exercise | Season | Inject, Field(discriminator="kind")]


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

    @property
    def calendar(self) -> list[AnyEvent]:
        """The timeline in the order of its table: by date, those of one date as they are listed."""
        return sorted(self.timeline.values(), key=lambda event: event.date)
