"""The choice of a package of levers under deep uncertainty, and what the choice costs.

Rule       packages are scored over the states (``criteria``); the cost of the choice is the difference,
           state by state, from the package that is best on average and from the one that is best as reported
Assumes    all packages were played in the same states, under the same chance. The intervals do not cover the
           number of runs; its error is given separately (``trade_off``)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
    """A decision problem.

    Parameters
    ----------
    goal : Goal
        The goal by which packages are scored.
    aims : tuple of Bound
        Aims for satisficing.
    costs : tuple of Goal
        Goals on which the choice may cost something.
    criterion : str
        The criterion that the robust package is best by.
    """

    goal: Goal
    aims: tuple[Bound, ...]
    costs: tuple[Goal, ...]
    criterion: str


@dataclass(frozen=True, eq=False)
class RobustChoice:
    """The packages, their scores over the states of the world, and the choice.

    Parameters
    ----------
    packages : tuple of Mapping
        Value by factor.
    problem : Problem
        The decision problem.
    responses : Mapping
        Goal, aims and costs by name, (n_packages, n_states) each.
    scores : Mapping
        Scores by criterion.
    means, low, high : ndarray (1 + n_costs, n_packages)
        Means over the states of the goal and then of each cost, with intervals.
    is_front : ndarray (n_packages,)
        Whether no other package dominates it in these means.
    best_reported : int or None
        Package that is best in the state as reported; None if that state was not played.
    trades : tuple of Trade
        Differences of the robust package from others.
    noise : Noise
        Error due to the number of runs.
    n_left_out : int
        States that were left out because a package failed or has no value there.
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
    n_left_out: int = 0

    @property
    def goal(self) -> Goal:
        """The goal by which packages are scored."""
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
        """The package that is best by the criterion of the problem; of tied ones the best on average."""
        return best_of(self.scores, self.problem.criterion)

    @property
    def best_on_average(self) -> int:
        """The package that is best on average."""
        return best_of(self.scores, "mean")

    def name(self, package: int) -> str:
        """Name a package by the values that it sets."""
        values = self.packages[package].items()
        texts = ((key, value if isinstance(value, str) else f"{value:g}") for key, value in values)
        return ", ".join(f"{key}={text}" for key, text in texts)


def best_of(by_criterion: Mapping[str, Score], criterion: str) -> int:
    """Give the best package by a criterion; of tied ones the best on average."""
    return min(by_criterion[criterion].best, key=lambda package: int(by_criterion["mean"].rank[package]))


def robust_choice(
    packages: Sequence[Package],
    problem: Problem,
    responses: Mapping[str, Response],
    as_reported: Numbers | None,
    gaps: Callable[[int, int], Numbers | None],
) -> RobustChoice:
    """Choose among packages.

    Parameters
    ----------
    packages : sequence of Mapping
        Two or more.
    problem : Problem
        The decision problem.
    responses : Mapping
        Goal, aims and costs by name, (n_packages, n_states) each, finite.
    as_reported : ndarray (n_packages,) or None
        The goal in the state as reported, if it was played.
    gaps : callable
        Gives the differences of the goal between two packages run by run, (n_states, n_runs); None if the
        runs are not known.
    """
    goal, values = problem.goal, responses[problem.goal.name].value
    satisfied = np.ones(values.shape, bool)
    for aim in problem.aims:
        satisfied &= aim.holds(responses[aim.name].value)
    by_criterion = scores(goal, values, satisfied if problem.aims else None)
    counts = resamples(values.shape[1])
    rows = [responses[each.name].value for each in (goal, *problem.costs)]
    ends = [interval(resampled_mean(row, counts)) for row in rows]
    means = np.stack([row.mean(axis=1) for row in rows])
    signs = np.array([[each.sign] for each in (goal, *problem.costs)])
    reported = None if as_reported is None else _best_reported(goal.sign * as_reported, by_criterion)
    robust = best_of(by_criterion, problem.criterion)
    rivals = [("best on average", best_of(by_criterion, "mean"), (goal, *problem.costs))]
    if reported is not None:
        rivals.append(("best as reported", reported, (goal, *problem.costs)))
    rivals += [(f"best for {cost.name}", int(np.argmin(cost.sign * mean)), (goal, cost))
               for cost, mean in zip(problem.costs, means[1:], strict=True)]  # fmt: skip
    return RobustChoice(
        packages=tuple(packages),
        problem=problem,
        responses=responses,
        scores=by_criterion,
        means=means,
        low=np.stack([low for low, _ in ends]),
        high=np.stack([high for _, high in ends]),
        is_front=front((signs * means).T),
        best_reported=reported,
        trades=tuple(
            trade for why, rival, goals in rivals for trade in trades(why, robust, rival, goals, responses)
        ),
        noise=noise(goal, responses[goal.name], gaps),
    )


def _best_reported(losses: Numbers, by_criterion: Mapping[str, Score]) -> int:
    """Give the package with the least loss; of tied ones the best on average."""
    tied = np.flatnonzero(losses == losses.min()).tolist()
    return min(tied, key=lambda package: int(by_criterion["mean"].rank[package]))
