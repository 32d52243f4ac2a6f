"""The options of ``standoff discover`` and their defaults; loads nothing heavy."""

from __future__ import annotations

from typing import Final

from standoff.errors import ArgumentError

__all__ = ["AT_LEAST", "METHODS", "RESPONSE", "require_one_share"]

RESPONSE: Final = "any_war"
AT_LEAST: Final = 0.7
"""Default share of runs that a box must reach."""
METHODS: Final = ("prim", "cart")
"""Algorithms that find boxes."""


def require_one_share(at_least: float | None, at_most: float | None) -> None:
    """Refuse both a least and a largest share of runs in a box.

    Raises
    ------
    ArgumentError
        If both are given.
    """
    if at_least is not None and at_most is not None:
        raise ArgumentError("{at_least} and {at_most}: give only one of them", at_least=None, at_most=None)
