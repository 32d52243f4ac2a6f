"""The map of a scenario, and where the troops of each axis stand on it.

A run models troops by axis only. They are spread over the groups of the axis in proportion to the strength
reported at the opening (or planned, if none was there). Groups without a place stand inside their own land,
facing the places of the others on their axis. Troops across the border stand inside the target's land.

Assumes  the front of an axis lies on the line from its places to the middle of the land that it enters, at
         the reported distance to the border from those places, or at the middle of the land if it is nearer
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

import numpy as np

from standoff.errors import InputError
from standoff.plots.forces_map.land import Land, Points, flat
from standoff.scenario.actor_schema import Group
from standoff.scenario.content import Scenario
from standoff.scenario.outlines import Outline, Outlines, read_outlines

__all__ = ["REAR", "Front", "Ground", "Mark", "Where", "make_ground", "require_ground"]

REAR = "rear"
"""Name in the trace of troops on no axis."""
STEP_KM = 1.0
"""Step of the search for a front."""
LEAST_SPAN_KM = 50.0
"""Width of the map of a scenario with one place."""


class Where(Enum):
    """How the place of a mark is known."""

    PLACE = "at its place"
    FACING = "on its axis (place not reported)"
    ACROSS = "across the border"


@dataclass(frozen=True)
class Mark:
    """An actor's troops at a place or on an axis."""

    actor: str
    where: Where
    label: str


@dataclass(frozen=True)
class Front:
    """Where an axis enters a land: a point (km), and the direction of advance from there, of length 1."""

    at: Points
    heading: Points


@dataclass
class Ground:
    """The map of a scenario.

    Parameters
    ----------
    lands : tuple of Land
        Empty if the scenario has no outlines.
    note : str
        Note on the borders.
    low, high : ndarray (2,)
        Corners of the rectangle that holds all places, km.
    shares : dict
        Shares of the troops at each mark, by actor and axis (or ``REAR``); the rest to 1 is not on the map.
    spots : dict
        Point (km) or front by mark.
    crossings : dict
        Mark of the troops across the border, by attacker and axis; none where the target has no land.
    """

    lands: tuple[Land, ...]
    note: str
    low: Points
    high: Points
    shares: dict[tuple[str, str], dict[Mark, float]] = field(default_factory=dict)
    spots: dict[Mark, Points | Front] = field(default_factory=dict)
    crossings: dict[tuple[str, str], Mark] = field(default_factory=dict)


def require_ground(scenario: Scenario) -> Ground:
    """Give the map of a scenario.

    Raises
    ------
    InputError
        If no forces of the scenario have a place, or its outlines have faults.
    """
    ground = make_ground(scenario, read_outlines(scenario))
    if ground is None:
        raise InputError(f"{scenario.name}: no forces have a place; give groups a place of scenario.yaml")
    return ground


def make_ground(scenario: Scenario, outlines: Outlines) -> Ground | None:
    """Lay a scenario out on a map; return None if no forces have a place on it.

    Parameters
    ----------
    scenario : Scenario
        Its places and groups.
    outlines : Outlines
        The countries of its map, if any.
    """
    places = scenario.crisis.places
    if not places:
        return None
    degrees = np.array([(place.lon, place.lat) for place in places.values()])
    middle = (degrees.min(axis=0) + degrees.max(axis=0)) / 2.0
    points = dict(zip(places, flat(degrees, middle), strict=True))
    low, high = (bound(list(points.values()), axis=0) for bound in (np.min, np.max))
    widen = np.maximum(0.0, LEAST_SPAN_KM - (high - low)) / 2.0
    lands = tuple(_land(outline, middle) for outline in outlines.shapes)
    ground = Ground(lands, outlines.note, low - widen, high + widen)
    _Spread(scenario, points, ground).fill()
    return ground if ground.spots else None


def _land(outline: Outline, middle: Points) -> Land:
    polygons = tuple(tuple(flat(ring, middle) for ring in rings) for rings in outline.polygons)
    return Land(outline.name, outline.actor, polygons)


class _Spread:
    """The groups of a scenario, spread over a map."""

    def __init__(self, scenario: Scenario, points: dict[str, Points], ground: Ground) -> None:
        self.scenario = scenario
        self.points = points
        self.ground = ground

    def fill(self) -> None:
        for actor in self.scenario.actors:
            for axis in (*self.scenario.axis_names, None):
                self._place(actor, axis)
        for pair, relation in self.scenario.crisis.relations.items():
            if relation.may_attack:
                self._cross(*pair.split(">"))

    def _place(self, actor: str, axis: str | None) -> None:
        shares: dict[Mark, float] = {}
        for share, group in self._groups(actor, axis):
            located = self._mark(actor, axis, group)
            if located is not None:
                mark, spot = located
                self.ground.spots[mark] = spot
                shares[mark] = shares.get(mark, 0.0) + share
        self.ground.shares[actor, axis or REAR] = shares

    def _mark(self, actor: str, axis: str | None, group: Group) -> tuple[Mark, Points | Front] | None:
        if group.place is not None:
            title = self.scenario.crisis.places[group.place].title.split(",")[0]
            return Mark(actor, Where.PLACE, title), self.points[group.place]
        if axis is None:
            return None
        rivals = [name for name in self.scenario.actors if name != actor]
        front = self._front(actor, axis, rivals)
        return None if front is None else (Mark(actor, Where.FACING, axis), front)

    def _cross(self, attacker: str, target: str) -> None:
        for axis in self.scenario.axis_names:
            front = self._front(target, axis, [attacker])
            if front is not None:
                mark = Mark(attacker, Where.ACROSS, axis)
                self.ground.spots[mark] = front
                self.ground.crossings[attacker, axis] = mark

    def _groups(self, actor: str, axis: str | None) -> Iterator[tuple[float, Group]]:
        """Yield the groups of an actor on an axis with their shares of its troops there."""
        groups = [group for group in self.scenario.actors[actor].forces.groups.values() if group.axis == axis]
        strengths = _strengths(groups)
        total = math.fsum(strengths)
        for strength, group in zip(strengths, groups, strict=True):
            if strength > 0.0:
                yield strength / total, group

    def _front(self, owner: str, axis: str, rivals: Sequence[str]) -> Front | None:
        """Find where the line from the places of rivals on an axis enters the land of the owner."""
        land = next((land for land in self.ground.lands if land.actor == owner), None)
        groups = [
            group
            for rival in rivals
            for group in self.scenario.actors[rival].forces.groups.values()
            if group.axis == axis and group.place is not None
        ]
        weights = np.array(_strengths(groups))
        if land is None or not weights.any():
            return None
        places = self.scenario.crisis.places
        start = np.average([self.points[group.place or ""] for group in groups], axis=0, weights=weights)
        behind = np.average([places[group.place or ""].distance.value for group in groups], weights=weights)
        way = land.middle - start
        length = float(np.hypot(*way))
        if length == 0.0:
            return None
        for along in (*np.arange(behind, length, STEP_KM), length):
            at = start + way * (along / length)
            if land.contains(at):
                return Front(at, way / length)
        return None


def _strengths(groups: Sequence[Group]) -> list[float]:
    """Return the troops of groups at the opening or, if there are none, those planned; thousand."""
    now = [group.troops.value for group in groups]
    return now if any(now) else [group.planned.value for group in groups]
