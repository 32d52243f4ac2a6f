"""Observed – what happened and what others expected, as ``observed.yaml`` has it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from standoff.vocabulary import Outcome
from tests.documents import read_yaml

__all__ = [
    "OBSERVED",
    "Forecast",
    "Member",
    "Reading",
    "Series",
    "force_series",
    "forecasters",
    "full_scale",
    "members",
    "outcomes",
]

OBSERVED = Path(__file__).with_name("observed.yaml")


@dataclass(frozen=True)
class Forecast:
    """A probability of war that forecasters gave on a day, beside the crisis of about that day."""

    day: dt.date
    shown: str
    beside: str
    p: float


@dataclass(frozen=True)
class Reading:
    """Battalion groups on a day, by the lowest and the highest count."""

    day: dt.date
    low: float
    high: float

    @property
    def middle(self) -> float:
        """Middle of the counts."""
        return (self.low + self.high) / 2


@dataclass(frozen=True)
class Series:
    """A build-up as it was counted, and its plan, battalion groups."""

    plan: float
    readings: tuple[Reading, ...]


@dataclass(frozen=True)
class Member:
    """One of those who decide: its power, what it wants, and how much it cares."""

    capability: float
    position: float
    salience: float


@cache
def _tree() -> Any:
    return read_yaml(OBSERVED.read_text(encoding="utf-8"))


def outcomes(part: str = "outcomes") -> dict[str, Outcome]:
    """Give what happened within the horizon, by crisis; ``dates``: by variant; or of those ``held_out``."""
    rows = {name: row["outcome"] for name, row in _tree()[part].items()}
    return {name: Outcome[word.upper()] for name, word in rows.items() if word is not None}


def full_scale() -> float:
    """Give the troops across the border from which the codings call a war full-scale, thousand."""
    return float(_tree()["full_scale"]["thousand_troops"])


def forecasters() -> list[Forecast]:
    """Give the path of the forecasters."""
    return [Forecast(**row) for row in _tree()["forecasters"]["path"]]


def force_series() -> Series:
    """Give the build-up of 2022."""
    content = _tree()["force_series"]
    return Series(content["plan"], tuple(Reading(**row) for row in content["series"]))


def members() -> tuple[dict[str, Member], tuple[float, float], float]:
    """Give who decided on car emissions, the ends of the scale, and the observed decision, years."""
    content = _tree()["car_emissions"]
    by_name = {name: Member(**row) for name, row in content["actors"].items()}
    return by_name, tuple(content["ends"]), content["observed"]
