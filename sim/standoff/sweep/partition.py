"""Partition of the runs of a sweep into parts, determined by the numbers of points and runs alone.

The runs at each point are cut into slices, and a slice of all points is played before the next one begins, so
that the runs of the reference point are available for differences run by run. A part is a slice of a few
neighbouring points.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

__all__ = ["PART_POINTS", "PART_RUNS", "Part", "Partition"]

PART_RUNS = 8_192
"""Most runs in a part, the most that a kill can lose. Changing it would change the bytes of moments."""
PART_POINTS = 128
"""Most points in a part, which limits the memory for their sums."""


@dataclass(frozen=True)
class Part:
    """Consecutive runs of neighbouring points.

    Parameters
    ----------
    number : int
        Number of the part, from 0.
    points : range
        Numbers of the points.
    first, n_runs : int
        Number of the first run at each point, and number of runs.
    """

    number: int
    points: range
    first: int
    n_runs: int


@dataclass(frozen=True)
class Partition:
    """The parts of a sweep.

    Parameters
    ----------
    n_points : int
        Number of points.
    replications : int
        Number of runs at each point.
    """

    n_points: int
    replications: int

    @property
    def slice_runs(self) -> int:
        """Runs at each point in a slice; the last slice may have fewer."""
        return min(self.replications, PART_RUNS)

    @property
    def n_slices(self) -> int:
        """Number of slices."""
        return math.ceil(self.replications / self.slice_runs)

    @property
    def points_per_part(self) -> int:
        """Points of a part; the last part of a slice may have fewer."""
        return min(PART_POINTS, max(1, PART_RUNS // self.slice_runs))

    @property
    def parts_per_slice(self) -> int:
        """Parts of a slice."""
        return math.ceil(self.n_points / self.points_per_part)

    @property
    def n_parts(self) -> int:
        """Number of parts."""
        return self.n_slices * self.parts_per_slice

    @property
    def n_runs(self) -> int:
        """Number of runs."""
        return self.n_points * self.replications

    def part(self, number: int) -> Part:
        """Give a part, counted from 0."""
        layer, column = divmod(number, self.parts_per_slice)
        start = column * self.points_per_part
        points = range(start, min(self.n_points, start + self.points_per_part))
        first = layer * self.slice_runs
        return Part(number, points, first, min(self.slice_runs, self.replications - first))

    def parts_of(self, column: int) -> list[int]:
        """Give the numbers of the parts, one in each slice, that hold the same points as part `column`."""
        return [layer * self.parts_per_slice + column for layer in range(self.n_slices)]
