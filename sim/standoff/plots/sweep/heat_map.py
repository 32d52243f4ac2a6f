"""Heat maps of the share of an outcome over the values of two factors."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection

from standoff.plots.style import INK
from standoff.plots.sweep.bins import Bins, ink_on
from standoff.plots.sweep.contours import draw_contours
from standoff.plots.sweep.map_frame import Plane, cells_of, draw_cells, frame_map, write_cells
from standoff.statistics.estimates import ShareEstimates
from standoff.statistics.surface import Points, Surface
from standoff.vocabulary import Outcome

__all__ = ["is_full_grid", "n_wide", "share_map"]

CORNER: Final = {True: 0.3, False: 0.5}
"""Size of the mark of a wide interval, share of a cell, with and without a number in the cell."""
INSET: Final = 0.07
"""Gap between this mark and the edge of its cell, share of a cell."""


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
    cells, bins = cells_of(plane, points), plane.bins
    estimates = plane.surface.estimate(outcomes, cells.points)
    draw_cells(ax, cells, estimates.share, bins)
    if cells.are_few:
        shares = estimates.share
        write_cells(ax, shares, lambda share: f"{100 * share:.0f}", lambda *at: bins.colour(shares[at]))
    draw_contours(estimates, bins.levels, ax)
    _mark_wide(ax, estimates, bins, CORNER[cells.are_few])
    frame_map(ax, plane, cells)
    return ax


def n_wide(surface: Surface, points: Points, outcomes: Sequence[Outcome], bins: Bins) -> int:
    """Count the points whose intervals are wider than a bin."""
    estimates = surface.estimate(outcomes, points)
    return int((estimates.high - estimates.low > bins.step).sum())


def _mark_wide(ax: Axes, estimates: ShareEstimates, bins: Bins, size: float) -> None:
    """Mark a corner of each cell whose interval is wider than a bin."""
    is_wide = estimates.high - estimates.low > bins.step
    row, column = np.nonzero(is_wide)
    right, top = column + 1.0 - INSET, row + 1.0 - INSET
    corners = np.array([(right, top), (right - size, top), (right, top - size)])
    colours = [ink_on(bins.colour(share)) for share in estimates.share[is_wide].tolist()]
    ax.add_collection(
        PolyCollection(list(corners.transpose(2, 0, 1)), facecolors=colours, lw=0), autolim=False
    )
    if len(row):
        label = f"95 % interval wider than a bin ({bins.step_text})"
        ax.plot([], [], ls="none", marker=[(1, 1), (-1, 1), (1, -1)], color=INK, ms=6, label=label)
