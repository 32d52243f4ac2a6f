"""Map – a share of the runs over the values of two factors."""

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

__all__ = ["Plane", "is_full_grid", "maps_abreast", "n_wide", "reported_place", "share_map"]

FAILED: Final = "#FFFFFF"
MOST_CELLS: Final = 12
"""Values of a factor up to which each cell tells its number."""
MOST_ABREAST: Final = ((6, 3), (11, 2), (MOST_CELLS, 1))
"""Values along x up to which the cells of so many maps side by side hold their numbers."""
WIDTH: Final = 350.0
"""Points that the numbers along the x axes of maps side by side may take."""
MOST_UP: Final = 12
"""Numbers along a y axis."""
CHARACTER: Final = 5.6
"""Width of a character, points."""
LABEL: Final = {1: 36, 2: 36, 3: 24}
"""Characters of a line of the name of an axis, by how many maps stand side by side."""
CORNER: Final = {True: 0.3, False: 0.5}
"""Size of the mark of a wide interval, share of a cell, in cells with numbers and without."""
INSET: Final = 0.07
"""Gap between this mark and the edge of its cell, share of a cell."""


@dataclass(frozen=True)
class Plane:
    """What maps side by side have in common.

    Parameters
    ----------
    surface : Surface
        The sweep.
    across, up : Factor
        What runs along x and along y.
    bins : Bins
        Their scale of colours.
    abreast : int
        How many stand side by side.
    """

    surface: Surface
    across: Factor
    up: Factor
    bins: Bins
    abreast: int


def is_full_grid(surface: Surface) -> bool:
    """Tell whether the factors that take numbers take all their combinations, with each one of options."""
    columns = [surface.values(factor) for factor in surface.numbers]
    size = math.prod(len(np.unique(column)) for column in columns)
    return all(
        len(set(zip(*(column[points].tolist() for column in columns), strict=True))) == size
        for points in surface.groups.values()
    )


def share_map(plane: Plane, points: Points, outcomes: Sequence[Outcome], ax: Axes) -> Axes:
    """Draw a share of the runs at each pair of values of two factors.

    A cell with a corner has a 95 % interval that is wider than a bin of the colours. Contour lines run where
    they part cells that are surely above their level from such as are surely below it.

    Parameters
    ----------
    plane : Plane
        The two factors.
    points : ndarray (n,)
        Points that take each pair of values, and do not differ otherwise.
    outcomes : Sequence of Outcome
        What is counted.
    ax : Axes
        Where to draw; the first of a row names the values along y for all.
    """
    surface, bins = plane.surface, plane.bins
    columns, column = np.unique(surface.values(plane.across)[points], return_inverse=True)
    rows, row = np.unique(surface.values(plane.up)[points], return_inverse=True)
    found = surface.estimate(outcomes, _cells(points, row, column))
    ax.set_facecolor(FAILED)
    is_small = max(found.share.shape) <= MOST_CELLS
    look: dict[str, Any] = {"edgecolors": "white", "lw": 0.4} if is_small else {"rasterized": True}
    ax.pcolormesh(np.ma.masked_invalid(found.share), cmap=bins.colours, norm=bins.norm, **look)
    if is_small:
        _tell(ax, found.share, bins)
    draw_contours(found, bins.levels, ax)
    _mark_wide(ax, found, bins, CORNER[is_small])
    _mark_reported(ax, plane, columns, rows)
    width = LABEL[plane.abreast]
    widest = CHARACTER * max(len(f"{value:.4g}.") for value in columns)
    _label(ax.xaxis, plane.across, columns.tolist(), WIDTH / plane.abreast / widest, width)
    _label(ax.yaxis, plane.up, rows.tolist(), MOST_UP, width)
    place = ax.get_subplotspec()
    if place is not None and not place.is_first_col():  # the first of a row names the values for all
        ax.yaxis.set_tick_params(labelleft=False)
        ax.set_ylabel("")
    ax.grid(visible=False)
    return ax


def maps_abreast(n_across: int, most: int) -> int:
    """Give how many maps, at most, stand side by side so that the numbers in their cells do not touch."""
    return next((min(most, abreast) for cells, abreast in MOST_ABREAST if n_across <= cells), most)


def n_wide(surface: Surface, points: Points, outcomes: Sequence[Outcome], bins: Bins) -> int:
    """Count the points whose intervals are wider than a bin."""
    found = surface.estimate(outcomes, points)
    return int((found.high - found.low > bins.step).sum())


def reported_place(surface: Surface, factor: Factor, values: Numbers) -> float | None:
    """Give where the reported value of a factor lies along its axis, in cells; None if off the map."""
    value = surface.reported.get(factor.name, math.nan)
    if not values[0] <= value <= values[-1]:
        return None
    return float(np.interp(value, values, np.arange(len(values)) + 0.5))


def _cells(points: Points, row: Points, column: Points) -> Points:
    """Lay points out as rows and columns; of equal ones the first is kept."""
    cells: Points = np.zeros((row.max() + 1, column.max() + 1), np.int64)
    cells[row[::-1], column[::-1]] = points[::-1]
    return cells


def _tell(ax: Axes, shares: Numbers, bins: Bins) -> None:
    """Write each share into its cell, whole per cent."""
    for (row, column), share in np.ndenumerate(shares):
        told = "–" if math.isnan(share) else f"{100 * share:.0f}"
        ground = FAILED if math.isnan(share) else bins.colours(bins.norm(share))
        # A line that runs through a number ends before it.
        look: dict[str, Any] = {
            "color": ink_on(ground),
            "path_effects": [withStroke(linewidth=2.5, foreground=ground)],
        }
        ax.text(column + 0.5, row + 0.5, told, ha="center", va="center", fontsize=8, **look)


def _mark_wide(ax: Axes, found: ShareEstimates, bins: Bins, size: float) -> None:
    """Mark the cells whose interval is wider than a bin with a corner."""
    is_wide = found.high - found.low > bins.step
    row, column = np.nonzero(is_wide)
    right, top = column + 1.0 - INSET, row + 1.0 - INSET
    corners = np.array([(right, top), (right - size, top), (right, top - size)])
    colours = [ink_on(bins.colours(bins.norm(share))) for share in found.share[is_wide]]
    ax.add_collection(
        PolyCollection(list(corners.transpose(2, 0, 1)), facecolors=colours, lw=0), autolim=False
    )
    if len(row):
        label = f"95 % interval wider than a bin ({bins.step_text})"
        ax.plot([], [], ls="none", marker=[(1, 1), (-1, 1), (1, -1)], color=INK, ms=6, label=label)


def _mark_reported(ax: Axes, plane: Plane, columns: Numbers, rows: Numbers) -> None:
    """Point from the edges at the values that the scenario reports."""
    look: dict[str, Any] = {"ls": "none", "ms": 6, "color": INK, "clip_on": False, "label": "as reported"}
    place = reported_place(plane.surface, plane.across, columns)
    if place is not None:
        ax.plot(place, 1.0, marker=CARETDOWN, transform=ax.get_xaxis_transform(), **look)
    place = reported_place(plane.surface, plane.up, rows)
    if place is not None:
        ax.plot(1.0, place, marker=CARETLEFT, transform=ax.get_yaxis_transform(), **look)


def _label(axis: Axis, factor: Factor, values: list[float], room: float, width: int) -> None:
    """Tell as many of the values as there is room for."""
    places = range(0, len(values), math.ceil(len(values) / room))
    axis.set_ticks([place + 0.5 for place in places], [f"{values[place]:.4g}" for place in places])
    axis.set_tick_params(length=0)
    axis.set_label_text(with_unit(factor, width))
