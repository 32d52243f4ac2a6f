"""Disposition: troops by axis are spread over places by reported strength, and none gets lost."""

from __future__ import annotations

import math

import numpy as np
import pytest

from standoff.plots.forces_map.disposition import disposition, dispositions, peaks
from standoff.plots.forces_map.ground import Front, Mark, Where, make_ground
from standoff.scenario.load import load_scenario
from standoff.scenario.outlines import Outline, Outlines, read_outlines
from tests.stages import FOLDERS

SOUTH = np.array([[-31.0, 8.0], [-29.0, 8.0], [-29.0, 9.7], [-31.0, 9.7], [-31.0, 8.0]])
CAPE, MOUTH = (Mark("vesper", Where.PLACE, name) for name in ("The cape", "The river mouth"))


def rows(turn=0, crossed=0.0, **troops):
    """Rows of a turn: vesper's troops by axis, the others have 10 on every axis."""
    return [
        {"turn": turn, "actor": actor, "axis": axis,
         "troops": troops.get(axis, 0.0) if actor == "vesper" else 10.0,
         "crossed": crossed if (actor, axis) == ("vesper", "narrows") else 0.0}
        for actor in ("orlen", "tamar", "vesper") for axis in ("narrows", "harbour", "rear")
    ]  # fmt: skip


@pytest.fixture(scope="module")
def strait():
    return load_scenario(FOLDERS["strait"])


@pytest.fixture(scope="module")
def bare(strait):
    return make_ground(strait, Outlines())


@pytest.fixture(scope="module")
def ground(strait):
    return make_ground(strait, Outlines((Outline("Orlen", "orlen", ((SOUTH,),)),)))


@pytest.fixture(scope="module")
def ukraine():
    scenario = load_scenario("ukraine_2022")
    return scenario, make_ground(scenario, read_outlines(scenario))


def test_troops_of_an_axis_are_spread_as_reported_at_the_opening(bare):
    """15 thousand at the cape and 5 at the mouth were reported on the narrows; the harbour has the mouth."""
    shown = disposition(bare, rows(narrows=40.0, harbour=6.0)).shown
    assert shown == {CAPE: 30.0, MOUTH: 16.0}


def test_troops_without_a_place_are_counted_but_not_shown(bare):
    spread = disposition(bare, rows(narrows=40.0, rear=7.0))
    assert spread.total["vesper"] == 47.0
    assert spread.off_map == {"orlen": 30.0, "tamar": 30.0, "vesper": 7.0}


def test_without_outlines_troops_across_the_border_are_drawn_at_their_origin(bare):
    spread = disposition(bare, rows(narrows=40.0, crossed=25.0))
    assert spread.shown == {CAPE: 30.0, MOUTH: 10.0}
    assert spread.across["vesper"] == 25.0


def test_troops_across_the_border_stand_in_the_land_of_the_target(ground):
    spread = disposition(ground, rows(narrows=40.0, crossed=24.0))
    across = Mark("vesper", Where.ACROSS, "narrows")
    assert spread.shown[across] == 24.0
    assert spread.shown[CAPE] + spread.shown[MOUTH] == 16.0
    front = ground.spots[across]
    assert isinstance(front, Front)
    assert ground.lands[0].contains(front.at)
    assert math.hypot(*front.heading) == pytest.approx(1.0)


def test_no_more_troops_cross_than_exist(ground):
    spread = disposition(ground, rows(narrows=10.0, crossed=24.0))
    assert spread.across["vesper"] == spread.total["vesper"] == 10.0


def test_the_front_lies_behind_the_reported_distance_on_the_way_to_the_middle(ground, strait):
    """The places of the narrows, weighted by strength, are 37.5 km from the border."""
    start = (15.0 * ground.spots[CAPE] + 5.0 * ground.spots[MOUTH]) / 20.0
    front = ground.spots[Mark("vesper", Where.ACROSS, "narrows")]
    away = front.at - start
    assert math.hypot(*away) >= 37.5
    assert away[0] * front.heading[1] == pytest.approx(away[1] * front.heading[0])
    assert not ground.lands[0].contains(front.at - 2.0 * front.heading)


