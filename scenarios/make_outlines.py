"""Make a scenario's ``outlines.geojson`` from Natural Earth, once; what it writes is kept in the scenario.

    .venv/bin/python scenarios/make_outlines.py SCENARIO countries-10m.json

The npm package world-atlas (``make outlines`` fetches it) has Natural Earth 4.1 (public domain) as TopoJSON:
countries made of arcs that neighbours share. Arcs are simplified before they are joined, so that borders
stay common; countries are cut to the surroundings of the scenario's places. A country with the title of an
actor is marked as that actor's.

Natural Earth's default draws Crimea as part of Russia, by who holds it. Here it is Ukraine's, as United
Nations General Assembly resolution 68/262 has it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from standoff.scenario.content import Scenario
from standoff.scenario.load import load_scenario
from standoff.scenario.outlines import OUTLINES

Points = npt.NDArray[np.float64]
Ring = list[int]
"""Arcs in their order; ``~arc`` is one that is walked from its end."""


class Transfer(NamedTuple):
    """A territory that the map draws with another country than Natural Earth does."""

    holder: str
    owner: str
    inside: tuple[float, float]


NOTE = "Borders: Natural Earth 4.1; Crimea as Ukraine's (UN General Assembly resolution 68/262)."
TRANSFERS = (Transfer("Russia", "Ukraine", (34.1, 45.2)),)
"""Crimea, by a point (longitude, latitude) in it."""
KM = 111.2
"""Kilometres in a degree of latitude."""
TOLERANCE_KM = 1.0
LEAST_KM2 = 40.0
"""Islands below this area are left out."""
MARGIN = 0.35
"""What is kept around the places on each side, as a share of their span."""


def main() -> None:
    """Read the atlas, write the outlines."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("scenario", help="name or folder of a scenario")
    parser.add_argument("atlas", type=Path, help="countries-10m.json of the npm package world-atlas")
    arguments = parser.parse_args()
    scenario = load_scenario(arguments.scenario)
    features = list(_features(scenario, json.loads(arguments.atlas.read_text(encoding="utf-8"))))
    note = json.dumps(NOTE)
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features)
    path = scenario.path / OUTLINES
    path.write_text(
        f'{{"type":"FeatureCollection","note":{note},"features":[\n{lines}\n]}}\n', encoding="utf-8"
    )
    print(f"{path}: {len(features)} countries, {path.stat().st_size / 1000:.0f} kB")


def _features(scenario: Scenario, atlas: Any) -> Iterator[dict[str, Any]]:
    actors = {actor.title: name for name, actor in scenario.actors.items()}
    arcs = [_simplified(arc) for arc in _decoded(atlas)]
    countries = {
        shape["properties"]["name"]: shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for shape in atlas["objects"]["countries"]["geometries"]
        if shape.get("arcs")
    }
    for transfer in TRANSFERS:
        _move(countries, arcs, transfer)
    box = _box(scenario)
    for name, polygons in sorted(countries.items()):
        cut = [[_clipped(_points(ring, arcs), box) for ring in polygon] for polygon in polygons]
        kept = [[_written(ring) for ring in rings if _area(ring) > 0] for rings in cut if _is_large(rings[0])]
        if kept:
            whose = {"actor": actors[name]} if name in actors else {}
            geometry = {"type": "MultiPolygon", "coordinates": kept}
            yield {"type": "Feature", "properties": {"name": name, **whose}, "geometry": geometry}


def _decoded(atlas: Any) -> list[Points]:
    """Give the arcs in degrees: TopoJSON stores steps on a grid."""
    scale, corner = (np.array(atlas["transform"][key]) for key in ("scale", "translate"))
    return [np.cumsum(arc, axis=0) * scale + corner for arc in atlas["arcs"]]


def _simplified(arc: Points) -> Points:
    """Leave out points that lie within the tolerance of the rest (Douglas and Peucker); the ends stay."""
    flat = arc * KM * np.array([np.cos(np.radians(arc[:, 1].mean())), 1.0])
    keep = np.zeros(len(arc), dtype=bool)
    keep[[0, -1]] = True
    spans = [(0, len(arc) - 1)]
    while spans:
        first, last = spans.pop()
        inner = flat[first + 1 : last] - flat[first]
        if not len(inner):
            continue
        chord = flat[last] - flat[first]
        length = chord @ chord
        along = np.clip(inner @ chord / length, 0.0, 1.0) if length else np.zeros(len(inner))
        away = np.hypot(*(inner - along[:, None] * chord).T)
        if away.max() > TOLERANCE_KM:
            middle = first + 1 + int(away.argmax())
            keep[middle] = True
            spans += [(first, middle), (middle, last)]
    return arc[keep]


