"""Robust choice – which package to choose when nobody knows the state of the world, and what that costs.

Rule       packages are scored over the states (``robustness``); what the choice costs is the difference,
           state by state, from the package that is best on average, and from the one that is best as reported
Assumes    all packages met the same states, under the same chance. The number of runs is not in the
           intervals; an error without pairing is told beside them, which is too large, since chance is shared
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from standoff.analysis.robust.criteria import Score, interval, regrets, resampled_mean, resamples, scores
from standoff.analysis.robust.trade_off import Noise, Trade, noise, trades
from standoff.arrays import Flags, Numbers
from standoff.statistics.goals import Bound, Goal
from standoff.statistics.pareto import front
from standoff.statistics.response import Response

__all__ = ["Package", "Problem", "RobustChoice", "robust_choice"]

Package = Mapping[str, float | str]


@dataclass(frozen=True)
class Problem:
    """A decision problem: what the packages are chosen by.

    Parameters
    ----------
    goal : Goal
        What they are scored by.
    aims : tuple of Bound
        What is to hold, for satisficing.
    costs : tuple of Goal
        What the choice may cost.
    criterion : str
        What the robust package is best in.
    """

    goal: Goal
    aims: tuple[Bound, ...]
    costs: tuple[Goal, ...]
    criterion: str


@dataclass(frozen=True, eq=False)
class RobustChoice:
    """Packages over states of the world.

    Parameters
    ----------
    packages : tuple of Mapping
        Value by factor.
    problem : Problem
        What they are chosen by.
    responses : Mapping
        Values of what was asked for by name, (n_packages, n_states) each.
    scores : Mapping
        Scores by criterion.
    means, low, high : ndarray (1 + n_costs, n_packages)
        Goal, then costs, on average over the states, with intervals.
    is_front : ndarray (n_packages,)
        Whether no package is as good in all of these and better in one.
    best_reported : int or None
        Package that is best in the state as reported; None if that state was not played.
    trades : tuple of Trade
        What the robust package costs.
    noise : Noise
        What the number of runs leaves open.
    n_left_out : int
        States that were left out, since a package failed there or lacks a value.
    """

    packages: tuple[Package, ...]
    problem: Problem
    responses: Mapping[str, Response]
    scores: Mapping[str, Score]
    means: Numbers
    low: Numbers
    high: Numbers
    is_front: Flags
    best_reported: int | None
    trades: tuple[Trade, ...]
    noise: Noise
    n_left_out: int

    @property
    def goal(self) -> Goal:
        """What the packages are scored by."""
        return self.problem.goal

    @property
    def values(self) -> Numbers:
        """The goal, (n_packages, n_states)."""
        return self.responses[self.goal.name].value

    @cached_property
    def regret(self) -> Numbers:
        """Distance from the best package in the same state, (n_packages, n_states)."""
        return regrets(self.goal, self.values)

    @property
    def n_states(self) -> int:
        """Number of states."""
        return int(self.values.shape[1])

    @property
    def robust(self) -> int:
        """The package that is best by the criterion asked for; of level ones the best on average."""
        return best_of(self.scores, self.problem.criterion)

    @property
    def best_on_average(self) -> int:
        """The package that is best on average."""
        return best_of(self.scores, "mean")

    def name(self, package: int) -> str:
        """Name a package by what it sets."""
        values = self.packages[package].items()
        told = ((key, value if isinstance(value, str) else f"{value:g}") for key, value in values)
        return ", ".join(f"{key}={value}" for key, value in told)


def best_of(found: Mapping[str, Score], criterion: str) -> int:
    """Give the best package by a criterion; of level ones that which is best on average."""
    return min(found[criterion].best, key=lambda package: int(found["mean"].rank[package]))


def robust_choice(
    packages: Sequence[Package],
    problem: Problem,
    responses: Mapping[str, Response],
    as_reported: Numbers | None = None,
    n_left_out: int = 0,
) -> RobustChoice:
    """Choose among packages.

    Parameters
    ----------
    packages : sequence of Mapping
        Two or more.
    problem : Problem
        What they are chosen by.
    responses : Mapping
        The goal, what the aims are of, and the costs, by name; arrays (n_packages, n_states), finite.
    as_reported : ndarray (n_packages,), optional
        The goal in the state as reported.
    n_left_out : int
        States that were left out.
    """
    goal, values = problem.goal, responses[problem.goal.name].value
    satisfied = np.ones(values.shape, bool)
    for aim in problem.aims:
        satisfied &= aim.holds(responses[aim.name].value)
    found = scores(goal, values, satisfied if problem.aims else None)
    counts = resamples(values.shape[1])
    rows = [responses[of.name].value for of in (goal, *problem.costs)]
    ends = [interval(resampled_mean(row, counts)) for row in rows]
    means = np.stack([row.mean(axis=1) for row in rows])
    signs = np.array([[of.sign] for of in (goal, *problem.costs)])
    reported = None if as_reported is None else _best_reported(goal.sign * as_reported, found)
    robust = best_of(found, problem.criterion)
    others = [("best on average", best_of(found, "mean"), (goal, *problem.costs))]
    if reported is not None:
        others.append(("best as reported", reported, (goal, *problem.costs)))
    others += [(f"best for {of.name}", int(np.argmin(of.sign * mean)), (goal, of))
               for of, mean in zip(problem.costs, means[1:], strict=True)]  # fmt: skip
    return RobustChoice(
        packages=tuple(packages),
        problem=problem,
        responses=responses,
        scores=found,
        means=means,
        low=np.stack([low for low, _ in ends]),
        high=np.stack([high for _, high in ends]),
        is_front=front((signs * means).T),
        best_reported=reported,
        trades=tuple(
            trade for why, other, goals in others for trade in trades(why, robust, other, goals, responses)
        ),
        noise=noise(goal, responses[goal.name]),
        n_left_out=n_left_out,
    )


def _best_reported(losses: Numbers, found: Mapping[str, Score]) -> int:
    """Give the package with the least loss; of level ones that which is best on average."""
    level = np.flatnonzero(losses == losses.min()).tolist()
    return min(level, key=lambda package: int(found["mean"].rank[package]))
