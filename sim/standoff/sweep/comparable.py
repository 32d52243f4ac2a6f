"""Conditions that two results must share for a comparison to make sense."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from standoff.errors import ResultError
from standoff.statistics.sample import Sample

__all__ = ["Comparable", "Conditions", "require_comparable"]


@dataclass(frozen=True)
class Conditions:
    """The scenario and lengths of time with which a result was played.

    Parameters
    ----------
    scenario : Mapping
        Name, title, version and hash of the scenario, as in a manifest.
    turn_days : float
        Days per turn.
    horizon_days : float or None
        Maximum length of a run, days; None = the scenario's.
    command : str
        Command that plays the result again.
    """

    scenario: Mapping[str, Any]
    turn_days: float
    horizon_days: float | None
    command: str


class Comparable(Protocol):
    """A result with runs and the conditions under which they were played."""

    @property
    def sample(self) -> Sample:
        """The runs."""

    @property
    def conditions(self) -> Conditions:
        """The conditions."""


def require_comparable(first: Comparable, second: Comparable) -> None:
    """Refuse two results with different scenarios, lengths of time or measures.

    Raises
    ------
    ResultError
        If they cannot be compared.
    """
    names = f"{first.sample.place} and {second.sample.place}"
    scenarios = [result.conditions.scenario for result in (first, second)]
    if scenarios[0]["name"] != scenarios[1]["name"]:
        raise ResultError(
            f"{names}: have different scenarios, {scenarios[0]['name']} and {scenarios[1]['name']}; "
            "compare results of one scenario"
        )
    if scenarios[0]["sha256"] != scenarios[1]["sha256"]:
        versions = " and ".join(f"{each['version']} ({each['sha256'][:12]})" for each in scenarios)
        raise ResultError(
            f"{names}: have different versions of {scenarios[0]['name']}, {versions}; play one of them again "
            f"with its command:\n  {first.conditions.command}\n  {second.conditions.command}"
        )
    for name in ("horizon_days", "turn_days"):
        lengths = [getattr(result.conditions, name) for result in (first, second)]
        if lengths[0] != lengths[1]:
            listed = " and ".join("the scenario's" if days is None else f"{days:g}" for days in lengths)
            raise ResultError(f"{names}: differ in {name}, {listed}; play one of them again with the other's")
    if first.sample.measures != second.sample.measures:
        raise ResultError(
            f"{names}: have different measures; play one of them again with the other's version"
        )
