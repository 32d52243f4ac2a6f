"""Unpaired – how two samples differ whose runs have nothing to do with each other.

Source   Newcombe (1998), method 10: interval of a difference of shares from the Wilson intervals of both;
         Welch (1947): interval of a difference of means of unequal spread
"""

from __future__ import annotations

import math

from scipy.special import stdtrit

from standoff.statistics.paired import Difference
from standoff.statistics.summary import CONFIDENCE, Share

__all__ = ["mean_gap", "share_gap"]

Moment = tuple[int, float, float]
"""Number of runs, their mean, their sum of squared deviations."""


def share_gap(there: Share, here: Share) -> Difference:
    """Give the difference of two shares, here less there, with its interval.

    Parameters
    ----------
    there, here : Share
        With their Wilson intervals; one run or more each.

    Examples
    --------
    >>> from standoff.statistics.summary import share_of
    >>> found = share_gap(share_of(48, 80), share_of(56, 70))
    >>> round(found.value, 4), round(found.low, 4), round(found.high, 4)
    (0.2, 0.0524, 0.3339)
    """
    value = here.share - there.share
    low = value - math.hypot(here.share - here.low, there.high - there.share)
    high = value + math.hypot(here.high - here.share, there.share - there.low)
    return Difference(min(there.n, here.n), value, max(-1.0, low), min(1.0, high))


def mean_gap(there: Moment, here: Moment) -> Difference:
    """Give the difference of two means, here less there, with its interval.

    Returns
    -------
    Difference
        NaN ends with fewer than two runs on a side, NaN at all without a run on a side.
    """
    (n_there, mean_there, m2_there), (n_here, mean_here, m2_here) = there, here
    n = min(n_there, n_here)
    value = mean_here - mean_there if n else math.nan
    if n < 2:
        return Difference(n, value, math.nan, math.nan)
    errors = [m2 / (count - 1) / count for count, m2 in ((n_there, m2_there), (n_here, m2_here))]
    total = sum(errors)
    if total == 0.0:
        return Difference(n, value, value, value)
    freedom = total**2 / (errors[0] ** 2 / (n_there - 1) + errors[1] ** 2 / (n_here - 1))
    half = float(stdtrit(freedom, (1 + CONFIDENCE) / 2)) * math.sqrt(total)
    return Difference(n, value, value - half, value + half)
