"""Cases – the points that boxes are sought in, what is asked of them, and how they are split in halves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from standoff.arrays import Counts, Flags
from standoff.errors import ArgumentError

__all__ = ["Cases", "Target", "training_half"]


SPLIT_SEED = 20220208
"""Seed of the split, the same for all, so that the same sweep gives the same boxes."""


@dataclass(frozen=True)
class Target:
    """What a box is to hold: an outcome in at least, or at most, a share of runs.

    Parameters
    ----------
    what : str
        What happens, as sentences have it: "full invasion".
    share : float
        Share of what is counted, between 0 and 1.
    is_rare : bool
        Whether it shall happen in at most that share, and not in at least that share.
    counted : str
        ``runs``; ``points`` if a point as a whole is such a case or not.

    Raises
    ------
    ConfigError
        If the share is not between 0 and 1.
    """

    what: str
    share: float
    is_rare: bool = False
    counted: str = "runs"

    def __post_init__(self) -> None:
        """Refuse a share that every box has, or none."""
        if not 0.0 < self.share < 1.0:
            name = "at_most" if self.is_rare else "at_least"
            message = f"{{{name}}} = {self.share:g}: a share between 0 and 1 is expected, 0.7 for 70 %"
            raise ArgumentError(message, **{name: None})

    def reached_by(self, share: float) -> bool:
        """Tell whether a share is what is asked for."""
        return share <= self.share if self.is_rare else share >= self.share

    def density(self, share: float) -> float:
        """Give the share of what is sought, of the share of what happens."""
        return 1.0 - share if self.is_rare else share


@dataclass(frozen=True, eq=False)
class Cases:
    """Points, and what came of them.

    Parameters
    ----------
    columns : Mapping of str to ndarray (n_points,)
        Values of each factor: float64 for numbers, str for words.
    units : Mapping of str to str
        Unit of each factor; empty for words.
    hits, n : ndarray (n_points,)
        How many of what is counted are so at each point, and how many there are, 1 or more.
    """

    columns: Mapping[str, npt.NDArray[Any]]
    units: Mapping[str, str]
    hits: Counts
    n: Counts

    @property
    def n_points(self) -> int:
        """Number of points."""
        return len(self.n)

    @cached_property
    def varied(self) -> tuple[str, ...]:
        """Factors that take more than one value."""
        return tuple(name for name, column in self.columns.items() if (column != column[0]).any())

    def is_number(self, name: str) -> bool:
        """Tell whether a factor takes numbers, not words."""
        return self.columns[name].dtype.kind == "f"

    def sought(self, aim: Target) -> Counts:
        """Give how many are sought at each point: those that are so, or the others, (n_points,)."""
        return self.n - self.hits if aim.is_rare else self.hits

    def at(self, kept: Flags) -> Cases:
        """Give some of the points alone."""
        columns = {name: column[kept] for name, column in self.columns.items()}
        return Cases(columns, self.units, self.hits[kept], self.n[kept])


def training_half(n_points: int) -> Flags:
    """Pick half of the points at random, always the same ones: boxes are found there and checked on the rest.

    Parameters
    ----------
    n_points : int
        Number of points.

    Returns
    -------
    ndarray (n_points,)
        Which are picked; one more than a half if the number is odd.
    """
    picked = np.zeros(n_points, bool)
    order = np.random.Generator(np.random.PCG64(SPLIT_SEED)).permutation(n_points)
    picked[order[: (n_points + 1) // 2]] = True
    return picked
