"""Cells of tables: shares in per cent, intervals, differences with their sign."""

from __future__ import annotations

import math
from typing import Protocol

__all__ = ["interval", "percent", "points_cell", "share_cells", "signed", "with_interval"]


class _Difference(Protocol):
    @property
    def ends(self) -> tuple[float, float, float]: ...


class _Share(Protocol):
    @property
    def n(self) -> int: ...

    @property
    def share(self) -> float: ...

    @property
    def low(self) -> float: ...

    @property
    def high(self) -> float: ...


def percent(share: float) -> str:
    """Format a share, 0..1, in per cent; NaN gives an empty cell.

    Examples
    --------
    >>> percent(0.0515), percent(float("nan"))
    ('5.2', '')
    """
    return "" if math.isnan(share) else f"{100 * share:.1f}"


def interval(low: float, high: float) -> str:
    """Format the interval of a share, 0..1, in per cent; NaN gives an empty cell."""
    return "" if math.isnan(low) else f"{percent(low)}–{percent(high)}"


def share_cells(share: _Share) -> tuple[str, str, str]:
    """Format a share in per cent, its interval, and the number of runs."""
    return percent(share.share), interval(share.low, share.high) if share.n else "", f"{share.n:,}"


def with_interval(value: float, low: float, high: float) -> str:
    """Format a share, 0..1, in per cent, followed by its interval."""
    return f"{percent(value)} ({interval(low, high)})"


def signed(text: str, value: float) -> str:
    """Format a difference with its sign; NaN gives an empty cell, zero has no sign.

    Examples
    --------
    >>> signed("-1.5", -1.5), signed("+0.0", 0.0), signed("nan", float("nan"))
    ('−1.5', '0.0', '')
    """
    if not math.isfinite(value):
        return ""
    return text.removeprefix("+") if value == 0.0 else text.replace("-", "−")


def points_cell(difference: _Difference) -> str:
    """Format a difference of shares in percentage points with its interval; NaN gives an empty cell."""
    value, low, high = (signed(f"{100 * end:+.1f}", end) for end in difference.ends)
    return f"{value} ({low} to {high})" if value else ""
