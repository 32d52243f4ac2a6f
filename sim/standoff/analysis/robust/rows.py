"""Rows of the tables of a robust choice: packages, scores, means, states of the world, costs."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from standoff.analysis.robust.choice import RobustChoice
from standoff.statistics.rows import Line

__all__ = ["rows"]


def rows(choice: RobustChoice) -> dict[str, list[Line]]:
    """Give the rows of each table, under the name of the figure that shows it."""
    return {
        "packages": [{"package": row, **package} for row, package in enumerate(choice.packages)],
        "robustness": list(_scores(choice)),
        "pareto": list(_averages(choice)),
        "states": list(_states(choice)),
        "costs": list(_costs(choice)),
    }


def _scores(choice: RobustChoice) -> Iterator[Line]:
    for score in choice.scores.values():
        unit = "share of states" if score.criterion == "satisficing" else choice.goal.unit
        columns = (score.value, score.low, score.high, score.rank, score.best_share)
        for package, row in enumerate(zip(*(column.tolist() for column in columns), strict=True)):
            names = ("value", "low", "high", "rank", "best_in_resamples")
            yield {"package": package, "of": choice.goal.name, "criterion": score.criterion, "unit": unit,
                   **dict(zip(names, row, strict=True)), "n_states": choice.n_states}  # fmt: skip


def _averages(choice: RobustChoice) -> Iterator[Line]:
    for row, goal in enumerate((choice.goal, *choice.problem.costs)):
        for package in range(len(choice.packages)):
            ends = {"mean": choice.means, "low": choice.low, "high": choice.high}
            yield {"package": package, "of": goal.name, "unit": goal.unit, "better": goal.better,
                   **{name: float(end[row, package]) for name, end in ends.items()},
                   "is_front": bool(choice.is_front[package])}  # fmt: skip


def _states(choice: RobustChoice) -> Iterator[Line]:
    for (package, state), value in np.ndenumerate(choice.values):
        yield {"package": package, "state": state, "value": float(value),
               "regret": float(choice.regret[package, state])}  # fmt: skip


def _costs(choice: RobustChoice) -> Iterator[Line]:
    for trade in choice.trades:
        yield {"robust": choice.robust, "instead_of": trade.instead_of, "package": trade.rival,
               "of": trade.goal.name, "unit": trade.goal.unit, "better": trade.goal.better,
               "difference": trade.difference, "low": trade.low, "high": trade.high}  # fmt: skip
