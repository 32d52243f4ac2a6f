"""Fields of ``scenario.yaml``, one class for each kind of mapping.

What concerns one field is checked here; what concerns several elements at once, in ``check``.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, ValidationInfo, field_validator

from standoff.scenario.inject_schema import NEEDS, Change, Deed
from standoff.scenario.names import ActionName, ActorName, Id, OrderedPair, UnorderedPair, refuse
from standoff.scenario.quantity import (
    NOTE_WHEN_ASSUMED,
    Facts,
    Kilometres,
    Known,
    Position,
    Record,
    Share,
    Sourced,
)
from standoff.scenario.values import Day, Flag, HorizonDays, Number, Text, Title

__all__ = [
    "Act",
    "AnyEvent",
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

    title: Title = Field(description="name for readers, used in tables and figures")
    zero: Text = Field(description="what position 0 means: what the attacker wants most")
    one: Text = Field(description="what position 1 means: what its rivals want most")
    status_quo: Position = Field(description="position at the opening")


class Axis(Record):
    """A way on which forces can attack."""

    title: Title = Field(description="name for readers, used in tables and figures")
    host: ActorName | None = Field(
        default=None, description="actor through whose territory it runs; null = the attacker itself"
    )
    weight: Share = Field(
        description="share of the aim that the axis decides; the weights of all axes sum to 1"
    )


class Place(Sourced):
    """Where forces stand."""

    title: Title = Field(description="name for readers, used in tables and figures")
    lat: Annotated[Number, Field(ge=-90, le=90)] = Field(description="latitude in degrees, -90..90")
    lon: Annotated[Number, Field(ge=-180, le=180)] = Field(description="longitude in degrees, -180..180")
    distance: Kilometres = Field(description="distance to the border that an attack would cross")


class Relation(Record):
    """What one actor is to another; what is left out is absent."""

    may_attack: Flag = Field(
        default=False, description="true if the first may attack the second; one target for each attacker"
    )
    rival_weight: Share | None = Field(
        default=None, description="share of its attention to rivals; sums to 1 over the rivals of an actor"
    )
    protects: Share | None = Field(default=None, description="how surely the first stands by the second")
    hosts: Flag = Field(default=False, description="true if forces of the second use territory of the first")
    dependence: Share | None = Field(default=None, description="how much the first depends on the second")
    visibility: Share | None = Field(
        default=None, description="how surely the first sees what the second does"
    )


class Dyad(Record):
    """What two actors have between them, the same from both sides."""

    proximity: Share | None = Field(default=None, description="how close their forces are to each other")
    tension: Share | None = Field(default=None, description="tension at the opening; incidents grow with it")


class Event(Sourced):
    """Entry of the timeline. It may lie after the freeze if it was announced before."""

    date: Day = Field(description="day on which it happens or begins")
    text: Text = Field(description="what happens, for readers")
    known: Known = Field(description="day on which it was known; not after frozen_at")
    facts: Facts = ()


class Act(Event):
    """A public act of an actor."""

    kind: Literal["act"] = Field(description="a public act of an actor, which the others perceive")
    actor: ActorName = Field(description="who acts")
    action: ActionName = Field(description="name in actions.yaml")


class Exercise(Event):
    """A declared exercise with its begin and end."""

    kind: Literal["exercise"] = Field(description="a declared exercise")
    until: Day = Field(description="day on which it ends")
    actor: ActorName = Field(description="whose exercise it is")
    host: ActorName | None = Field(
        default=None, description="actor on whose territory it is held; null = its own"
    )

    @field_validator("until")
    @classmethod
    def _ends_after_its_begin(cls, until: dt.date, info: ValidationInfo) -> dt.date:
        begin = info.data.get("date", until)
        if until < begin:
            raise refuse(f"ends before it begins on {begin}")
        return until


class Season(Event):
    """A change of the ground."""

    kind: Literal["season"] = Field(description="a change of the ground")
    trafficability: Share = Field(description="how well forces can move from then on; 1 = freely")


class Inject(Deed, Event):
    """Something that no actor decides, from the opening on."""

    model_config = ConfigDict(json_schema_extra=NOTE_WHEN_ASSUMED | NEEDS)

    kind: Literal["inject"] = Field(description="what no actor decides and nobody foresees")
    by: Change | None = Field(
        default=None,
        description="size of the effect, added to what is there; an incident and an act have none",
    )


class Hypothetical(Inject):
    """An inject of the configuration, which no source backs."""


AnyEvent = Annotated[Act | Exercise | Season | Inject, Field(discriminator="kind")]


class Crisis(Record):
    """The file ``scenario.yaml``."""

    title: Title = Field(description="name for readers, used in tables and figures")
    summary: Text = Field(description="what the crisis is about, in a few sentences")
    version: Literal["1"] = Field(description="version of the form of these files")
    frozen_at: Day = Field(description="nothing may be known later than this day")
    opens_at: Day = Field(description="first day of a run")
    horizon_days: HorizonDays = Field(description="longest length of a run, days")
    issues: Annotated[dict[Id, Issue], Field(min_length=1)] = Field(
        description="what is in dispute, each as a position between 0 and 1; at most 8"
    )
    axes: Annotated[dict[Id, Axis], Field(min_length=1)] = Field(
        description="ways on which forces can attack; at most 9"
    )
    places: dict[Id, Place] = Field(default_factory=dict, description="where forces stand")
    relations: dict[OrderedPair, Relation] = Field(
        description="ordered pairs one>other: what the first is to the second; what is left out is absent"
    )
    dyads: dict[UnorderedPair, Dyad] = Field(
        default_factory=dict, description="unordered pairs one|other: what two actors have between them"
    )
    timeline: dict[Id, AnyEvent] = Field(
        default_factory=dict,
        description="what has happened or will: acts, exercises, seasons, injects; at most 64",
    )

    @property
    def calendar(self) -> list[AnyEvent]:
        """The timeline in the order of its table: by date, those of one date as they are listed."""
        return sorted(self.timeline.values(), key=lambda event: event.date)
