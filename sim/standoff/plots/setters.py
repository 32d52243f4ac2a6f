"""Rows of factors in groups by who can set them, drawn apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from matplotlib.axes import Axes

from standoff.arrays import Numbers
from standoff.design.setter import Setter
from standoff.plots.style import CAPTION_COLOUR

__all__ = ["extra_rows", "head_groups", "row_positions"]

HEAD: Final = 0.9
"""Height of the heading of a group, rows."""


def row_positions(setters: Sequence[Setter]) -> Numbers:
    """Return the positions of rows from the top, with room for a heading above each group, (n_rows,).

    A single group has no heading.

    Examples
    --------
    >>> row_positions([Setter.POLICY, Setter.POLICY, Setter.MODEL]).tolist()
    [0.9, 1.9, 3.8]
    """
    if len(set(setters)) < 2:
        return np.arange(len(setters), dtype=float)
    number = [list(dict.fromkeys(setters)).index(setter) for setter in setters]
    return np.arange(len(setters)) + HEAD * (np.array(number) + 1)


def extra_rows(setters: Sequence[Setter]) -> float:
    """Return the height of all headings, rows."""
    n_groups = len(set(setters))
    return HEAD * n_groups if n_groups > 1 else 0.0


def head_groups(setters: Sequence[Setter], ax: Axes) -> None:
    """Write the headings of groups of rows, and end the axis below the last row."""
    positions = row_positions(setters)
    ax.set_ylim(float(positions[-1]) + 0.5, -0.5)
    if len(set(setters)) < 2:
        return
    for setter in dict.fromkeys(setters):
        top = float(positions[list(setters).index(setter)]) - 0.5 - HEAD / 2
        ax.text(
            0.01, top, setter.heading, transform=ax.get_yaxis_transform(), va="center", fontsize=8,
            style="italic", color=CAPTION_COLOUR, bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
        )  # fmt: skip
