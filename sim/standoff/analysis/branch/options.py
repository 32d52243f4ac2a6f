"""The options of ``standoff branch`` and their defaults; loads nothing heavy."""

from __future__ import annotations

from typing import Final

__all__ = ["CONTINUATIONS", "FEWEST", "MOST"]

CONTINUATIONS: Final = 1_000
"""Default number of continuations with the changes, and as many without."""
FEWEST: Final = 20
MOST: Final = 100_000
"""Least and greatest number of them."""