def test_places_inside_the_land_attacked_have_the_front_at_their_distance(strait):
    """As where part of a country is held already: the distance is that to the line, here 37.5 km."""
    around = SOUTH * [1.0, 1.25] + np.array([0.0, -1.0])
    ground = make_ground(strait, Outlines((Outline("Orlen", "orlen", ((around,),)),)))
    start = (15.0 * ground.spots[CAPE] + 5.0 * ground.spots[MOUTH]) / 20.0
    front = ground.spots[Mark("vesper", Where.ACROSS, "narrows")]
    assert math.dist(front.at, start) == pytest.approx(37.5)


def test_a_front_lies_no_deeper_than_the_middle_of_the_land(strait):
    """The places are 37.5 km from the border, but the middle of the land is nearer."""
    ground = make_ground(strait, Outlines((Outline("Orlen", "orlen", ((SOUTH + np.array([0.0, 1.5]),),)),)))
    assert ground.spots[Mark("vesper", Where.ACROSS, "narrows")].at == pytest.approx(ground.lands[0].middle)


def test_a_scenario_without_places_has_no_map(strait):
    empty = strait.crisis.model_copy(update={"places": {}})
    assert make_ground(type(strait)(**{**vars(strait), "crisis": empty}), Outlines()) is None


def test_no_troops_are_lost_on_the_map(ukraine):
    scenario, ground = ukraine
    some = [
        {
            "turn": 0,
            "actor": actor,
            "axis": axis,
            "troops": 10.0,
            "crossed": 3.0 if actor == "russia" else 0.0,
        }
        for actor in scenario.actors
        for axis in (*scenario.axis_names, "rear")
    ]
    spread = disposition(ground, some)
    for actor in scenario.actors:
        shown = math.fsum(troops for mark, troops in spread.shown.items() if mark.actor == actor)
        assert shown + spread.off_map[actor] == pytest.approx(spread.total[actor], abs=1e-9)


def test_at_the_opening_places_show_the_reported_troops(ukraine):
    scenario, ground = ukraine
    facts = [
        {"turn": 0, "actor": actor, "axis": axis or "rear", "crossed": 0.0,
         "troops": sum(each.troops.value for each in data.forces.groups.values() if each.axis == axis)}
        for actor, data in scenario.actors.items() for axis in (*scenario.axis_names, None)
    ]  # fmt: skip
    shown = disposition(ground, facts).shown
    assert shown[Mark("russia", Where.PLACE, "Yelsk")] == pytest.approx(6.3)
    assert shown[Mark("russia", Where.PLACE, "Donetsk")] == pytest.approx(35.0)
    assert shown[Mark("ukraine", Where.FACING, "donbas")] == pytest.approx(50.0)


def test_defenders_and_troops_across_stand_in_the_defender_s_land_on_every_axis(ukraine):
    scenario, ground = ukraine
    (land,) = (land for land in ground.lands if land.actor == "ukraine")
    fronts = {mark: spot for mark, spot in ground.spots.items() if mark.where is not Where.PLACE}
    assert {(mark.where, mark.label) for mark in fronts} == {
        (where, axis) for where in (Where.FACING, Where.ACROSS) for axis in scenario.axis_names
    }
    for front in fronts.values():
        assert land.contains(front.at)
        assert land.contains(front.at + 30.0 * front.heading)


def test_the_turns_of_a_run_are_separated_and_their_peaks_found(bare):
    turns = dispositions(bare, [*rows(1, narrows=8.0), *rows(0, narrows=40.0)])
    assert list(turns) == [0, 1]
    assert peaks(turns.values()) == {CAPE: 30.0, MOUTH: 10.0}
    assert peaks([turns[1]]) == {CAPE: 6.0, MOUTH: 2.0}
