"""Criteria of choice under deep uncertainty: scores of packages over states of the world.

Rule       for each package over the states: the mean, the value reached in 90 % of the states, the worst
           (maximin: Wald 1950); the 90th percentile and the maximum of its regret, the distance from the best
           package in the same state (Savage 1951); the share of states in which all aims hold (satisficing:
           Simon 1956; the domain criterion of Starr 1962)
Intervals  percentiles of a bootstrap over the states, all packages drawn together (Efron 1979)
Source     McPhail et al. (2018), 'Robustness metrics: how are they calculated, when should they be used and
           why do they give different results?'
Assumes    states are independent draws, alike in weight; a fixed seed of its own, so that equal results give
           equal figures. The interval of a worst case is one-sided: no resample is worse than the worst state
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from standoff.analysis.robust.options import CRITERIA
from standoff.arrays import Counts, Flags, Numbers
from standoff.statistics.goals import Goal

__all__ = ["MANY", "Score", "interval", "regrets", "resampled_mean", "resamples", "scores"]

MANY: Final = 0.9
"""Share of the states that the percentile criteria refer to."""
N_RESAMPLES: Final = 2000
SEED: Final = 0


@dataclass(frozen=True, eq=False)
class Score:
    """All packages under one criterion.

    Parameters
    ----------
    criterion : str
        One of ``CRITERIA``.
    value, low, high : ndarray (n_packages,)
        In the unit of the goal; of satisficing a share of states. The interval holds 95 %.
    rank : ndarray (n_packages,)
        1 = best; tied packages share the better rank.
    best_share : ndarray (n_packages,)
        Share of resamples in which the package is the best; tied ones share it equally.
    """

    criterion: str
    value: Numbers
    low: Numbers
    high: Numbers
    rank: Counts
    best_share: Numbers

    @property
    def best(self) -> tuple[int, ...]:
        """The best package, or the tied ones."""
        return tuple(np.flatnonzero(self.rank == 1).tolist())


def regrets(goal: Goal, values: Numbers) -> Numbers:
    """Give the regret of each package in each state.

    Parameters
    ----------
    goal : Goal
        The goal.
    values : ndarray (n_packages, n_states)
        In the unit of the goal.

    Returns
    -------
    ndarray (n_packages, n_states)
        Distance from the best package in the same state, >= 0.
    """
    losses = goal.sign * values
    distance: Numbers = losses - losses.min(axis=0)
    return distance


def scores(goal: Goal, values: Numbers, satisfied: Flags | None = None) -> dict[str, Score]:
    """Score packages under all criteria.

    Parameters
    ----------
    goal : Goal
        The goal.
    values : ndarray (n_packages, n_states)
        In the unit of the goal, finite.
    satisfied : ndarray (n_packages, n_states), optional
        Where all aims hold; without it, satisficing is left out.

    Examples
    --------
    >>> by_criterion = scores(Goal("days", "days", True), np.array([[5.0, 5.0], [1.0, 8.0]]))
    >>> worst = by_criterion["worst"]
    >>> worst.value.tolist(), worst.best, by_criterion["mean"].best
    ([5.0, 1.0], (0,), (0,))
    """
    losses, regret = goal.sign * values, regrets(goal, values)
    counts = resamples(values.shape[1])
    as_drawn = np.ones((1, values.shape[1]))
    by_criterion = {}
    for criterion in CRITERIA if satisfied is not None else CRITERIA[:-1]:
        rows = regret if criterion.startswith("regret") else losses
        if criterion == "satisficing" and satisfied is not None:
            rows = -satisfied.astype(float)
        sign = {"regret_p90": 1.0, "regret_max": 1.0, "satisficing": -1.0}.get(criterion, goal.sign)
        estimate = _summarised(criterion, rows, as_drawn)[0]
        by_criterion[criterion] = _score(criterion, sign, estimate, _summarised(criterion, rows, counts))
    return by_criterion


def resamples(n_states: int) -> Numbers:
    """Draw states with replacement; give the count of each in each resample, (n_resamples, n_states)."""
    rng = np.random.default_rng(SEED)
    counts: Numbers = rng.multinomial(n_states, np.full(n_states, 1 / n_states), N_RESAMPLES).astype(float)
    return counts


def resampled_mean(rows: Numbers, counts: Numbers) -> Numbers:
    """Give the means of rows (n, n_states) in each resample, (n_resamples, n)."""
    means: Numbers = counts @ rows.T / rows.shape[1]
    return means


def interval(drawn: Numbers) -> tuple[Numbers, Numbers]:
    """Give the ends of the middle 95 % of resamples (n_resamples, n)."""
    low, high = np.quantile(drawn, [0.025, 0.975], axis=0)
    return low, high


def _summarised(criterion: str, rows: Numbers, counts: Numbers) -> Numbers:
    """Summarise losses (n_packages, n_states) by a criterion in each resample, (n_resamples, n_packages)."""
    if criterion in ("mean", "satisficing"):
        return resampled_mean(rows, counts)
    n_states = rows.shape[1]
    # The least loss that is not exceeded in this many states.
    n_kept = math.ceil(MANY * n_states - 1e-9) if criterion.endswith("p90") else n_states
    quantile = np.empty((len(counts), len(rows)))
    for package, row in enumerate(rows):
        order = np.argsort(row)
        is_reached = counts[:, order].cumsum(axis=1) >= n_kept
        quantile[:, package] = row[order][is_reached.argmax(axis=1)]
    return quantile


def _score(criterion: str, sign: float, estimate: Numbers, drawn: Numbers) -> Score:
    best = drawn == drawn.min(axis=1, keepdims=True)
    ends = np.sort(sign * np.stack(interval(drawn)), axis=0)
    return Score(
        criterion=criterion,
        value=sign * estimate,
        low=ends[0],
        high=ends[1],
        rank=1 + (estimate[:, None] > estimate).sum(axis=1),
        best_share=(best / best.sum(axis=1, keepdims=True)).mean(axis=0),
    )
