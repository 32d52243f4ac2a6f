"""Quantiles from counts in equal bins, and their course over time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from standoff.arrays import Counts, Numbers
from standoff.rules.gauge import TOPS
from standoff.vocabulary import Gauge

__all__ = ["FANS", "QUANTILES", "fan_lines", "quantile_name", "quantiles"]

FANS = "fans"
"""Name of the table of `fan_lines` in a result."""

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


def quantiles(counts: Counts, low: float, high: float) -> Numbers:
    """Estimate quantiles from counts, by linear interpolation within a bin.

    Parameters
    ----------
    counts : ndarray (..., n_bins)
        Counts in equal bins.
    low, high : float
        Lower edge of the first bin, upper edge of the last.

    Returns
    -------
    ndarray (..., n_quantiles)
        ``QUANTILES``, with an error of at most the width of a bin; NaN without a count.

    Examples
    --------
    >>> quantiles(np.array([2, 2]), 0.0, 1.0).tolist()
    [0.05, 0.25, 0.5, 0.75, 0.95]
    """
    n_bins = counts.shape[-1]
    passed = np.cumsum(counts, axis=-1)
    total = passed[..., -1:]
    values = np.full((*counts.shape[:-1], len(QUANTILES)), np.nan)
    for index, share in enumerate(QUANTILES):
        rank = share * total
        bins = np.argmax(passed >= rank, axis=-1)[..., None]
        inside = np.take_along_axis(counts, bins, -1)
        before = np.take_along_axis(passed, bins, -1) - inside
        part = np.divide(rank - before, inside, out=np.zeros(inside.shape), where=inside > 0)
        value = low + (high - low) * (bins + part) / n_bins
        values[..., index] = np.where(total > 0, value, np.nan)[..., 0]
    return values


def quantile_name(share: float) -> str:
    """Give the name of a quantile as a column.

    Examples
    --------
    >>> quantile_name(0.05)
    'q05'
    """
    return f"q{round(100 * share):02d}"


def fan_lines(fan: npt.NDArray[np.integer[Any]], turn_days: float, point: int) -> Iterator[dict[str, Any]]:
    """Give the quantiles of each gauge after each turn.

    Parameters
    ----------
    fan : ndarray (n_gauges, n_turns, n_bins)
        Runs by bin of each gauge after each turn.
    turn_days : float
        Days per turn.
    point : int
        Point of the runs.
    """
    for gauge in Gauge:
        bands = quantiles(fan[gauge], 0.0, TOPS[gauge]).tolist()
        for turn, values in enumerate(bands, start=1):
            named = {quantile_name(share): value for share, value in zip(QUANTILES, values, strict=True)}
            yield {"point": point, "gauge": gauge.key, "day": turn * turn_days, **named}
