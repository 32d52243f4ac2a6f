"""The key of a map of forces: sizes and styles of circles, and the scale of distances."""

from __future__ import annotations

from typing import Any, Final

from matplotlib.axes import Axes
from matplotlib.patches import Circle

from standoff.plots.forces_map.ground import Where
from standoff.plots.forces_map.layout import LabelBox, MapLayout, Size
from standoff.plots.style import INK

__all__ = ["LOOKS", "SMALL", "draw_key", "draw_length"]

SMALL: Final = 8.0
"""Size of the letters, points."""
LOOKS: Final[dict[Where, dict[str, Any]]] = {
    Where.PLACE: {"ec": "white", "lw": 0.7},
    Where.FACING: {"ec": INK, "lw": 1.0, "ls": (0, (2, 1.5))},
    Where.ACROSS: {"ec": INK, "lw": 1.0, "hatch": "////"},
}
FILL: Final = "#BBBBBB"
SIZES: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
"""Sizes that the key may show, thousand troops."""
LENGTHS: Final = (5, 10, 20, 50, 100, 200, 500, 1000)
"""Lengths that the scale may show, km."""
LONGEST: Final = 150.0
"""Largest length of the scale, pixels."""


def draw_key(ax: Axes, layout: MapLayout, size: Size) -> None:
    """Draw the sizes, then the styles of circles, in axes as wide as the map."""
    height = layout.pixels * ax.bbox.height / ax.bbox.width
    ax.set(xlim=(0.0, layout.pixels), ylim=(0.0, height))
    middle, x = height / 2.0, 0.0

    def write(text: str, gap: float) -> float:
        ax.text(x, middle, text, size=SMALL, va="center")
        return x + size(text)[0] + gap

    for troops in _sizes(layout.most):
        radius = layout.radius(troops) / layout.km
        ax.add_patch(Circle((x + radius + 1.0, middle), radius, fc="none", ec=INK, lw=0.8))
        x += 2.0 * radius + 6.0
        x = write(f"{troops}", 12.0)
    x = write("thousand troops", 20.0)
    for where in Where:
        if any(mark.where is where for mark in layout.peaks):
            ax.add_patch(Circle((x + 8.0, middle), 8.0, **{"fc": FILL, **LOOKS[where]}))
            x += 22.0
            x = write(where.value, 16.0)


def _sizes(largest: float) -> list[int]:
    """Return up to three round numbers up to the largest force (thousand)."""
    return [size for size in SIZES if size <= largest][::-2][:3][::-1] or [SIZES[0]]


def draw_length(ax: Axes, layout: MapLayout, size: Size) -> None:
    """Draw the scale of distances in the lower left corner of the map and keep its room free."""
    view, km = layout.view, layout.km
    length = max(length for length in LENGTHS if length <= max(LENGTHS[0], LONGEST * km))
    left, bottom = view.left + 10.0 * km, view.bottom + 12.0 * km
    ax.plot((left, left + length), (bottom, bottom), color=INK, lw=1.5, zorder=5)
    width, height = (pixels * km for pixels in size(f"{length} km"))
    ax.text(left, bottom + 3.0 * km, f"{length} km", size=SMALL, va="bottom", zorder=5)
    layout.taken.append(LabelBox(left, view.bottom, left + max(length, width), bottom + 3.0 * km + height))
