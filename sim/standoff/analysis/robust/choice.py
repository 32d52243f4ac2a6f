"""Robust choice – which package to choose when nobody knows the state of the world, and what that costs.

Rule       packages are scored over the states (``robustness``); what the choice costs is the difference,
           state by state, from the package that is best on average, and from the one that is best as reported
Assumes    all packages met the same states, under the same chance. The number of runs is not in the
           intervals; an error without pairing is told beside them, which is too large, since chance is shared
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from standoff.analysis.robust.criteria import Score, interval, regrets, resampled_mean, resamples, scores
from standoff.analysis.robust.trade_off import Noise, Trade, noise, trades
from standoff.statistics.goals import Aim, Goal
from standoff.statistics.pareto import front
from standoff.statistics.response import Response
from standoff.statistics.rows import Line

__all__ = ["Asked", "Package", "RobustChoice", "robust_choice"]

Numbers = npt.NDArray[np.float64]
Package = Mapping[str, float | str]


@dataclass(frozen=True)
class Asked:
    """What is asked of the packages.

    Parameters
    ----------
    goal : Goal
        What they are scored by.
    aims : tuple of Aim
        What is to hold, for satisficing.
    costs : tuple of Goal
        What the choice may cost.
    criterion : str
        What the robust package is best in.
    """

    goal: Goal
    aims: tuple[Aim, ...]
    costs: tuple[Goal, ...]
    criterion: str


@dataclass(frozen=True, eq=False)
class RobustChoice:
    """Packages over states of the world.

    Parameters
    ----------
    packages : tuple of Mapping
        Value by factor.
    asked : Asked
        What was asked.
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
    asked: Asked
    responses: Mapping[str, Response]
    scores: Mapping[str, Score]
    means: Numbers
    low: Numbers
    high: Numbers
    is_front: npt.NDArray[np.bool_]
    best_reported: int | None
    trades: tuple[Trade, ...]
    noise: Noise
    n_left_out: int

    @property
    def goal(self) -> Goal:
        """What the packages are scored by."""
        return self.asked.goal

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
        return best_of(self.scores, self.asked.criterion)

    @property
    def best_on_average(self) -> int:
        """The package that is best on average."""
        return best_of(self.scores, "mean")

    def name(self, package: int) -> str:
        """Name a package by what it sets."""
        values = self.packages[package].items()
        told = ((key, value if isinstance(value, str) else f"{value:g}") for key, value in values)
        return ", ".join(f"{key}={value}" for key, value in told)

    def tables(self) -> dict[str, list[Line]]:
        """Give what was found as rows by table, under the names of the figures that show them."""
        return {
            "packages": [{"package": row, **package} for row, package in enumerate(self.packages)],
            "robustness": list(self._scored()),
            "pareto": list(self._averages()),
            "states": list(self._in_states()),
            "costs": [
                {"robust": self.robust, "instead_of": trade.instead_of, "package": trade.other,
                 "of": trade.of.name, "unit": trade.of.unit, "better": "more" if trade.of.is_max else "less",
                 "difference": trade.difference, "low": trade.low, "high": trade.high}
                for trade in self.trades
            ],
        }  # fmt: skip

    def _scored(self) -> Iterator[Line]:
        for score in self.scores.values():
            unit = "share of states" if score.criterion == "satisficing" else self.goal.unit
            columns = (score.value, score.low, score.high, score.rank, score.best_share)
            for package, row in enumerate(zip(*(column.tolist() for column in columns), strict=True)):
                names = ("value", "low", "high", "rank", "best_in_resamples")
                yield {"package": package, "of": self.goal.name, "criterion": score.criterion, "unit": unit,
                       **dict(zip(names, row, strict=True)), "n_states": self.n_states}  # fmt: skip

    def _averages(self) -> Iterator[Line]:
        for row, of in enumerate((self.goal, *self.asked.costs)):
            for package in range(len(self.packages)):
                ends = {"mean": self.means, "low": self.low, "high": self.high}
                yield {"package": package, "of": of.name, "unit": of.unit, "better": "more" if of.is_max else
                       "less", **{name: float(end[row, package]) for name, end in ends.items()},
                       "is_front": bool(self.is_front[package])}  # fmt: skip

    def _in_states(self) -> Iterator[Line]:
        for (package, state), value in np.ndenumerate(self.values):
            yield {"package": package, "state": state, "value": float(value),
                   "regret": float(self.regret[package, state])}  # fmt: skip


def best_of(found: Mapping[str, Score], criterion: str) -> int:
    """Give the best package by a criterion; of level ones that which is best on average."""
    return min(found[criterion].best, key=lambda package: int(found["mean"].rank[package]))


def robust_choice(
    packages: Sequence[Package],
    asked: Asked,
    responses: Mapping[str, Response],
    as_reported: Numbers | None = None,
    n_left_out: int = 0,
) -> RobustChoice:
    """Choose among packages.

    Parameters
    ----------
    packages : sequence of Mapping
        Two or more.
    asked : Asked
        What is asked of them.
    responses : Mapping
        The goal, what the aims are of, and the costs, by name; arrays (n_packages, n_states), finite.
    as_reported : ndarray (n_packages,), optional
        The goal in the state as reported.
    n_left_out : int
        States that were left out.
    """
    goal, values = asked.goal, responses[asked.goal.name].value
    satisfied = np.ones(values.shape, bool)
    for aim in asked.aims:
        satisfied &= aim.holds(responses[aim.name].value)
    found = scores(goal, values, satisfied if asked.aims else None)
    counts = resamples(values.shape[1])
    rows = [responses[of.name].value for of in (goal, *asked.costs)]
    ends = [interval(resampled_mean(row, counts)) for row in rows]
    means = np.stack([row.mean(axis=1) for row in rows])
    signs = np.array([[of.sign] for of in (goal, *asked.costs)])
    reported = None if as_reported is None else _best_reported(goal.sign * as_reported, found)
    robust = best_of(found, asked.criterion)
    others = [("best on average", best_of(found, "mean"), (goal, *asked.costs))]
    if reported is not None:
        others.append(("best as reported", reported, (goal, *asked.costs)))
    others += [(f"best for {of.name}", int(np.argmin(of.sign * mean)), (goal, of))
               for of, mean in zip(asked.costs, means[1:], strict=True)]  # fmt: skip
    return RobustChoice(
        packages=tuple(packages),
        asked=asked,
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
