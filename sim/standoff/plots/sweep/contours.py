"""Contour lines between the centres of the cells of a map, drawn only where they are not noise.

Nothing is smoothed. A line is drawn where, among the cells around it, at least one in eight has a 95 %
interval above its level, and at least one in eight has one below: noise alone gives one in forty of either. A
line may therefore be off by those few cells. A ring is dropped unless a cell inside it differs clearly from
the level.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from contourpy import contour_generator
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.path import Path
from matplotlib.patheffects import withStroke
from numpy.lib.stride_tricks import sliding_window_view

from standoff.arrays import Flags, Numbers
from standoff.statistics.estimates import ShareEstimates

__all__ = ["DASHES", "contour_lines", "draw_contours", "reach"]

DASHES: Final = ((0, (1.0, 1.0)), (0, (4.0, 1.6)), "solid")
"""Dashes of the levels, lowest first."""
WIDTH: Final = 1.3
ENOUGH: Final = 0.125
"""Share of the cells around a line whose intervals must lie on either side of its level."""


def contour_lines(estimates: ShareEstimates, level: float) -> list[Numbers]:
    """Find the lines along which a share equals a level.

    Parameters
    ----------
    estimates : ShareEstimates
        Shares of the cells, (n_rows, n_columns) each.
    level : float
        Share of runs, 0..1.

    Returns
    -------
    list of ndarray (n, 2)
        Points of each line; the centre of the first cell is at (0.5, 0.5).
    """
    if min(estimates.share.shape) < 2:
        return []
    rows, columns = (np.arange(size) + 0.5 for size in estimates.share.shape)
    drawn = contour_generator(columns, rows, np.ma.masked_invalid(estimates.share)).lines(level)
    differs = estimates.low > level, estimates.high < level
    is_clear = _nearby(differs[0]) & _nearby(differs[1])
    lines = (np.asarray(line) for line in drawn)
    return [piece for line in lines if _holds(line, differs) for piece in _kept(line, is_clear)]


def draw_contours(estimates: ShareEstimates, levels: Sequence[float], ax: Axes) -> None:
    """Draw the contour lines of some levels, each with its own dashes and an entry in the legend."""
    for level, dashes in zip(levels, DASHES, strict=False):
        lines = contour_lines(estimates, level)
        if not lines:
            continue
        look = {"colors": "black", "linestyles": [dashes], "linewidths": WIDTH}
        halo = [withStroke(linewidth=WIDTH + 1.8, foreground="white", alpha=0.85)]
        label = f"{100 * level:.4g} % of runs"
        ax.add_collection(
            LineCollection(lines, path_effects=halo, label=label, zorder=2.5, **look),
            autolim=False,
        )


def reach(size: int) -> int:
    """Return how many cells to each side of a line count, for the number of cells along an axis."""
    return max(2, round(size / 8))


def _nearby(differs: Flags) -> Flags:
    """Return around which squares between four centres enough cells differ clearly from the level."""
    up, across = (reach(size) for size in differs.shape)
    wide = np.pad(differs, [(up - 1, up - 1), (across - 1, across - 1)])
    around = sliding_window_view(wide, (2 * up, 2 * across))
    enough: Flags = around.mean(axis=(-2, -1)) >= ENOUGH
    return enough


def _holds(line: Numbers, differs: tuple[Flags, Flags]) -> bool:
    """Return whether a line is open, or a ring around a cell that differs clearly from the level."""
    if (line[0] != line[-1]).any():
        return True
    rows, columns = np.indices(differs[0].shape) + 0.5
    inside = Path(line).contains_points(np.stack([columns.ravel(), rows.ravel()], axis=1))
    return any(side.ravel()[inside].any() for side in differs)


def _kept(line: Numbers, is_clear: Flags) -> list[Numbers]:
    """Cut a line to its stretches of two or more clear squares; each of its steps lies in one square."""
    middle = (line[1:] + line[:-1]) / 2 - 0.5
    column, row = middle.astype(int).T
    last_row, last_column = np.array(is_clear.shape) - 1
    is_kept = is_clear[np.minimum(row, last_row), np.minimum(column, last_column)]
    ends = np.flatnonzero(np.diff(is_kept.astype(int), prepend=0, append=0))
    return [line[first : last + 1] for first, last in ends.reshape(-1, 2).tolist() if last - first > 1]
