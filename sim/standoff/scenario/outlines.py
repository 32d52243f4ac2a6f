"""Land and borders for the maps of a scenario, from an optional GeoJSON file in its folder.

A ``FeatureCollection`` (RFC 7946) of polygons in degrees. Each has the property ``name``, and ``actor`` if it
is the ground of an actor; ``note`` beside ``features`` says, below the map, where the borders come from.
Outlines are drawn and nothing else: no result depends on them, so the fingerprint of a scenario does without.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

import numpy as np

from standoff.arrays import Numbers
from standoff.errors import Fault, ScenarioError, shortened
from standoff.scenario.content import Scenario
from standoff.scenario.documents import plain_text
from standoff.scenario.json_text import parse_json
from standoff.scenario.names import nearest
from standoff.scenario.values import PRINTS, PRINTS_ON_A_LINE

__all__ = ["OUTLINES", "Outline", "Outlines", "read_outlines"]

OUTLINES = "outlines.geojson"
MOST_BYTES = 5_000_000
"""What a map still draws in seconds."""


@dataclass(frozen=True)
class Outline:
    """A country or another piece of land.

    Parameters
    ----------
    name : str
        As it stands on the map.
    actor : str or None
        The actor whose ground it is.
    polygons : tuple
        Each a tuple of rings ``(n_points, 2)``, degrees east and north, closed: the outer one, then holes.
    """

    name: str
    actor: str | None
    polygons: tuple[tuple[Numbers, ...], ...]


@dataclass(frozen=True)
class Outlines:
    """All outlines of a scenario, with a note on their borders."""

    shapes: tuple[Outline, ...] = ()
    note: str = ""


def read_outlines(scenario: Scenario) -> Outlines:
    """Read the outlines of a scenario; none if it has no such file.

    Raises
    ------
    ScenarioError
        With all faults of the file.
    """
    path = scenario.path / OUTLINES
    shown = f"{scenario.path.name}/{OUTLINES}"
    try:
        text = plain_text(path, MOST_BYTES)
    except FileNotFoundError:
        return Outlines()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise _refused(scenario, shown, "", f"cannot be read ({reason}); mend or delete it") from error
    except UnicodeDecodeError as error:
        raise _refused(scenario, shown, "", f"is not UTF-8 text at byte {error.start}") from error
    try:
        content = parse_json(text)
    except ValueError as error:
        raise _refused(scenario, shown, "", f"broken JSON: {error}; mend or delete it") from error
    reader = _Reader(shown, scenario.actor_names)
    outlines = reader.collection(content)
    if reader.faults:
        raise ScenarioError(scenario.name, reader.faults)
    return outlines


def _refused(scenario: Scenario, shown: str, got: str, remedy: str) -> ScenarioError:
    return ScenarioError(scenario.name, [Fault(shown, "", got, remedy)])


class _Reader:
    """Turns GeoJSON into outlines and keeps the faults found; of the points of a ring only the first."""

    def __init__(self, shown: str, actors: Collection[str]) -> None:
        self.shown = shown
        self.actors = actors
        self.faults: list[Fault] = []

    def collection(self, content: Any) -> Outlines:
        fields = content if isinstance(content, dict) else {}
        if fields.get("type") != "FeatureCollection":
            self._fault("type", fields.get("type"), "a GeoJSON FeatureCollection is expected")
            return Outlines()
        note = fields.get("note", "")
        if not isinstance(note, str):
            self._fault("note", note, "text is expected")
        elif not re.fullmatch(PRINTS, note):
            self._fault("note", note, "holds what does not print; take it out")
        return Outlines(tuple(self._list("features", fields.get("features"), self._outline)), str(note))

    def _outline(self, field: str, feature: Any) -> Outline:
        fields = feature if isinstance(feature, dict) else {}
        properties, geometry = (
            fields[key] if isinstance(fields.get(key), dict) else {} for key in ("properties", "geometry")
        )
        name, actor = properties.get("name"), properties.get("actor")
        if not (isinstance(name, str) and name.strip()):
            self._fault(f"{field}.properties.name", name, "a name is expected")
        elif not re.fullmatch(PRINTS_ON_A_LINE, name):
            self._fault(f"{field}.properties.name", name, "holds what does not print; take it out")
        if actor is not None and actor not in self.actors:
            remedy = f"unknown actor, {nearest(str(actor), self.actors)}"
            self._fault(f"{field}.properties.actor", actor, remedy)
        kind, coordinates, place = geometry.get("type"), geometry.get("coordinates"), f"{field}.geometry"
        if kind not in ("Polygon", "MultiPolygon"):
            self._fault(f"{place}.type", kind, "allowed: Polygon, MultiPolygon")
            return Outline(str(name), actor, ())
        parts = [coordinates] if kind == "Polygon" else coordinates
        return Outline(str(name), actor, tuple(self._list(f"{place}.coordinates", parts, self._polygon)))

    def _polygon(self, field: str, rings: Any) -> tuple[Numbers, ...]:
        return tuple(self._list(field, rings, self._ring))

    def _ring(self, field: str, points: Any) -> Numbers:
        if not isinstance(points, list) or len(points) < 4:
            self._fault(field, points, "a list of four points or more is expected")
            return np.empty((0, 2))
        for place, point in enumerate(points):
            if not _is_point(point):
                remedy = "[degrees east, degrees north] is expected, within 180 and 90"
                self._fault(f"{field}[{place}]", point, remedy)
                return np.empty((0, 2))
        ring = np.array([point[:2] for point in points], dtype=np.float64)
        if not np.array_equal(ring[0], ring[-1]):
            self._fault(field, points[-1], f"a ring ends where it begins, at {points[0]}")
        return ring

    def _list(self, field: str, content: Any, read: Callable[[str, Any], Any]) -> list[Any]:
        if not isinstance(content, list) or not content:
            self._fault(field, content, "a list is expected that is not empty")
            return []
        return [read(f"{field}[{place}]", element) for place, element in enumerate(content)]

    def _fault(self, field: str, got: object, remedy: str) -> None:
        self.faults.append(Fault(self.shown, field, "" if got is None else shortened(got), remedy))


def _is_point(point: Any) -> bool:
    return (
        isinstance(point, list)
        and len(point) >= 2
        and all(type(part) in (int, float) for part in point[:2])
        and abs(point[0]) <= 180
        and abs(point[1]) <= 90
    )
