"""Who can set a factor of an experiment; rankings draw these groups apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TypeVar

__all__ = ["Setter", "apart"]

T = TypeVar("T")


class Setter(StrEnum):
    """Who can set a factor, in the order of rankings."""

    POLICY = "policy"
    BELIEF = "belief"
    MODEL = "model"
    SCENARIO = "scenario"

    @property
    def heading(self) -> str:
        """The word with its meaning."""
        return f"{self}: {MEANINGS[self]}"


MEANINGS = {
    Setter.POLICY: "a government or a mediator can decide it",
    Setter.BELIEF: "an actor holds it, nobody else can decide it",
    Setter.MODEL: "the rules assume it",
    Setter.SCENARIO: "the scenario reports it",
}


def apart(ranked: Iterable[T], setter_of: Callable[[T], Setter]) -> list[T]:
    """Put what is ranked into groups by who can set it; within a group the order stays.

    Examples
    --------
    >>> apart(["tempo", "trust"], {"tempo": Setter.MODEL, "trust": Setter.BELIEF}.__getitem__)
    ['trust', 'tempo']
    """
    order = list(Setter)
    return sorted(ranked, key=lambda each: order.index(setter_of(each)))
