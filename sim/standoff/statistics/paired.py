"""Paired differences from a reference point, run by run under common random numbers.

Source   Agresti & Min (2005), interval of a difference of paired shares; Student's t for paired means
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from scipy.special import stdtrit

from standoff.arrays import Counts, Flags
from standoff.statistics.summary import CONFIDENCE
from standoff.vocabulary import Outcome

__all__ = [
    "NOTHING",
    "Difference",
    "mean_difference",
    "mean_interval",
    "outcome_shifts",
    "set_difference",
    "set_shifts",
    "share_difference",
]


@dataclass(frozen=True)
class Difference:
    """A difference with its interval; NaN where nothing was compared."""

    n: int
    value: float
    low: float
    high: float

    @property
    def ends(self) -> tuple[float, float, float]:
        """The difference, and the lower and upper end of its interval."""
        return self.value, self.low, self.high


NOTHING = Difference(0, math.nan, math.nan, math.nan)
"""The difference if nothing was compared."""


def outcome_shifts(first: Counts, second: Counts) -> Counts:
    """Count pairs by outcome in the first set of runs (rows) and in the second (columns).

    Parameters
    ----------
    first, second : ndarray (n_runs,)
        Outcome of each replication.
    """
    shifts = np.zeros((len(Outcome), len(Outcome)), np.int64)
    np.add.at(shifts, (first, second), 1)
    return shifts


def share_difference(shifts: Counts, outcome: int, confidence: float = CONFIDENCE) -> Difference:
    """Estimate the difference in the share of an outcome, second minus first.

    Parameters
    ----------
    shifts : ndarray (n_outcomes, n_outcomes)
        Pairs by outcome in the first set of runs (rows) and in the second (columns).
    outcome : int
        Index of the outcome.
    confidence : float
        Probability that the interval covers the difference.

    Examples
    --------
    >>> gap = share_difference(np.array([[40, 10], [0, 50]]), 1)
    >>> gap.n, round(gap.value, 3), round(gap.low, 3), round(gap.high, 3)
    (100, 0.1, 0.037, 0.159)
    """
    n = int(shifts.sum())
    if n == 0:
        return NOTHING
    gained = int(shifts[:, outcome].sum() - shifts[outcome, outcome])
    lost = int(shifts[outcome].sum() - shifts[outcome, outcome])
    gain, loss, total = gained + 0.5, lost + 0.5, n + 2
    middle = (gain - loss) / total
    half = NormalDist().inv_cdf((1 + confidence) / 2) / total
    half *= math.sqrt(gain + loss - (gain - loss) ** 2 / total)
    return Difference(n, (gained - lost) / n, max(-1.0, middle - half), min(1.0, middle + half))


def set_shifts(shifts: Counts, members: Counts | Flags) -> Counts:
    """Count pairs by whether the first run (rows) and the second (columns) have one of some outcomes, (2, 2).

    Parameters
    ----------
    shifts : ndarray (n_outcomes, n_outcomes)
        Pairs by outcome in the first set of runs (rows) and in the second (columns).
    members : ndarray (n_outcomes,)
        1 for the outcomes of the set, 0 for the others.
    """
    inside = members.astype(np.int64)
    sides = np.stack([1 - inside, inside])
    counted: Counts = sides @ shifts @ sides.T
    return counted


def set_difference(shifts: Counts, members: Counts | Flags, confidence: float = CONFIDENCE) -> Difference:
    """Estimate the difference in the share of a set of outcomes; see `set_shifts` and `share_difference`."""
    return share_difference(set_shifts(shifts, members), 1, confidence)


def mean_interval(n: int, mean: float, m2: float, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Estimate the interval of a mean, from the number of runs and their squared deviations.

    Returns
    -------
    tuple of float
        NaN with fewer than two runs.

    Examples
    --------
    >>> [round(end, 3) for end in mean_interval(4, 1.0, 12.0)]
    [-2.182, 4.182]
    """
    if n < 2:
        return math.nan, math.nan
    half = float(stdtrit(n - 1, (1 + confidence) / 2)) * math.sqrt(m2 / (n - 1) / n)
    return mean - half, mean + half


def mean_difference(n: int, mean: float, m2: float, confidence: float = CONFIDENCE) -> Difference:
    """Estimate the mean of paired differences, from their number and squared deviations."""
    return Difference(n, mean, *mean_interval(n, mean, m2, confidence)) if n else NOTHING
