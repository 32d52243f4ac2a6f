"""Fields of ``actors/<actor>.yaml``, one class for each kind of mapping."""

from __future__ import annotations

from pydantic import Field

from sim.scenario.names import AxisName, FactName, Id, IssueName, PlaceName
from sim.scenario.quantity import (
    Days,
    LogOdds,
    PerDay,
    Position,
    Ratio,
    Record,
    Rung,
    Share,
    Text,
    Troops,
    Units,
    Utility,
)

__all__ = ["Actor", "Group", "Stance", "WarAim"]


class Group(Record):
    """Forces that stand together; ``axis`` null = on no axis."""

    title: Text
    axis: AxisName | None = None
    place: PlaceName | None = None
    troops: Troops
    peacetime: Troops
    planned: Troops
    strikes: Units | None = None
    equipment: str = ""
    facts: tuple[FactName, ...] = ()


class Forces(Record):
    """Forces of an actor."""

    quality: Ratio
    required: Troops
    limited_axis: AxisName | None = None
    groups: dict[Id, Group] = Field(default_factory=dict)


class Stance(Record):
    """What an actor wants on an issue; it accepts only ``low`` to ``high``."""

    ideal: Position
    salience: Share
    low: Position
    high: Position
    control: Share


class WarAim(Record):
    """Where an issue stands after an attack of the actor."""

    won: Position
    lost: Position
    limited: Position


class Costs(Record):
    """What war, sanctions and delay cost an actor."""

    war: Utility
    sanction_exposure: Utility
    third_party_support: Share
    delay: PerDay


class Politics(Record):
    """What binds an actor at home and towards others."""

    demand: Share
    audience: Utility
    flexibility: Share
    reference: Utility
    drift: Utility
    transparency: Share
    sanction_credibility: Share


class Perception(Record):
    """How an actor misreads."""

    odds_bias: LogOdds


class Opening(Record):
    """Where an actor stands at day 0."""

    rung: Rung
    table_days: Days
    offer: Share


class Actor(Record):
    """A file ``actors/<actor>.yaml``."""

    title: Text
    forces: Forces
    positions: dict[IssueName, Stance]
    war_aims: dict[IssueName, WarAim] = Field(default_factory=dict)
    costs: Costs
    politics: Politics
    perception: Perception
    opening: Opening
