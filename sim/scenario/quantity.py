"""A quantity: a number with its range, its unit and where it comes from.

Every number of the domain is one; ``low`` and ``high`` are what a design of uncertainty varies it over.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
)

from sim.scenario.names import ASSUMPTION, Context, FactName, SourceName, refuse

__all__ = [
    "RANGES",
    "Day",
    "Days",
    "Flag",
    "Kilometres",
    "Known",
    "LogOdds",
    "Number",
    "PerDay",
    "Position",
    "Quantity",
    "Ratio",
    "Record",
    "Rung",
    "Share",
    "Sourced",
    "Text",
    "Troops",
    "Units",
    "Utility",
]

Unit = Literal[
    "share",
    "position",
    "utility",
    "thousand_troops",
    "km",
    "days",
    "per_day",
    "units",
    "log_odds",
    "ratio",
    "rung",
]

LARGEST = 1e9
SMALLEST_RATIO = 1e-9

RANGES: dict[str, tuple[float, float]] = {
    "share": (0, 1),
    "position": (0, 1),
    "utility": (-2, 2),
    "thousand_troops": (0, LARGEST),
    "km": (0, LARGEST),
    "days": (0, LARGEST),
    "per_day": (0, LARGEST),
    "units": (0, LARGEST),
    "log_odds": (-LARGEST, LARGEST),
    "ratio": (SMALLEST_RATIO, LARGEST),
    "rung": (1, 16),
}
"""Range of each unit, both ends allowed."""

# YAML has types of its own, so nothing is converted: "0.4", true and 2022-02-08 10:00 are slips, not values.
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Flag = Annotated[bool, Field(strict=True)]
Day = Annotated[dt.date, Field(strict=True)]
Text = Annotated[str, Field(min_length=1)]


class Record(BaseModel):
    """Base of everything that stands in a scenario file: frozen, and unknown fields are faults."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _not_after_the_freeze(known: dt.date, info: ValidationInfo) -> dt.date:
    frozen_at = Context.of(info).frozen_at
    if frozen_at is not None and known > frozen_at:
        raise refuse(f"known {known} is after the freeze {frozen_at}; take what was known by then")
    return known


def _as_tuple(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


Known = Annotated[Day, AfterValidator(_not_after_the_freeze)]


class Sourced(Record):
    """What has one or more sources, or a note that says why it is assumed."""

    source: Annotated[tuple[SourceName, ...], BeforeValidator(_as_tuple), Field(min_length=1)]
    note: str = Field(default="", validate_default=True)

    @field_validator("note")
    @classmethod
    def _assumption_has_reason(cls, note: str, info: ValidationInfo) -> str:
        if ASSUMPTION in info.data.get("source", ()) and not note.strip():
            raise refuse("an assumption needs a note that says why")
        return note


class Quantity(Sourced):
    """A number with range, unit, source, kind and the date on which it was known."""

    ranges: ClassVar[dict[str, tuple[float, float]]] = RANGES

    kind: Literal["reported", "derived", "expert", "assumption"]
    unit: Unit
    low: Number
    high: Number
    value: Number
    known: Known
    facts: tuple[FactName, ...] = ()

    @field_validator("kind")
    @classmethod
    def _kind_fits_source(cls, kind: str, info: ValidationInfo) -> str:
        source = info.data.get("source", ())
        if kind != ASSUMPTION and ASSUMPTION in source:
            raise refuse(f"a {kind} value needs a source; without one its kind is assumption")
        if kind == ASSUMPTION and ASSUMPTION not in source and not info.data.get("note", "").strip():
            raise refuse("an assumption needs a note that says why")
        return kind

    @field_validator("low", "high", "value")
    @classmethod
    def _inside_unit(cls, number: float, info: ValidationInfo) -> float:
        unit = info.data.get("unit")
        if unit is None:
            return number
        if unit not in cls.ranges:
            raise refuse(f"unit {unit} is none of {', '.join(cls.ranges)}")
        least, most = cls.ranges[unit]
        if least <= number <= most:
            return number
        raise refuse(f"outside {_span(unit, least, most)}{_hint(number, unit)}")

    @field_validator("high")
    @classmethod
    def _range_is_ordered(cls, high: float, info: ValidationInfo) -> float:
        low = info.data.get("low", high)
        if high < low:
            raise refuse(f"below low = {low:g}; low ≤ value ≤ high is required")
        return high

    @field_validator("value")
    @classmethod
    def _value_in_range(cls, value: float, info: ValidationInfo) -> float:
        low, high = info.data.get("low"), info.data.get("high")
        if low is not None and high is not None and not low <= value <= high:
            raise refuse(f"outside its own range {low:g}..{high:g}; low ≤ value ≤ high is required")
        return value


def _span(unit: str, least: float, most: float) -> str:
    if unit == "ratio":
        return "the numbers above 0 (ratio)"
    return f"{least:g}..{most:g} ({unit})"


def _hint(number: float, unit: str) -> str:
    if unit in ("share", "position") and 1 < number <= 100:
        return f". If this is a percentage, write {number / 100:g}"
    return ""


def _in(unit: str) -> AfterValidator:
    def check(quantity: Quantity) -> Quantity:
        if quantity.unit != unit:
            raise refuse(f"unit {quantity.unit} stands where {unit} is expected")
        return quantity

    return AfterValidator(check)


Share = Annotated[Quantity, _in("share")]
Position = Annotated[Quantity, _in("position")]
Utility = Annotated[Quantity, _in("utility")]
Troops = Annotated[Quantity, _in("thousand_troops")]
Kilometres = Annotated[Quantity, _in("km")]
Days = Annotated[Quantity, _in("days")]
PerDay = Annotated[Quantity, _in("per_day")]
Units = Annotated[Quantity, _in("units")]
LogOdds = Annotated[Quantity, _in("log_odds")]
Ratio = Annotated[Quantity, _in("ratio")]
Rung = Annotated[Quantity, _in("rung")]