def _points(ring: Ring, arcs: list[Points]) -> Points:
    """Join the arcs of a ring; each begins where the one before ends."""
    walked = [arcs[arc] if arc >= 0 else arcs[~arc][::-1] for arc in ring]
    return np.concatenate([walked[0][:1], *(arc[1:] for arc in walked)])


def _move(countries: dict[str, list[list[Ring]]], arcs: list[Points], transfer: Transfer) -> None:
    """Take a polygon from its holder and melt it into the owner's: the border between them goes."""
    (moved,) = (
        polygon
        for polygon in countries[transfer.holder]
        if _contains(_points(polygon[0], arcs), transfer.inside)
    )
    countries[transfer.holder].remove(moved)
    common = {~arc for arc in moved[0]}
    touched = [polygon for polygon in countries[transfer.owner] if common.intersection(polygon[0])]
    outer = [arc for polygon in [moved, *touched] for arc in polygon[0]]
    holes = [hole for polygon in [moved, *touched] for hole in polygon[1:]]
    rings = _stitched([arc for arc in outer if ~arc not in outer], arcs)
    rings.sort(key=lambda ring: _area(_points(ring, arcs)), reverse=True)  # waters in between are holes
    rest = [polygon for polygon in countries[transfer.owner] if polygon not in touched]
    countries[transfer.owner] = [[*rings, *holes], *rest]


def _stitched(ring_arcs: Ring, arcs: list[Points]) -> list[Ring]:
    """Make rings of directed arcs."""
    begins = {tuple(_points([arc], arcs)[0]): arc for arc in ring_arcs}
    rings = []
    while begins:
        _, arc = begins.popitem()
        ring = [arc]
        while (end := tuple(_points(ring[-1:], arcs)[-1])) in begins:
            ring.append(begins.pop(end))
        rings.append(ring)
    return rings


def _contains(ring: Points, point: tuple[float, float]) -> bool:
    """Tell whether a ray from the point crosses the ring an odd number of times."""
    (x, y), (x0, y0), (x1, y1) = point, ring[:-1].T, ring[1:].T
    crosses = (y0 > y) != (y1 > y)
    at = x0[crosses] + (y - y0[crosses]) * (x1 - x0)[crosses] / (y1 - y0)[crosses]
    return bool(np.count_nonzero(at > x) % 2)


def _box(scenario: Scenario) -> tuple[Points, Points]:
    """Give the south-western and the north-eastern corner of what is kept."""
    places = np.array([(place.lon, place.lat) for place in scenario.crisis.places.values()])
    low, high = places.min(axis=0), places.max(axis=0)
    margin = MARGIN * (high - low)
    return low - margin, high + margin


def _clipped(ring: Points, box: tuple[Points, Points]) -> Points:
    """Cut a ring to the box, side by side (Sutherland and Hodgman)."""
    for side, sign in ((box[0], 1.0), (box[1], -1.0)):
        for axis in (0, 1):
            if len(ring) < 2:
                return ring[:0]
            inside = sign * (ring[:, axis] - side[axis])
            kept = []
            for here in range(len(ring) - 1):
                there = here + 1
                if inside[here] >= 0:
                    kept.append(ring[here])
                if (inside[here] >= 0) != (inside[there] >= 0):
                    share = inside[here] / (inside[here] - inside[there])
                    kept.append(ring[here] + share * (ring[there] - ring[here]))
            ring = np.array([*kept, kept[0]]) if kept else ring[:0]
    return ring


def _area(ring: Points) -> float:
    """Give the area of a ring in km²."""
    if len(ring) < 4:
        return 0.0
    x, y = (ring * KM * np.array([np.cos(np.radians(ring[:, 1].mean())), 1.0])).T
    return abs(float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))) / 2.0


def _is_large(ring: Points) -> bool:
    return _area(ring) >= LEAST_KM2


def _written(ring: Points) -> list[list[float]]:
    return [[round(float(lon), 3), round(float(lat), 3)] for lon, lat in ring]


if __name__ == "__main__":
    main()
