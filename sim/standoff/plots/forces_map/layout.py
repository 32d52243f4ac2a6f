"""Positions of circles and names on a map of forces, chosen so that they do not overlap.

They are worked out once for a run, from the largest number of troops at each mark, so that nothing jumps from
turn to turn: circles keep their positions and scale, and names stay on the same side.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from matplotlib.path import Path

from standoff.arrays import Flags
from standoff.plots.forces_map.ground import Front, Ground, Mark
from standoff.plots.forces_map.land import Land, Points

__all__ = ["Label", "LabelBox", "MapLayout"]

LARGEST: Final = 0.034
"""Radius of the largest circle, as a share of the width of the map."""
MARGIN: Final = 0.12
"""Margin around the outermost places, as a share of their span."""
GAP: Final = 3.0
"""Gap between things that may not overlap, pixels."""
CLEAR: Final = 12.0
"""Distance from another circle at which a name is clearly not its own, pixels."""
GRID: Final = 150
"""Cells across the map in the search for room for the names of countries."""
SIDES: Final = (
    *((1, 0), (-1, 0), (0, 1), (0, -1)),
    *((0.7, 0.7), (0.7, -0.7), (-0.7, 0.7), (-0.7, -0.7)),
    *((0.9, 0.4), (0.9, -0.4), (-0.9, 0.4), (-0.9, -0.4)),
)
"""Directions from a circle to its name, best first."""

Size = Callable[[str], tuple[float, float]]
"""Measures the width and height of a text, pixels."""


class LabelBox(NamedTuple):
    """A rectangle, km."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: LabelBox) -> bool:
        """Return whether two rectangles overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )

    def distance(self, point: Points) -> float:
        """Return the distance to a point, km; 0 inside."""
        across = max(self.left - point[0], 0.0, point[0] - self.right)
        up = max(self.bottom - point[1], 0.0, point[1] - self.top)
        return math.hypot(across, up)

    def holds(self, other: LabelBox) -> bool:
        """Return whether another rectangle lies inside."""
        return (
            self.left <= other.left
            and self.bottom <= other.bottom
            and other.right <= self.right
            and other.top <= self.top
        )


class Label(NamedTuple):
    """Position of a text, km, and which side of the text that is."""

    at: tuple[float, float]
    align: str


@dataclass
class MapLayout:
    """The layout of a map.

    Parameters
    ----------
    ground : Ground
        The map.
    peaks : Mapping of Mark to float
        Largest number of troops in the run, thousand.
    aspect : float
        Width of the map divided by its height.
    pixels : float
        Width of the map, pixels.
    """

    ground: Ground
    peaks: Mapping[Mark, float]
    aspect: float
    pixels: float

    def __post_init__(self) -> None:
        low, high = self.ground.low, self.ground.high
        middle, half = (low + high) / 2.0, (high - low) * (0.5 + MARGIN)
        width = max(half[0], half[1] * self.aspect)
        reach = np.array([width, width / self.aspect])
        self.view = LabelBox(*(middle - reach).tolist(), *(middle + reach).tolist())
        self.km = 2.0 * float(width) / self.pixels
        self.most = max(self.peaks.values(), default=1.0)
        self.taken: list[LabelBox] = []
        self.centres: dict[Mark, Points] = {}
        order = {"PLACE": 0, "ACROSS": 1, "FACING": 2}
        for mark in sorted(self.peaks, key=lambda mark: order[mark.where.name]):
            self.centres[mark] = self._centre(mark)

    def radius(self, troops: float) -> float:
        """Return the radius of a circle, km; its area is proportional to the troops (thousand)."""
        largest = LARGEST * (self.view.right - self.view.left)
        return largest * math.sqrt(troops / self.most)

    def _centre(self, mark: Mark) -> Points:
        """Return the position of a mark; on an axis, the first free one behind the front."""
        spot = self.ground.spots[mark]
        if not isinstance(spot, Front):
            return spot
        radius = self.radius(self.peaks[mark])
        along = radius
        while any(
            math.dist(spot.at + along * spot.heading, centre)
            < radius + self.radius(self.peaks[other]) + CLEAR * self.km
            for other, centre in self.centres.items()
        ):
            along += GAP * self.km
        centre: Points = spot.at + along * spot.heading
        return centre

    def labels(self, texts: Mapping[Mark, str], size: Size) -> dict[Mark, Label]:
        """Place the names of marks beside their circles, those with least room first.

        Names without room are left out.
        """
        labels: dict[Mark, Label] = {}
        options = {
            mark: [(self._room(mark, box), label, box) for label, box in self._beside(mark, size(text))]
            for mark, text in texts.items()
        }
        for mark in sorted(options, key=lambda mark: sum(room for room, *_ in options[mark])):
            free = [
                option
                for option in options[mark]
                if option[0] > 0.0 and not any(option[2].meets(other) for other in self.taken)
            ]
            if free:
                _, labels[mark], box = max(free, key=lambda option: option[0])
                around = GAP * self.km
                self.taken.append(LabelBox(box.left - around, box.bottom, box.right + around, box.top))
        return labels

    def _beside(self, mark: Mark, size: tuple[float, float]) -> Iterator[tuple[Label, LabelBox]]:
        width, height = (pixels * self.km for pixels in size)
        x, y = self.centres[mark]
        for gap in (GAP, 4.0 * GAP):
            away = self.radius(self.peaks[mark]) + gap * self.km
            for east, north in SIDES:
                left = x + east * away - (0.0 if east > 0 else width if east < 0 else width / 2.0)
                bottom = y + north * away - (0.0 if north > 0 else height if north < 0 else height / 2.0)
                align = "left" if east > 0 else "right" if east < 0 else "center"
                anchor = {"left": left, "right": left + width, "center": left + width / 2.0}[align]
                yield Label((anchor, bottom), align), LabelBox(left, bottom, left + width, bottom + height)

    def _room(self, mark: Mark, box: LabelBox) -> float:
        """Return the distance of a text from the circles of other marks, km up to `CLEAR`; 0 on contact."""
        if not self.view.holds(box):
            return 0.0
        away = {
            other: box.distance(centre) - self.radius(self.peaks[other])
            for other, centre in self.centres.items()
        }
        if away.pop(mark) < 0.0:
            return 0.0
        return min((CLEAR * self.km, *away.values()))

    def country_labels(self, size: Size) -> dict[str, tuple[float, float]]:
        """Place the names of countries inside their borders, clear of everything else."""
        cell = (self.view.right - self.view.left) / GRID
        xs = np.arange(self.view.left + cell / 2.0, self.view.right, cell)
        ys = np.arange(self.view.bottom + cell / 2.0, self.view.top, cell)
        free = self._free_cells(xs, ys)
        names = {}
        for land in self.ground.lands:
            width, height = (pixels * self.km / cell for pixels in size(land.name.upper()))
            inside = _cells_inside(land, xs, ys)
            position = _nearest_free(inside & free, inside, (math.ceil(height) + 2, math.ceil(width) + 2))
            if position is not None:
                row, column = position
                names[land.name] = (float(xs[0] + column * cell), float(ys[0] + row * cell))
        return names

    def _free_cells(self, xs: Points, ys: Points) -> Flags:
        east, north = np.meshgrid(xs, ys)
        free = np.ones(east.shape, dtype=bool)
        for mark, (x, y) in self.centres.items():
            free &= np.hypot(east - x, north - y) > self.radius(self.peaks[mark])
        for box in self.taken:
            free &= (east < box.left) | (east > box.right) | (north < box.bottom) | (north > box.top)
        return free


def _cells_inside(land: Land, xs: Points, ys: Points) -> Flags:
    points = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
    inside = np.zeros(len(points), dtype=bool)
    for rings in land.polygons:
        within = [Path(ring).contains_points(points) for ring in rings]
        inside |= np.logical_xor.reduce(within)
    return inside.reshape(len(ys), len(xs))


def _nearest_free(free: Flags, inside: Flags, size: Sequence[int]) -> tuple[float, float] | None:
    """Return the middle (row, column) of the free rectangle nearest to the middle of a land."""
    rows, columns = size
    if not inside.any() or rows > free.shape[0] or columns > free.shape[1]:
        return None
    sums = np.pad(np.cumsum(np.cumsum(free, axis=0), axis=1), ((1, 0), (1, 0)))
    counts = sums[rows:, columns:] - sums[:-rows, columns:] - sums[rows:, :-columns] + sums[:-rows, :-columns]
    fits = np.argwhere(counts == rows * columns)
    if not len(fits):
        return None
    middles = fits + (np.array([rows, columns]) - 1) / 2.0
    away = np.hypot(*(middles - np.argwhere(inside).mean(axis=0)).T)
    row, column = middles[int(away.argmin())]
    return float(row), float(column)
