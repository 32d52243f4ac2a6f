"""The significance of the limits of a box.

A search that may set many limits sets some of them by chance. Following Bryant & Lempert (2010), a box is
compared with the box without the limit: how likely is it that points picked at random from the latter hold as
many of the cases sought? They count cases and use a binomial distribution. Points here have shares, so the
means of random subsets of the points are used (without replacement, normal distribution), which treats the
runs of a point as one case.

Limits were chosen on the points that test them, hence *quasi*-p-values. Two things limit the bias. P-values
are multiplied by the number of limits that the search could have set (Bonferroni). And limits are added one
after the other, the most significant first, each tested in the box of those before it: if each were tested
against all others, thirty limits set by chance would support each other. This misses a limit that matters
only together with another, where neither matters by itself. Only the held-out points can confirm a box.
"""

from __future__ import annotations

import math

import numpy as np

from standoff.analysis.discover.boxes import Box
from standoff.analysis.discover.cases import Cases
from standoff.arrays import Flags, Numbers

__all__ = ["LEVEL", "n_possible", "quasi_p", "significant"]


LEVEL = 0.05
"""Largest quasi-p-value, multiplied, of a significant limit."""


def quasi_p(box: Box, cases: Cases, share: Numbers) -> Numbers:
    """Give the probability that random points of the box without a limit have as high a share, by limit.

    Parameters
    ----------
    box : Box
        The box.
    cases : Cases
        The points.
    share : ndarray (n_points,)
        Share of the cases sought at each point.

    Returns
    -------
    ndarray (n_limits,)
        0..1; 1 where a limit cuts off no point, or leaves none.

    Examples
    --------
    >>> from standoff.analysis.discover.boxes import Limit
    >>> x = np.arange(40) / 40
    >>> cases = Cases({"x": x, "y": np.tile([0.0, 1.0], 20)}, {}, (x >= 0.5).astype(int), np.ones(40, int))
    >>> box = Box((Limit("x", low=0.5), Limit("y", high=0.5)))
    >>> [bool(p < 0.001) for p in quasi_p(box, cases, cases.hits / cases.n)]
    [True, False]
    """
    each = box.each(cases.columns)
    # A point lies inside all other limits if it violates at most this one.
    without = (~each).sum(axis=0) - ~each == 0
    return _p_values(without & each, without, share)


def n_possible(cases: Cases) -> int:
    """Count the limits that a search can set: two for a numeric factor, one for each option of others."""
    return sum(2 if cases.is_number(name) else len(np.unique(cases.columns[name])) for name in cases.varied)


def significant(box: Box, cases: Cases, share: Numbers) -> Box:
    """Keep the significant limits of a box, in their order.

    Parameters
    ----------
    box : Box
        The box as it was found.
    cases : Cases
        The points on which it was found.
    share : ndarray (n_points,)
        Share of the cases sought at each point.
    """
    level = LEVEL / max(n_possible(cases), 1)
    each = box.each(cases.columns)
    kept: list[int] = []
    inside = np.ones(cases.n_points, bool)
    while len(kept) < len(box.limits):
        p = _p_values(each & inside, np.broadcast_to(inside, each.shape), share)
        p[kept] = 1.0
        strongest = int(p.argmin())
        if p[strongest] > level:
            break
        kept.append(strongest)
        inside = inside & each[strongest]
    return Box(tuple(box.limits[index] for index in sorted(kept)))


def _p_values(inside: Flags, without: Flags, share: Numbers) -> Numbers:
    """Give the probability that random points have as large a mean share, for each row of flags."""
    m, n = inside.sum(axis=1), without.sum(axis=1)
    taken = without.astype(float)
    mean = taken @ share / np.maximum(n, 1)
    squares = np.maximum(taken @ (share * share) - n * mean * mean, 0.0)
    gain = inside.astype(float) @ share / np.maximum(m, 1) - mean
    is_testable = (n > m) & (m > 0) & (squares > 1e-12)
    scale = np.sqrt(squares / np.maximum(n - 1, 1) * (1 / np.maximum(m, 1) - 1 / np.maximum(n, 1)))
    z = np.divide(gain, scale, out=np.full(len(m), -math.inf), where=is_testable)
    return np.array([0.5 * math.erfc(score / math.sqrt(2)) for score in z.tolist()])
