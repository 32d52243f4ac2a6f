"""Incidents: a constant hazard accumulates as a product, whatever the length of the turn."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.chance import round_keys, slot_of, uniform
from standoff.rules.incident import befall, hazard_probability, incident_hazard, incident_level, pair_hazard
from standoff.vocabulary import Draw, WarLevel
from tests.strategies import shares

hazards = st.floats(0.0, 2.0)
TWO_PERCENT = -math.log(0.98)
"""Hazard per day that gives 2 % a day."""


def test_ten_days_of_two_percent_give_eighteen_percent():
    assert hazard_probability(TWO_PERCENT, 1.0) == pytest.approx(0.02)
    assert hazard_probability(TWO_PERCENT, 10.0) == pytest.approx(0.182927, abs=5e-7)


@given(hazard=hazards, n_days=st.integers(1, 14))
def test_daily_turns_give_the_same_risk_as_one_long_turn(hazard, n_days):
    calm = math.prod(1 - hazard_probability(hazard, 1.0) for _ in range(n_days))
    assert 1 - calm == pytest.approx(hazard_probability(hazard, n_days), abs=1e-12)


@given(days=st.floats(0, 1000))
def test_without_a_hazard_nothing_ever_happens(days):
    assert hazard_probability(0.0, days) == 0.0


@pytest.mark.parametrize(("turn_days", "n_turns"), [(1.0, 10), (0.5, 20), (10.0, 1)])
def test_drawn_day_by_day_the_share_of_runs_with_an_incident_is_that_risk(turn_days, n_turns):
    keys, slot, n_runs = round_keys(7), slot_of("blue", "red"), 4000
    risk = hazard_probability(TWO_PERCENT, turn_days)
    hit = [
        any(uniform(keys, run, turn, slot, int(Draw.INCIDENT)) < risk for turn in range(n_turns))
        for run in range(n_runs)
    ]
    exact = hazard_probability(TWO_PERCENT, 10.0)
    assert np.mean(hit) == pytest.approx(exact, abs=3 * math.sqrt(exact * (1 - exact) / n_runs))


@given(
    rungs=st.floats(2, 30),
    tension=shares,
    at_ease=shares,
    readiness=st.floats(0, 1.5),
    proximity=shares,
    more=st.floats(0.01, 1),
    slope=st.floats(0, 3),
)
def test_hazards_grow_with_rungs_tension_forces_and_nearness(
    rungs, tension, at_ease, readiness, proximity, more, slope
):
    """Powell 2015: the more power is brought to bear, the greater the risk that is run."""
    hazard = incident_hazard(0.004, slope, rungs, tension, at_ease, readiness, proximity)
    assert hazard >= 0.0
    assert incident_hazard(0.004, slope, rungs + more, tension, at_ease, readiness, proximity) >= hazard
    assert incident_hazard(0.004, slope, rungs, tension + more, at_ease, readiness, proximity) >= hazard
    assert incident_hazard(0.004, slope, rungs, tension, at_ease, readiness + more, proximity) >= hazard
    assert incident_hazard(0.004, slope, rungs, tension, at_ease, readiness, proximity + more) >= hazard
    assert incident_hazard(0.0, slope, rungs, tension, at_ease, readiness, proximity) == 0.0


def test_the_base_hazard_is_that_of_two_mobilised_actors_at_half_tension_whatever_is_left_at_ease():
    for at_ease in (0.0, 0.3, 1.0):
        assert incident_hazard(0.004, 2.0, 12.0, 0.5, at_ease, 1.0, 1.0) == pytest.approx(0.004)
        assert incident_hazard(0.004, 2.0, 12.0, 0.0, at_ease, 1.0, 1.0) == pytest.approx(0.004 * at_ease)


@pytest.mark.parametrize(("force", "readiness"), [(0.25, 0.5), (0.5, 1.0), (0.75, 1.5), (1.0, 1.6)])
def test_forces_count_relative_to_those_of_the_base_hazard_and_up_to_a_ceiling(set_crisis, force, readiness):
    stage = set_crisis("strait", incident_force=0.5, incident_force_ceiling=1.6)
    facts, state = stage.facts, stage.opening.copy()
    vesper, orlen = rows(stage, "vesper", "orlen")
    of_force = {}
    for share in (force, 0.5):
        state.troops[:] = 0.0
        state.troops[vesper, 0] = share * facts.actor[vesper].required
        of_force[share] = pair_hazard(facts, state, vesper, orlen, 6.0, 0.0, 0.0)
    assert of_force[force] / of_force[0.5] == pytest.approx(readiness)


def test_an_incident_adds_its_intensity_to_tension(set_crisis):
    stage = set_crisis("strait", incident_intensity=6.0, tension_step=0.02)
    state = stage.opening.copy()
    vesper, orlen = rows(stage, "vesper", "orlen")
    state.dyad["tension"] = 0.25
    befall(stage.facts, state, vesper, orlen, 1)
    assert state.dyad[vesper, orlen].tension == pytest.approx(0.25 + 6.0 * 0.02)


def rows(stage, *names):
    return [stage.names.actors.index(name) for name in names]


def test_transparency_and_calm_lower_the_hazard_and_distance_removes_it(ukraine):
    facts, state = ukraine.facts, ukraine.opening.copy()
    russia, ukr = rows(ukraine, "russia", "ukraine")
    tense = pair_hazard(facts, state, russia, ukr, 9.0, 0.0, 0.0)
    assert 0.0 < pair_hazard(facts, state, russia, ukr, 9.0, 30.0, 0.0) < tense
    assert pair_hazard(facts, state, russia, ukr, 3.0, 0.0, 0.0) < tense
    far = facts.copy()
    far.dyad["proximity"] = 0.0
    assert pair_hazard(far, state, russia, ukr, 9.0, 0.0, 0.0) == 0.0


def test_what_happens_to_a_pair_follows_from_its_hazard_and_two_draws(set_crisis):
    stage = set_crisis("ukraine", incident_rate=0.1, clash=0.25)
    facts, state = stage.facts, stage.opening.copy()
    russia, ukr = rows(stage, "russia", "ukraine")
    mine = state.actor[russia]
    hazard = pair_hazard(facts, state, russia, ukr, mine.rung, state.dyad[russia, ukr].calm_days, mine.flank)
    risk = hazard_probability(hazard, 1.0)
    assert 0.0 < risk < 1.0
    levels = [
        incident_level(facts, state, russia, ukr, u_incident, u_clash)
        for u_incident, u_clash in [(risk + 1e-9, 0.0), (risk - 1e-9, 0.26), (risk - 1e-9, 0.24)]
    ]
    assert levels == [0, 1, 2]


@pytest.mark.parametrize(
    ("pair", "level", "expected"),
    [
        (("russia", "ukraine"), 1, (WarLevel.NONE, 0)),
        (("russia", "ukraine"), 2, (WarLevel.LIMITED, 0)),
        (("ukraine", "russia"), 2, (WarLevel.LIMITED, 0)),
        (("nato", "russia"), 1, (WarLevel.NONE, 0)),
        (("nato", "russia"), 2, (WarLevel.NONE, 1)),
    ],
)
def test_a_clash_with_the_target_is_a_limited_war_and_one_with_its_protector_widens_it(
    ukraine, pair, level, expected
):
    state = ukraine.opening.copy()
    one, other = rows(ukraine, *pair)
    before = state.dyad[one, other].tension
    befall(ukraine.facts, state, one, other, level)
    assert (state.war.level, state.war.outside) == expected
    assert state.dyad[one, other].tension == state.dyad[other, one].tension >= before
    if state.war.level:
        assert [state.war.attacker, state.war.target] == rows(ukraine, "russia", "ukraine")
