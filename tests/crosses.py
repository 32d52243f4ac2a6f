"""Sweeps of packages against states of the world, made up or played."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from standoff.design.crossed import crossed
from standoff.design.design import Design
from standoff.design.factorial import grid
from standoff.design.factors import Factor, FactorKind
from standoff.design.sampling import latin_hypercube
from standoff.statistics.sums import Moments
from standoff.statistics.surface import Surface
from standoff.vocabulary import Outcome

N_RUNS = 100
DOORS = Factor("doors", FactorKind.CHOICE, "", ("open", "ajar", "closed"))
COST = Factor("cost", FactorKind.UNCERTAINTY, "utility", low=0.2, high=0.4)


def design(n_states: int, doors: Factor = DOORS) -> Design:
    """Packages of one choice against drawn states, the first one as reported."""
    return crossed(grid([doors]), latin_hypercube([COST], n_states, 1), {"cost": 0.3})


def surface(wars: npt.NDArray[np.float64], payoff: npt.NDArray[np.float64] | None = None) -> Surface:
    """Shares of war (n_packages, 1 + n_states), the rest settlements; payoffs are the opposite."""
    made = design(wars.shape[1] - 1, Factor("doors", FactorKind.CHOICE, "", tuple("abcdefgh"[: len(wars)])))
    counts = np.zeros((made.n_points, len(Outcome)), np.int64)
    counts[:, Outcome.FULL_INVASION] = np.rint(N_RUNS * wars.ravel())
    counts[:, Outcome.SETTLEMENT] = N_RUNS - counts[:, Outcome.FULL_INVASION]
    mean = (-wars if payoff is None else payoff).reshape(-1, 1)
    n = np.full(mean.shape, N_RUNS)
    return Surface(made, counts, Moments(n, mean, np.full(mean.shape, 0.01)), ("payoff_red",), {})
