"""Contrasts: differences between two samples in shares of outcomes and in measures.

Rule       paired run by run where the samples share their chance, else as independent samples
Intervals  95 %, each by itself: Agresti & Min for paired shares, Student for paired means, else Newcombe and
           Welch. That of the two extremes of many samples holds at once with those of all pairs of samples
           (Bonferroni), and so for the pair that was picked
Source     Dunn (1961), 'Multiple comparisons among means', for the correction; ``paired``, ``unpaired``
Assumes    the number of runs that is enough is that of a two-sided test at 5 % with a power of 80 %, if the
           true difference is the observed one
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

import numpy as np

from standoff.statistics.measures import unit_of
from standoff.statistics.paired import Difference, mean_difference, set_shifts, share_difference
from standoff.statistics.sample import N_OUTCOMES, Pairs, Sample, paired
from standoff.statistics.summary import CONFIDENCE, joint_confidence, share_of
from standoff.statistics.sums import Moments, moments
from standoff.statistics.unpaired import Moment, mean_gap, share_gap
from standoff.vocabulary import OUTCOME_SETS

__all__ = [
    "Contrast",
    "aligned",
    "contrast",
    "contrasts",
    "extreme_contrast",
    "share_contrast",
    "shifts_of",
]

POWER: Final = 0.8
SHARE: Final = "share of runs"
"""Unit of a share."""


@dataclass(frozen=True)
class Contrast:
    """A share or a mean of a result and of its reference, and the difference.

    Parameters
    ----------
    reference, result : str
        Names of the samples; the difference is result minus reference.
    of : str
        Name of the outcome or measure.
    unit : str
        Its unit.
    n_reference, n_result : int
        Runs of each that are compared: those that have a value; paired, those that have it in both.
    value_reference, value_result : float
        Share or mean over these runs; NaN if they differ and only sums were kept.
    sd_reference : float
        Standard deviation over the runs of the reference.
    difference : Difference
        ``n`` is the number of pairs; unpaired, the smaller number of runs.
    is_paired : bool
        Whether the runs were paired.
    is_common : bool
        Whether runs were left out because they have a value in one of the samples only.
    n_enough : int or None
        Runs of each that would be enough, if those compared are too few; None if they are enough, or if
        there is no difference.
    """

    reference: str
    result: str
    of: str
    unit: str
    n_reference: int
    n_result: int
    value_reference: float
    value_result: float
    sd_reference: float
    difference: Difference
    is_paired: bool
    is_common: bool
    n_enough: int | None

    @property
    def is_clear(self) -> bool:
        """Whether the interval excludes 0."""
        return self.difference.low > 0.0 or self.difference.high < 0.0


def contrasts(samples: Sequence[Sample]) -> list[Contrast]:
    """Compare all samples with the first, in shares of outcomes and in measures."""
    first, *rest = samples
    return [line for sample in rest for line in contrast(first, sample)]


def contrast(reference: Sample, sample: Sample) -> Iterator[Contrast]:
    """Compare a sample with a reference."""
    reference, sample = aligned((reference, sample))
    pairs = paired(reference, sample)
    for name in OUTCOME_SETS:
        yield _share_contrast(reference, sample, name, pairs, CONFIDENCE)
    for row in range(len(reference.measures)):
        yield _mean_contrast(reference, sample, row, pairs)


def aligned(samples: Sequence[Sample]) -> list[Sample]:
    """Cut samples with the same seed that keep their runs to the replications that all of them have."""
    if any(sample.runs is None for sample in samples) or len({sample.seed for sample in samples}) > 1:
        return list(samples)
    n = min(sample.n for sample in samples)
    return [sample.first(n) for sample in samples]


def shifts_of(pairs: Pairs, name: str) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """Count pairs by whether the reference (rows) and the sample (columns) have the outcome, (2, 2)."""
    return set_shifts(pairs.shifts, np.isin(np.arange(N_OUTCOMES), OUTCOME_SETS[name]))


def share_contrast(reference: Sample, sample: Sample, name: str) -> Contrast:
    """Compare the share of one of ``OUTCOME_SETS`` with that of another sample."""
    reference, sample = aligned((reference, sample))
    return _share_contrast(reference, sample, name, paired(reference, sample), CONFIDENCE)


def extreme_contrast(lowest: Sample, highest: Sample, name: str, n_samples: int) -> Contrast:
    """Compare the highest share of one of ``OUTCOME_SETS`` among some samples with the lowest.

    The interval allows for the pick: without any effect it excludes 0 in at most 5 % of the cases. The
    difference itself does not: extremes of many shares lie, on average, too far apart.

    Parameters
    ----------
    lowest, highest : Sample
        The samples with the lowest and the highest share.
    name : str
        One of ``OUTCOME_SETS``.
    n_samples : int
        Number of samples from which the two were picked, >= 2.
    """
    lowest, highest = aligned((lowest, highest))
    confidence = joint_confidence(n_samples * (n_samples - 1) // 2)
    return _share_contrast(lowest, highest, name, paired(lowest, highest), confidence)


def _share_contrast(
    reference: Sample, sample: Sample, name: str, pairs: Pairs | None, confidence: float
) -> Contrast:
    shares = reference.share(OUTCOME_SETS[name]), sample.share(OUTCOME_SETS[name])
    variances = [share.share * (1 - share.share) for share in shares]
    if pairs is None:
        ends = (share_of(share.count, share.n, confidence) for share in shares)
        difference, variance = share_gap(*ends), sum(variances)
    else:
        shifts = shifts_of(pairs, name)
        difference = share_difference(shifts, 1, confidence)
        variance = float(shifts[0, 1] + shifts[1, 0]) / difference.n - difference.value**2
    first, second = shares
    return Contrast(
        reference.name, sample.name, name, SHARE, first.n, second.n, first.share, second.share,
        math.sqrt(variances[0]), difference, pairs is not None, False,
        _enough(difference, variance, confidence),
    )  # fmt: skip


def _mean_contrast(reference: Sample, sample: Sample, row: int, pairs: Pairs | None) -> Contrast:
    moment_reference, moment_result = _moment(reference.moments, row), _moment(sample.moments, row)
    if pairs is None:
        difference = mean_gap(moment_reference, moment_result)
        variance = _variance(moment_reference) + _variance(moment_result)
        held = min(moment_reference[0] / reference.n, moment_result[0] / sample.n)
    else:
        gaps = _moment(pairs.differences, row)
        difference, variance = mean_difference(*gaps), _variance(gaps)
        held = gaps[0] / reference.n
    name, sd_reference = reference.measures[row], math.sqrt(_variance(moment_reference))
    is_common = pairs is not None and not difference.n == moment_reference[0] == moment_result[0]
    if is_common:
        moment_reference, moment_result = _over_common_runs(reference, sample, row, difference.n)
    return Contrast(
        reference.name, sample.name, name, unit_of(name), moment_reference[0], moment_result[0],
        _mean(moment_reference), _mean(moment_result), sd_reference, difference, pairs is not None, is_common,
        _enough(difference, variance, CONFIDENCE, held),
    )  # fmt: skip


def _over_common_runs(reference: Sample, sample: Sample, row: int, n: int) -> tuple[Moment, Moment]:
    """Give the moments of a measure over the n runs that have it in both samples; NaN if sums alone exist."""
    if reference.runs is None or sample.runs is None:
        return (n, math.nan, math.nan), (n, math.nan, math.nan)
    values = np.stack([reference.runs.values[row], sample.runs.values[row]])
    common = moments(values[:, ~np.isnan(values).any(axis=0)])
    return _moment(common, 0), _moment(common, 1)


def _moment(moments: Moments, row: int) -> Moment:
    return int(moments.n[row]), float(moments.mean[row]), float(moments.m2[row])


def _mean(moment: Moment) -> float:
    return moment[1] if moment[0] else math.nan


def _variance(moment: Moment) -> float:
    return moment[2] / (moment[0] - 1) if moment[0] > 1 else math.nan


def _enough(difference: Difference, variance: float, confidence: float, held: float = 1.0) -> int | None:
    """Give the number of runs that would be enough, if a share ``held`` of them has a value."""
    known = math.isfinite(variance) and math.isfinite(difference.low)
    if not known or difference.value == 0.0 or difference.low > 0.0 or difference.high < 0.0:
        return None
    normal = NormalDist()
    reach = normal.inv_cdf((1 + confidence) / 2) + normal.inv_cdf(POWER)
    return math.ceil(reach**2 * variance / difference.value**2 / held)
