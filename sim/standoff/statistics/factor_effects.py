"""How far each factor of a sweep moves a share: between the levels at which it is lowest and highest.

Rule       points that differ in one factor only are a set; the share of a level is its mean over the sets
Intervals  95 % or more: only sums are kept, so the standard errors of the points, each paired with the
           reference, are added up as if their errors went together; they hold at once for all pairs of levels
           (Bonferroni), and so for the pair that was picked
Assumes    every set has all levels, as in a grid or with one factor at a time; drawn designs have no sets
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

import numpy as np
import numpy.typing as npt

from standoff.arrays import Flags
from standoff.design.factors import Factor
from standoff.statistics.paired import Difference, set_shifts
from standoff.statistics.summary import joint_confidence
from standoff.statistics.surface import Surface
from standoff.vocabulary import Outcome

__all__ = ["FactorEffect", "factor_effects"]

MOST_POINTS: Final = 10_000
"""Most points of a sweep whose factors are compared."""

Level = float | str


@dataclass(frozen=True)
class FactorEffect:
    """The levels of a factor with the lowest and the highest share, and their difference.

    Parameters
    ----------
    factor : Factor
        The factor.
    lowest, highest : float or str
        The levels.
    difference : Difference
        Share at the highest level minus that at the lowest; ``n`` is the number of runs at each.
    """

    factor: Factor
    lowest: Level
    highest: Level
    difference: Difference


def factor_effects(surface: Surface, outcomes: Sequence[Outcome]) -> list[FactorEffect]:
    """Compare the levels of each factor that can be compared, the largest difference first.

    Parameters
    ----------
    surface : Surface
        The points of a sweep.
    outcomes : sequence of Outcome
        Outcomes whose share is compared.
    """
    if len(surface.played) > MOST_POINTS:
        return []
    keys = _keys(surface)
    effects = (
        _effect(surface, factor, _sets(surface, factor, keys[factor.name]), outcomes)
        for factor in (*surface.numbers, *surface.choices)
    )
    return sorted(filter(None, effects), key=lambda effect: -effect.difference.value)


def _effect(
    surface: Surface, factor: Factor, sets: Sequence[Mapping[Level, int]], outcomes: Sequence[Outcome]
) -> FactorEffect | None:
    """Compare the levels that all sets of points have; None if there are not two of them."""
    levels = [level for level in (sets[0] if sets else {}) if all(level in each for each in sets)]
    if len(levels) < 2:
        return None
    points = {level: np.array([each[level] for each in sets]) for level in levels}
    shares = {level: float(surface.share(outcomes, points[level]).mean()) for level in levels}
    lowest, highest = min(levels, key=shares.__getitem__), max(levels, key=shares.__getitem__)
    members = np.isin(np.arange(len(Outcome)), outcomes)
    compared = np.concatenate([points[lowest], points[highest]]).tolist()
    confidence = joint_confidence(len(levels) * (len(levels) - 1) // 2)
    half = NormalDist().inv_cdf((1 + confidence) / 2) / len(sets)
    half *= sum(_error(surface, members, point) for point in compared)
    value, n = shares[highest] - shares[lowest], int(surface.n[points[lowest]].sum())
    gap = Difference(n, value, max(-1.0, value - half), min(1.0, value + half))
    return FactorEffect(factor, lowest, highest, gap)


def _keys(surface: Surface) -> dict[str, npt.NDArray[np.uint64]]:
    """Give, for each factor, a number for what the played points have in all other factors, (n_played,).

    It is a sum of random multiples: points with equal numbers have equal values, but for odds of one in many
    billions. To compare the values themselves would take the square of the number of factors.
    """
    columns = surface.design.columns
    weights = np.random.default_rng(0).integers(1, 2**63, len(columns), np.uint64)
    parts = {
        name: np.unique(values[surface.played], return_inverse=True)[1].astype(np.uint64) * weight
        for (name, values), weight in zip(columns.items(), weights, strict=True)
    }
    total = sum(parts.values(), np.zeros(len(surface.played), np.uint64))
    return {name: total - part for name, part in parts.items()}


def _sets(surface: Surface, factor: Factor, keys: npt.NDArray[np.uint64]) -> list[dict[Level, int]]:
    """Give the sets of points that differ in a factor alone, each as points by its level."""
    own = surface.design.columns[factor.name].tolist()
    by_others: dict[int, dict[Level, int]] = defaultdict(dict)
    for point, key in zip(surface.played.tolist(), keys.tolist(), strict=True):
        by_others[key][own[point]] = point
    return [points for points in by_others.values() if len(points) > 1]


def _error(surface: Surface, members: Flags, point: int) -> float:
    """Give the standard error of the share of a point, less that of the reference if they are paired.

    Half a run is added on each side, as for the interval of a paired difference, so that it is never 0 by
    luck; the reference has none against itself.
    """
    if point == surface.reference and surface.pairs:
        return 0.0
    if point in surface.pairs:
        shifts = set_shifts(surface.pairs[point].shifts, members)
        gain, loss, n = shifts[0, 1] + 0.5, shifts[1, 0] + 0.5, shifts.sum() + 2
        return math.sqrt(gain + loss - (gain - loss) ** 2 / n) / float(n)
    hits, n = int(surface.counts[point][members].sum()) + 0.5, int(surface.n[point]) + 1
    return math.sqrt(hits * (n - hits) / n) / n
