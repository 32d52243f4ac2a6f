"""The sums of each point of a sweep, read from its parts, and the lines of its tables."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
import numpy.typing as npt

from standoff.arrays import Numbers
from standoff.errors import ResultError
from standoff.statistics import bands
from standoff.statistics.bands import QUANTILES, quantile_name, quantiles
from standoff.statistics.measures import Measure
from standoff.statistics.paired import NOTHING, Difference, mean_difference, mean_interval, share_difference
from standoff.statistics.summary import wilson
from standoff.statistics.sums import Moments, Sums
from standoff.store.parts import Parts
from standoff.store.records import records_of
from standoff.sweep.partition import Part, Partition
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
"""Most factors whose values are repeated in every line; with more, only ``design.csv`` has them."""


@dataclass(frozen=True)
class PointSums:
    """All runs of a point.

    Parameters
    ----------
    point : int
        Number of the point.
    sums : Sums
        Sums of its runs; of no runs if it failed.
    failure : str
        Reason for a failure; empty if there was none.
    """

    point: int
    sums: Sums
    failure: str


def point_sums(partition: Partition, parts: Parts, n_measures: int) -> Iterator[PointSums]:
    """Read the sums of all points of a finished sweep, a few points at a time.

    Parameters
    ----------
    partition : Partition
        Partition of its runs.
    parts : Parts
        Its parts on disk.
    n_measures : int
        Number of measures that were summed.

    Raises
    ------
    ResultError
        If a part cannot be read.
    """
    for column in range(partition.parts_per_slice):
        slices = (
            _sums_in(parts, partition.part(number), n_measures) for number in partition.parts_of(column)
        )
        yield from reduce(_joined_all, slices)


def sums_at(partition: Partition, parts: Parts, point: int, n_measures: int) -> PointSums:
    """Read the sums of one point of a finished sweep; see `point_sums`.

    Raises
    ------
    ResultError
        If a part cannot be read.
    """
    column, row = divmod(point, partition.points_per_part)
    slices = (partition.part(number) for number in partition.parts_of(column))
    return reduce(joined, (_sums_in(parts, part, n_measures)[row] for part in slices))


def _sums_in(parts: Parts, part: Part, n_measures: int) -> list[PointSums]:
    """Read the sums of a part, and check that they are those of its points."""
    try:
        records = list(records_of(parts.read(part.number)))
        if [record.get("point") for record in records] != list(part.points):
            raise ValueError(f"point does not hold {part.points.start} to {part.points.stop - 1}")
        return [_sums_of(record, part, n_measures) for record in records]
    except ValueError as error:
        place = f"{parts.folder}: part {part.number} of {parts.name}"
        raise ResultError(f"{place} is damaged ({error}); play the sweep again") from error


def _sums_of(record: Line, part: Part, n_measures: int) -> PointSums:
    sums, failure = Sums.read(record, n_measures), record.get("failure")
    if not isinstance(failure, str):
        raise ValueError("failure is no text")
    if sums.n != (0 if failure else part.n_runs) or (sums.outcomes < 0).any():
        raise ValueError(f"outcomes does not count {part.n_runs:,} runs")
    return PointSums(record["point"], sums, failure)


def _joined_all(earlier: list[PointSums], later: list[PointSums]) -> list[PointSums]:
    """Join two slices of the same points."""
    return [joined(first, second) for first, second in zip(earlier, later, strict=True)]


def joined(first: PointSums, second: PointSums) -> PointSums:
    """Join two sets of runs of a point; a failure in either is a failure of the point.

    Raises
    ------
    ResultError
        If they were played for different lengths or numbers of actors.
    """
    if first.failure:
        return first
    if second.failure:
        return second
    for name in ("fan", "by_type"):
        if getattr(first.sums, name).shape != getattr(second.sums, name).shape:
            raise ResultError(f"point {first.point}: {name} differs between its parts; play the sweep again")
    return PointSums(first.point, first.sums + second.sums, "")


def outcome_lines(study: Study, point: PointSums) -> Iterable[Line]:
    """Give the share of each outcome at a point, with its interval and its difference from the reference."""
    counts = point.sums.outcomes
    n = point.sums.n
    for outcome in Outcome:
        count = int(counts[outcome])
        low, high = wilson(count, n)
        is_reference = point.point == study.reference
        difference = NOTHING if is_reference else share_difference(point.sums.shifts, outcome)
        yield {
            **_head(study, point.point),
            "outcome": outcome.key,
            "n": n,
            "count": count,
            "share": _shown(count / n if n else math.nan),
            "low": low,
            "high": high,
            **_difference_cells(difference),
        }


def measure_lines(study: Study, point: PointSums) -> Iterable[Line]:
    """Give mean, spread and quantiles of each measure at a point, with intervals and differences."""
    sums = point.sums
    scaled = quantiles(sums.histogram, 0.0, 1.0)  # for all measures at once, since this is the slow step
    for index, measure in enumerate(study.measures):
        n, mean, m2 = (part[index].item() for part in _parts_of(sums.moments))
        low, high = mean_interval(n, mean, m2)
        difference = NOTHING
        if point.point != study.reference:
            pairs, gap, squares = (part[index].item() for part in _parts_of(sums.differences))
            difference = mean_difference(pairs, gap, squares)
        yield {
            **_head(study, point.point),
            "measure": measure.name,
            "unit": measure.unit,
            "n": n,
            "mean": _shown(mean if n else math.nan),
            "mean_low": _shown(low),
            "mean_high": _shown(high),
            "sd": _shown(math.sqrt(m2 / (n - 1)) if n > 1 else math.nan),
            "least": _shown(float(sums.extremes[0, index])),
            "greatest": _shown(float(sums.extremes[1, index])),
            **_quantile_cells(measure, scaled[index], sums.extremes[:, index]),
            **_difference_cells(difference),
            "n_compared": difference.n if math.isfinite(difference.value) else "",
        }


def _parts_of(moments: Moments) -> tuple[npt.NDArray[np.generic], ...]:
    return moments.n, moments.mean, moments.m2


def _difference_cells(difference: Difference) -> Line:
    """Give the cells of a difference from the reference point; empty for that point itself."""
    return {
        "difference": _shown(difference.value),
        "difference_low": _shown(difference.low),
        "difference_high": _shown(difference.high),
    }


def _quantile_cells(measure: Measure, scaled: Numbers, extremes: Numbers) -> Line:
    read = (measure.low + (measure.high - measure.low) * scaled).tolist()
    # A bin may extend beyond the runs in it, but no quantile lies beyond the extremes.
    least, greatest = extremes.tolist()
    return {
        quantile_name(share): _shown(min(max(value, least), greatest))
        for share, value in zip(QUANTILES, read, strict=True)
    }


def fan_lines(study: Study, point: PointSums) -> Iterable[Line]:
    """Give the quantiles of each gauge at a point after each turn."""
    return () if point.failure else bands.fan_lines(point.sums.fan, study.turn_days, point.point)


def _head(study: Study, point: int) -> Line:
    """Give the number of a point, with the values of its factors unless these would dominate the table."""
    if len(study.design.factors) > MOST_FACTORS:
        return {"point": point}
    return {"point": point, **study.design.point(point)}


def _shown(value: float) -> float | str:
    """Give a finite number, or an empty cell."""
    return value if math.isfinite(value) else ""
