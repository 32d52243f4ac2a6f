"""Fields of ``sources.yaml`` and ``actions.yaml``, which scenarios share, and of ``facts.yaml``."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import IntEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from standoff.errors import shortened
from standoff.scenario.names import SourceName, nearest, refuse
from standoff.scenario.quantity import Record
from standoff.scenario.units import RANGES
from standoff.scenario.values import Flag, Note, Number, Text, Title
from standoff.vocabulary import ForceOrder, OptionClass, Role, WarLevel

__all__ = ["Action", "Fact", "Source", "member"]


class Source(Record):
    """Where numbers come from."""

    title: Title = Field(description="title of the text, or what it is")
    publisher: Text = Field(description="who published it")
    date: Annotated[Text, BeforeValidator(lambda day: str(day) if isinstance(day, dt.date) else day)] = Field(
        description="day, month or year of its publication"
    )
    address: Note | None = Field(default=None, description="where it was read")
    note: Note = Field(default="", description="remark for readers")


class Fact(Record):
    """A fact of the article that a scenario starts from, and what removing it means."""

    statement: Text = Field(description="what was reported, in one sentence")
    source: SourceName = Field(description="key in sources.yaml, or the word assumption")
    carried_by: tuple[str, ...] = Field(default=(), description="dotted paths of the elements that carry it")
    without: dict[str, Number | None] = Field(
        default_factory=dict,
        description="what takes the fact out: dotted path to the value without it, or null to delete",
    )
    decorative: Flag = Field(default=False, description="true if nothing in the model carries it")
    reason: Note = Field(default="", description="why nothing carries it")


def member(words: type[IntEnum]) -> BeforeValidator:
    """Make the check that a text is a word of an enumeration, in small letters."""
    names = {word.name.lower(): word for word in words}

    def check(name: Any) -> IntEnum:
        if isinstance(name, str) and name in names:
            return names[name]
        raise refuse(f"unknown word, {nearest(shortened(name), names)}")

    return BeforeValidator(check)


MOST_DAYS = RANGES["days"][1]
War = Annotated[WarLevel, member(WarLevel)]
ShareNumber = Annotated[Number, Field(ge=0, le=1)]
Change = Annotated[Number, Field(ge=-1, le=1)]
DayNumber = Annotated[Number, Field(ge=0, le=MOST_DAYS)]


@dataclass(frozen=True)
class LeftOr:
    """Marks a number that is -1, which leaves what is there as it is, or lies between 0 and the most."""

    most: float

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Check the number after its type."""
        return core_schema.no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Tell an editor both ranges."""
        number = {"type": "number", "minimum": 0, "maximum": self.most}
        return {"anyOf": [{"const": -1}, number]}

    def _check(self, number: float) -> float:
        if number == -1 or 0 <= number <= self.most:
            return number
        raise refuse(f"-1 (leaves it) or 0..{self.most:g} is expected")


ShareOrLeft = Annotated[Number, LeftOr(1)]
DaysOrLeft = Annotated[Number, LeftOr(MOST_DAYS)]


class Action(Record):
    """An entry of ``actions.yaml``: columns of the action table, each with its neutral default."""

    title: Title = Field(description="name for readers, used in tables and figures")
    option_class: Annotated[OptionClass, member(OptionClass)] = Field(
        description="class of options among which it counts; synonyms share their weight"
    )
    who: Annotated[Role, member(Role)] = Field(
        description="role that may take it; roles follow from the relations"
    )
    cameo: Annotated[str, Field(pattern=r"^\d{2,4}$")] | None = Field(
        default=None, description="code of the CAMEO event ontology"
    )
    source: SourceName | None = Field(default=None, description="key in sources.yaml of that code")
    note: Note = Field(default="", description="remark for readers")
    rung: Annotated[Number, Field(ge=0, le=16)] = Field(
        default=0, description="rung of escalation (Kahn); 0 = leaves it"
    )
    goldstein: Annotated[Number, Field(ge=-10, le=10)] = Field(
        default=0, description="Goldstein weight of the code; moves tension"
    )
    min_force: ShareNumber = Field(default=0, description="needs at least this share of the required force")
    above_base: Flag = Field(default=False, description="only with more than the peacetime force")
    at_table: Flag = Field(default=False, description="only while at the table")
    min_war: War = Field(default=WarLevel.NONE, description="open from this level of war")
    max_war: War = Field(default=WarLevel.FULL, description="open up to this level of war")
    cost: Annotated[Number, Field(ge=-2, le=2)] = Field(default=0, description="utility that taking it costs")
    order: Annotated[ForceOrder, member(ForceOrder)] = Field(
        default=ForceOrder.KEEP, description="what it orders the forces to do"
    )
    pays: ShareNumber = Field(default=0, description="share of the audience cost that is paid at once")
    demand: ShareNumber = Field(
        default=0, description="how public the demand is that it makes; raises the audience cost"
    )
    table_days: DaysOrLeft = Field(
        default=-1, description="days at the table that it promises; -1 = leaves them, 0 = ends them"
    )
    offer: ShareOrLeft = Field(
        default=-1,
        description="standing offer that it makes, share of what the actor can give; -1 = leaves it",
    )
    arms: Change = Field(
        default=0,
        description="adds to the strength per day that it sends to whom it protects, share; below 0 = less",
    )
    sanctions: Change = Field(
        default=0, description="adds to the credibility of sanctions; below 0 = takes from it"
    )
    flank: Change = Field(
        default=0, description="adds to the reinforcement of its own territory; below 0 = takes from it"
    )
    access: ShareOrLeft = Field(default=-1, description="access that a host grants, share; -1 = leaves it")
    calm_days: DayNumber = Field(
        default=0, description="days for which incidents with rivals become less likely"
    )
    war: War = Field(default=WarLevel.NONE, description="level of war that it starts")
    joins: Flag = Field(
        default=False, description="true if it brings the actor's own forces into a war that goes on"
    )
