"""Parts that the maps over two factors share: the plane, its cells, axes and marks of what is reported."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.markers import CARETDOWN, CARETLEFT
from matplotlib.patheffects import withStroke
from matplotlib.typing import ColorType

from standoff.arrays import Numbers
from standoff.design.factors import Factor
from standoff.plots.labels import with_unit
from standoff.plots.style import INK
from standoff.plots.sweep.bins import Bins, ink_on
from standoff.statistics.surface import Points, Surface

__all__ = [
    "FAILED",
    "Cells",
    "Plane",
    "cells_of",
    "draw_cells",
    "frame_map",
    "least_height",
    "maps_abreast",
    "reported_position",
    "write_cells",
]

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
TEXTS: Final = 0.8
TICK: Final = 0.13
"""Height of the texts above and below a map, and of a value along y, inches."""
EDGES: Final = 0.35
LETTER: Final = 0.073
"""Height between the names along y of two maps, and length of a letter of such a name, inches."""
LABEL: Final = {1: 36, 2: 36, 3: 24}
"""Characters per line of the label of an axis, by the number of maps side by side."""


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
        The scale of colours of shares.
    abreast : int
        Number of maps side by side.
    gap_bins : Bins or None
        The scale of colours of differences; None if there are none.
    """

    surface: Surface
    across: Factor
    up: Factor
    bins: Bins
    abreast: int
    gap_bins: Bins | None = None


@dataclass(frozen=True, eq=False)
class Cells:
    """The cells of a map.

    Parameters
    ----------
    points : ndarray (n_rows, n_columns)
        The point of each cell; of equal points the first.
    columns, rows : ndarray (n_columns,), (n_rows,)
        Values along x and y.
    """

    points: Points
    columns: Numbers
    rows: Numbers

    @property
    def are_few(self) -> bool:
        """Whether each cell has room for its number."""
        return max(len(self.columns), len(self.rows)) <= MOST_CELLS


def cells_of(plane: Plane, points: Points) -> Cells:
    """Arrange points that have all pairs of values of two factors; of equal points the first is kept."""
    columns, column = np.unique(plane.surface.values(plane.across)[points], return_inverse=True)
    rows, row = np.unique(plane.surface.values(plane.up)[points], return_inverse=True)
    cells: Points = np.zeros((row.max() + 1, column.max() + 1), np.int64)
    filled, first = np.unique(row * cells.shape[1] + column, return_index=True)
    cells.flat[filled] = points[first]
    return Cells(cells, columns, rows)


def draw_cells(ax: Axes, cells: Cells, values: Numbers, bins: Bins) -> None:
    """Draw a number of each cell as a colour; cells without one are white."""
    ax.set_facecolor(FAILED)
    look: dict[str, Any] = {"edgecolors": "white", "lw": 0.4} if cells.are_few else {"rasterized": True}
    ax.pcolormesh(np.ma.masked_invalid(values), cmap=bins.colours, norm=bins.norm, **look)


def write_cells(
    ax: Axes, values: Numbers, wording: Callable[[float], str], colour: Callable[[int, int], ColorType]
) -> None:
    """Write the number of each cell into it, in black or white on its colour; a dash where there is none.

    Parameters
    ----------
    ax : Axes
        The map.
    values : ndarray (n_rows, n_columns)
        The numbers.
    wording : callable
        Formats a number.
    colour : callable
        Gives the colour of the cell in a row and a column.
    """
    for (row, column), value in np.ndenumerate(values):
        is_failed = math.isnan(value)
        ground = FAILED if is_failed else colour(row, column)
        # The outline interrupts a contour line that runs through the number.
        look: dict[str, Any] = {
            "color": ink_on(ground),
            "path_effects": [withStroke(linewidth=2.5, foreground=ground)],
        }
        text = "–" if is_failed else wording(value)
        ax.text(column + 0.5, row + 0.5, text, ha="center", va="center", fontsize=8, **look)


def frame_map(ax: Axes, plane: Plane, cells: Cells) -> None:
    """Label the axes of a map, only the first of a row along y, and mark the values that are reported."""
    _mark_reported(ax, plane, cells.columns, cells.rows)
    width = LABEL[plane.abreast]
    widest = CHARACTER * max(len(f"{value:.4g}.") for value in cells.columns)
    _label(ax.xaxis, plane.across, cells.columns.tolist(), WIDTH / plane.abreast / widest, width)
    _label(ax.yaxis, plane.up, cells.rows.tolist(), MOST_UP, width)
    position = ax.get_subplotspec()
    if position is not None and not position.is_first_col():
        ax.yaxis.set_tick_params(labelleft=False)
        ax.set_ylabel("")
    ax.grid(visible=False)


def least_height(plane: Plane) -> float:
    """Return the height that a row of maps takes for the values and the name along y, inches."""
    n_values = len(np.unique(plane.surface.values(plane.up)))
    lines = with_unit(plane.up, LABEL[plane.abreast]).splitlines()
    return max(TEXTS + TICK * min(n_values, MOST_UP), EDGES + LETTER * max(map(len, lines)))


def maps_abreast(n_across: int, most: int) -> int:
    """Return how many maps fit side by side without the numbers in their cells touching."""
    return next((min(most, abreast) for cells, abreast in MOST_ABREAST if n_across <= cells), most)


def reported_position(surface: Surface, factor: Factor, values: Numbers) -> float | None:
    """Return the position of the reported value of a factor on its axis, cells; None if off the map."""
    value = surface.reported.get(factor.name, math.nan)
    if not values[0] <= value <= values[-1]:
        return None
    return float(np.interp(value, values, np.arange(len(values)) + 0.5))


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
