"""Ranking – samples in the order of a share, and how surely they stand in it.

Rule       the order is resampled: runs drawn with replacement (bootstrap), and random halves of the runs
           (halved seeds); paired samples are drawn together, run by run
Source     Efron (1979), bootstrap; shares that are equal in a resample take either order by a coin's toss
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
    """From one place of a ranking to the next.

    Parameters
    ----------
    gap : Contrast
        The upper (here) against the lower (there).
    resampled, halved : float
        Share of resamples, and of halves, in which the upper stands above the lower; equal counts half.
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
        What is counted.
    names : tuple of str
        The samples.
    shares : tuple of Share
        Their shares.
    n_groups : int
        Groups that were drawn on their own; inside of one, run by run. 1: all together.
    resampled, halved : float
        Share of bootstrap resamples, and of random halves of the runs, in which the whole order holds.
    steps : tuple of RankStep
        Each place against the next.
    """

    by: str
    names: tuple[str, ...]
    shares: tuple[Share, ...]
    n_groups: int
    resampled: float
    halved: float
    steps: tuple[RankStep, ...]


def ranking(samples: Sequence[Sample], by: str) -> Ranking:
    """Rank samples by how often their runs end in a certain way.

    Parameters
    ----------
    samples : sequence of Sample
        One or more.
    by : str
        One of ``OUTCOME_SETS``.
    """
    ordered = sorted(_cut(samples), key=lambda sample: -sample.share(OUTCOME_SETS[by]).share)
    groups = _groups(ordered)
    rng = np.random.default_rng(SEED)
    drawn = np.empty((2, N_RESAMPLES, len(ordered)))
    for places in groups:
        patterns, counts = _patterns([ordered[place] for place in places], by)
        drawn[:, :, places] = _drawn(patterns, counts, rng)
    steps = (
        RankStep(share_contrast(lower, upper, by), *(_above(one, place) for one in drawn))
        for place, (upper, lower) in enumerate(pairwise(ordered))
    )
    resampled, halved = (_holds(one, rng) for one in drawn)
    return Ranking(
        by=by,
        names=tuple(sample.name for sample in ordered),
        shares=tuple(sample.share(OUTCOME_SETS[by]) for sample in ordered),
        n_groups=len(groups),
        resampled=resampled,
        halved=halved,
        steps=tuple(steps),
    )


def _cut(samples: Sequence[Sample]) -> list[Sample]:
    """Cut samples that are drawn together to the replications that all of them have."""
    cut = list(samples)
    for places in _groups(samples):
        for place, sample in zip(places, aligned([samples[place] for place in places]), strict=True):
            cut[place] = sample
    return cut


def _groups(samples: Sequence[Sample]) -> list[list[int]]:
    """Give the places of the samples that are drawn together."""
    if len(samples) == 2 and paired(*aligned(samples)):
        return [[0, 1]]
    found: dict[tuple[int, int], list[int]] = {}
    for place, sample in enumerate(samples):
        alone = place if sample.runs is None else -1
        found.setdefault((sample.seed, alone), []).append(place)
    return list(found.values())


def _patterns(samples: Sequence[Sample], by: str) -> tuple[Numbers, Counts]:
    """Count replications by which samples have them end so: (n_patterns, n_samples) and (n_patterns,)."""
    if len(samples) == 1:
        share = samples[0].share(OUTCOME_SETS[by])
        return np.array([[0.0], [1.0]]), np.array([share.n - share.count, share.count])
    if len(samples) == 2 and (pairs := paired(*samples)):
        return np.array([[0, 0], [0, 1], [1, 0], [1, 1]], float), shifts_of(pairs, by).ravel()
    columns = [np.isin(sample.runs.outcomes, OUTCOME_SETS[by]) for sample in samples if sample.runs]
    found, counts = np.unique(np.stack(columns, axis=1), axis=0, return_counts=True)
    return found.astype(float), counts.astype(np.int64)


def _drawn(patterns: Numbers, counts: Counts, rng: np.random.Generator) -> Numbers:
    """Draw shares: resampled and halved, (2, n_resamples, n_samples)."""
    n = int(counts.sum())
    half = max(1, n // 2)
    resampled = rng.multinomial(n, counts / n, N_RESAMPLES) @ patterns / n
    halved = rng.multivariate_hypergeometric(counts, half, N_RESAMPLES, method="marginals") @ patterns / half
    return np.stack([resampled, halved])


def _above(drawn: Numbers, place: int) -> float:
    """Give how often a place stands above the next."""
    upper, lower = drawn[:, place], drawn[:, place + 1]
    return float(np.mean(upper > lower) + np.mean(upper == lower) / 2)


def _holds(drawn: Numbers, rng: np.random.Generator) -> float:
    """Give how often the whole order holds."""
    order = np.lexsort((rng.random(drawn.shape), -drawn), axis=-1)
    return float(np.mean((order == np.arange(drawn.shape[1])).all(axis=1)))
