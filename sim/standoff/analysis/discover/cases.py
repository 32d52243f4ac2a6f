"""The points in which boxes are sought, the target of the boxes, and the split into halves."""

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
"""Fixed seed of the split, so that the same sweep gives the same boxes."""


@dataclass(frozen=True)
class Target:
    """The target of a box: an outcome in at least, or at most, a share of runs.

    Parameters
    ----------
    what : str
        Name of the outcome in sentences: "full invasion".
    share : float
        Share of runs or points, between 0 and 1.
    is_rare : bool
        Whether the share is an upper bound; otherwise a lower one.
    counted : str
        Whether the share is one of ``runs`` or of ``points``, where a point as a whole counts or not.

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
        """Refuse a share that is not between 0 and 1."""
        if not 0.0 < self.share < 1.0:
            name = "at_most" if self.is_rare else "at_least"
            message = f"{{{name}}} = {self.share:g}: allowed range is 0 to 1, a share such as 0.7 for 70 %"
            raise ArgumentError(message, **{name: None})

    def reached_by(self, share: float) -> bool:
        """Whether a share meets the target."""
        return share <= self.share if self.is_rare else share >= self.share

    def density(self, share: float) -> float:
        """Give the share of the cases sought: of the outcome, or of its absence if it is to be rare."""
        return 1.0 - share if self.is_rare else share


@dataclass(frozen=True, eq=False)
class Cases:
    """Points and their outcomes.

    Parameters
    ----------
    columns : Mapping of str to ndarray (n_points,)
        Values of each factor: float64 for numbers, str for options.
    units : Mapping of str to str
        Unit of each factor; empty for options.
    hits, n : ndarray (n_points,)
        Number with the outcome at each point, and number in total, 1 or more.
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
        """Whether a factor takes numbers rather than options."""
        return self.columns[name].dtype.kind == "f"

    def sought(self, target: Target) -> Counts:
        """Count the cases sought at each point: with the outcome, or without it if rare, (n_points,)."""
        return self.n - self.hits if target.is_rare else self.hits

    def at(self, kept: Flags) -> Cases:
        """Select some of the points."""
        columns = {name: column[kept] for name, column in self.columns.items()}
        return Cases(columns, self.units, self.hits[kept], self.n[kept])


def training_half(n_points: int) -> Flags:
    """Pick half of the points at random, always the same: boxes are found on them and checked on the rest.

    Parameters
    ----------
    n_points : int
        Number of points.

    Returns
    -------
    ndarray (n_points,)
        Whether each point is picked; the larger half if the number is odd.
    """
    picked = np.zeros(n_points, bool)
    order = np.random.Generator(np.random.PCG64(SPLIT_SEED)).permutation(n_points)
    picked[order[: (n_points + 1) // 2]] = True
    return picked
