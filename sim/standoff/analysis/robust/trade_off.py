"""Trade-offs of a package against others, and the error due to the number of runs.

Rule       differences are taken state by state, so the effect of the state on both cancels
Assumes    the error due to the number of runs is that of packages without shared chance, which is too large
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from standoff.analysis.robust.criteria import interval, resampled_mean, resamples
from standoff.statistics.goals import Goal
from standoff.statistics.response import Response

__all__ = ["Noise", "Trade", "noise", "trades"]

Z: Final = 1.96
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

    Parameters
    ----------
    n_runs : int
        Least number of runs of a package in a state.
    first, second : int
        The two packages.
    gap : float
        How much better the first is, in the unit of the goal, >= 0.
    error : float
        Standard error of their difference in one state, as if they shared no chance.
    n_enough : int or None
        Runs that would be enough to tell them apart; None if they are tied.
    """

    n_runs: int
    first: int
    second: int
    gap: float
    error: float
    n_enough: int | None

    @property
    def is_large(self) -> bool:
        """Whether the difference may be noise."""
        return self.gap < Z * self.error


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


def noise(goal: Goal, response: Response) -> Noise:
    """Compare the difference between the two best packages with the error due to the number of runs.

    Parameters
    ----------
    goal : Goal
        The goal.
    response : Response
        Its values, (n_packages, n_states).
    """
    losses = goal.sign * response.value.mean(axis=1)
    first, second = np.argsort(losses, kind="stable")[:2].tolist()
    gap = float(losses[second] - losses[first])
    # Chance is shared over the states too, so the error of a mean over them is hardly less than in one.
    error = float(np.hypot(response.error[first], response.error[second]).mean())
    n_runs = int(response.n.min())
    n_enough = math.ceil(n_runs * (Z * error / gap) ** 2) if gap > 0.0 else None
    return Noise(n_runs, first, second, gap, error, n_enough)
