"""Rank correlation of the share of any war with each factor over the points of a sweep.

Source  Spearman (1904), correlation of ranks;
        Bonett & Wright (2000), its interval
Assumes points are independent draws
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from scipy.stats import spearmanr

from standoff.arrays import Numbers
from standoff.design.factors import Factor
from standoff.design.variance import unmixed
from standoff.statistics.summary import CONFIDENCE
from standoff.statistics.surface import Points, Surface
from standoff.vocabulary import ANY_WAR

__all__ = ["Association", "associations", "independent"]


@dataclass(frozen=True)
class Association:
    """A factor with its rank correlation, -1..1, and its interval; NaN where there is nothing to rank.

    Options have no order of their own: they are ranked by their mean shares, so their correlation is not
    negative and, as the order comes from the same points, has no interval.
    """

    factor: Factor
    value: float
    low: float
    high: float
    is_of_words: bool


def independent(surface: Surface) -> Points:
    """Give the points that did not fail and share no value by design: A and B of Saltelli's design."""
    points: Points = surface.played[unmixed(surface.design)[surface.played]]
    return points


def associations(surface: Surface, points: Points) -> list[Association]:
    """Rank the factors by their correlation with the share of any war.

    Parameters
    ----------
    surface : Surface
        The sweep.
    points : ndarray (n,)
        Points that did not fail.

    Returns
    -------
    list of Association
        The strongest correlation first.
    """
    share = surface.share(ANY_WAR, points)
    ranked = [_association(factor, surface, points, share) for factor in (*surface.numbers, *surface.choices)]
    return sorted(ranked, key=lambda each: math.inf if math.isnan(each.value) else -abs(each.value))


def _association(factor: Factor, surface: Surface, points: Points, share: Numbers) -> Association:
    column = surface.values(factor)[points]
    is_of_words = column.dtype.kind != "f"
    if is_of_words:
        _, option = np.unique(column, return_inverse=True)
        column = (np.bincount(option, share) / np.bincount(option))[option]
    value = _correlation(column, share)
    low, high = (math.nan, math.nan) if is_of_words else _interval(value, len(points))
    return Association(factor, value, low, high, is_of_words)


def _interval(value: float, n: int) -> tuple[float, float]:
    if n < 4 or math.isnan(value) or abs(value) >= 1.0:
        return math.nan, math.nan
    half = NormalDist().inv_cdf((1 + CONFIDENCE) / 2) * math.sqrt((1 + value * value / 2) / (n - 3))
    middle = math.atanh(value)
    return math.tanh(middle - half), math.tanh(middle + half)


def _correlation(column: Numbers, share: Numbers) -> float:
    """Give the rank correlation; NaN if either is constant."""
    if len(np.unique(column)) < 2 or len(np.unique(share)) < 2:
        return math.nan
    return float(spearmanr(column, share).statistic)
