"""Maps of the difference in the share of an outcome from the reference, over the values of two factors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from standoff.arrays import Flags
from standoff.plots.labels import points_text
from standoff.plots.style import INK, SHADE
from standoff.plots.sweep.map_frame import Plane, cells_of, draw_cells, frame_map, write_cells
from standoff.statistics.surface import Points, Surface
from standoff.vocabulary import Outcome

__all__ = ["difference_map", "n_clear", "widest_gap"]

WITHIN_NOISE: Final = SHADE
"""Colour of cells whose interval includes 0."""
NOISE: Final[dict[str, Any]] = {
    "facecolor": WITHIN_NOISE, "edgecolor": "white", "lw": 0.4,
    "label": "within noise: the paired 95 % interval includes 0",
}  # fmt: skip
REFERENCE: Final[dict[str, Any]] = {"facecolor": "none", "edgecolor": INK, "lw": 1.6}


def difference_map(plane: Plane, points: Points, outcomes: Sequence[Outcome], ax: Axes) -> Axes:
    """Draw the difference in a share from the reference, paired run by run, at each pair of values.

    Cells whose 95 % interval includes 0 are grey; the reference has a frame.

    Parameters
    ----------
    plane : Plane
        The two factors, with a scale of differences.
    points : ndarray (n,)
        Points with all pairs of values that do not differ otherwise.
    outcomes : Sequence of Outcome
        What is counted.
    ax : Axes
        Where to draw; only the first map of a row labels its y axis.
    """
    assert plane.gap_bins is not None
    cells, bins, surface = cells_of(plane, points), plane.gap_bins, plane.surface
    gaps = surface.differences(outcomes, cells.points)
    draw_cells(ax, cells, np.where(gaps.is_clear, gaps.value, np.nan), bins)
    if cells.are_few:
        write_cells(
            ax,
            gaps.value,
            points_text,
            lambda *at: bins.colour(gaps.value[at]) if gaps.is_clear[at] else WITHIN_NOISE,
        )
    _cover(ax, ~np.isnan(gaps.value) & ~gaps.is_clear, NOISE)
    _cover(
        ax, cells.points == surface.reference, {**REFERENCE, "label": f"reference: {surface.reference_name}"}
    )
    frame_map(ax, plane, cells)
    return ax


def n_clear(surface: Surface, points: Points, outcomes: Sequence[Outcome]) -> int:
    """Count the points that differ from the reference by more than noise."""
    return int(surface.differences(outcomes, points).is_clear.sum())


def widest_gap(surface: Surface, points: Points, outcomes: Sequence[Outcome]) -> float:
    """Return the largest difference from the reference, in either direction, 0..1."""
    gaps = surface.differences(outcomes, points).value
    return float(np.nanmax(np.abs(gaps)))


def _cover(ax: Axes, where: Flags, look: dict[str, Any]) -> None:
    """Put a rectangle on some cells, with one entry in the legend."""
    for row, column in np.argwhere(where).tolist():
        ax.add_patch(Rectangle((column, row), 1.0, 1.0, **look))
