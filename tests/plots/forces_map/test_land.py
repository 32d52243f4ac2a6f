"""Land: the projection keeps areas, points lie in the country that they lie in."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.plots.forces_map.ground import make_ground
from standoff.plots.forces_map.land import Land, flat
from standoff.scenario.load import load_scenario
from standoff.scenario.outlines import read_outlines

MIDDLE = np.array([32.0, 50.0])
SQUARE = np.array([[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0], [0.0, 0.0]])
HOLE = np.array([[4.0, 4.0], [6.0, 4.0], [6.0, 6.0], [4.0, 6.0], [4.0, 4.0]])
TOWNS = {
    "Simferopol": (34.10, 44.95, "Ukraine"),
    "Sevastopol": (33.55, 44.60, "Ukraine"),
    "Kerch": (36.45, 45.35, "Ukraine"),
    "Yalta": (34.16, 44.52, "Ukraine"),
    "Dzhankoi": (34.39, 45.71, "Ukraine"),
    "Perekop": (33.69, 46.16, "Ukraine"),
    "Kyiv": (30.52, 50.45, "Ukraine"),
    "Donetsk": (37.80, 48.00, "Ukraine"),
    "Uzhhorod": (22.35, 48.60, "Ukraine"),
    "Minsk": (27.57, 53.90, "Belarus"),
    "Moscow": (37.62, 55.75, "Russia"),
    "Kaliningrad": (20.60, 54.70, "Russia"),
    "Krasnodar": (38.98, 45.04, "Russia"),
    "Warsaw": (21.01, 52.23, "Poland"),
    "Chisinau": (28.86, 47.01, "Moldova"),
    "Black Sea": (32.0, 43.5, None),
    "Sea of Azov": (36.5, 46.2, None),
}


@pytest.fixture(scope="module")
def lands():
    """The main scenario's land on its map, and how to get there."""
    scenario = load_scenario("ukraine_2022")
    ground = make_ground(scenario, read_outlines(scenario))
    places = np.array([(place.lon, place.lat) for place in scenario.crisis.places.values()])
    return ground.lands, (places.min(axis=0) + places.max(axis=0)) / 2.0


@pytest.mark.parametrize("town", TOWNS)
def test_every_town_lies_in_its_country_and_in_no_other(lands, town):
    result, middle = lands
    *degrees, country = TOWNS[town]
    point = flat(np.array(degrees), middle)
    holders = [land.name for land in result if land.contains(point)]
    assert holders == ([] if country is None else [country])


def test_crimea_has_no_border_with_the_rest_of_ukraine(lands):
    country, middle = lands
    (ukraine,) = (land for land in country if land.name == "Ukraine")
    ends = [flat(np.array(degrees), middle) for degrees in ((34.1, 44.95), (30.52, 50.45))]
    holding = [{Land("", None, (rings,)).contains(end) for end in ends} for rings in ukraine.polygons]
    assert {True} in holding


def test_the_projection_keeps_areas():
    """A cell of one by one degree, far from the middle, has the area that it has on the sphere."""
    edge = np.linspace(0.0, 1.0, 200)
    corner = np.array([20.0, 58.0])
    sides = [np.stack([edge, 0 * edge], 1), np.stack([1 + 0 * edge, edge], 1)]
    sides += [np.stack([1 - edge, 1 + 0 * edge], 1), np.stack([0 * edge, 1 - edge], 1)]
    x, y = flat(corner + np.concatenate(sides), MIDDLE).T
    area = abs(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y)) / 2.0
    true = 6371.0**2 * np.radians(1.0) * (np.sin(np.radians(59.0)) - np.sin(np.radians(58.0)))
    assert area == pytest.approx(true, rel=1e-5)  # the polygon has short straight sides


def test_the_projection_keeps_distances_near_the_middle():
    """One degree east of the middle: within a thousandth of the great circle's length."""
    away = np.hypot(*flat(MIDDLE + np.array([1.0, 0.0]), MIDDLE))
    assert away == pytest.approx(6371.0 * np.radians(1.0) * np.cos(np.radians(50.0)), rel=1e-3)


def test_a_hole_is_not_part_of_a_country():
    land = Land("Ring", None, ((SQUARE, HOLE),))
    assert land.contains(np.array([2.0, 2.0]))
    assert not land.contains(np.array([5.0, 5.0]))
    assert not land.contains(np.array([12.0, 5.0]))


def test_the_middle_is_that_of_the_largest_polygon():
    land = Land("Islands", None, ((HOLE + 50.0,), (SQUARE,)))
    assert land.middle.tolist() == pytest.approx([5.0, 5.0])
