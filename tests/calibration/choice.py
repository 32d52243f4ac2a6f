"""Choice – the best point, the best point without a crisis, and which points cannot be told from the best.

Rule       best = least mean loss over the crises that count; a point is as good as the best if its loss is
           larger by at most two standard errors of the difference, by the jackknife over batches:
           SE^2 = (b - 1) / b * sum over batches of (d_without - mean d_without)^2
Assumes    the best of many noisy points looks better than it is: it is played again with other chance
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tests.calibration.loss import GROUPS
from tests.calibration.points import Point

__all__ = ["as_good", "best", "left_out", "mean_loss"]


def mean_loss(point: Point, without: str | None = None) -> float:
    """Give the loss of a point over all crises, or over all but one."""
    return float(point.loss.by_crisis[_counted(without)].mean())


def best(points: Sequence[Point], without: str | None = None) -> Point:
    """Give the point with the least loss; of equal ones the first."""
    return min(points, key=lambda point: mean_loss(point, without))


def left_out(points: Sequence[Point]) -> dict[str, Point]:
    """Give, for each crisis, the point that the others would have chosen."""
    return {group: best(points, group) for group in GROUPS}


def as_good(points: Sequence[Point]) -> list[Point]:
    """Give the points whose loss cannot be told from the least one."""
    least = best(points)
    return [point for point in points if mean_loss(point) - mean_loss(least) <= 2 * _error(point, least)]


def _error(point: Point, other: Point) -> float:
    """Give the standard error of the difference of two losses, from runs that share their chance."""
    gaps = (point.without - other.without).mean(axis=1)
    n = len(gaps)
    return float(np.sqrt((n - 1) / n * ((gaps - gaps.mean()) ** 2).sum()))


def _counted(without: str | None) -> np.ndarray:
    return np.array([group != without for group in GROUPS])
