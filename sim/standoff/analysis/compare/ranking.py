"""Ranking of samples by a share, and the stability of their order.

Rule       the order is resampled: runs drawn with replacement (bootstrap), and random halves of the runs
           (halved seeds); paired samples are drawn together, run by run
Source     Efron (1979), bootstrap; shares that are equal in a resample are ordered at random
Assumes    runs are independent draws; a fixed seed of its own, so that equal results give equal figures
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from standoff.arrays import Counts, Numbers
from standoff.statistics.contrast import Contrast, aligned, share_contrast, shifts_of
from standoff.statistics.sample import Sample, paired
from standoff.statistics.summary import Share
from standoff.vocabulary import OUTCOME_SETS

__all__ = ["N_RESAMPLES", "RankStep", "Ranking", "ranking"]

N_RESAMPLES: Final = 4000
"""Resamples of each kind: a share of them is off by at most 1.6 points."""
SEED: Final = 0


@dataclass(frozen=True)
class RankStep:
    """The step from one rank to the next.

    Parameters
    ----------
    gap : Contrast
        The higher sample compared with the lower one.
    resampled, halved : float
        Share of resamples, and of halves, in which the higher sample stays higher; ties count half.
    """

    gap: Contrast
    resampled: float
    halved: float


@dataclass(frozen=True)
class Ranking:
    """Samples in the order of a share, the highest first.

    Parameters
    ----------
    by : str
        One of ``OUTCOME_SETS``.
    names : tuple of str
        The samples.
    shares : tuple of Share
        Their shares.
    n_groups : int
        Groups that were resampled separately; within a group run by run. 1 = all together.
    resampled, halved : float
        Share of bootstrap resamples, and of random halves of the runs, in which the whole order holds.
    steps : tuple of RankStep
        Each rank against the next.
    """

    by: str
    names: tuple[str, ...]
    shares: tuple[Share, ...]
    n_groups: int
    resampled: float
    halved: float
    steps: tuple[RankStep, ...]


def ranking(samples: Sequence[Sample], by: str) -> Ranking:
    """Rank samples by the share of runs with some outcomes.

    Parameters
    ----------
    samples : sequence of Sample
        One or more.
    by : str
        One of ``OUTCOME_SETS``.
    """
    ordered = sorted(_aligned_groups(samples), key=lambda sample: -sample.share(OUTCOME_SETS[by]).share)
    groups = _groups(ordered)
    rng = np.random.default_rng(SEED)
    drawn = np.empty((2, N_RESAMPLES, len(ordered)))
    for members in groups:
        patterns, counts = _patterns([ordered[index] for index in members], by)
        drawn[:, :, members] = _resampled_shares(patterns, counts, rng)
    steps = (
        RankStep(share_contrast(lower, higher, by), *(_stays_above(shares, rank) for shares in drawn))
        for rank, (higher, lower) in enumerate(pairwise(ordered))
    )
    resampled, halved = (_order_holds(shares, rng) for shares in drawn)
    return Ranking(
        by=by,
        names=tuple(sample.name for sample in ordered),
        shares=tuple(sample.share(OUTCOME_SETS[by]) for sample in ordered),
        n_groups=len(groups),
        resampled=resampled,
        halved=halved,
        steps=tuple(steps),
    )


def _aligned_groups(samples: Sequence[Sample]) -> list[Sample]:
    """Cut samples that are resampled together to the runs that all of them have."""
    cut = list(samples)
    for members in _groups(samples):
        for index, sample in zip(members, aligned([samples[index] for index in members]), strict=True):
            cut[index] = sample
    return cut


def _groups(samples: Sequence[Sample]) -> list[list[int]]:
    """Give the indices of the samples in each group that is resampled together."""
    if len(samples) == 2 and paired(*aligned(samples)):
        return [[0, 1]]
    groups: dict[tuple[int, int], list[int]] = {}
    for index, sample in enumerate(samples):
        alone = index if sample.runs is None else -1
        groups.setdefault((sample.seed, alone), []).append(index)
    return list(groups.values())


def _patterns(samples: Sequence[Sample], by: str) -> tuple[Numbers, Counts]:
    """Count runs by the samples in which they have the outcome: (n_patterns, n_samples), (n_patterns,)."""
    if len(samples) == 1:
        share = samples[0].share(OUTCOME_SETS[by])
        return np.array([[0.0], [1.0]]), np.array([share.n - share.count, share.count])
    if len(samples) == 2 and (pairs := paired(*samples)):
        return np.array([[0, 0], [0, 1], [1, 0], [1, 1]], float), shifts_of(pairs, by).ravel()
    columns = [np.isin(sample.runs.outcomes, OUTCOME_SETS[by]) for sample in samples if sample.runs]
    patterns, counts = np.unique(np.stack(columns, axis=1), axis=0, return_counts=True)
    return patterns.astype(float), counts.astype(np.int64)


def _resampled_shares(patterns: Numbers, counts: Counts, rng: np.random.Generator) -> Numbers:
    """Draw shares of bootstrap resamples and of random halves, (2, n_resamples, n_samples)."""
    n = int(counts.sum())
    half = max(1, n // 2)
    resampled = rng.multinomial(n, counts / n, N_RESAMPLES) @ patterns / n
    halved = rng.multivariate_hypergeometric(counts, half, N_RESAMPLES, method="marginals") @ patterns / half
    return np.stack([resampled, halved])


def _stays_above(drawn: Numbers, rank: int) -> float:
    """Give the share of resamples in which a rank stays above the next; ties count half."""
    higher, lower = drawn[:, rank], drawn[:, rank + 1]
    return float(np.mean(higher > lower) + np.mean(higher == lower) / 2)


def _order_holds(drawn: Numbers, rng: np.random.Generator) -> float:
    """Give the share of resamples in which the whole order holds."""
    order = np.lexsort((rng.random(drawn.shape), -drawn), axis=-1)
    return float(np.mean((order == np.arange(drawn.shape[1])).all(axis=1)))
