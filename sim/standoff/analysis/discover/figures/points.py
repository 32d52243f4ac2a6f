"""Box points – the points that were held out, over the two surest factors of a box, with the box drawn."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter

from standoff.analysis.discover.boxes import Box
from standoff.analysis.discover.discovery import Discovery, FoundBox
from standoff.analysis.discover.rows import closest_factors
from standoff.arrays import Counts, Numbers
from standoff.plots.labels import in_lines, in_percent
from standoff.plots.style import INK

__all__ = ["box_points"]

MAP: Final = "cividis"
"""Reads the same without red and green."""
NAME_WIDTH: Final = 60
MOST: Final = 2000
"""Points that are drawn."""
SPREAD: Final = 0.3
"""How far points of a word are spread to both sides, so that they do not hide each other."""


def box_points(found: Discovery, one: FoundBox, ax: Axes) -> Axes:
    """Draw the points, coloured by share; small those that lie outside the box by its other factors.

    Parameters
    ----------
    found : Discovery
        What was found.
    one : FoundBox
        A box with limits; with one limited factor the share itself stands across.
    """
    cases, factors = found.cases, closest_factors(one)[:2]
    held_out = np.flatnonzero(~found.is_training)
    points = held_out[np.random.default_rng(0).permutation(len(held_out))[:MOST]]
    share = (cases.hits / cases.n)[points]
    others = Box(tuple(limit for limit in one.box.limits if limit.factor not in factors))
    fits = others.inside(cases.columns)[points]
    axes = [_places(found, factor, points) for factor in factors]
    axes += [share] if len(axes) == 1 else []
    look: dict[str, Any] = {"cmap": MAP, "vmin": 0.0, "vmax": 1.0, "edgecolors": INK, "rasterized": True}
    look |= {"s": np.where(fits, 34, 9), "linewidths": np.where(fits, 0.6, 0.0)}
    drawn = ax.scatter(axes[0], axes[1], c=share, **look)
    bar = ax.figure.colorbar(drawn, ax=ax, format=FuncFormatter(lambda value, _: f"{100 * value:.0f}"))
    bar.set_label(f"{found.aim.what} (% of {found.aim.counted})")
    for factor, axis in zip(factors, (ax.xaxis, ax.yaxis), strict=False):
        unit = cases.units[factor].replace("_", " ")
        axis.set_label_text(in_lines(f"{factor} ({unit})" if unit else factor, NAME_WIDTH))
        if not cases.is_number(factor):
            names = _words(found, factor)
            axis.set_ticks(range(len(names)), names)
            axis.set_view_interval(-0.5, len(names) - 0.5, ignore=True)
    if len(factors) == 1:
        ax.set_ylim(-0.03, 1.03)
        in_percent(ax.yaxis)
        ax.set_ylabel(f"{found.aim.what} (% of {found.aim.counted})")
    _draw_box(found, one, factors, ax)
    return ax


def _draw_box(found: Discovery, one: FoundBox, factors: list[str], ax: Axes) -> None:
    """Draw a rectangle; several, if a factor of words has them apart."""
    spans = [_spans(found, one, factor) for factor in factors]
    spans += [[(0.0, 1.0)]] if len(spans) == 1 else []
    label: str | None = "box"
    for left, right in spans[0]:
        for low, high in spans[1]:
            ax.add_patch(
                Rectangle((left, low), right - left, high - low, fill=False, ec="#D55E00", lw=2, label=label)
            )
            label = None


def _spans(found: Discovery, one: FoundBox, factor: str) -> list[tuple[float, float]]:
    """Give the parts of an axis that lie inside."""
    if not found.cases.is_number(factor):
        names = _words(found, factor)
        return [(names.index(word) - 0.45, names.index(word) + 0.45) for word in one.box.options(factor)]
    low, high = one.box.span(factor)
    column = found.cases.columns[factor]
    return [(float(column.min()) if low is None else low, float(column.max()) if high is None else high)]


def _places(found: Discovery, factor: str, points: Counts) -> Numbers:
    column = found.cases.columns[factor][points]
    if found.cases.is_number(factor):
        return column
    names = _words(found, factor)
    spread = np.random.default_rng(1).uniform(-SPREAD, SPREAD, len(points))
    return np.array([names.index(word) for word in column.tolist()]) + spread


def _words(found: Discovery, factor: str) -> list[str]:
    return sorted(set(found.cases.columns[factor].tolist()))
