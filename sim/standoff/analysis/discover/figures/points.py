"""Panel of the held-out points over the two most significant factors of a box."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter

from standoff.analysis.discover.boxes import Box
from standoff.analysis.discover.discovery import Discovery, ScoredBox
from standoff.analysis.discover.rows import limited_factors
from standoff.arrays import Counts, Numbers
from standoff.config.levers import title_of
from standoff.plots.labels import in_lines, in_percent
from standoff.plots.style import INK

__all__ = ["box_points"]

MAP: Final = "cividis"
"""Readable by people who are colour-blind."""
NAME_WIDTH: Final = 60
MOST: Final = 2000
"""Most points that are drawn."""
SPREAD: Final = 0.3
"""Jitter of the points of an option to both sides, so that they do not hide each other."""


def box_points(discovery: Discovery, scored: ScoredBox, ax: Axes) -> Axes:
    """Draw the points, coloured by share; points outside the box in its other factors are small.

    Parameters
    ----------
    discovery : Discovery
        The discovery.
    scored : ScoredBox
        A box with limits; if it limits scored factor, the vertical axis is the share.
    """
    cases, factors = discovery.cases, limited_factors(scored)[:2]
    held_out = np.flatnonzero(~discovery.is_training)
    points = held_out[np.random.default_rng(0).permutation(len(held_out))[:MOST]]
    share = (cases.hits / cases.n)[points]
    other_limits = Box(tuple(limit for limit in scored.box.limits if limit.factor not in factors))
    fits = other_limits.inside(cases.columns)[points]
    axes = [_coordinates(discovery, factor, points) for factor in factors]
    axes += [share] if len(axes) == 1 else []
    look: dict[str, Any] = {"cmap": MAP, "vmin": 0.0, "vmax": 1.0, "edgecolors": INK, "rasterized": True}
    look |= {"s": np.where(fits, 34, 9), "linewidths": np.where(fits, 0.6, 0.0)}
    drawn = ax.scatter(axes[0], axes[1], c=share, **look)
    bar = ax.figure.colorbar(drawn, ax=ax, format=FuncFormatter(lambda value, _: f"{100 * value:.0f}"))
    bar.set_label(f"{discovery.target.what} (% of {discovery.target.counted})")
    for factor, axis in zip(factors, (ax.xaxis, ax.yaxis), strict=False):
        unit = cases.units[factor].replace("_", " ")
        axis.set_label_text(in_lines(f"{title_of(factor)} ({unit})".removesuffix(" ()"), NAME_WIDTH))
        if not cases.is_number(factor):
            names = _words(discovery, factor)
            axis.set_ticks(range(len(names)), names)
            axis.set_view_interval(-0.5, len(names) - 0.5, ignore=True)
    if len(factors) == 1:
        ax.set_ylim(-0.03, 1.03)
        in_percent(ax.yaxis)
        ax.set_ylabel(f"{discovery.target.what} (% of {discovery.target.counted})")
    _draw_box(discovery, scored, factors, ax)
    return ax


def _draw_box(discovery: Discovery, scored: ScoredBox, factors: list[str], ax: Axes) -> None:
    """Draw a rectangle, or several if the options of a factor are not adjacent."""
    spans = [_spans(discovery, scored, factor) for factor in factors]
    spans += [[(0.0, 1.0)]] if len(spans) == 1 else []
    label: str | None = "box"
    for left, right in spans[0]:
        for low, high in spans[1]:
            ax.add_patch(
                Rectangle((left, low), right - left, high - low, fill=False, ec="#D55E00", lw=2, label=label)
            )
            label = None


def _spans(discovery: Discovery, scored: ScoredBox, factor: str) -> list[tuple[float, float]]:
    """Give the parts of an axis inside the box."""
    if not discovery.cases.is_number(factor):
        names = _words(discovery, factor)
        return [(names.index(word) - 0.45, names.index(word) + 0.45) for word in scored.box.options(factor)]
    low, high = scored.box.span(factor)
    column = discovery.cases.columns[factor]
    return [(float(column.min()) if low is None else low, float(column.max()) if high is None else high)]


def _coordinates(discovery: Discovery, factor: str, points: Counts) -> Numbers:
    column = discovery.cases.columns[factor][points]
    if discovery.cases.is_number(factor):
        return column
    names = _words(discovery, factor)
    spread = np.random.default_rng(1).uniform(-SPREAD, SPREAD, len(points))
    return np.array([names.index(word) for word in column.tolist()]) + spread


def _words(discovery: Discovery, factor: str) -> list[str]:
    return sorted(set(discovery.cases.columns[factor].tolist()))
