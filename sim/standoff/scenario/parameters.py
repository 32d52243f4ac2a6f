"""The rule parameters: one set for all scenarios, each with range, unit, source and reason.

They differ from the quantities of a scenario in that no crisis fixes them: they have no date on which they
were known, and a variant of the rules may set them to any value inside the limits of their unit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal

from pydantic import model_validator

from standoff.scenario.names import ASSUMPTION, nearest, refuse
from standoff.scenario.quantity import Sourced
from standoff.scenario.shared import read_shared
from standoff.scenario.values import Number
from standoff.state.tables import RULES

__all__ = ["Parameter", "load_parameters", "parameter_names"]

FILE = "rules.yaml"
SET_BY_THE_RUN = ("turn_days",)
"""Fields of ``RULES`` that are no property of the world but of how it is played."""

LIMITS: dict[str, tuple[float, float]] = {
    "share": (0, 1),
    "utility": (-2, 2),
    "per_utility": (0, 1000),
    "per_day": (0, 10),
    "days": (0, 3650),
    "km": (0, 40_000),
    "thousand_troops": (0, 10_000),
    "thousand_per_day": (0, 10_000),
    "units": (0, 10_000),
    "ratio": (0, 100),
    "log_odds": (-20, 20),
}
"""Limits of each unit: what lies outside is a slip, not a variant. Both ends are allowed, but see below."""

SMALLEST = 1e-6
"""What stands for 'above 0' and 'below 1' where the rules divide by a parameter or by what it leaves of 1."""


class Parameter(Sourced):
    """A parameter of the rules.

    A parameter whose range does not go below 0 may not do so in a variant either. One whose range keeps off 0
    (or a share whose range keeps off 1) may not reach it: rules divide by some of them.
    """

    kind: Literal["derived", "expert", "assumption"]
    unit: Literal[
        "share",
        "utility",
        "per_utility",
        "per_day",
        "days",
        "km",
        "thousand_troops",
        "thousand_per_day",
        "units",
        "ratio",
        "log_odds",
    ]
    low: Number
    high: Number
    value: Number

    @model_validator(mode="after")
    def _is_in_order(self) -> Parameter:
        if (self.kind == ASSUMPTION) != (ASSUMPTION in self.source):
            raise refuse(f"kind {self.kind} does not fit its source; an assumption has the source assumption")
        if not self.low <= self.value <= self.high:
            raise refuse(f"value {self.value:g}: allowed range is its own, {self.low:g} to {self.high:g}")
        least, most = LIMITS[self.unit]
        if self.low < least or self.high > most:
            raise refuse(
                f"{self.low:g} to {self.high:g}: allowed range is {least:g} to {most:g} ({self.unit})"
            )
        return self

    @property
    def limits(self) -> tuple[float, float]:
        """Least and greatest value that a variant of the rules may set."""
        least, most = LIMITS[self.unit]
        if self.low >= 0:
            least = max(least, 0)
        if least == 0 < self.low:
            least = SMALLEST
        if self.unit == "share" and self.high < 1:
            most = 1 - SMALLEST
        return least, most

    @property
    def span(self) -> str:
        """The limits in words."""
        least, most = self.limits
        low = "above 0" if least == SMALLEST else f"{least:g}"
        high = "below 1" if most == 1 - SMALLEST else f"{most:g}"
        return f"{low} to {high} ({self.unit})"


def parameter_names() -> tuple[str, ...]:
    """Name the parameters: the fields of ``RULES`` that ``rules.yaml`` has to give."""
    return tuple(name for name in RULES.names or () if name not in SET_BY_THE_RUN)


@cache
def load_parameters() -> Mapping[str, Parameter]:
    """Load the rule parameters and check them.

    Returns
    -------
    Mapping
        Parameters by name, in the order of the file.

    Raises
    ------
    ScenarioError
        With all faults of ``scenarios/rules.yaml``.
    """
    return read_shared(FILE, dict[str, Parameter], _faults)


def _faults(parameters: Mapping[str, Parameter]) -> Iterator[tuple[str, str]]:
    names = parameter_names()
    yield from ((name, "is missing; add it") for name in names if name not in parameters)
    for name in parameters:
        if name not in names:
            yield name, f"unknown rule parameter, {nearest(name, names)}"
