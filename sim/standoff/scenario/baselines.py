"""Base rates of past crises, which stand beside the outcomes of a scenario."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from standoff.scenario.names import Id, nearest, refuse
from standoff.scenario.quantity import Record, Sourced
from standoff.scenario.shared import read_shared
from standoff.scenario.values import Text
from standoff.vocabulary import Outcome

__all__ = ["Baseline", "OutcomeClass", "load_baselines"]

FILE = "baselines.yaml"
WORDS = {outcome.name.lower(): outcome for outcome in Outcome}


def _outcome(word: object) -> Outcome:
    if word in WORDS:
        return WORDS[str(word)]
    raise refuse(f"unknown outcome '{word}', {nearest(str(word), WORDS)}")


class OutcomeClass(Record):
    """Outcomes that the source does not tell apart, and in how many cases one of them came about."""

    title: Text
    outcomes: Annotated[tuple[Annotated[Outcome, BeforeValidator(_outcome)], ...], Field(min_length=1)]
    count: Annotated[int, Field(strict=True, ge=0)]


class Baseline(Sourced):
    """Cases of a reference class, by what came of them; each outcome belongs to one class."""

    title: Text
    classes: dict[Id, OutcomeClass]

    @property
    def n(self) -> int:
        """Number of cases."""
        return sum(group.count for group in self.classes.values())

    @model_validator(mode="after")
    def _is_a_partition(self) -> Baseline:
        named = [outcome for group in self.classes.values() for outcome in group.outcomes]
        if sorted(named) != sorted(Outcome):
            raise refuse(f"each outcome has to stand in one class: {', '.join(WORDS)}")
        return self


@cache
def load_baselines() -> Mapping[str, Baseline]:
    """Load the base rates.

    Returns
    -------
    Mapping
        Baselines by name, in the order of the file.

    Raises
    ------
    ScenarioError
        With all faults of ``scenarios/baselines.yaml``.
    """
    return read_shared(FILE, dict[Id, Baseline], _faults)


def _faults(baselines: Mapping[str, Baseline]) -> Iterator[tuple[str, str]]:
    if not baselines:
        yield "", "at least one baseline is expected"
