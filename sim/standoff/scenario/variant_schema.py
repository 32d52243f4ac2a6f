"""Fields of ``variants/<date>.yaml``: what differs if the facts of a scenario are frozen on another day."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from standoff.scenario.names import Id
from standoff.scenario.quantity import Known, Record, Sourced
from standoff.scenario.values import Day, HorizonDays, Text, Title

__all__ = ["Held", "Variant"]


class Held(Sourced):
    """Numbers of the scenario that hold on the day of the variant as well, and what they rest on then."""

    paths: Annotated[tuple[str, ...], Field(min_length=1)] = Field(
        description="dotted paths; all quantities there and below keep value and range, and take what follows"
    )
    kind: Literal["reported", "derived", "expert", "assumption"] = Field(
        description="reported, derived from reports, judged by an expert, or an assumption"
    )
    known: Known = Field(description="day on which they were known; not after frozen_at")


class Variant(Record):
    """A file ``variants/<date>.yaml``."""

    frozen_at: Day = Field(description="nothing may be known later than this day; it names the file")
    opens_at: Day = Field(description="first day of a run")
    title: Title | None = Field(default=None, description="name for readers; left out = that of the scenario")
    summary: Text | None = Field(
        default=None, description="what the crisis is about on that day; left out = as in the scenario"
    )
    horizon_days: HorizonDays | None = Field(
        default=None, description="longest length of a run, days; left out = that of the scenario"
    )
    held: dict[Id, Held] = Field(
        default_factory=dict, description="numbers that hold on that day as well, by what they rest on"
    )
    changes: dict[str, Any] = Field(
        default_factory=dict,
        description="what differs, by dotted path: a whole quantity, a plain value where one stands, a new "
        "element, or null to delete; later lines see earlier ones",
    )
