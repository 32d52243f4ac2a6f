"""Morris effects – what a step of each factor changes, along walks through the space of all.

Rule       effect: change of the response over a step, divided by the step in units of the factor's range;
           mu* is the mean of its size, sigma how it differs between places: by curvature or interactions
Intervals  95 %, from the spread of bootstrap resamples of the walks
Source     Morris (1991); Campolongo, Cariboni & Saltelli (2007), mu*; as SALib computes them
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from standoff.arrays import Numbers

__all__ = ["LEAST_WALKS", "MorrisEffects", "morris_effects"]

LEAST_WALKS: Final = 4
"""Walks below which nothing is estimated."""
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
        Walks that were used.
    mu, mu_star, sigma : ndarray (k,)
        Mean of the effects, mean of their size, standard deviation.
    reach : ndarray (k,)
        How far the interval of mu* goes to either side.
    """

    names: tuple[str, ...]
    n: int
    mu: Numbers
    mu_star: Numbers
    sigma: Numbers
    reach: Numbers

    @property
    def order(self) -> list[int]:
        """Places of the factors, the greatest mu* first."""
        return [int(place) for place in np.argsort(-self.mu_star, kind="stable")]


def morris_effects(names: Sequence[str], places: Numbers, values: Numbers, levels: int) -> MorrisEffects:
    """Estimate the effects of factors.

    Parameters
    ----------
    names : sequence of str
        The k factors.
    places : ndarray (n_walks, k + 1, k)
        Values of the factors along the walks, words as ranks; only their order counts.
    values : ndarray (n_walks, k + 1)
        Response there. Walks with a NaN are left out.
    levels : int
        Levels of the grid, of which a step passes half.
    """
    from SALib.analyze import morris  # loads pandas

    kept = np.isfinite(values).all(axis=1)
    problem = {"num_vars": len(names), "names": list(names), "groups": None}
    inputs, outputs = places[kept].reshape(-1, len(names)), values[kept].ravel()
    found = morris.analyze(problem, inputs, outputs, num_resamples=N_RESAMPLES, num_levels=levels, seed=SEED)
    columns = (np.asarray(found[key], float) for key in ("mu", "mu_star", "sigma", "mu_star_conf"))
    return MorrisEffects(tuple(names), int(kept.sum()), *columns)
