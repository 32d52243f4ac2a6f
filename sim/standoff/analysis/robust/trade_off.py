"""Trade-off – what one package gives up against others, and what the number of runs leaves open.

Rule       differences are taken state by state, so that what the state does to both cancels out
Assumes    the error of the number of runs is taken as if packages shared no chance; they do, so it is smaller
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
"""Standard errors to either end of an interval of 95 %."""


@dataclass(frozen=True)
class Trade:
    """What choosing the chosen package changes, on average over the states.

    Parameters
    ----------
    instead_of : str
        Why the other package might be chosen.
    other : int
        The other package.
    of : Goal
        What changes.
    difference, low, high : float
        Chosen package less the other one, in the unit of the goal, with its interval over the states.
    """

    instead_of: str
    other: int
    of: Goal
    difference: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether the interval holds nothing of the other sign."""
        return self.low > 0.0 or self.high < 0.0


@dataclass(frozen=True)
class Noise:
    """What the number of runs leaves open between the two packages that are best on average.

    Parameters
    ----------
    n_runs : int
        Runs of each package in each state, at least.
    first, second : int
        The two packages.
    gap : float
        How much better the first is, in the unit of the goal, >= 0.
    error : float
        Standard error of their difference in one state, as if they shared no chance.
    n_enough : int or None
        Runs that would do to tell them apart; None if they are level.
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
    why: str, chosen: int, other: int, goals: Sequence[Goal], responses: Mapping[str, Response]
) -> Iterator[Trade]:
    """Give what a package changes against another one; nothing if they are the same.

    Parameters
    ----------
    why : str
        Why the other one might be chosen.
    chosen, other : int
        The packages.
    goals : sequence of Goal
        What may change.
    responses : Mapping
        Their values by name, (n_packages, n_states) each.
    """
    for of in goals if chosen != other else ():
        value = responses[of.name].value
        gap = (value[chosen] - value[other])[None]
        low, high = interval(resampled_mean(gap, resamples(value.shape[1])))
        yield Trade(why, other, of, float(gap.mean()), float(low[0]), float(high[0]))


def noise(goal: Goal, response: Response) -> Noise:
    """Hold the difference of the two best on average against the error of the number of runs.

    Parameters
    ----------
    goal : Goal
        What is good.
    response : Response
        Its values, (n_packages, n_states).
    """
    losses = goal.sign * response.value.mean(axis=1)
    first, second = np.argsort(losses, kind="stable")[:2].tolist()
    gap = float(losses[second] - losses[first])
    # Chance is shared over the states too, so that the error of a mean over them is hardly less than in one.
    error = float(np.hypot(response.error[first], response.error[second]).mean())
    n_runs = int(response.n.min())
    n_enough = math.ceil(n_runs * (Z * error / gap) ** 2) if gap > 0.0 else None
    return Noise(n_runs, first, second, gap, error, n_enough)
