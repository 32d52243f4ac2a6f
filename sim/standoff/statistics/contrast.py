"""Contrast – in what the runs of one sample differ from those of another: shares of outcomes, and measures.

Rule       paired run by run where the samples share their chance, else as independent samples
Intervals  95 %, each by itself: paired shares Agresti & Min, paired means Student, else Newcombe and Welch
Assumes    runs that would be enough are those of a two-sided test at 5 % with a power of 80 %, if the true
           difference is the one that was seen
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

import numpy as np

from standoff.statistics.measures import unit_of
from standoff.statistics.paired import Difference, mean_difference, share_difference
from standoff.statistics.sample import N_OUTCOMES, Pairs, Sample, paired
from standoff.statistics.summary import CONFIDENCE
from standoff.statistics.sums import Moments
from standoff.statistics.unpaired import Moment, mean_gap, share_gap
from standoff.vocabulary import OUTCOME_SETS

__all__ = ["Contrast", "aligned", "contrast", "contrasts", "share_contrast", "shifts_of"]

POWER: Final = 0.8
SHARE: Final = "share of runs"
"""Unit of a share."""


@dataclass(frozen=True)
class Contrast:
    """A share or a mean here and there, and its difference.

    Parameters
    ----------
    there, here : str
        Names of the samples; the difference is here less there.
    of : str
        Name of the outcome or measure.
    unit : str
        Its unit.
    n_there, n_here : int
        Runs of each that have it.
    value_there, value_here : float
        Share or mean over these.
    sd_there : float
        How it spreads over the runs there.
    difference : Difference
        ``n`` is the number of pairs; unpaired, the smaller number of runs.
    is_paired : bool
        Whether it was taken run by run.
    n_enough : int or None
        Runs of each that would be enough, if those compared are too few; None if they do, or if there is no
        difference.
    """

    there: str
    here: str
    of: str
    unit: str
    n_there: int
    n_here: int
    value_there: float
    value_here: float
    sd_there: float
    difference: Difference
    is_paired: bool
    n_enough: int | None

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out 0."""
        return self.difference.low > 0.0 or self.difference.high < 0.0


def contrasts(samples: Sequence[Sample]) -> list[Contrast]:
    """Set all samples against the first, in shares of outcomes and in measures."""
    first, *others = samples
    return [line for other in others for line in contrast(first, other)]


def contrast(there: Sample, here: Sample) -> Iterator[Contrast]:
    """Set a sample against another one."""
    there, here = aligned((there, here))
    pairs = paired(there, here)
    for name in OUTCOME_SETS:
        yield _share_contrast(there, here, name, pairs)
    for row in range(len(there.measures)):
        yield _mean_contrast(there, here, row, pairs)


def aligned(samples: Sequence[Sample]) -> list[Sample]:
    """Cut samples of one seed that keep their runs to the replications that all of them have."""
    if any(sample.runs is None for sample in samples) or len({sample.seed for sample in samples}) > 1:
        return list(samples)
    n = min(sample.n for sample in samples)
    return [sample.first(n) for sample in samples]


def shifts_of(pairs: Pairs, name: str) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """Count pairs by whether they end with what is counted there (rows) and here (columns): (2, 2)."""
    members = np.isin(np.arange(N_OUTCOMES), OUTCOME_SETS[name]).astype(np.int64)
    sides = np.stack([1 - members, members])
    counted: np.ndarray[tuple[int, int], np.dtype[np.int64]] = sides @ pairs.shifts @ sides.T
    return counted


def share_contrast(there: Sample, here: Sample, name: str) -> Contrast:
    """Set the share of one of ``OUTCOME_SETS`` against that in another sample."""
    there, here = aligned((there, here))
    return _share_contrast(there, here, name, paired(there, here))


def _share_contrast(there: Sample, here: Sample, name: str, pairs: Pairs | None) -> Contrast:
    one, other = there.share(OUTCOME_SETS[name]), here.share(OUTCOME_SETS[name])
    spreads = [share.share * (1 - share.share) for share in (one, other)]
    if pairs is None:
        found, variance = share_gap(one, other), sum(spreads)
    else:
        shifts = shifts_of(pairs, name)
        found = share_difference(shifts, 1)
        variance = float(shifts[0, 1] + shifts[1, 0]) / found.n - found.value**2
    return Contrast(
        there.name, here.name, name, SHARE, one.n, other.n, one.share, other.share, math.sqrt(spreads[0]),
        found, pairs is not None, _enough(found, variance, 1.0),
    )  # fmt: skip


def _mean_contrast(there: Sample, here: Sample, row: int, pairs: Pairs | None) -> Contrast:
    one, other = _moment(there.moments, row), _moment(here.moments, row)
    if pairs is None:
        found, variance = mean_gap(one, other), _variance(one) + _variance(other)
        held = min(one[0] / there.n, other[0] / here.n)
    else:
        gaps = _moment(pairs.differences, row)
        found, variance = mean_difference(*gaps), _variance(gaps)
        held = gaps[0] / there.n
    name = there.measures[row]
    return Contrast(
        there.name, here.name, name, unit_of(name), one[0], other[0], _mean(one), _mean(other),
        math.sqrt(_variance(one)), found, pairs is not None, _enough(found, variance, held),
    )  # fmt: skip


def _moment(moments: Moments, row: int) -> Moment:
    return int(moments.n[row]), float(moments.mean[row]), float(moments.m2[row])


def _mean(moment: Moment) -> float:
    return moment[1] if moment[0] else math.nan


def _variance(moment: Moment) -> float:
    return moment[2] / (moment[0] - 1) if moment[0] > 1 else math.nan


def _enough(found: Difference, variance: float, held: float) -> int | None:
    """Give the runs that would do, of which a share ``held`` have what is compared."""
    known = math.isfinite(variance) and math.isfinite(found.low)
    if not known or found.value == 0.0 or found.low > 0.0 or found.high < 0.0:
        return None
    normal = NormalDist()
    reach = normal.inv_cdf((1 + CONFIDENCE) / 2) + normal.inv_cdf(POWER)
    return math.ceil(reach**2 * variance / found.value**2 / held)
