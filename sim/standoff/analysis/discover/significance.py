"""Needed – which limits of a box are more than chance.

A search that may set many limits sets some for nothing. As Bryant & Lempert (2010) do, a limit is held
against the box without it: how likely would points picked at random from there hold as much of what is
sought? They count cases and take a binomial law. Points here have shares, so that the means of random
subsets of the points are taken (drawn without replacement, normal law), which treats the runs of a point as
one.

The limits were chosen to look well on the very points that test them, hence *quasi*-p-values. Two things
keep this in bounds. They are multiplied by the number of limits that the search could have set
(Bonferroni). And limits are taken up one after the other, the surest first, each in the box of those before
it: tested the other way, each against all others, thirty limits that chance set bear each other out. What
this misses is a limit that matters only together with another one, and neither by itself. Even so, only the
points that were held out can bear a box out.
"""

from __future__ import annotations

import math

import numpy as np

from standoff.analysis.discover.boxes import Box
from standoff.analysis.discover.cases import Cases
from standoff.arrays import Flags, Numbers

__all__ = ["LEVEL", "n_possible", "needed", "quasi_p"]


LEVEL = 0.05
"""Quasi-p-value, multiplied, above which a limit is not taken up."""


def quasi_p(box: Box, cases: Cases, share: Numbers) -> Numbers:
    """Give how likely random points of the box without a limit would do as well as those inside, for each.

    Parameters
    ----------
    box : Box
        The box.
    cases : Cases
        The points.
    share : ndarray (n_points,)
        Share of what is sought at each.

    Returns
    -------
    ndarray (n_limits,)
        0..1; 1 where a limit cuts nothing off, or nothing is left.

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
    # A point lies inside all other limits if it fails at most this one.
    without = (~each).sum(axis=0) - ~each == 0
    return _by_chance(without & each, without, share)


def n_possible(cases: Cases) -> int:
    """Give how many limits a search can set: two for a factor of numbers, one for each word of the others."""
    return sum(2 if cases.is_number(name) else len(np.unique(cases.columns[name])) for name in cases.varied)


def needed(box: Box, cases: Cases, share: Numbers) -> Box:
    """Keep the limits that chance would hardly have set, in their order.

    Parameters
    ----------
    box : Box
        As it was found.
    cases : Cases
        The points by which it was found.
    share : ndarray (n_points,)
        Share of what is sought at each.
    """
    level = LEVEL / max(n_possible(cases), 1)
    each = box.each(cases.columns)
    kept: list[int] = []
    inside = np.ones(cases.n_points, bool)
    while len(kept) < len(box.limits):
        p = _by_chance(each & inside, np.broadcast_to(inside, each.shape), share)
        p[kept] = 1.0
        surest = int(p.argmin())
        if p[surest] > level:
            break
        kept.append(surest)
        inside = inside & each[surest]
    return Box(tuple(box.limits[place] for place in sorted(kept)))


def _by_chance(inside: Flags, without: Flags, share: Numbers) -> Numbers:
    """Give how likely random ones of some points have a mean share as large, for each row of flags."""
    m, n = inside.sum(axis=1), without.sum(axis=1)
    taken = without.astype(float)
    mean = taken @ share / np.maximum(n, 1)
    squares = np.maximum(taken @ (share * share) - n * mean * mean, 0.0)
    gain = inside.astype(float) @ share / np.maximum(m, 1) - mean
    is_told = (n > m) & (m > 0) & (squares > 1e-12)
    scale = np.sqrt(squares / np.maximum(n - 1, 1) * (1 / np.maximum(m, 1) - 1 / np.maximum(n, 1)))
    z = np.divide(gain, scale, out=np.full(len(m), -math.inf), where=is_told)
    return np.array([0.5 * math.erfc(one / math.sqrt(2)) for one in z.tolist()])
