"""Differences between two independent samples.

Source   Newcombe (1998), method 10: interval of a difference between shares from both Wilson intervals;
         Welch (1947): interval of a difference between means with unequal variances
"""

from __future__ import annotations

import math

from scipy.special import stdtrit

from standoff.statistics.paired import Difference
from standoff.statistics.summary import CONFIDENCE, Share

__all__ = ["mean_gap", "share_gap"]

Moment = tuple[int, float, float]
"""Number of runs, their mean, their sum of squared deviations."""


def share_gap(first: Share, second: Share) -> Difference:
    """Estimate the difference between two shares, second minus first, with its interval.

    Parameters
    ----------
    first, second : Share
        Shares with their Wilson intervals, of one run or more each.

    Examples
    --------
    >>> from standoff.statistics.summary import share_of
    >>> gap = share_gap(share_of(48, 80), share_of(56, 70))
    >>> round(gap.value, 4), round(gap.low, 4), round(gap.high, 4)
    (0.2, 0.0524, 0.3339)
    """
    value = second.share - first.share
    low = value - math.hypot(second.share - second.low, first.high - first.share)
    high = value + math.hypot(second.high - second.share, first.share - first.low)
    return Difference(min(first.n, second.n), value, max(-1.0, low), min(1.0, high))


def mean_gap(first: Moment, second: Moment) -> Difference:
    """Estimate the difference between two means, second minus first, with its interval.

    Returns
    -------
    Difference
        With NaN ends if either has fewer than two runs; all NaN if either has none.
    """
    (n_first, mean_first, m2_first), (n_second, mean_second, m2_second) = first, second
    n = min(n_first, n_second)
    value = mean_second - mean_first if n else math.nan
    if n < 2:
        return Difference(n, value, math.nan, math.nan)
    errors = [m2 / (count - 1) / count for count, m2 in ((n_first, m2_first), (n_second, m2_second))]
    total = sum(errors)
    if total == 0.0:
        return Difference(n, value, value, value)
    freedom = total**2 / (errors[0] ** 2 / (n_first - 1) + errors[1] ** 2 / (n_second - 1))
    half = float(stdtrit(freedom, (1 + CONFIDENCE) / 2)) * math.sqrt(total)
    return Difference(n, value, value - half, value + half)
