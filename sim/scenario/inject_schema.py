"""Fields of an inject: whom it concerns, what it does, how much."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from sim.scenario.names import ActionName, ActorName, AxisName, UnorderedPair, refuse
from sim.scenario.quantity import Number, Quantity, Record, Text
from sim.scenario.shared_schema import member
from sim.vocabulary import InjectEffect

__all__ = ["UNITS", "Change", "Deed", "GivenInject"]

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


class Change(Quantity):
    """A quantity by which something changes, up or down."""

    ranges: ClassVar[dict[str, tuple[float, float]]] = {unit: (-most, most) for unit, most in MOST.items()}


class Deed(Record):
    """What is common to injects of a scenario and of the configuration; both have a size ``by`` as well."""

    effect: Annotated[InjectEffect, member(InjectEffect)]
    actor: ActorName | None = None
    pair: UnorderedPair | None = None
    axis: AxisName | None = None
    action: ActionName | None = None

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
            raise refuse(f"{word} needs its size; add by ({span(unit)})")
        if isinstance(by, float) and unit is not None and abs(by) > MOST[unit]:
            raise refuse(f"by {by:g} is outside {span(unit)}")
        if isinstance(by, Change) and by.unit != unit:
            raise refuse(f"by has unit {by.unit} where {word} takes {unit}")
        return self

    @property
    def actors(self) -> list[str]:
        """The one or two actors that it concerns."""
        return self.pair.split("|") if self.pair is not None else [self.actor or ""]


def span(unit: str) -> str:
    """Say which sizes a unit allows."""
    return f"{-MOST[unit]:g}..{MOST[unit]:g} ({unit})"


class GivenInject(Deed):
    """An inject of the configuration: hypothetical, and so without source and range."""

    day: Annotated[int, Field(strict=True, ge=0)]
    by: Number | None = None
    reason: Text
