"""Fields of ``sources.yaml`` and ``actions.yaml``, which scenarios share, and of ``facts.yaml``."""

from __future__ import annotations

import datetime as dt
from enum import IntEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from sim.scenario.names import SourceName, nearest, refuse
from sim.scenario.quantity import Flag, Number, Record, Text
from sim.vocabulary import ForceOrder, OptionClass, Role, WarLevel

__all__ = ["Action", "Fact", "Source", "member"]


class Source(Record):
    """Where numbers come from."""

    title: Text
    publisher: Text
    date: Annotated[Text, BeforeValidator(lambda day: str(day) if isinstance(day, dt.date) else day)]
    address: str | None = None
    note: str = ""


class Fact(Record):
    """A fact of the article that a scenario starts from, and what removing it means."""

    statement: Text
    source: SourceName
    carried_by: tuple[str, ...] = ()
    without: dict[str, Number | None] = Field(default_factory=dict)
    decorative: Flag = False
    reason: str = ""


def member(words: type[IntEnum]) -> BeforeValidator:
    """Make the check that a text is a word of an enumeration, in small letters."""
    names = {word.name.lower(): word for word in words}

    def check(name: Any) -> IntEnum:
        if isinstance(name, str) and name in names:
            return names[name]
        raise refuse(f"unknown word, {nearest(str(name), names)}")

    return BeforeValidator(check)


War = Annotated[WarLevel, member(WarLevel)]
ShareNumber = Annotated[Number, Field(ge=0, le=1)]
Change = Annotated[Number, Field(ge=-1, le=1)]
DayNumber = Annotated[Number, Field(ge=0)]


class Action(Record):
    """An entry of ``actions.yaml``: columns of the action table, each with its neutral default."""

    title: Text
    option_class: Annotated[OptionClass, member(OptionClass)]
    who: Annotated[Role, member(Role)]
    cameo: Annotated[str, Field(pattern=r"^\d{2,4}$")] | None = None
    source: SourceName | None = None
    note: str = ""
    rung: Annotated[Number, Field(ge=0, le=16)] = 0
    goldstein: Annotated[Number, Field(ge=-10, le=10)] = 0
    min_force: ShareNumber = 0
    above_base: Flag = False
    at_table: Flag = False
    min_war: War = WarLevel.NONE
    max_war: War = WarLevel.FULL
    cost: Annotated[Number, Field(ge=-2, le=2)] = 0
    order: Annotated[ForceOrder, member(ForceOrder)] = ForceOrder.KEEP
    pays: ShareNumber = 0
    demand: ShareNumber = 0
    table_days: Annotated[Number, Field(ge=-1)] = -1
    offer: Change = -1
    arms: Change = 0
    sanctions: Change = 0
    flank: Change = 0
    access: Change = -1
    calm_days: DayNumber = 0
    war: War = WarLevel.NONE
    joins: Flag = False
