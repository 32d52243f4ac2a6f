"""Bands – quantiles read from counts in equal bins."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["QUANTILES", "quantiles"]

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


def quantiles(counts: npt.NDArray[np.int64], low: float, high: float) -> npt.NDArray[np.float64]:
    """Read quantiles from counts, by straight lines inside a bin.

    Parameters
    ----------
    counts : ndarray (..., n_bins)
        Counts in equal bins.
    low, high : float
        Lower edge of the first bin, upper edge of the last.

    Returns
    -------
    ndarray (..., n_quantiles)
        ``QUANTILES``; off by at most the width of a bin. NaN without a count.

    Examples
    --------
    >>> quantiles(np.array([2, 2]), 0.0, 1.0).tolist()
    [0.05, 0.25, 0.5, 0.75, 0.95]
    """
    n_bins = counts.shape[-1]
    passed = np.cumsum(counts, axis=-1)
    total = passed[..., -1:]
    found = np.full((*counts.shape[:-1], len(QUANTILES)), np.nan)
    for place, share in enumerate(QUANTILES):
        goal = share * total
        bins = np.argmax(passed >= goal, axis=-1)[..., None]
        inside = np.take_along_axis(counts, bins, -1)
        before = np.take_along_axis(passed, bins, -1) - inside
        part = np.divide(goal - before, inside, out=np.zeros(inside.shape), where=inside > 0)
        value = low + (high - low) * (bins + part) / n_bins
        found[..., place] = np.where(total > 0, value, np.nan)[..., 0]
    return found
