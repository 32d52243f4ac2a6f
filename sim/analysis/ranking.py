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
import numpy.typing as npt

from sim.analysis.contrast import KINDS, Contrast, aligned, share_contrast, shifts_of
from sim.analysis.sample import Sample, paired
from sim.analysis.summary import Share

__all__ = ["N_RESAMPLES", "Ranking", "Step", "ranking"]

N_RESAMPLES: Final = 4000
"""Resamples of each kind: a share of them is off by at most 1.6 points."""
SEED: Final = 0

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Step:
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
    is_paired : bool
        Whether they were resampled together, run by run.
    resampled, halved : float
        Share of bootstrap resamples, and of random halves of the runs, in which the whole order holds.
    steps : tuple of Step
        Each place against the next.
    """

    by: str
    names: tuple[str, ...]
    shares: tuple[Share, ...]
    is_paired: bool
    resampled: float
    halved: float
    steps: tuple[Step, ...]


def ranking(samples: Sequence[Sample], by: str) -> Ranking:
    """Rank samples by how often their runs end in a certain way.

    Parameters
    ----------
    samples : sequence of Sample
        Two or more.
    by : str
        One of ``KINDS``.
    """
    ordered = sorted(aligned(samples), key=lambda sample: -sample.share(KINDS[by]).share)
    patterns = _patterns(ordered, by)
    rng = np.random.default_rng(SEED)
    shares = tuple(sample.share(KINDS[by]) for sample in ordered)
    drawn = _drawn(shares, rng) if patterns is None else _drawn_together(*patterns, rng)
    steps = [
        Step(share_contrast(lower, upper, by, paired(lower, upper)), *(_above(one, place) for one in drawn))
        for place, (upper, lower) in enumerate(pairwise(ordered))
    ]
    return Ranking(
        by=by,
        names=tuple(sample.name for sample in ordered),
        shares=shares,
        is_paired=patterns is not None,
        resampled=_holds(drawn[0], rng),
        halved=_holds(drawn[1], rng),
        steps=tuple(steps),
    )


def _patterns(samples: Sequence[Sample], by: str) -> tuple[Numbers, npt.NDArray[np.int64]] | None:
    """Count replications by which samples have them end so: (n_patterns, n_samples) and (n_patterns,)."""
    if len(samples) == 2 and (pairs := paired(*samples)):
        return np.array([[0, 0], [0, 1], [1, 0], [1, 1]], float), shifts_of(pairs, by).ravel()
    if len({sample.seed for sample in samples}) > 1:
        return None
    columns = [np.isin(sample.runs.outcomes, KINDS[by]) for sample in samples if sample.runs is not None]
    if len(columns) < len(samples):
        return None
    found, counts = np.unique(np.stack(columns, axis=1), axis=0, return_counts=True)
    return found.astype(float), counts.astype(np.int64)


def _drawn_together(
    patterns: Numbers, counts: npt.NDArray[np.int64], rng: np.random.Generator
) -> tuple[Numbers, Numbers]:
    """Draw the shares of paired samples: resampled and halved, (n_resamples, n_samples) each."""
    n = int(counts.sum())
    half = max(1, n // 2)
    resampled = rng.multinomial(n, counts / n, N_RESAMPLES) @ patterns / n
    halved = rng.multivariate_hypergeometric(counts, half, N_RESAMPLES, method="marginals") @ patterns / half
    return resampled, halved


def _drawn(shares: Sequence[Share], rng: np.random.Generator) -> tuple[Numbers, Numbers]:
    """Draw the shares of independent samples."""
    resampled, halved = [], []
    for one in shares:
        half = max(1, one.n // 2)
        resampled.append(rng.binomial(one.n, one.share, N_RESAMPLES) / one.n)
        halved.append(rng.hypergeometric(one.count, one.n - one.count, half, N_RESAMPLES) / half)
    return np.stack(resampled, axis=1), np.stack(halved, axis=1)


def _above(drawn: Numbers, place: int) -> float:
    """Give how often a place stands above the next."""
    upper, lower = drawn[:, place], drawn[:, place + 1]
    return float(np.mean(upper > lower) + np.mean(upper == lower) / 2)


def _holds(drawn: Numbers, rng: np.random.Generator) -> float:
    """Give how often the whole order holds."""
    order = np.lexsort((rng.random(drawn.shape), -drawn), axis=-1)
    return float(np.mean((order == np.arange(drawn.shape[1])).all(axis=1)))
