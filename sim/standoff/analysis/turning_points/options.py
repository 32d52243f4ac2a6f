"""The options of ``standoff turning-points`` and their defaults; loads nothing heavy."""

from __future__ import annotations

from typing import Final

__all__ = ["CONTINUATIONS", "FEWEST", "MOST"]

CONTINUATIONS: Final = 200
"""Default number of continuations of each option."""
FEWEST: Final = 20
MOST: Final = 100_000
"""Least and greatest number of times."""
