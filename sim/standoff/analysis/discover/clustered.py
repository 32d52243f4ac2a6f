"""Clustered – a share of runs that come in points, with an interval over the points.

Method   ratio of sums, its variance linearised over points (Cochran 1977, ch. 2);
         Wilson's interval for the number of independent trials that would have that variance, with Student's
         factor for few points (Korn & Graubard 1998)
Assumes  points are drawn independently; for points that lie evenly, as those of a grid or Sobol's, the
         interval is rather too wide
Leaves   chance that all points share: it moves all of them together, and no spread between points shows it
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

from scipy.special import stdtrit

from standoff.arrays import Counts, Numbers
from standoff.statistics.summary import CONFIDENCE, wilson

__all__ = ["Estimate", "clustered"]


@dataclass(frozen=True)
class Estimate:
    """A share with its 95 % interval; NaN, and 0 to 1, of nothing."""

    value: float
    low: float
    high: float


def clustered(hits: Counts, trials: Counts) -> Estimate:
    """Give the share of hits among trials that come in points.

    Parameters
    ----------
    hits, trials : ndarray (n_points,)
        Of each point, 0 <= hits <= trials; points without a trial take no part.

    Examples
    --------
    One trial at each point is Wilson's interval, but for Student's factor:

    >>> found = clustered(np.array([1] * 80 + [0] * 20), np.ones(100, int))
    >>> found.value, round(found.low, 2), round(found.high, 2)
    (0.8, 0.71, 0.87)
    """
    is_used = trials > 0
    total = int(trials.sum())
    if total == 0:
        return Estimate(math.nan, 0.0, 1.0)
    share = float(hits.sum() / total)
    n = _independent_trials(share, (hits - share * trials)[is_used], total)
    return Estimate(share, *wilson(share * n, n))


def _independent_trials(share: float, off: Numbers, total: int) -> float:
    """Give how many independent trials would be as uncertain: at most all, one a point if nothing varies."""
    n_points = len(off)
    if n_points < 2:
        return float(n_points)
    variance = n_points / (n_points - 1) * float(off @ off) / total**2
    if variance == 0.0:
        return float(n_points)
    upper = (1 + CONFIDENCE) / 2
    factor = NormalDist().inv_cdf(upper) / float(stdtrit(n_points - 1, upper))
    return min(float(total), share * (1.0 - share) / variance) * factor**2
