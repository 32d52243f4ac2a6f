"""Searched – what a search found, and what of it holds on fresh chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from standoff.analysis.robust.choice import Package
from standoff.analysis.search.verification import FreshValue
from standoff.arrays import Flags, Numbers
from standoff.statistics.goals import Goal
from standoff.statistics.pareto import front

__all__ = ["Search", "Trial", "Verified", "best_trials"]


@dataclass(frozen=True)
class Trial:
    """A package that was tried.

    Parameters
    ----------
    number : int
        Which trial.
    package : Mapping
        Value by factor.
    values : tuple of float
        Its goals, under the chance of the search; NaN if it failed.
    failure : str
        Why it failed, empty if it did not.
    """

    number: int
    package: Package
    values: tuple[float, ...]
    failure: str = ""


@dataclass(frozen=True)
class Verified:
    """A trial, or the setting as reported, played again under fresh chance.

    Parameters
    ----------
    trial : Trial or None
        Which; None = as reported.
    searched : tuple of float
        Its goals under the chance of the search.
    verdicts : tuple of FreshValue
        Its goals under fresh chance.
    """

    trial: Trial | None
    searched: tuple[float, ...]
    verdicts: tuple[FreshValue, ...]

    @property
    def name(self) -> str:
        """What it is called."""
        return "as reported" if self.trial is None else f"trial {self.trial.number}"


@dataclass(frozen=True, eq=False)
class Search:
    """A search and its verification.

    Parameters
    ----------
    goals : tuple of Goal
        One, or two.
    statistic : str
        How they are summed up over states.
    n_states, n_runs, n_fresh_runs : int
        States of the world; runs of a trial, and of what was played again, in each of them.
    trials : tuple of Trial
        In their order.
    verified : tuple of Verified
        The setting as reported, then the best trials.
    """

    goals: tuple[Goal, ...]
    statistic: str
    n_states: int
    n_runs: int
    n_fresh_runs: int
    trials: tuple[Trial, ...]
    verified: tuple[Verified, ...]

    @property
    def reported(self) -> Verified:
        """The setting as reported."""
        return self.verified[0]

    @property
    def best(self) -> Verified:
        """What is best in the first goal on fresh chance, of what the search took to be best."""
        return min(self.verified[1:], key=lambda one: self.goals[0].sign * one.verdicts[0].value)

    @property
    def on_front(self) -> Flags:
        """Which of what was verified nothing else dominates on fresh chance, (n_verified,)."""
        values = np.array([[verdict.value for verdict in one.verdicts] for one in self.verified])
        return front(np.array([goal.sign for goal in self.goals]) * values)

    def best_so_far(self) -> Numbers:
        """Give the best value of the first goal up to each trial, (n_trials,); NaN before the first one."""
        losses = np.array([self.goals[0].sign * trial.values[0] for trial in self.trials])
        found: Numbers = self.goals[0].sign * np.fmin.accumulate(losses)
        return found

    def gains(self, one: Verified, place: int) -> tuple[float, float]:
        """Say how much better than as reported a setting was, in the search and on fresh chance.

        The difference is what to look at: luck that all settings share is not in it.
        """
        sign, base = self.goals[place].sign, self.reported
        searched = sign * (base.searched[place] - one.searched[place])
        return searched, -sign * one.verdicts[place].difference


def best_trials(goals: Sequence[Goal], trials: Sequence[Trial], most: int) -> list[Trial]:
    """Choose the trials that are worth playing again.

    Parameters
    ----------
    goals : sequence of Goal
        Of one the best packages, of two some of the front, evenly spread along it.
    trials : sequence of Trial
        All trials; packages that were tried twice count once, those that failed not at all.
    most : int
        How many, at most.
    """
    unique = {tuple(trial.package.items()): trial for trial in reversed(trials) if not trial.failure}
    kept = sorted(unique.values(), key=lambda trial: (goals[0].sign * trial.values[0], trial.number))
    if len(goals) == 1 or not kept:
        return kept[:most]
    losses = np.array([[goal.sign * value for goal, value in zip(goals, trial.values, strict=True)]
                       for trial in kept])  # fmt: skip
    best = [trial for trial, is_best in zip(kept, front(losses), strict=True) if is_best]
    places = np.unique(np.linspace(0, len(best) - 1, min(most, len(best))).round().astype(int))
    return [best[place] for place in places]
