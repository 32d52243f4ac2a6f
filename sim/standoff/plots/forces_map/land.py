"""Countries on a flat map, in kilometres."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from standoff.arrays import Numbers

__all__ = ["Land", "Points", "flat"]

Points = Numbers
"""Points ``(n, 2)`` or a point ``(2,)``, east and north: degrees, or km from the middle of the map."""

EARTH_KM = 6371.0


@dataclass(frozen=True)
class Land:
    """A country on the map.

    Parameters
    ----------
    name : str
        Name on the map.
    actor : str or None
        The actor that it belongs to.
    polygons : tuple
        Each a tuple of closed rings ``(n, 2)``, km: the outline, then holes.
    """

    name: str
    actor: str | None
    polygons: tuple[tuple[Points, ...], ...]

    def contains(self, point: Points) -> bool:
        """Return whether a point (km) lies inside: a ray from it crosses the rings an odd number of times."""
        return any(sum(_crossings(ring, point) for ring in rings) % 2 == 1 for rings in self.polygons)

    @property
    def middle(self) -> Points:
        """The centre of gravity of the largest polygon, km."""
        return max((_moments(rings[0]) for rings in self.polygons), key=lambda moments: moments[0])[1]


def flat(degrees: Points, middle: Points) -> Points:
    """Project points to km east and north of the middle (Lambert's azimuthal equal-area projection).

    Parameters
    ----------
    degrees : ndarray (..., 2)
        Longitude and latitude; not of the point opposite to the middle.
    middle : ndarray (2,)
        Longitude and latitude of the middle.

    Examples
    --------
    >>> flat(np.array([30.0, 51.0]), np.array([30.0, 50.0])).round(1).tolist()
    [0.0, 111.2]
    """
    east, north = np.radians(degrees[..., 0] - middle[0]), np.radians(degrees[..., 1])
    centre = math.radians(middle[1])
    near = np.sin(centre) * np.sin(north) + np.cos(centre) * np.cos(north) * np.cos(east)
    scale = EARTH_KM * np.sqrt(2.0 / (1.0 + near))
    up = np.cos(centre) * np.sin(north) - np.sin(centre) * np.cos(north) * np.cos(east)
    return np.stack([scale * np.cos(north) * np.sin(east), scale * up], axis=-1)


def _crossings(ring: Points, point: Points) -> int:
    """Count how often a ray from a point to the east crosses a ring."""
    (x, y), (x0, y0), (x1, y1) = point, ring[:-1].T, ring[1:].T
    crosses = (y0 > y) != (y1 > y)
    at = x0[crosses] + (y - y0[crosses]) * (x1 - x0)[crosses] / (y1 - y0)[crosses]
    return int(np.count_nonzero(at > x))


def _moments(ring: Points) -> tuple[float, Points]:
    """Return the area of a ring and its centre of gravity."""
    starts, ends = ring[:-1], ring[1:]
    twice = starts[:, 0] * ends[:, 1] - ends[:, 0] * starts[:, 1]
    area = float(twice.sum()) / 2.0
    centre = ((starts + ends) * twice[:, None]).sum(axis=0) / (6.0 * area) if area else ring.mean(axis=0)
    return abs(area), centre
