"""Shares of outcomes with their 95 % intervals, and their comparison with a base rate.

Intervals  shares of runs: Wilson (1927);
           a base rate of few cases: Jeffreys, equal tails of Beta(k + 1/2, n - k + 1/2)
Assumes    runs are independent draws; an interval covers only the error due to their number
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from scipy.special import betaincinv

from standoff.arrays import Counts, Flags, Rows
from standoff.scenario.baselines import Baseline
from standoff.state.tables import N_TYPES
from standoff.vocabulary import ANY_WAR, Outcome

__all__ = [
    "ClassShare",
    "OutcomeShare",
    "Share",
    "TypeShare",
    "against_baseline",
    "jeffreys",
    "joint_confidence",
    "outcome_shares",
    "share_of",
    "war_by_type",
    "war_of_types",
    "wilson",
]

CONFIDENCE = 0.95


@dataclass(frozen=True)
class Share:
    """A share with its interval: ``count`` of ``n``; NaN without a run."""

    n: int
    count: int
    share: float
    low: float
    high: float


@dataclass(frozen=True)
class OutcomeShare:
    """The share of an outcome."""

    outcome: Outcome
    n: int
    count: int
    share: float
    low: float
    high: float


@dataclass(frozen=True)
class TypeShare:
    """The share of any war in the runs with a private type of an actor (0 finds war cheapest)."""

    type: int
    war: Share


@dataclass(frozen=True)
class ClassShare:
    """A class of outcomes of a base rate: its share in the runs, and in past cases."""

    title: str
    outcomes: tuple[Outcome, ...]
    runs: Share
    cases: Share
    nothing: float


def wilson(count: float, n: float, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Compute the Wilson interval of a share.

    Parameters
    ----------
    count, n : float
        Hits and trials, 0 <= count <= n; effective numbers, not integers, for dependent trials.
    confidence : float
        Probability that the interval covers the share.

    Returns
    -------
    tuple of float
        Lower and upper end; 0 and 1 without a trial.

    Examples
    --------
    >>> [round(end, 4) for end in wilson(8, 10)]
    [0.4902, 0.9433]
    """
    if n == 0:
        return 0.0, 1.0
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share = count / n
    middle = share + z * z / (2 * n)
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    low = 0.0 if count == 0 else (middle - half) / scale
    high = 1.0 if count == n else (middle + half) / scale
    return low, high


def jeffreys(count: int, n: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Compute the Jeffreys interval of a share, for few cases.

    Examples
    --------
    >>> [round(end, 3) for end in jeffreys(2, 59)]
    [0.007, 0.104]
    """
    tail = (1 - confidence) / 2
    low = 0.0 if count == 0 else float(betaincinv(count + 0.5, n - count + 0.5, tail))
    high = 1.0 if count == n else float(betaincinv(count + 0.5, n - count + 0.5, 1 - tail))
    return low, high


def share_of(count: int, n: int, confidence: float = CONFIDENCE) -> Share:
    """Give a share with its Wilson interval."""
    return Share(n, count, count / n if n else math.nan, *wilson(count, n, confidence))


def joint_confidence(n: int) -> float:
    """Give the confidence of each of n intervals with which all of them hold at once with 95 %.

    Source: Bonferroni's inequality, as Dunn (1961), 'Multiple comparisons among means', uses it.

    Parameters
    ----------
    n : int
        Number of intervals; 0 counts as 1.

    Examples
    --------
    >>> round(joint_confidence(10), 3)
    0.995
    """
    return 1.0 - (1.0 - CONFIDENCE) / max(1, n)


def _share(hits: Flags) -> Share:
    return share_of(int(np.count_nonzero(hits)), len(hits))


def outcome_shares(rows: Rows) -> list[OutcomeShare]:
    """Give the share of each outcome.

    Parameters
    ----------
    rows : recarray (n_runs,)
        ``RESULT``.

    Returns
    -------
    list of OutcomeShare
        One for each outcome, in the order of severity.
    """
    shares = ((outcome, _share(rows["outcome"] == outcome)) for outcome in Outcome)
    return [
        OutcomeShare(outcome, share.n, share.count, share.share, share.low, share.high)
        for outcome, share in shares
    ]


def war_by_type(rows: Rows, actor: int) -> list[TypeShare]:
    """Give the share of any war by the private type of an actor.

    Parameters
    ----------
    rows : recarray (n_runs,)
        ``RESULT``.
    actor : int
        Row of the actor.

    Returns
    -------
    list of TypeShare
        One for each type.
    """
    counts = np.zeros((N_TYPES, len(Outcome)), np.int64)
    np.add.at(counts, (rows["type"][:, actor], rows["outcome"]), 1)
    return war_of_types(counts)


def war_of_types(counts: Counts) -> list[TypeShare]:
    """Give the share of any war by type, from counts.

    Parameters
    ----------
    counts : ndarray (5, 6)
        Runs by private type of an actor and outcome.
    """
    return [
        TypeShare(kind, share_of(int(of_type[list(ANY_WAR)].sum()), int(of_type.sum())))
        for kind, of_type in enumerate(counts)
    ]


def against_baseline(counts: Counts, baseline: Baseline) -> list[ClassShare]:
    """Compare runs with past cases, by the classes of outcomes that both distinguish.

    Parameters
    ----------
    counts : ndarray (6,)
        Runs by outcome.
    baseline : Baseline
        The past cases.

    Returns
    -------
    list of ClassShare
        One for each class; ``nothing`` is its probability by the forecast 'nothing happens'.
    """
    n = baseline.n
    return [
        ClassShare(
            title=group.title,
            outcomes=group.outcomes,
            runs=share_of(int(counts[list(group.outcomes)].sum()), int(counts.sum())),
            cases=Share(n, group.count, group.count / n, *jeffreys(group.count, n)),
            nothing=float(Outcome.STANDOFF in group.outcomes),
        )
        for group in baseline.classes.values()
    ]
