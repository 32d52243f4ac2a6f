"""Seeds, numbers of runs and lengths that the drivers can play, from the least to the greatest."""

from __future__ import annotations

from typing import Final

from standoff.scenario.values import LONGEST_RUN_DAYS

__all__ = ["HORIZON_DAYS", "POINT_RUNS", "RUNS", "SEEDS", "TRACED", "TURN_DAYS"]

SEEDS: Final = (0, 2**63 - 1)
RUNS: Final = (1, 10_000_000)
"""Runs of an ensemble that keeps a row for each."""
POINT_RUNS: Final = (1, 1_000_000_000)
"""Runs at each point of a sweep, which keeps their sums."""
TRACED: Final = (0, 2**31 - 1)
"""Number of a single run."""
TURN_DAYS: Final = (0.1, 7)
HORIZON_DAYS: Final = (1, LONGEST_RUN_DAYS)
