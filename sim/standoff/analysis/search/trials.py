"""The trials of a search and their verification."""

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
        Number of the trial, from 0.
    package : Mapping
        Value by factor.
    values : tuple of float
        Its goals with the chance of the search; NaN if it failed.
    failure : str
        Reason of failure; empty if it did not fail.
    """

    number: int
    package: Package
    values: tuple[float, ...]
    failure: str = ""


@dataclass(frozen=True)
class Verified:
    """A trial, or the setting as reported, played again with fresh chance.

    Parameters
    ----------
    trial : Trial or None
        The trial; None = the setting as reported.
    searched : tuple of float
        Its goals with the chance of the search.
    verdicts : tuple of FreshValue
        Its goals with fresh chance.
    """

    trial: Trial | None
    searched: tuple[float, ...]
    verdicts: tuple[FreshValue, ...]

    @property
    def name(self) -> str:
        """Name of the setting."""
        return "as reported" if self.trial is None else f"trial {self.trial.number}"


@dataclass(frozen=True, eq=False)
class Search:
    """A search and its verification.

    Parameters
    ----------
    goals : tuple of Goal
        One or two.
    statistic : str
        How goals are summarised over states.
    n_states, n_runs, n_fresh_runs : int
        States of the world; runs of a trial, and of a verified setting, in each of them.
    trials : tuple of Trial
        By number.
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
        """The verified trial that is best in the first goal with fresh chance."""
        return min(self.verified[1:], key=lambda setting: self.goals[0].sign * setting.verdicts[0].value)

    @property
    def on_front(self) -> Flags:
        """Whether no other verified setting dominates each, with fresh chance, (n_verified,)."""
        values = np.array([[fresh.value for fresh in setting.verdicts] for setting in self.verified])
        return front(np.array([goal.sign for goal in self.goals]) * values)

    def best_so_far(self) -> Numbers:
        """Give the best value of the first goal up to each trial, (n_trials,); NaN before the first one."""
        losses = np.array([self.goals[0].sign * trial.values[0] for trial in self.trials])
        best: Numbers = self.goals[0].sign * np.fmin.accumulate(losses)
        return best

    def gains(self, setting: Verified, index: int) -> tuple[float, float]:
        """Give the gain of a setting over the one as reported in a goal, in the search and with fresh chance.

        Luck that all settings share cancels in the gain.
        """
        sign, base = self.goals[index].sign, self.reported
        searched = sign * (base.searched[index] - setting.searched[index])
        return searched, -sign * setting.verdicts[index].difference


def best_trials(goals: Sequence[Goal], trials: Sequence[Trial], most: int) -> list[Trial]:
    """Choose the trials to verify.

    Parameters
    ----------
    goals : sequence of Goal
        With one goal the best trials are chosen, with two an even selection of the Pareto front.
    trials : sequence of Trial
        All trials; repeated packages count once, failed ones not at all.
    most : int
        Largest number to choose.
    """
    unique = {tuple(trial.package.items()): trial for trial in reversed(trials) if not trial.failure}
    kept = sorted(unique.values(), key=lambda trial: (goals[0].sign * trial.values[0], trial.number))
    if len(goals) == 1 or not kept:
        return kept[:most]
    losses = np.array([[goal.sign * value for goal, value in zip(goals, trial.values, strict=True)]
                       for trial in kept])  # fmt: skip
    best = [trial for trial, is_best in zip(kept, front(losses), strict=True) if is_best]
    indices = np.unique(np.linspace(0, len(best) - 1, min(most, len(best))).round().astype(int))
    return [best[index] for index in indices]
