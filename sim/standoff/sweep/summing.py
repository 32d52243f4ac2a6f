"""Summing – parts of a sweep as the sums of each point, and what people read of them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
import numpy.typing as npt

from standoff.arrays import Numbers
from standoff.statistics import bands
from standoff.statistics.bands import QUANTILES, quantile_name, quantiles
from standoff.statistics.measures import Measure
from standoff.statistics.paired import NOTHING, Difference, mean_difference, mean_interval, share_difference
from standoff.statistics.summary import wilson
from standoff.statistics.sums import Moments, Sums
from standoff.store.parts import Parts
from standoff.store.records import records_of
from standoff.sweep.partition import Partition
from standoff.sweep.study import Study
from standoff.vocabulary import Outcome

__all__ = [
    "Line",
    "PointSums",
    "fan_lines",
    "joined",
    "measure_lines",
    "outcome_lines",
    "point_sums",
    "sums_at",
]

Line = dict[str, Any]

MOST_FACTORS = 12
"""Factors whose values stand in every line; of more, they stand in ``design.csv`` alone."""


@dataclass(frozen=True)
class PointSums:
    """All runs of a point.

    Parameters
    ----------
    point : int
        Which point.
    sums : Sums
        Sums of its runs; of none if it failed.
    failure : str
        Why it failed, empty if it did not.
    """

    point: int
    sums: Sums
    failure: str


def point_sums(partition: Partition, parts: Parts) -> Iterator[PointSums]:
    """Read the sums of all points of a finished sweep, a few points at a time.

    Raises
    ------
    ResultError
        If a part cannot be read.
    """
    for place in range(partition.parts_per_slice):
        slices = (_sums_in(parts, number) for number in partition.parts_of(place))
        yield from reduce(_joined_all, slices)


def sums_at(partition: Partition, parts: Parts, point: int) -> PointSums:
    """Read the sums of one point of a finished sweep.

    Raises
    ------
    ResultError
        If a part cannot be read.
    """
    place, row = divmod(point, partition.points_per_part)
    return reduce(joined, (_sums_in(parts, number)[row] for number in partition.parts_of(place)))


def _sums_in(parts: Parts, number: int) -> list[PointSums]:
    return [
        PointSums(record["point"], Sums.read(record), record["failure"])
        for record in records_of(parts.read(number))
    ]


def _joined_all(earlier: list[PointSums], later: list[PointSums]) -> list[PointSums]:
    """Join two slices of the same points."""
    return [joined(one, other) for one, other in zip(earlier, later, strict=True)]


def joined(one: PointSums, other: PointSums) -> PointSums:
    """Join the runs of a point; if it failed in one of the slices, it has failed."""
    if one.failure:
        return one
    if other.failure:
        return other
    return PointSums(one.point, one.sums + other.sums, "")


def outcome_lines(study: Study, found: PointSums) -> Iterable[Line]:
    """Give the share of each outcome at a point, with its interval and its difference from the reference."""
    counts = found.sums.outcomes
    n = found.sums.n
    for outcome in Outcome:
        count = int(counts[outcome])
        low, high = wilson(count, n)
        is_other = found.point != study.reference
        change = share_difference(found.sums.shifts, outcome) if is_other else NOTHING
        yield {
            **_head(study, found.point),
            "outcome": outcome.key,
            "n": n,
            "count": count,
            "share": _shown(count / n if n else math.nan),
            "low": low,
            "high": high,
            **_difference_cells(change),
        }


def measure_lines(study: Study, found: PointSums) -> Iterable[Line]:
    """Give mean, spread and quantiles of each measure at a point, with intervals and differences."""
    sums = found.sums
    scaled = quantiles(sums.histogram, 0.0, 1.0)  # of all measures at once, which is what takes time here
    for place, measure in enumerate(study.measures):
        n, mean, m2 = (part[place].item() for part in _parts_of(sums.moments))
        low, high = mean_interval(n, mean, m2)
        change = NOTHING
        if found.point != study.reference:
            pairs, gap, squares = (part[place].item() for part in _parts_of(sums.differences))
            change = mean_difference(pairs, gap, squares)
        yield {
            **_head(study, found.point),
            "measure": measure.name,
            "unit": measure.unit,
            "n": n,
            "mean": _shown(mean if n else math.nan),
            "mean_low": _shown(low),
            "mean_high": _shown(high),
            "sd": _shown(math.sqrt(m2 / (n - 1)) if n > 1 else math.nan),
            "least": _shown(float(sums.extremes[0, place])),
            "greatest": _shown(float(sums.extremes[1, place])),
            **_quantile_cells(measure, scaled[place], sums.extremes[:, place]),
            **_difference_cells(change),
        }


def _parts_of(moments: Moments) -> tuple[npt.NDArray[np.generic], ...]:
    return moments.n, moments.mean, moments.m2


def _difference_cells(change: Difference) -> Line:
    """Tell a difference from the reference point; that point itself has none."""
    return {
        "difference": _shown(change.value),
        "difference_low": _shown(change.low),
        "difference_high": _shown(change.high),
    }


def _quantile_cells(measure: Measure, scaled: Numbers, extremes: Numbers) -> Line:
    read = (measure.low + (measure.high - measure.low) * scaled).tolist()
    # A bin is wider than the runs in it may be: no quantile lies beyond the extremes.
    least, greatest = extremes.tolist()
    return {
        quantile_name(share): _shown(min(max(value, least), greatest))
        for share, value in zip(QUANTILES, read, strict=True)
    }


def fan_lines(study: Study, found: PointSums) -> Iterable[Line]:
    """Give quantiles of each gauge at a point after each turn."""
    return () if found.failure else bands.fan_lines(found.sums.fan, study.turn_days, found.point)


def _head(study: Study, point: int) -> Line:
    """Name the point; its values as well, unless they are so many that they would be most of the table."""
    if len(study.design.factors) > MOST_FACTORS:
        return {"point": point}
    return {"point": point, **study.design.point(point)}


def _shown(value: float) -> float | str:
    """Leave a cell empty that has no number."""
    return value if math.isfinite(value) else ""
