"""What must be the same of two results for a comparison of them to make sense."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from standoff.errors import ResultError
from standoff.statistics.sample import Sample

__all__ = ["Comparable", "Conditions", "require_comparable"]


@dataclass(frozen=True)
class Conditions:
    """What was played, and for how long.

    Parameters
    ----------
    scenario : Mapping
        Name, title, version and hash of the scenario, as in a manifest.
    turn_days : float
        Days per turn.
    horizon_days : float or None
        Longest run, days; None = the scenario's.
    command : str
        What plays it again.
    """

    scenario: Mapping[str, Any]
    turn_days: float
    horizon_days: float | None
    command: str


class Comparable(Protocol):
    """Whatever has runs, and terms under which they were played."""

    @property
    def sample(self) -> Sample:
        """The runs."""

    @property
    def conditions(self) -> Conditions:
        """The terms."""


def require_comparable(one: Comparable, other: Comparable) -> None:
    """Refuse two results whose difference would be that of two crises, or of two lengths of a run.

    Raises
    ------
    ResultError
        If it would be.
    """
    places = f"{one.sample.place} and {other.sample.place}"
    told, others = one.conditions.scenario, other.conditions.scenario
    if told["name"] != others["name"]:
        raise ResultError(
            f"{places}: are of different scenarios, {told['name']} and {others['name']}; "
            "compare results of one scenario"
        )
    if told["sha256"] != others["sha256"]:
        versions = " and ".join(f"{each['version']} ({each['sha256'][:12]})" for each in (told, others))
        raise ResultError(
            f"{places}: are of different versions of {told['name']}, {versions}; play one of them again, by\n"
            f"  {one.conditions.command}\n  {other.conditions.command}"
        )
    for name in ("horizon_days", "turn_days"):
        lengths = [getattr(each.conditions, name) for each in (one, other)]
        if lengths[0] != lengths[1]:
            shown = " and ".join("the scenario's" if each is None else f"{each:g}" for each in lengths)
            raise ResultError(
                f"{places}: differ in {name}, {shown}; play one of them again with that of the other"
            )
    if one.sample.measures != other.sample.measures:
        raise ResultError(
            f"{places}: keep different measures; play one of them again with the other's version"
        )
