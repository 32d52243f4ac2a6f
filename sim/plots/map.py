"""Map – a share of the runs over the values of two factors."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.collections import QuadMesh
from matplotlib.colors import Normalize
from matplotlib.figure import Figure

from sim.design.factors import Factor
from sim.plots.labels import in_percent, with_unit
from sim.plots.sweep import Numbers, Points, SweepData
from sim.vocabulary import Outcome

__all__ = ["add_scale", "is_full_grid", "maps_abreast", "share_map", "widest_interval"]

COLOURS: Final = "cividis"
"""Even in lightness, and the same to readers who see no green or no red."""
FAILED: Final = "#FFFFFF"
MOST_CELLS: Final = 12
"""Values of a factor up to which each cell tells its number."""
MOST_ABREAST: Final = 11
"""Values along x up to which cells of half the width of a page hold their number."""
LIGHT_FROM: Final = 0.47
"""Share from which cells are so light that black figures read better on them than white ones."""
WIDTH: Final = 350.0
"""Points that the numbers along the x axes of maps side by side may take."""
MOST_UP: Final = 12
"""Numbers along a y axis."""
CHARACTER: Final = 5.6
"""Width of a character, points."""


def is_full_grid(data: SweepData) -> bool:
    """Tell whether two factors take each pair of their values, with each combination of options."""
    one, other = (data.values(factor) for factor in data.numbers)
    size = len(np.unique(one)) * len(np.unique(other))
    return all(
        len(set(zip(one[points].tolist(), other[points].tolist(), strict=True))) == size
        for points in data.groups.values()
    )


def share_map(data: SweepData, points: Points, outcomes: Sequence[Outcome], ax: Axes) -> Axes:
    """Draw a share of the runs at each pair of values of the two factors that take numbers.

    Parameters
    ----------
    data : SweepData
        The sweep, with `is_full_grid`.
    points : ndarray (n,)
        Points with the same options.
    outcomes : Sequence of Outcome
        What is counted.
    ax : Axes
        Where to draw; the first factor runs along x.

    Returns
    -------
    Axes
        The same.
    """
    across, up = data.numbers
    columns, column = np.unique(data.values(across)[points], return_inverse=True)
    rows, row = np.unique(data.values(up)[points], return_inverse=True)
    shares = np.full((len(rows), len(columns)), np.nan)
    # Backwards, so that the first of equal points is kept.
    shares[row[::-1], column[::-1]] = data.share(outcomes, points)[::-1]
    ax.set_facecolor(FAILED)
    scale = Normalize(0.0, 1.0)
    is_small = max(shares.shape) <= MOST_CELLS
    look: dict[str, Any] = {"edgecolors": "white", "lw": 0.4} if is_small else {"rasterized": True}
    ax.pcolormesh(np.ma.masked_invalid(shares), cmap=COLOURS, norm=scale, **look)
    if is_small:
        _tell(ax, shares)
    widest = CHARACTER * max(len(f"{value:.4g}.") for value in columns)
    _label(ax.xaxis, across, columns.tolist(), WIDTH / maps_abreast(data) / widest)
    _label(ax.yaxis, up, rows.tolist(), MOST_UP)
    ax.grid(visible=False)
    return ax


def maps_abreast(data: SweepData) -> int:
    """Give how many maps stand side by side so that the numbers in their cells do not touch."""
    across, up = (len(np.unique(data.values(factor))) for factor in data.numbers)
    return 1 if MOST_ABREAST < across <= MOST_CELLS and up <= MOST_CELLS else 2


def widest_interval(data: SweepData, points: Points, measures: Sequence[Sequence[Outcome]]) -> float:
    """Give the largest distance of an end of an interval from its share, in any of some maps, 0..1."""
    return max(float(np.nanmax(data.estimate(outcomes, points).reach)) for outcomes in measures)


def add_scale(figure: Figure) -> None:
    """Put one scale of colours below all maps of a sheet."""
    panels = [ax for ax in figure.axes if ax.axison]
    mesh = next(item for item in panels[0].collections if isinstance(item, QuadMesh))
    # The distance is a share of the height of the page: more would push the scale out of a tall one.
    bar = figure.colorbar(mesh, ax=panels, location="bottom", shrink=0.5, aspect=45, pad=0.01)
    in_percent(bar.ax.xaxis)
    bar.set_label("share of runs (%)")
    bar.outline.set_visible(False)


def _tell(ax: Axes, shares: Numbers) -> None:
    """Write each share into its cell, whole per cent."""
    for (row, column), share in np.ndenumerate(shares):
        told = "–" if math.isnan(share) else f"{100 * share:.0f}"
        colour = "white" if share < LIGHT_FROM else "black"
        ax.text(column + 0.5, row + 0.5, told, ha="center", va="center", fontsize=8, color=colour)


def _label(axis: Axis, factor: Factor, values: list[float], room: float) -> None:
    """Tell as many of the values as there is room for."""
    places = range(0, len(values), math.ceil(len(values) / room))
    axis.set_ticks([place + 0.5 for place in places], [f"{values[place]:.4g}" for place in places])
    axis.set_tick_params(length=0)
    axis.set_label_text(with_unit(factor, 36))
