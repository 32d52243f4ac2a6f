"""Shares at many points and their differences from a reference, with intervals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from standoff.arrays import Flags, Numbers

__all__ = ["ShareDifferences", "ShareEstimates"]


@dataclass(frozen=True, eq=False)
class ShareEstimates:
    """Shares of runs with their 95 % Wilson intervals, 0..1, arrays of the same shape; NaN without runs."""

    share: Numbers
    low: Numbers
    high: Numbers

    @property
    def reach(self) -> Numbers:
        """Distance of the lower and upper ends of the intervals from the shares, (2, ...)."""
        # Rounding may put the end of an interval just beyond a share of 0 or 1.
        return np.maximum(0.0, np.stack([self.share - self.low, self.high - self.share]))


@dataclass(frozen=True, eq=False)
class ShareDifferences:
    """Differences in a share from the reference, paired run by run, with their 95 % intervals.

    Arrays of the same shape, -1..1: 0 at the reference itself, NaN where nothing was paired.
    """

    value: Numbers
    low: Numbers
    high: Numbers

    @property
    def is_clear(self) -> Flags:
        """Whether the interval excludes 0."""
        clear: Flags = (self.low > 0.0) | (self.high < 0.0)
        return clear
