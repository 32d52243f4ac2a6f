"""Trade-offs of a package against others, and the error due to the number of runs.

Rule       differences are taken state by state, so the effect of the state on both cancels
           the error due to the number of runs is that of the differences run by run, averaged over the
           states, since packages share their chance in all of them
Assumes    where the runs cannot be played again, packages are compared as if they shared no chance, which
           makes the error too large
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from standoff.analysis.robust.criteria import interval, resampled_mean, resamples
from standoff.arrays import Numbers
from standoff.statistics.goals import Goal
from standoff.statistics.response import Response

__all__ = ["Z_95", "Noise", "Trade", "noise", "trades"]

Z_95: Final = 1.96
"""Half-width of a 95 % interval in standard errors."""


@dataclass(frozen=True)
class Trade:
    """The difference of the chosen package from a rival, on average over the states.

    Parameters
    ----------
    instead_of : str
        Why the rival might be chosen.
    rival : int
        The rival package.
    goal : Goal
        The goal that changes.
    difference, low, high : float
        Chosen package minus rival, in the unit of the goal, with its interval over the states.
    """

    instead_of: str
    rival: int
    goal: Goal
    difference: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether the interval excludes 0."""
        return self.low > 0.0 or self.high < 0.0


@dataclass(frozen=True)
class Noise:
    """The error due to the number of runs, for the two packages that are best on average.

    Both share their chance, so they are compared run by run if their runs are known.

    Parameters
    ----------
    n_runs : int
        Least number of runs of a package in a state.
    first, second : int
        The two packages.
    gap : float
        How much better the first is, in the unit of the goal, >= 0.
    error : float
        Standard error of this difference.
    is_paired : bool
        Whether it is that of paired runs; if not, the runs were taken for independent.
    n_enough : int or None
        Runs that would be enough to tell them apart; None if they are tied.
    """

    n_runs: int
    first: int
    second: int
    gap: float
    error: float
    is_paired: bool
    n_enough: int | None

    @property
    def is_large(self) -> bool:
        """Whether the difference may be noise."""
        return self.gap < Z_95 * self.error


def trades(
    why: str, chosen: int, rival: int, goals: Sequence[Goal], responses: Mapping[str, Response]
) -> Iterator[Trade]:
    """Give the differences of a package from a rival; none if they are the same.

    Parameters
    ----------
    why : str
        Why the rival might be chosen.
    chosen, rival : int
        The packages.
    goals : sequence of Goal
        The goals to compare.
    responses : Mapping
        Their values by name, (n_packages, n_states) each.
    """
    for goal in goals if chosen != rival else ():
        value = responses[goal.name].value
        gap = (value[chosen] - value[rival])[None]
        low, high = interval(resampled_mean(gap, resamples(value.shape[1])))
        yield Trade(why, rival, goal, float(gap.mean()), float(low[0]), float(high[0]))


def noise(goal: Goal, response: Response, gaps: Callable[[int, int], Numbers | None]) -> Noise:
    """Compare the difference between the two best packages with the error due to the number of runs.

    Parameters
    ----------
    goal : Goal
        The goal.
    response : Response
        Its values, (n_packages, n_states).
    gaps : callable
        Gives the differences between two packages run by run, (n_states, n_runs), NaN where a run has no
        value; None if the runs are not known.
    """
    losses = goal.sign * response.value.mean(axis=1)
    first, second = np.argsort(losses, kind="stable")[:2].tolist()
    gap = float(losses[second] - losses[first])
    by_run = gaps(first, second)
    if by_run is None:
        # Chance is shared over the states too, so the error of a mean over them is hardly less than in one.
        error = float(np.hypot(response.error[first], response.error[second]).mean())
    else:
        error = _paired_error(by_run)
    n_runs = int(response.n.min())
    n_enough = math.ceil(n_runs * (Z_95 * error / gap) ** 2) if gap > 0.0 else None
    return Noise(n_runs, first, second, gap, error, by_run is not None, n_enough)


def _paired_error(gaps: Numbers) -> float:
    """Give the standard error of the mean of differences (n_states, n_runs) whose runs share their chance."""
    by_run = np.nanmean(gaps[:, ~np.isnan(gaps).all(axis=0)], axis=0)
    return float(np.std(by_run, ddof=1) / math.sqrt(len(by_run))) if len(by_run) > 1 else math.inf
