"""Points – the share of any war at each point of a sweep, against one of its factors."""

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

__all__ = ["MOST_DOTS", "panel_height", "picked", "scatter", "scatter_lines"]

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


@dataclass(frozen=True, eq=False)
class Slices:
    """Means of the share of any war over slices of a factor, with their intervals, (n_slices,) each.

    NaN where a slice has fewer than two points.
    """

    middle: Numbers
    n: Points
    mean: Numbers
    low: Numbers
    high: Numbers


def scatter(surface: Surface, points: Points, found: Association, ax: Axes) -> Axes:
    """Draw the share of any war at each point, and the means of slices of the factor with their intervals.

    Parameters
    ----------
    surface : Surface
        The sweep.
    points : ndarray (n,)
        Points that did not fail.
    found : Association
        The factor, and how closely the share follows it.
    """
    _name_places(surface, found.factor, ax)
    if len(points) <= FEW:
        shown = surface.estimate(ANY_WAR, points)
        look: dict[str, Any] = {"fmt": "o", "ms": 4, "color": INK, "elinewidth": 1, "capsize": 2}
        places = _places(surface, found.factor, points)
        ax.errorbar(places, shown.share, yerr=shown.reach, label="point, with 95 % interval", **look)
    else:
        dots = picked(points, MOST_DOTS)
        look = {"color": COLOUR, "ms": 3, "rasterized": True, "label": "point"}
        ax.plot(_places(surface, found.factor, dots), surface.share(ANY_WAR, dots), ".", **look)
        # A line between options would say that there is something between them.
        _draw_means(
            ax, _slices(surface, found.factor, points), "o-" if found.factor in surface.numbers else "o"
        )
    ax.set_ylim(-0.02, 1.02)
    in_percent(ax.yaxis)
    ax.set_ylabel("any war (% of runs)")
    ax.set_xlabel(with_unit(found.factor, WIDTH))
    ax.set_title(_told(found))
    return ax


def scatter_lines(surface: Surface, points: Points, found: Association) -> Iterator[Line]:
    """Give what `scatter` draws as lines of a table: points that have an interval, or the means of slices."""
    factor = found.factor
    head = {"factor": factor.name, "unit": factor.unit, "rank_correlation": _cell(found.value),
            "rank_correlation_low": _cell(found.low), "rank_correlation_high": _cell(found.high)}  # fmt: skip
    if len(points) <= FEW:
        for line in surface.lines(["any_war"], points, [factor]):
            ends = {name: line[name] for name in ("share", "low", "high")}
            yield {**head, "what": "point", "value": line[factor.name], "n_points": 1, **ends}
        return
    cut = _slices(surface, factor, points)
    names = _names(surface, factor) if factor in surface.choices else cut.middle.tolist()
    for row, name in enumerate(names):
        ends = {key: _cell(column[row]) for key, column in
                (("share", cut.mean), ("low", cut.low), ("high", cut.high))}  # fmt: skip
        yield {**head, "what": "mean of a slice", "value": name, "n_points": int(cut.n[row]), **ends}


def picked(points: Points, most: int) -> Points:
    """Pick points at random if there are more than can be shown: in order, they may lie in a corner."""
    kept: Points = points[np.random.default_rng(0).permutation(len(points))[:most]]
    return kept


def panel_height(surface: Surface, shown: Sequence[Association]) -> float:
    """Give the height of a panel that leaves room for the longest names below it, inches."""
    lines = max(with_unit(one.factor, WIDTH).count("\n") for one in shown)
    upright = [_names(surface, one.factor) for one in shown if one.factor in surface.choices]
    longest = max((max(map(len, names)) for names in upright if not _fit(names)), default=0)
    return 1.8 + 0.15 * lines + 0.07 * longest


def _name_places(surface: Surface, factor: Factor, ax: Axes) -> None:
    if factor in surface.numbers:
        ax.xaxis.set_major_locator(MaxNLocator(5, steps=STEPS))
        return
    names = _names(surface, factor)
    ax.set_xticks(range(len(names)), names, rotation=0 if _fit(names) else 90)
    ax.set_xlim(-0.5, len(names) - 0.5)


def _places(surface: Surface, factor: Factor, points: Points) -> Numbers:
    """Give the places of points along x; words stand side by side."""
    values = surface.values(factor)[points]
    if factor in surface.numbers:
        return values
    names = _names(surface, factor)
    return np.array([names.index(value) for value in values.tolist()], float)


def _names(surface: Surface, factor: Factor) -> list[str]:
    return list(dict.fromkeys(surface.values(factor).tolist()))


def _fit(names: Sequence[str]) -> bool:
    """Tell whether names fit side by side."""
    return sum(map(len, names)) + 2 * len(names) <= ROOM


def _slices(surface: Surface, factor: Factor, points: Points) -> Slices:
    """Cut points into those of each value, or into slices if there are many."""
    places, share = _places(surface, factor, points), surface.share(ANY_WAR, points)
    middle, bins = np.unique(places, return_inverse=True)
    if len(middle) > N_BINS:
        edges = np.linspace(places.min(), places.max(), N_BINS + 1)
        bins = np.clip(np.searchsorted(edges, places, side="right") - 1, 0, N_BINS - 1)
        middle = (edges[1:] + edges[:-1]) / 2
    n = np.bincount(bins, minlength=len(middle))
    mean = np.divide(np.bincount(bins, share, len(middle)), n, out=np.full(len(n), np.nan), where=n > 1)
    gap = share - mean[bins]
    m2 = np.bincount(bins, gap * gap, len(middle))
    ends = [mean_interval(*one) for one in zip(n.tolist(), mean.tolist(), m2.tolist(), strict=True)]
    low, high = np.array(ends).T
    return Slices(middle, n, mean, low, high)


def _draw_means(ax: Axes, cut: Slices, marks: str) -> None:
    look: dict[str, Any] = {"fmt": marks, "ms": 4, "color": INK, "lw": 1.2, "capsize": 2.5}
    reach = [cut.mean - cut.low, cut.high - cut.mean]
    ax.errorbar(cut.middle, cut.mean, yerr=reach, label="mean of a slice, with 95 % interval", **look)


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


def _cell(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
