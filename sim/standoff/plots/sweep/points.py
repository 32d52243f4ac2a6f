"""The share of any war at each point of a sweep, against a factor."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from standoff.arrays import Numbers
from standoff.design.factors import Factor
from standoff.plots.labels import STEPS, in_percent, with_unit
from standoff.plots.page import Line
from standoff.plots.style import INK
from standoff.statistics.association import Association
from standoff.statistics.paired import mean_interval
from standoff.statistics.surface import Points, Surface
from standoff.vocabulary import ANY_WAR

__all__ = ["MOST_DOTS", "panel_height", "sampled", "scatter", "scatter_lines"]

COLOUR: Final = "#E0A08F"
FEW: Final = 30
"""Largest number of points that are drawn with their own intervals, without means."""
N_BINS: Final = 10
"""Number of slices of equal width whose means are drawn; fewer values have a mean each."""
MOST_DOTS: Final = 2000
"""Largest number of points that are drawn; means are those of all points."""
WIDTH: Final = 38
"""Characters per line of a name."""
ROOM: Final = 30
"""Characters of option names that fit side by side below a panel."""


@dataclass(frozen=True, eq=False)
class Slices:
    """Means of the share of any war over slices of a factor, with intervals; each (n_slices,).

    NaN where a slice has fewer than two points.
    """

    middle: Numbers
    n: Points
    mean: Numbers
    low: Numbers
    high: Numbers


def scatter(surface: Surface, points: Points, association: Association, ax: Axes) -> Axes:
    """Draw the share of any war at each point, and the means of slices of the factor with their intervals.

    Parameters
    ----------
    surface : Surface
        The sweep.
    points : ndarray (n,)
        Points that did not fail.
    association : Association
        The factor and its rank correlation with the share.
    """
    _label_ticks(surface, association.factor, ax)
    if len(points) <= FEW:
        shown = surface.estimate(ANY_WAR, points)
        look: dict[str, Any] = {"fmt": "o", "ms": 4, "color": INK, "elinewidth": 1, "capsize": 2}
        positions = _positions(surface, association.factor, points)
        ax.errorbar(positions, shown.share, yerr=shown.reach, label="point with 95 % interval", **look)
    else:
        dots = sampled(points, MOST_DOTS)
        look = {"color": COLOUR, "ms": 3, "rasterized": True, "label": "point"}
        ax.plot(_positions(surface, association.factor, dots), surface.share(ANY_WAR, dots), ".", **look)
        # A line between options would suggest values between them.
        _draw_means(
            ax,
            _slices(surface, association.factor, points),
            "o-" if association.factor in surface.numbers else "o",
        )
    ax.set_ylim(-0.02, 1.02)
    in_percent(ax.yaxis)
    ax.set_ylabel("any war (% of runs)")
    ax.set_xlabel(with_unit(association.factor, WIDTH))
    ax.set_title(_correlation_text(association))
    return ax


def scatter_lines(surface: Surface, points: Points, association: Association) -> Iterator[Line]:
    """Yield the numbers that `scatter` draws: points with intervals, or means of slices."""
    factor = association.factor
    head = {
        "factor": factor.name,
        "set_by": str(factor.setter),
        "unit": factor.unit,
        "rank_correlation": _cell(association.value),
        "rank_correlation_low": _cell(association.low),
        "rank_correlation_high": _cell(association.high),
    }
    if len(points) <= FEW:
        for line in surface.lines(["any_war"], points, [factor]):
            ends = {name: line[name] for name in ("share", "low", "high")}
            yield {**head, "kind": "point", "value": line[factor.name], "n_points": 1, **ends}
        return
    cut = _slices(surface, factor, points)
    names = _names(surface, factor) if factor in surface.choices else cut.middle.tolist()
    for row, name in enumerate(names):
        ends = {key: _cell(column[row]) for key, column in
                (("share", cut.mean), ("low", cut.low), ("high", cut.high))}  # fmt: skip
        yield {**head, "kind": "mean of a slice", "value": name, "n_points": int(cut.n[row]), **ends}


def sampled(points: Points, most: int) -> Points:
    """Return a random selection of too many points; the first ones might cover only a corner."""
    kept: Points = points[np.random.default_rng(0).permutation(len(points))[:most]]
    return kept


def panel_height(surface: Surface, shown: Sequence[Association]) -> float:
    """Return the height of a panel with room for the longest names below it, inches."""
    lines = max(with_unit(each.factor, WIDTH).count("\n") for each in shown)
    upright = [_names(surface, each.factor) for each in shown if each.factor in surface.choices]
    longest = max((max(map(len, names)) for names in upright if not _fit(names)), default=0)
    return 1.8 + 0.15 * lines + 0.07 * longest


def _label_ticks(surface: Surface, factor: Factor, ax: Axes) -> None:
    if factor in surface.numbers:
        ax.xaxis.set_major_locator(MaxNLocator(5, steps=STEPS))
        return
    names = _names(surface, factor)
    ax.set_xticks(range(len(names)), names, rotation=0 if _fit(names) else 90)
    ax.set_xlim(-0.5, len(names) - 0.5)


def _positions(surface: Surface, factor: Factor, points: Points) -> Numbers:
    """Return the positions of points along x; options are side by side."""
    values = surface.values(factor)[points]
    if factor in surface.numbers:
        return values
    names = _names(surface, factor)
    return np.array([names.index(value) for value in values.tolist()], float)


def _names(surface: Surface, factor: Factor) -> list[str]:
    return list(dict.fromkeys(surface.values(factor).tolist()))


def _fit(names: Sequence[str]) -> bool:
    """Return whether names fit side by side."""
    return sum(map(len, names)) + 2 * len(names) <= ROOM


def _slices(surface: Surface, factor: Factor, points: Points) -> Slices:
    """Group points by value, or by slices of equal width if there are many values."""
    positions, share = _positions(surface, factor, points), surface.share(ANY_WAR, points)
    middle, bins = np.unique(positions, return_inverse=True)
    if len(middle) > N_BINS:
        edges = np.linspace(positions.min(), positions.max(), N_BINS + 1)
        bins = np.clip(np.searchsorted(edges, positions, side="right") - 1, 0, N_BINS - 1)
        middle = (edges[1:] + edges[:-1]) / 2
    n = np.bincount(bins, minlength=len(middle))
    mean = np.divide(np.bincount(bins, share, len(middle)), n, out=np.full(len(n), np.nan), where=n > 1)
    gap = share - mean[bins]
    m2 = np.bincount(bins, gap * gap, len(middle))
    ends = [mean_interval(*each) for each in zip(n.tolist(), mean.tolist(), m2.tolist(), strict=True)]
    low, high = np.array(ends).T
    return Slices(middle, n, mean, low, high)


def _draw_means(ax: Axes, cut: Slices, marks: str) -> None:
    look: dict[str, Any] = {"fmt": marks, "ms": 4, "color": INK, "lw": 1.2, "capsize": 2.5}
    reach = [cut.mean - cut.low, cut.high - cut.mean]
    ax.errorbar(cut.middle, cut.mean, yerr=reach, label="mean of a slice with 95 % interval", **look)


def _correlation_text(association: Association) -> str:
    if math.isnan(association.value):
        return "no rank correlation"
    if association.is_of_words:
        return f"rank correlation {association.value:.2f} (options by mean)"
    if math.isnan(association.low):
        return f"rank correlation {_signed(association.value)}"
    interval = f"{_signed(association.low)} to {_signed(association.high)}"
    return f"rank correlation {_signed(association.value)} ({interval})"


def _signed(value: float) -> str:
    return f"{value:+z.2f}".replace("-", "−")


def _cell(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
