"""Verification of a package with fresh chance, compared with the setting as reported.

Rule       the goal of a package is summarised over states of the world: its mean, or its mean over the worst
           tenth of them (conditional value at risk)
Intervals  percentiles of a bootstrap that draws replications and states, each with replacement, the same for
           both settings, which share their chance
Source     Owen (2007), 'The pigeonhole bootstrap'; Rockafellar & Uryasev (2000), conditional value at risk
Assumes    states and replications are independent draws, and cross; a fixed seed of its own
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from standoff.analysis.robust.criteria import interval
from standoff.arrays import Numbers
from standoff.statistics.goals import Goal

__all__ = ["FreshValue", "means_of", "summarised", "verdict"]

N_RESAMPLES: Final = 1000
SEED: Final = 0
DECILE: Final = 0.1


@dataclass(frozen=True)
class FreshValue:
    """A goal of a package with fresh chance.

    Parameters
    ----------
    value, low, high : float
        In the unit of the goal, with its interval.
    difference, difference_low, difference_high : float
        Difference from the setting as reported, run by run and state by state, with its interval.
    """

    value: float
    low: float
    high: float
    difference: float
    difference_low: float
    difference_high: float

    @property
    def ends(self) -> tuple[float, float, float]:
        """The value, and the lower and upper end of its interval."""
        return self.value, self.low, self.high

    def is_better(self, goal: Goal) -> bool:
        """Whether the whole interval of the difference is better than as reported."""
        return goal.sign * self.difference_low < 0.0 and goal.sign * self.difference_high < 0.0


def summarised(goal: Goal, statistic: str, means: Numbers, counts: Numbers | None = None) -> Numbers:
    """Summarise a goal over states.

    Parameters
    ----------
    goal : Goal
        The goal.
    statistic : str
        ``mean``, or ``worst_decile``.
    means : ndarray (n, n_states)
        The goal in each state.
    counts : ndarray (n, n_states), optional
        Weight of each state; by default 1.

    Returns
    -------
    ndarray (n,)
        In the unit of the goal.
    """
    weights = np.ones(means.shape) if counts is None else counts
    if statistic == "mean":
        mean: Numbers = (weights * means).sum(axis=1) / weights.sum(axis=1)
        return mean
    n_worst = math.ceil(DECILE * means.shape[1] - 1e-9)
    order = np.argsort(-goal.sign * means, axis=1)
    sorted_means, sorted_weights = (np.take_along_axis(each, order, axis=1) for each in (means, weights))
    before = sorted_weights.cumsum(axis=1) - sorted_weights
    kept = np.clip(n_worst - before, 0.0, sorted_weights)
    worst: Numbers = (kept * sorted_means).sum(axis=1) / n_worst
    return worst


def verdict(goal: Goal, statistic: str, values: Numbers, reported: Numbers) -> FreshValue:
    """Compare a package with the setting as reported.

    Parameters
    ----------
    goal : Goal
        The goal.
    statistic : str
        How the goal is summarised over states.
    values, reported : ndarray (n_states, n_runs)
        The goal in each run of the package, and of the setting as reported; NaN where a run has no value.
    """
    n_states, n_runs = values.shape
    rng = np.random.default_rng(SEED)
    runs = rng.multinomial(n_runs, np.full(n_runs, 1 / n_runs), N_RESAMPLES).astype(float)
    states = rng.multinomial(n_states, np.full(n_states, 1 / n_states), N_RESAMPLES).astype(float)
    drawn = [summarised(goal, statistic, means_of(each, runs), states) for each in (values, reported)]
    value, base = (float(summarised(goal, statistic, means_of(each))[0]) for each in (values, reported))
    ends = [interval(each[:, None]) for each in (drawn[0], drawn[0] - drawn[1])]
    (low, high), (gap_low, gap_high) = ((float(lower[0]), float(upper[0])) for lower, upper in ends)
    return FreshValue(value, low, high, value - base, gap_low, gap_high)


def means_of(values: Numbers, counts: Numbers | None = None) -> Numbers:
    """Give the mean of each state over its runs.

    Parameters
    ----------
    values : ndarray (n_states, n_runs)
        NaN where a run has no value.
    counts : ndarray (n, n_runs), optional
        Weight of each run; by default 1.

    Returns
    -------
    ndarray (n, n_states)
        NaN where no run has a value.
    """
    weights = np.ones((1, values.shape[1])) if counts is None else counts
    known = ~np.isnan(values)
    above, below = weights @ np.where(known, values, 0.0).T, weights @ known.T.astype(float)
    means: Numbers = np.divide(above, below, out=np.full(above.shape, np.nan), where=below > 0.0)
    return means
