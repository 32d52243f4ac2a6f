"""The options of ``standoff check`` and their defaults; loads nothing heavy."""

from __future__ import annotations

from typing import Final

__all__ = ["FEWEST", "MOST", "REPLICATIONS"]

REPLICATIONS: Final = 2_000
"""Default number of runs at each setting."""
FEWEST: Final = 100
MOST: Final = 1_000_000
"""Least and greatest number of runs."""
