"""Heat maps of the share of an outcome over the values of two factors."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.collections import PolyCollection
from matplotlib.markers import CARETDOWN, CARETLEFT
from matplotlib.patheffects import withStroke

from standoff.arrays import Numbers
from standoff.design.factors import Factor
from standoff.plots.labels import with_unit
from standoff.plots.style import INK
from standoff.plots.sweep.bins import Bins, ink_on
from standoff.plots.sweep.contours import draw_contours
from standoff.statistics.surface import Points, ShareEstimates, Surface
from standoff.vocabulary import Outcome

__all__ = ["Plane", "is_full_grid", "maps_abreast", "n_wide", "reported_position", "share_map"]

FAILED: Final = "#FFFFFF"
MOST_CELLS: Final = 12
"""Largest number of values of a factor with which each cell shows its number."""
MOST_ABREAST: Final = ((6, 3), (11, 2), (MOST_CELLS, 1))
"""Largest number of values along x with which so many maps fit side by side with their numbers."""
WIDTH: Final = 350.0
"""Room for the numbers along the x axes of maps side by side, points."""
MOST_UP: Final = 12
"""Largest number of labels along a y axis."""
CHARACTER: Final = 5.6
"""Width of a character, points."""
LABEL: Final = {1: 36, 2: 36, 3: 24}
"""Characters per line of the label of an axis, by the number of maps side by side."""
CORNER: Final = {True: 0.3, False: 0.5}
"""Size of the mark of a wide interval, share of a cell, with and without a number in the cell."""
INSET: Final = 0.07
"""Gap between this mark and the edge of its cell, share of a cell."""


@dataclass(frozen=True)
class Plane:
    """The axes and the scale of colours that maps side by side share.

    Parameters
    ----------
    surface : Surface
        The sweep.
    across, up : Factor
        The factors along x and y.
    bins : Bins
        The scale of colours.
    abreast : int
        Number of maps side by side.
    """

    surface: Surface
    across: Factor
    up: Factor
    bins: Bins
    abreast: int


def is_full_grid(surface: Surface) -> bool:
    """Return whether all combinations of the numeric factors occur with each combination of options."""
    columns = [surface.values(factor) for factor in surface.numbers]
    size = math.prod(len(np.unique(column)) for column in columns)
    return all(
        len(set(zip(*(column[points].tolist() for column in columns), strict=True))) == size
        for points in surface.groups.values()
    )


def share_map(plane: Plane, points: Points, outcomes: Sequence[Outcome], ax: Axes) -> Axes:
    """Draw the share of some outcomes at each pair of values of two factors.

    A marked corner means a 95 % interval wider than a bin of the colours. Contour lines are drawn where they
    separate cells clearly above their level from cells clearly below it.

    Parameters
    ----------
    plane : Plane
        The two factors.
    points : ndarray (n,)
        Points with all pairs of values that do not differ otherwise.
    outcomes : Sequence of Outcome
        What is counted.
    ax : Axes
        Where to draw; only the first map of a row labels its y axis.
    """
    surface, bins = plane.surface, plane.bins
    columns, column = np.unique(surface.values(plane.across)[points], return_inverse=True)
    rows, row = np.unique(surface.values(plane.up)[points], return_inverse=True)
    estimates = surface.estimate(outcomes, _cells(points, row, column))
    ax.set_facecolor(FAILED)
    is_small = max(estimates.share.shape) <= MOST_CELLS
    look: dict[str, Any] = {"edgecolors": "white", "lw": 0.4} if is_small else {"rasterized": True}
    ax.pcolormesh(np.ma.masked_invalid(estimates.share), cmap=bins.colours, norm=bins.norm, **look)
    if is_small:
        _write_shares(ax, estimates.share, bins)
    draw_contours(estimates, bins.levels, ax)
    _mark_wide(ax, estimates, bins, CORNER[is_small])
    _mark_reported(ax, plane, columns, rows)
    width = LABEL[plane.abreast]
    widest = CHARACTER * max(len(f"{value:.4g}.") for value in columns)
    _label(ax.xaxis, plane.across, columns.tolist(), WIDTH / plane.abreast / widest, width)
    _label(ax.yaxis, plane.up, rows.tolist(), MOST_UP, width)
    position = ax.get_subplotspec()
    if position is not None and not position.is_first_col():
        ax.yaxis.set_tick_params(labelleft=False)
        ax.set_ylabel("")
    ax.grid(visible=False)
    return ax


def maps_abreast(n_across: int, most: int) -> int:
    """Return how many maps fit side by side without the numbers in their cells touching."""
    return next((min(most, abreast) for cells, abreast in MOST_ABREAST if n_across <= cells), most)


def n_wide(surface: Surface, points: Points, outcomes: Sequence[Outcome], bins: Bins) -> int:
    """Count the points whose intervals are wider than a bin."""
    estimates = surface.estimate(outcomes, points)
    return int((estimates.high - estimates.low > bins.step).sum())


def reported_position(surface: Surface, factor: Factor, values: Numbers) -> float | None:
    """Return the position of the reported value of a factor on its axis, cells; None if off the map."""
    value = surface.reported.get(factor.name, math.nan)
    if not values[0] <= value <= values[-1]:
        return None
    return float(np.interp(value, values, np.arange(len(values)) + 0.5))


def _cells(points: Points, row: Points, column: Points) -> Points:
    """Arrange points in rows and columns; the first of equal points is kept."""
    cells: Points = np.zeros((row.max() + 1, column.max() + 1), np.int64)
    filled, first = np.unique(row * cells.shape[1] + column, return_index=True)
    cells.flat[filled] = points[first]
    return cells


def _write_shares(ax: Axes, shares: Numbers, bins: Bins) -> None:
    """Write each share into its cell, whole per cent."""
    for (row, column), share in np.ndenumerate(shares):
        text = "–" if math.isnan(share) else f"{100 * share:.0f}"
        ground = FAILED if math.isnan(share) else bins.colours(bins.norm(share))
        # The outline interrupts a contour line that runs through the number.
        look: dict[str, Any] = {
            "color": ink_on(ground),
            "path_effects": [withStroke(linewidth=2.5, foreground=ground)],
        }
        ax.text(column + 0.5, row + 0.5, text, ha="center", va="center", fontsize=8, **look)


def _mark_wide(ax: Axes, estimates: ShareEstimates, bins: Bins, size: float) -> None:
    """Mark a corner of each cell whose interval is wider than a bin."""
    is_wide = estimates.high - estimates.low > bins.step
    row, column = np.nonzero(is_wide)
    right, top = column + 1.0 - INSET, row + 1.0 - INSET
    corners = np.array([(right, top), (right - size, top), (right, top - size)])
    colours = [ink_on(bins.colours(bins.norm(share))) for share in estimates.share[is_wide]]
    ax.add_collection(
        PolyCollection(list(corners.transpose(2, 0, 1)), facecolors=colours, lw=0), autolim=False
    )
    if len(row):
        label = f"95 % interval wider than a bin ({bins.step_text})"
        ax.plot([], [], ls="none", marker=[(1, 1), (-1, 1), (1, -1)], color=INK, ms=6, label=label)


def _mark_reported(ax: Axes, plane: Plane, columns: Numbers, rows: Numbers) -> None:
    """Mark the values that the scenario reports at the edges of the map."""
    look: dict[str, Any] = {"ls": "none", "ms": 6, "color": INK, "clip_on": False, "label": "as reported"}
    position = reported_position(plane.surface, plane.across, columns)
    if position is not None:
        ax.plot(position, 1.0, marker=CARETDOWN, transform=ax.get_xaxis_transform(), **look)
    position = reported_position(plane.surface, plane.up, rows)
    if position is not None:
        ax.plot(1.0, position, marker=CARETLEFT, transform=ax.get_yaxis_transform(), **look)


def _label(axis: Axis, factor: Factor, values: list[float], room: float, width: int) -> None:
    """Label an axis with as many of the values as there is room for."""
    labelled = range(0, len(values), math.ceil(len(values) / room))
    axis.set_ticks([index + 0.5 for index in labelled], [f"{values[index]:.4g}" for index in labelled])
    axis.set_tick_params(length=0)
    axis.set_label_text(with_unit(factor, width))
