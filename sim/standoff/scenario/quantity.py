"""A quantity: a number with its range, its unit and where it comes from.

Every number of the domain is one; ``low`` and ``high`` are what a design of uncertainty varies it over.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
)
from pydantic_core import CoreSchema, core_schema

from standoff.scenario.names import ASSUMPTION, Context, FactName, SourceName, refuse
from standoff.scenario.units import RANGES, Unit, span_of
from standoff.scenario.values import Day, Note, Number

__all__ = [
    "NOTE_WHEN_ASSUMED",
    "Cost",
    "Days",
    "Facts",
    "Kilometres",
    "Known",
    "LogOdds",
    "Neutral",
    "OfUnit",
    "PerDay",
    "Position",
    "Quantity",
    "Ratio",
    "Record",
    "Rung",
    "Share",
    "Sourced",
    "Troops",
    "Units",
    "Utility",
    "json_of_unit",
]


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


Facts = Annotated[tuple[FactName, ...], Field(description="facts of facts.yaml that say so")]
Known = Annotated[Day, AfterValidator(_not_after_the_freeze)]


NOTE_WHEN_ASSUMED: dict[str, Any] = {
    "if": {
        "anyOf": [
            {"properties": {field: {"const": ASSUMPTION}}, "required": [field]}
            for field in ("source", "kind")
        ]
    },
    "then": {"required": ["note"]},
}
KEYS = {"type": "array", "items": {"type": "string"}, "minItems": 1}
Sources = Annotated[
    tuple[SourceName, ...],
    BeforeValidator(_as_tuple),
    Field(min_length=1),
    WithJsonSchema({"anyOf": [{"type": "string"}, KEYS]}),
]


class Sourced(Record):
    """A record with one or more sources, or a note with the reason for assuming it."""

    model_config = ConfigDict(json_schema_extra=NOTE_WHEN_ASSUMED)

    source: Sources = Field(description="key in sources.yaml, a list of keys, or the word assumption")
    note: Note = Field(
        default="", validate_default=True, description="remark; for an assumption, why it is assumed"
    )

    @field_validator("note")
    @classmethod
    def _assumption_has_reason(cls, note: str, info: ValidationInfo) -> str:
        if ASSUMPTION in info.data.get("source", ()) and not note.strip():
            raise refuse("an assumption needs a note that says why")
        return note


class Quantity(Sourced):
    """A number with range, unit, source, kind and the date on which it was known."""

    ranges: ClassVar[dict[str, tuple[float, float]]] = RANGES

    kind: Literal["reported", "derived", "expert", "assumption"] = Field(
        description="reported, derived from reports, judged by an expert, or an assumption"
    )
    unit: Unit = Field(description="unit of value, low and high")
    low: Number = Field(description="least plausible value")
    high: Number = Field(description="greatest plausible value")
    value: Number = Field(description="what the run takes; low ≤ value ≤ high")
    known: Known = Field(description="day on which it was known; not after frozen_at")
    facts: Facts = ()

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
            raise refuse(f"unit {unit} must be one of {', '.join(cls.ranges)}")
        least, most = cls.ranges[unit]
        if least <= number <= most:
            return number
        raise refuse(f"allowed range is {span_of(unit, cls.ranges)}{_hint(number, unit)}")

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
            raise refuse(f"allowed range is its own, {low:g} to {high:g}; low ≤ value ≤ high is required")
        return value


def _hint(number: float, unit: str) -> str:
    if unit in ("share", "position") and 1 < number <= 100:
        return f". If this is a percentage, write {number / 100:g}"
    most = RANGES["thousand_troops"][1]
    if unit == "thousand_troops" and most < number <= 1000 * most:
        return f". If these are single soldiers, write {number / 1000:g}"
    return ""


def json_of_unit(unit: str, least: float, most: float) -> dict[str, Any]:
    """Give what a JSON Schema says of a quantity of a unit that has a range."""
    number = {"minimum": least, "maximum": most}
    return {"properties": {"unit": {"const": unit}, "value": number, "low": number, "high": number}}


@dataclass(frozen=True)
class OfUnit:
    """Marks a quantity of one unit, in the checks and in the JSON Schema.

    Parameters
    ----------
    unit : str
        A key of ``RANGES``.
    least : float, optional
        Least number of the field, if it is not that of the unit.
    """

    unit: str
    least: float | None = None

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Check the unit after all else."""
        return core_schema.no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Tell an editor the unit and its range."""
        return {"allOf": [handler(schema)], **json_of_unit(self.unit, *self._range)}

    @property
    def _range(self) -> tuple[float, float]:
        least, most = RANGES[self.unit]
        return least if self.least is None else self.least, most

    def _check(self, quantity: Quantity) -> Quantity:
        if quantity.unit != self.unit:
            raise refuse(f"unit {quantity.unit} stands where {self.unit} is expected")
        if quantity.low < self._range[0]:
            span = span_of(self.unit, {self.unit: self._range})
            raise refuse(f"low = {quantity.low:g} is outside {span}; a cost cannot be negative")
        return quantity


@dataclass(frozen=True)
class Neutral:
    """Marks a quantity that a file may leave out: what is assumed then (see ``neutral``).

    Parameters
    ----------
    value, low, high : float
        Value at which a run goes as if there were no such field, and its plausible range.
    reason : str
        Why that is neutral, for the note of the assumption.
    """

    value: float
    low: float
    high: float
    reason: str


Share = Annotated[Quantity, OfUnit("share")]
Position = Annotated[Quantity, OfUnit("position")]
Utility = Annotated[Quantity, OfUnit("utility")]
Cost = Annotated[Quantity, OfUnit("utility", least=0)]
Troops = Annotated[Quantity, OfUnit("thousand_troops")]
Kilometres = Annotated[Quantity, OfUnit("km")]
Days = Annotated[Quantity, OfUnit("days")]
PerDay = Annotated[Quantity, OfUnit("per_day")]
Units = Annotated[Quantity, OfUnit("units")]
LogOdds = Annotated[Quantity, OfUnit("log_odds")]
Ratio = Annotated[Quantity, OfUnit("ratio")]
Rung = Annotated[Quantity, OfUnit("rung")]
