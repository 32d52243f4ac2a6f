"""Fields of an inject: whom it concerns, what it does, how much."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import ConfigDict, Field, model_validator

from standoff.scenario.names import ActionName, ActorName, AxisName, UnorderedPair, refuse
from standoff.scenario.quantity import NOTE_WHEN_ASSUMED, Quantity, Record, json_of_unit
from standoff.scenario.shared_schema import member
from standoff.scenario.units import span_of
from standoff.scenario.values import Number, Text
from standoff.vocabulary import InjectEffect

__all__ = ["NEEDS", "PAIRED", "UNITS", "Change", "Deed", "GivenInject"]

PAIRED = (InjectEffect.TENSION, InjectEffect.CALM, InjectEffect.INCIDENT)

UNITS: dict[InjectEffect, str] = {
    InjectEffect.TENSION: "share",
    InjectEffect.CALM: "days",
    InjectEffect.TROOPS: "thousand_troops",
    InjectEffect.AUDIENCE: "utility",
    InjectEffect.RUNG: "rung",
    InjectEffect.TABLE: "days",
    InjectEffect.OFFER: "share",
    InjectEffect.ACCESS: "share",
    InjectEffect.ARMS: "share",
    InjectEffect.SANCTIONS: "share",
    InjectEffect.ODDS_BIAS: "log_odds",
}
"""Unit of the size of each effect that has one."""

MOST: dict[str, float] = {
    "share": 1,
    "days": 365,
    "thousand_troops": 10_000,
    "utility": 2,
    "rung": 15,
    "log_odds": 5,
}
"""Largest size, up or down, by unit."""

RANGES: dict[str, tuple[float, float]] = {unit: (-most, most) for unit, most in MOST.items()}
ONE_OF_UNITS: dict[str, Any] = {"oneOf": [json_of_unit(unit, *span) for unit, span in RANGES.items()]}


class Change(Quantity):
    """A quantity by which something changes, up or down."""

    model_config = ConfigDict(json_schema_extra=NOTE_WHEN_ASSUMED | ONE_OF_UNITS)

    ranges: ClassVar[dict[str, tuple[float, float]]] = RANGES


class Deed(Record):
    """What is common to injects of a scenario and of the configuration; both have a size ``by`` as well."""

    effect: Annotated[InjectEffect, member(InjectEffect)] = Field(
        description="what it moves; an act takes the place of the actor's choice"
    )
    actor: ActorName | None = Field(default=None, description="whom it concerns, if it concerns one actor")
    pair: UnorderedPair | None = Field(
        default=None, description="whom tension, calm or an incident concerns: two actors as one|other"
    )
    axis: AxisName | None = Field(default=None, description="where troops come or go; null = on no axis")
    action: ActionName | None = Field(
        default=None, description="name in actions.yaml of what an act takes; no other effect has one"
    )

    @model_validator(mode="after")
    def _fits_its_effect(self) -> Deed:
        effect = self.effect
        word = effect.name.lower()
        if effect in PAIRED and (self.pair is None or self.actor is not None):
            raise refuse(f"{word} is between two actors; give pair: one|other, and no actor")
        if effect not in PAIRED and (self.actor is None or self.pair is not None):
            raise refuse(f"{word} concerns one actor; give actor, and no pair")
        if (effect == InjectEffect.ACT) != (self.action is not None):
            raise refuse("act needs the action that is taken, and no other effect has one")
        if self.axis is not None and effect != InjectEffect.TROOPS:
            raise refuse(f"{word} has no axis, only troops have one; take it out")
        unit, by = UNITS.get(effect), getattr(self, "by", None)
        if unit is None and by is not None:
            raise refuse(f"{word} has no size; take by out")
        if unit is not None and by is None:
            raise refuse(f"{word} needs its size; add by ({span_of(unit, RANGES)})")
        if isinstance(by, float) and unit is not None and abs(by) > MOST[unit]:
            raise refuse(f"by {by:g}: allowed range is {span_of(unit, RANGES)}")
        if isinstance(by, Change) and by.unit != unit:
            raise refuse(f"by has unit {by.unit} where {word} takes {unit}")
        return self

    @property
    def actors(self) -> list[str]:
        """The one or two actors that it concerns."""
        return self.pair.split("|") if self.pair is not None else [self.actor or ""]


class GivenInject(Deed):
    """An inject of the configuration: hypothetical, and so without source and range."""

    day: Annotated[int, Field(strict=True, ge=0)] = Field(description="days since the opening")
    by: Number | None = Field(default=None, description="size of the effect, added to what is there")
    reason: Text = Field(description="what happens, for readers")


def _needs(effect: InjectEffect) -> dict[str, Any]:
    """Say in a JSON Schema what the check of `Deed` says of an effect."""
    who, nobody = ("pair", "actor") if effect in PAIRED else ("actor", "pair")
    required = [who, *["action"] * (effect == InjectEffect.ACT), *["by"] * (effect in UNITS)]
    absent = {nobody, "axis", "action", "by"} - {*required, *["axis"] * (effect == InjectEffect.TROOPS)}
    held: dict[str, Any] = {name: {"type": "null"} for name in sorted(absent)}
    held |= {name: {"not": {"type": "null"}} for name in required}
    if effect in UNITS:
        held["by"] = {"properties": {"unit": {"const": UNITS[effect]}}, "type": "object"}
    this = {"properties": {"effect": {"const": effect.name.lower()}}, "required": ["effect"]}
    return {"if": this, "then": {"properties": held, "required": required}}


NEEDS: dict[str, Any] = {"allOf": [_needs(effect) for effect in InjectEffect]}
"""What an inject needs for its effect, for a JSON Schema."""
