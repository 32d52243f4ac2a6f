"""Pareto – which options nothing beats: better in one thing, and worse in none.

Source   Pareto (1906), by way of Kung, Luccio & Preparata (1975), maxima of a set of vectors
"""

from __future__ import annotations

import numpy as np

from standoff.arrays import Flags, Numbers

__all__ = ["front"]


def front(losses: Numbers) -> Flags:
    """Find the options that no other one dominates.

    One option dominates another if it is no worse in any goal and better in at least one; equal options do
    not dominate each other.

    Parameters
    ----------
    losses : ndarray (n_options, n_goals)
        Less is better, in whatever units.

    Returns
    -------
    ndarray (n_options,)
        Whether nothing dominates it.

    Examples
    --------
    >>> front(np.array([[1.0, 4.0], [2.0, 2.0], [3.0, 3.0], [4.0, 1.0]])).tolist()
    [True, True, False, True]
    """
    kept = np.ones(len(losses), bool)
    for place, loss in enumerate(losses):
        others = losses[kept]  # whoever is dominated is so by one that is kept
        kept[place] = not ((others <= loss).all(axis=1) & (others < loss).any(axis=1)).any()
    return kept
