"""The options of ``standoff discover`` and their defaults; loads nothing heavy."""

from __future__ import annotations

from typing import Final

__all__ = ["AT_LEAST", "METHODS", "RESPONSE"]

RESPONSE: Final = "any_war"
AT_LEAST: Final = 0.7
"""Default share of runs that a box must reach."""
METHODS: Final = ("prim", "cart")
"""Algorithms that find boxes."""
