"""The Pareto front: options that no other option dominates.

Source   Pareto (1906), by way of Kung, Luccio & Preparata (1975), maxima of a set of vectors
"""

from __future__ import annotations

import numpy as np

from standoff.arrays import Flags, Numbers

__all__ = ["front"]


def front(losses: Numbers) -> Flags:
    """Find the options that no other dominates.

    One option dominates another if it is no worse in any goal and better in at least one; equal options do
    not dominate each other.

    Parameters
    ----------
    losses : ndarray (n_options, n_goals)
        Loss of each option in each goal; less is better.

    Returns
    -------
    ndarray (n_options,)
        Whether no other option dominates it.

    Examples
    --------
    >>> front(np.array([[1.0, 4.0], [2.0, 2.0], [3.0, 3.0], [4.0, 1.0]])).tolist()
    [True, True, False, True]
    """
    kept = np.ones(len(losses), bool)
    for option, loss in enumerate(losses):
        rivals = losses[kept]  # a dominated option is also dominated by one that is kept
        kept[option] = not ((rivals <= loss).all(axis=1) & (rivals < loss).any(axis=1)).any()
    return kept
