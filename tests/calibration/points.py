"""Points – what a few shared parameters do to all crises at once.

Rule       one Sobol' design over the ranges that ``scenarios/rules.yaml`` gives; every point is played on all
           crises under the same chance. The noise of a difference comes from a jackknife over batches of runs
Assumes    a parameter is tuned only if the missed ranges point at it, and never beyond its plausible range
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from standoff.design.factors import Factor, FactorKind
from standoff.design.sampling import sobol
from standoff.scenario.parameters import load_parameters
from tests.calibration.loss import Loss, losses
from tests.validation.playing import Played, Table

__all__ = ["TUNED", "Point", "current", "evaluate_all", "evaluated", "points"]

TUNED: Mapping[str, str] = {
    "limited_force": "wars that should not come are mostly limited attacks, which use at most these troops",
    "limited_cost": "and cost this share of what a war costs, whoever protects",
    "limited_sanctions": "and this share of the sanctions",
    "type_tilt": "the prior over private types moves the share of war more than anything else",
    "type_spread": "how far the types differ decides how many of them attack",
    "contest": "what more troops are worth in odds, of limited and of full attacks",
}
"""Parameters that are tuned, and the findings that point at them."""
SEED = 1
BATCHES = 10

Rules = Mapping[str, float]


@dataclass(frozen=True)
class Point:
    """Values of the tuned parameters, and what came of them.

    Parameters
    ----------
    rules : Mapping
        Value by parameter.
    loss : Loss
        Of all runs.
    without : ndarray (n_batches, n_groups)
        Loss of each crisis without one of the batches of runs.
    """

    rules: Rules
    loss: Loss
    without: np.ndarray


def current() -> dict[str, float]:
    """Give the tuned parameters as ``scenarios/rules.yaml`` has them."""
    return {name: load_parameters()[name].value for name in TUNED}


def points(n_points: int) -> list[dict[str, float]]:
    """Spread points over the ranges of the tuned parameters; a power of two."""
    known = load_parameters()
    factors = [
        Factor(name, FactorKind.UNCERTAINTY, known[name].unit, low=known[name].low, high=known[name].high)
        for name in TUNED
    ]
    columns = sobol(factors, n_points, SEED).columns
    return [{name: float(columns[name][row]) for name in TUNED} for row in range(n_points)]


def evaluated(table: Table, rules: Rules) -> Point:
    """Play all crises at a point."""
    played = table.played(rules)
    batch = np.arange(table.n_runs) % BATCHES
    without = [losses(_some(played, batch != left)).by_crisis for left in range(BATCHES)]
    return Point(dict(rules), losses(played), np.array(without))


def _some(played: Mapping[str, Played], kept: np.ndarray) -> dict[str, Played]:
    return {name: replace(each, rows=each.rows[kept]) for name, each in played.items()}


def evaluate_all(
    table: Table, designed: list[dict[str, float]], tell: Callable[[int], object]
) -> list[Point]:
    """Play all crises at all points."""
    evaluations = []
    for row, rules in enumerate(designed):
        tell(row)
        evaluations.append(evaluated(table, rules))
    return evaluations
