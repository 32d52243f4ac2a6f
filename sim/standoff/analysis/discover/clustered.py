"""The share of runs that are clustered in points, with an interval over the points.

Method   ratio of sums, its variance linearised over points (Cochran 1977, ch. 2);
         Wilson's interval for the number of independent trials that would have that variance, with Student's
         factor for few points (Korn & Graubard 1998)
Assumes  points are drawn independently; for evenly spread points, such as those of a grid or Sobol's
         sequence, the interval is conservative
Excludes chance that all points share: it shifts all of them together and does not show between points
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
    """A share with its 95 % interval; NaN and 0 to 1 without a trial."""

    value: float
    low: float
    high: float


def clustered(hits: Counts, trials: Counts) -> Estimate:
    """Estimate the share of hits among trials that are clustered in points.

    Parameters
    ----------
    hits, trials : ndarray (n_points,)
        At each point, 0 <= hits <= trials; points without a trial are ignored.

    Examples
    --------
    With one trial at each point it is Wilson's interval, except for Student's factor:

    >>> share = clustered(np.array([1] * 80 + [0] * 20), np.ones(100, int))
    >>> share.value, round(share.low, 2), round(share.high, 2)
    (0.8, 0.71, 0.87)
    """
    is_used = trials > 0
    total = int(trials.sum())
    if total == 0:
        return Estimate(math.nan, 0.0, 1.0)
    share = float(hits.sum() / total)
    n = _independent_trials(share, (hits - share * trials)[is_used], total)
    return Estimate(share, *wilson(share * n, n))


def _independent_trials(share: float, deviations: Numbers, total: int) -> float:
    """Give the number of independent trials with the same variance; one per point if nothing varies."""
    n_points = len(deviations)
    if n_points < 2:
        return float(n_points)
    variance = n_points / (n_points - 1) * float(deviations @ deviations) / total**2
    if variance == 0.0:
        return float(n_points)
    upper = (1 + CONFIDENCE) / 2
    factor = NormalDist().inv_cdf(upper) / float(stdtrit(n_points - 1, upper))
    return min(float(total), share * (1.0 - share) / variance) * factor**2
