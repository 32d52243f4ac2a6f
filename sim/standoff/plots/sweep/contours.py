"""Contours – lines of equal share between the centres of the cells of a map, where they are no noise.

Nothing is smoothed. A line is drawn where, of the shares a few cells around it, one in eight or more lies
surely above its level and as many surely below, each by its own 95 % interval: of mere noise, one in forty
does either. So a line may be off by these few cells. A ring is left out unless a share inside of it is sure.
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
from standoff.statistics.surface import ShareEstimates

__all__ = ["DASHES", "contour_lines", "draw_contours", "reach"]

DASHES: Final = ((0, (1.0, 1.0)), (0, (4.0, 1.6)), "solid")
"""Dashes of the levels, the lowest first."""
WIDTH: Final = 1.3
ENOUGH: Final = 0.125
"""Part of the cells around a line that have to be sure on either side."""


def contour_lines(found: ShareEstimates, level: float) -> list[Numbers]:
    """Find the lines along which a share has a level.

    Parameters
    ----------
    found : ShareEstimates
        Shares of the cells, (n_rows, n_columns) each.
    level : float
        0..1.

    Returns
    -------
    list of ndarray (n, 2)
        Corners of each line; the centre of the first cell is at (0.5, 0.5).
    """
    if min(found.share.shape) < 2:
        return []
    rows, columns = (np.arange(size) + 0.5 for size in found.share.shape)
    drawn = contour_generator(columns, rows, np.ma.masked_invalid(found.share)).lines(level)
    sure = found.low > level, found.high < level
    is_clear = _nearby(sure[0]) & _nearby(sure[1])
    lines = (np.asarray(line) for line in drawn)
    return [piece for line in lines if _holds(line, sure) for piece in _kept(line, is_clear)]


def draw_contours(found: ShareEstimates, levels: Sequence[float], ax: Axes) -> None:
    """Draw the lines of some levels, each with dashes of its own, which the legend names."""
    for level, dashes in zip(levels, DASHES, strict=False):
        lines = contour_lines(found, level)
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
    """Give over how many cells around a line the shares count, by the number of cells along an axis."""
    return max(2, round(size / 8))


def _nearby(is_sure: Flags) -> Flags:
    """Tell around which squares between four centres enough cells are sure."""
    up, across = (reach(size) for size in is_sure.shape)
    wide = np.pad(is_sure, [(up - 1, up - 1), (across - 1, across - 1)])
    around = sliding_window_view(wide, (2 * up, 2 * across))
    enough: Flags = around.mean(axis=(-2, -1)) >= ENOUGH
    return enough


def _holds(line: Numbers, sure: tuple[Flags, Flags]) -> bool:
    """Tell whether a line is no ring, or one around a cell that is sure."""
    if (line[0] != line[-1]).any():
        return True
    rows, columns = np.indices(sure[0].shape) + 0.5
    inside = Path(line).contains_points(np.stack([columns.ravel(), rows.ravel()], axis=1))
    return any(side.ravel()[inside].any() for side in sure)


def _kept(line: Numbers, is_clear: Flags) -> list[Numbers]:
    """Cut a line to the squares in which it is clear, two or more; each of its steps lies in one."""
    middle = (line[1:] + line[:-1]) / 2 - 0.5
    column, row = middle.astype(int).T
    last_row, last_column = np.array(is_clear.shape) - 1
    is_kept = is_clear[np.minimum(row, last_row), np.minimum(column, last_column)]
    ends = np.flatnonzero(np.diff(is_kept.astype(int), prepend=0, append=0))
    return [line[first : last + 1] for first, last in ends.reshape(-1, 2).tolist() if last - first > 1]
