"""PAWN indices: the effect of fixing a factor on the distribution of a response, from any random sample.

Rule       the factor is cut into slices of equally many points; index: median over the slices of the largest
           gap between the distribution of the response in the slice and that of all points (Kolmogorov and
           Smirnov), 0..1
Noise      the index of an inert factor is not 0: of inert factors drawn at random, 95 % stay below a
           threshold
Intervals  95 %, from the spread of bootstrap resamples of the points
Source     Pianosi & Wagener (2015, 2018), as SALib computes them
Assumes    points are independent draws
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

import numpy as np

from standoff.arrays import Numbers
from standoff.statistics.summary import CONFIDENCE

__all__ = ["LEAST_POINTS", "MOST_POINTS", "MOST_RESAMPLED", "PawnIndices", "pawn_indices"]

N_SLICES: Final = 10
LEAST_POINTS: Final = 10 * N_SLICES
"""Least number of points for an estimate: ten in a slice."""
MOST_POINTS: Final = 2048
"""Most points that are used; of more, this many are picked at random."""
MOST_RESAMPLED: Final = 12
"""Number of factors, the strongest, that get intervals, because resampling is slow."""
N_RESAMPLES: Final = 30
N_DUMMIES: Final = 100
"""Inert factors from which the threshold is estimated."""
SEED: Final = 1


@dataclass(frozen=True, eq=False)
class PawnIndices:
    """Indices of all factors.

    Parameters
    ----------
    names : tuple of str
        The factors.
    n : int
        Points that were used.
    value : ndarray (k,)
        Median gap, 0..1.
    reach : ndarray (k,)
        Half-width of the interval; NaN beyond the strongest factors.
    threshold : float
        95 % of inert factors lie below it.
    """

    names: tuple[str, ...]
    n: int
    value: Numbers
    reach: Numbers
    threshold: float

    @property
    def order(self) -> list[int]:
        """Indices of the factors, the strongest first."""
        return [int(index) for index in np.argsort(-self.value, kind="stable")]


def pawn_indices(names: Sequence[str], columns: Numbers, values: Numbers) -> PawnIndices:
    """Estimate the indices of factors.

    Parameters
    ----------
    names : sequence of str
        The k factors.
    columns : ndarray (n, k)
        Values of the factors, words as ranks; only their order counts.
    values : ndarray (n,)
        Response. Points with NaN are left out.
    """
    rng = np.random.default_rng(SEED)
    kept = np.flatnonzero(np.isfinite(values))
    if len(kept) > MOST_POINTS:
        kept = np.sort(rng.choice(kept, MOST_POINTS, replace=False))
    ranks, response = _ranks(columns[kept], rng), values[kept]
    value = _medians(ranks, response)
    strongest = np.argsort(-value, kind="stable")[:MOST_RESAMPLED]
    resampled = np.empty((N_RESAMPLES, len(strongest)))
    for row in resampled:
        drawn = rng.integers(len(response), size=len(response))
        row[:] = _medians(ranks[drawn][:, strongest], response[drawn])
    reach = np.full(len(names), np.nan)
    reach[strongest] = NormalDist().inv_cdf((1 + CONFIDENCE) / 2) * resampled.std(axis=0, ddof=1)
    dummies = _medians(rng.random((len(response), N_DUMMIES)), response)
    return PawnIndices(tuple(names), len(kept), value, reach, float(np.quantile(dummies, CONFIDENCE)))


def _ranks(columns: Numbers, rng: np.random.Generator) -> Numbers:
    """Rank values, ties in random order, so that factors with few values have equal slices as well."""
    order = np.lexsort((rng.random(columns.shape), columns), axis=0)
    return np.argsort(order, axis=0).astype(float)


def _medians(columns: Numbers, values: Numbers) -> Numbers:
    """Give the index of each column as SALib does, without the p-values, which take most of its time."""
    in_order = np.sort(values)
    at_all = np.searchsorted(in_order, in_order, side="right") / len(values)
    edges = np.quantile(columns, np.linspace(0.0, 1.0, N_SLICES + 1), axis=0)
    gaps = np.full((N_SLICES, columns.shape[1]), np.nan)
    for (slice_, factor), _ in np.ndenumerate(gaps):
        column = columns[:, factor]
        within = values[(edges[slice_, factor] <= column) & (column < edges[slice_ + 1, factor])]
        if len(within):
            share = np.searchsorted(np.sort(within), in_order, side="right") / len(within)
            gaps[slice_, factor] = np.abs(share - at_all).max()
    medians: Numbers = np.nanmedian(gaps, axis=0)
    return medians
