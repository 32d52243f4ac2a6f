"""Parallel coordinates: each point of a sweep as a line across its factors, coloured by its share of war."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from standoff.arrays import Numbers
from standoff.design.factors import Factor
from standoff.plots.labels import in_lines
from standoff.plots.style import INK
from standoff.plots.sweep.bins import Bins
from standoff.plots.sweep.points import sampled
from standoff.statistics.surface import Points, Surface
from standoff.vocabulary import ANY_WAR

__all__ = ["MOST_LINES", "drawn_points", "parallel", "parallel_height"]

MOST_LINES: Final = 1000
"""Largest number of points that are drawn."""
WIDTH: Final = 30
"""Characters per line of a name."""
ALPHA: Final = {True: 0.9, False: 0.6}
FEW: Final = 150
"""Largest number of lines that are drawn almost opaque."""
SPREAD: Final = 0.03
"""Largest distance of a line from its option, share of an axis."""
PAPER: Final = {"fc": "white", "ec": "none", "alpha": 0.85, "pad": 0.8}


def drawn_points(points: Points) -> Points:
    """Return the points that are drawn: all, or a random selection of too many."""
    return sampled(points, MOST_LINES)


def parallel(surface: Surface, points: Points, factors: Sequence[Factor], bins: Bins, ax: Axes) -> Axes:
    """Draw each point as a line from its share of any war, at the top, down through its values.

    Parameters
    ----------
    surface : Surface
        The sweep.
    points : ndarray (n,)
        Points that did not fail.
    factors : Sequence of Factor
        The axes, from top to bottom.
    bins : Bins
        The scale of colours.
    """
    shown = drawn_points(points)
    # Extreme shares are drawn last, on top of the others.
    distance = np.abs(bins.norm(surface.share(ANY_WAR, shown)) - (bins.n - 1) / 2)
    shown = shown[np.argsort(distance, kind="stable")]
    share = surface.share(ANY_WAR, shown)
    positions = [
        _scaled(share, *bins.edges[[0, -1]].tolist()),
        *(_positions(surface, factor, shown) for factor in factors),
    ]
    rows = np.broadcast_to(np.arange(len(positions)), (len(shown), len(positions)))
    lines = LineCollection(
        list(np.stack([np.array(positions).T, rows], axis=-1)),
        colors=bins.colours(bins.norm(share)), linewidths=0.9, alpha=ALPHA[len(shown) <= FEW],
        rasterized=True, zorder=2,
    )  # fmt: skip
    ax.add_collection(lines, autolim=False)
    _name_axes(surface, factors, bins, ax)
    return ax


def parallel_height(factors: Sequence[Factor]) -> float:
    """Return the height of the panel, inches."""
    lines = max(in_lines(_label(factor), WIDTH).count("\n") + 1 for factor in factors)
    return 0.5 + max(0.47, 0.14 * lines + 0.1) * (len(factors) + 1)


def _positions(surface: Surface, factor: Factor, points: Points) -> Numbers:
    """Return the positions of points along an axis, 0..1; points with the same option are spread a little."""
    if factor in surface.numbers:
        return _scaled(surface.values(factor)[points], *_ends(surface, factor))
    options = _options(surface, factor)
    at = [
        _option_position(options.index(value), len(options))
        for value in surface.values(factor)[points].tolist()
    ]
    spread: Numbers = np.random.default_rng(0).uniform(-SPREAD, SPREAD, len(points))
    return np.array(at) + spread


def _scaled(values: Numbers, low: float, high: float) -> Numbers:
    scaled: Numbers = (values - low) / (high - low)
    return scaled


def _ends(surface: Surface, factor: Factor) -> tuple[float, float]:
    """Return the range of a factor, or the extremes of its listed values."""
    if factor.low is not None and factor.high is not None:
        return factor.low, factor.high
    values = surface.values(factor)
    return float(values.min()), float(values.max())


def _options(surface: Surface, factor: Factor) -> list[str]:
    return list(dict.fromkeys(surface.values(factor).tolist()))


def _option_position(row: int, n: int) -> float:
    return (row + 0.5) / n


def _label(factor: Factor) -> str:
    unit = factor.unit.replace("_", "\u00a0")
    return f"{factor.name} ({unit})" if unit else factor.name


def _name_axes(surface: Surface, factors: Sequence[Factor], bins: Bins, ax: Axes) -> None:
    names = ["any war (% of runs)", *(in_lines(_label(factor), WIDTH) for factor in factors)]
    ax.set_yticks(range(len(names)), names)
    ax.set_ylim(len(names) - 0.6, -0.4)
    ax.set_xlim(-0.02, 1.02)
    ax.set_xticks([])
    ax.set_xlabel("value, from the lowest (left) to the highest (right)")
    ax.set_ylabel("factors, strongest first")
    ax.grid(visible=False)
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)
    ax.hlines(range(len(names)), 0.0, 1.0, color=INK, lw=1.0, zorder=3)
    low, high = (f"{100 * edge:.4g}" for edge in bins.edges[[0, -1]])
    _write_ticks(ax, 0, [(0.0, low), (1.0, high)])
    for row, factor in enumerate(factors, start=1):
        _write_ticks(ax, row, _ticks(surface, factor))
        value = surface.reported.get(factor.name)
        if value is not None and factor in surface.numbers:
            _mark_reported(ax, row, surface, factor, value)


def _ticks(surface: Surface, factor: Factor) -> list[tuple[float, str]]:
    if factor in surface.numbers:
        low, high = _ends(surface, factor)
        return [(0.0, f"{low:.4g}"), (1.0, f"{high:.4g}")]
    options = _options(surface, factor)
    return [(_option_position(row, len(options)), name) for row, name in enumerate(options)]


def _write_ticks(ax: Axes, row: int, ticks: Sequence[tuple[float, str]]) -> None:
    """Write the extremes of an axis, or its options, just below it."""
    for position, text in ticks:
        side = {0.0: "left", 1.0: "right"}.get(position, "center")
        look: dict[str, Any] = {"ha": side, "va": "top", "fontsize": 8, "bbox": PAPER, "zorder": 4}
        ax.annotate(text, (position, row), (0, -4), textcoords="offset points", **look)


def _mark_reported(ax: Axes, row: int, surface: Surface, factor: Factor, value: float) -> None:
    low, high = _ends(surface, factor)
    if low <= value <= high:
        look: dict[str, Any] = {"marker": "D", "ms": 6, "mfc": "white", "mec": INK, "mew": 1.3, "ls": "none"}
        position = (value - low) / (high - low)
        ax.plot(position, row, zorder=5, label="as reported", **look)
