"""Positions of the issues in the runs that end with a settlement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from standoff.statistics.bands import QUANTILES
from standoff.statistics.paired import mean_interval
from standoff.statistics.sample import Sample
from standoff.vocabulary import Outcome

__all__ = ["Settled", "settlements"]

POSITION = "position_"
"""Prefix of the measures that hold the position of an issue."""


@dataclass(frozen=True)
class Settled:
    """The position of an issue in the settlements of a sample.

    Parameters
    ----------
    name, issue : str
        The sample and the issue.
    n : int
        Settlements, 1 or more.
    mean, low, high : float
        Mean position with its 95 % interval, 0..1 from one end of the issue to the other.
    quantiles : tuple of float
        ``QUANTILES`` of the position.
    """

    name: str
    issue: str
    n: int
    mean: float
    low: float
    high: float
    quantiles: tuple[float, ...]


def settlements(samples: Sequence[Sample]) -> list[Settled]:
    """Give the position of each issue in settlements; samples without rows or settlements have none."""
    return [line for sample in samples if sample.runs for line in _of(sample)]


def _of(sample: Sample) -> Iterator[Settled]:
    assert sample.runs is not None
    signed = sample.runs.outcomes == Outcome.SETTLEMENT
    n = int(signed.sum())
    for name in sample.measures if n else ():
        if not name.startswith(POSITION):
            continue
        values = sample.values(name)[signed]
        mean = float(values.mean())
        ends = mean_interval(n, mean, float(((values - mean) ** 2).sum()))
        spread = np.quantile(values, QUANTILES)
        yield Settled(sample.name, name.removeprefix(POSITION), n, mean, *ends, tuple(spread.tolist()))
