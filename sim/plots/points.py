"""Points – the share of any war at each point of a sweep, against one of its factors."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from sim.analysis.paired import mean_interval
from sim.design.factors import Factor
from sim.plots.association import Association
from sim.plots.labels import STEPS, in_percent, with_unit
from sim.plots.style import INK
from sim.plots.sweep import ANY_WAR, Numbers, Points, SweepData

__all__ = ["MOST_DOTS", "panel_height", "scatter"]

COLOUR: Final = "#E0A08F"
FEW: Final = 30
"""Points up to which each has an interval of its own, in place of means of several."""
N_BINS: Final = 10
"""Bins of equal width whose means are drawn; fewer values have a mean each."""
MOST_DOTS: Final = 2000
"""Points that are drawn; means are those of all."""
WIDTH: Final = 38
"""Characters of a line of a name."""
ROOM: Final = 30
"""Characters of words that fit side by side below a panel."""


def scatter(data: SweepData, points: Points, found: Association, ax: Axes) -> Axes:
    """Draw the share of any war at each point, and the means of slices of the factor with their intervals.

    Parameters
    ----------
    data : SweepData
        The sweep.
    points : ndarray (n,)
        Points that did not fail.
    found : Association
        The factor, and how closely the share follows it.
    ax : Axes
        Where to draw.

    Returns
    -------
    Axes
        The same.
    """
    places = _place(data, found.factor, points, ax)
    share = data.share(ANY_WAR, points)
    if len(points) <= FEW:
        reach = data.estimate(ANY_WAR, points).reach
        look: dict[str, Any] = {"fmt": "o", "ms": 4, "color": INK, "elinewidth": 1, "capsize": 2}
        ax.errorbar(places, share, yerr=reach, label="point, with 95 % interval", **look)
    else:
        # Points in order may lie in a corner of the space: those that are drawn are picked at random.
        drawn = np.random.default_rng(0).permutation(len(points))[:MOST_DOTS]
        ax.plot(places[drawn], share[drawn], ".", color=COLOUR, ms=3, rasterized=True, label="point")
        # A line between options would say that there is something between them.
        _draw_means(ax, places, share, "o-" if found.factor in data.numbers else "o")
    ax.set_ylim(-0.02, 1.02)
    in_percent(ax.yaxis)
    ax.set_ylabel("any war (% of runs)")
    ax.set_xlabel(with_unit(found.factor, WIDTH))
    ax.set_title(_told(found))
    return ax


def panel_height(data: SweepData, shown: Sequence[Association]) -> float:
    """Give the height of a panel that leaves room for the longest names below it, inches."""
    lines = max(with_unit(one.factor, WIDTH).count("\n") for one in shown)
    upright = [_names(data, one.factor) for one in shown if one.factor in data.choices]
    longest = max((max(map(len, names)) for names in upright if not _fit(names)), default=0)
    return 1.8 + 0.15 * lines + 0.07 * longest


def _place(data: SweepData, factor: Factor, points: Points, ax: Axes) -> Numbers:
    """Give the places of points along x; words stand side by side."""
    values = data.values(factor)[points]
    if values.dtype.kind == "f":
        ax.xaxis.set_major_locator(MaxNLocator(5, steps=STEPS))
        return values
    names = _names(data, factor)
    ax.set_xticks(range(len(names)), names, rotation=0 if _fit(names) else 90)
    ax.set_xlim(-0.5, len(names) - 0.5)
    return np.array([names.index(value) for value in values.tolist()], float)


def _names(data: SweepData, factor: Factor) -> list[str]:
    return list(dict.fromkeys(data.values(factor).tolist()))


def _fit(names: Sequence[str]) -> bool:
    """Tell whether names fit side by side."""
    return sum(map(len, names)) + 2 * len(names) <= ROOM


def _draw_means(ax: Axes, places: Numbers, share: Numbers, marks: str) -> None:
    """Draw the means of values, or of slices if there are many, where there are two points or more."""
    values, bins = np.unique(places, return_inverse=True)
    if len(values) > N_BINS:
        edges = np.linspace(places.min(), places.max(), N_BINS + 1)
        bins = np.clip(np.searchsorted(edges, places, side="right") - 1, 0, N_BINS - 1)
        values = (edges[1:] + edges[:-1]) / 2
    n = np.bincount(bins, minlength=len(values))
    mean = np.divide(np.bincount(bins, share, len(values)), n, out=np.full(len(n), np.nan), where=n > 1)
    gap = share - mean[bins]
    m2 = np.bincount(bins, gap * gap, len(values))
    ends = [mean_interval(*one) for one in zip(n.tolist(), mean.tolist(), m2.tolist(), strict=True)]
    low, high = np.array(ends).T
    look: dict[str, Any] = {"fmt": marks, "ms": 4, "color": INK, "lw": 1.2, "capsize": 2.5}
    reach = [mean - low, high - mean]
    ax.errorbar(values, mean, yerr=reach, label="mean of a slice, with 95 % interval", **look)


def _told(found: Association) -> str:
    if math.isnan(found.value):
        return "no rank correlation"
    if found.is_of_words:
        return f"rank correlation {found.value:.2f} (options by mean)"
    if math.isnan(found.low):
        return f"rank correlation {_signed(found.value)}"
    return f"rank correlation {_signed(found.value)} ({_signed(found.low)} to {_signed(found.high)})"


def _signed(value: float) -> str:
    return f"{value:+z.2f}".replace("-", "−")
