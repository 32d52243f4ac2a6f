"""Elementary effects of Morris: the change of a response with a step of each factor, along trajectories.

Rule       effect: change of the response over a step, divided by the step in units of the factor's range;
           mu* is the mean absolute effect, sigma its standard deviation: curvature or interactions
Intervals  95 %, from the spread of bootstrap resamples of the trajectories
Source     Morris (1991); Campolongo, Cariboni & Saltelli (2007), mu*; as SALib computes them
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from standoff.arrays import Numbers

__all__ = ["LEAST_TRAJECTORIES", "MorrisEffects", "morris_effects"]

LEAST_TRAJECTORIES: Final = 4
"""Least number of trajectories for an estimate."""
N_RESAMPLES: Final = 1000
SEED: Final = 1


@dataclass(frozen=True, eq=False)
class MorrisEffects:
    """Elementary effects of all factors, in the unit of the response per range of a factor.

    Parameters
    ----------
    names : tuple of str
        The factors.
    n : int
        Trajectories that were used.
    mu, mu_star, sigma : ndarray (k,)
        Mean effect, mean absolute effect, standard deviation.
    reach : ndarray (k,)
        Half-width of the interval of mu*.
    """

    names: tuple[str, ...]
    n: int
    mu: Numbers
    mu_star: Numbers
    sigma: Numbers
    reach: Numbers

    @property
    def order(self) -> list[int]:
        """Indices of the factors, the greatest mu* first."""
        return [int(index) for index in np.argsort(-self.mu_star, kind="stable")]


def morris_effects(names: Sequence[str], steps: Numbers, values: Numbers, levels: int) -> MorrisEffects:
    """Estimate the effects of factors.

    Parameters
    ----------
    names : sequence of str
        The k factors.
    steps : ndarray (n_trajectories, k + 1, k)
        Values of the factors along the trajectories, words as ranks; only their order counts.
    values : ndarray (n_trajectories, k + 1)
        Response at each step. Trajectories with a NaN are left out.
    levels : int
        Levels of the grid; a step covers half of them.
    """
    from SALib.analyze import morris  # loads pandas

    kept = np.isfinite(values).all(axis=1)
    problem = {"num_vars": len(names), "names": list(names), "groups": None}
    inputs, outputs = steps[kept].reshape(-1, len(names)), values[kept].ravel()
    estimates = morris.analyze(
        problem, inputs, outputs, num_resamples=N_RESAMPLES, num_levels=levels, seed=SEED
    )
    columns = (np.asarray(estimates[key], float) for key in ("mu", "mu_star", "sigma", "mu_star_conf"))
    return MorrisEffects(tuple(names), int(kept.sum()), *columns)
