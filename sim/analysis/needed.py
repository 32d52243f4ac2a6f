"""Needed – which limits of a box are more than chance.

A search that may set many limits sets some for nothing. As Bryant & Lempert (2010) do, each limit is held
against the box without it: how likely would points picked at random from there hold as much of what is sought?
They count cases and take a binomial law. Points here have shares, so that the means of random subsets of the
points are taken (drawn without replacement, normal law), which treats the runs of a point as one.

The limits were chosen to look well on the very points that test them, hence *quasi*-p-values. They are
multiplied by the number of limits that the search could have set (Bonferroni), since with hundreds of factors
the best of many looks good; even so, only the points that were held out can bear a box out.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from sim.analysis.boxes import Box
from sim.analysis.cases import Cases

__all__ = ["LEVEL", "needed", "n_possible", "quasi_p"]

Numbers = npt.NDArray[np.float64]

LEVEL = 0.05
"""Quasi-p-value, multiplied, above which a limit is dropped."""


def quasi_p(box: Box, cases: Cases, share: Numbers) -> Numbers:
    """Give how likely random points would do as well as those inside each limit of a box.

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
    >>> from sim.analysis.boxes import Limit
    >>> x = np.arange(40) / 40
    >>> cases = Cases({"x": x, "y": np.tile([0.0, 1.0], 20)}, {}, (x >= 0.5).astype(int), np.ones(40, int))
    >>> box = Box((Limit("x", low=0.5), Limit("y", high=0.5)))
    >>> [bool(p < 0.001) for p in quasi_p(box, cases, cases.hits / cases.n)]
    [True, False]
    """
    each = box.each(cases.columns)
    inside = each.all(axis=0)
    m, found = int(np.count_nonzero(inside)), float(share[inside].mean()) if inside.any() else 0.0
    # A point lies inside all other limits if it fails at most this one.
    without = ((~each).sum(axis=0) - ~each == 0).astype(float)
    n = without.sum(axis=1)
    mean = without @ share / np.maximum(n, 1)
    spread = np.maximum(without @ (share * share) - n * mean * mean, 0.0) / np.maximum(n - 1, 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        z = (found - mean) / np.sqrt(spread / m * (1 - m / n))
    is_told = (n > m) & (m > 0) & (spread > 1e-15)
    return np.array([0.5 * math.erfc(one / math.sqrt(2)) if told else 1.0
                     for one, told in zip(z.tolist(), is_told.tolist(), strict=True)])  # fmt: skip


def n_possible(cases: Cases) -> int:
    """Give how many limits a search can set: two for a factor of numbers, one for each word of the others."""
    return sum(
        2 if cases.is_number(name) else len(np.unique(cases.columns[name])) for name in cases.varied
    )


def needed(box: Box, cases: Cases, share: Numbers) -> Box:
    """Drop the limits that chance could have set, the least needed first.

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
    while box.limits:
        p = quasi_p(box, cases, share)
        worst = int(p.argmax())
        if p[worst] <= level:
            break
        box = box.without(worst)
    return box
