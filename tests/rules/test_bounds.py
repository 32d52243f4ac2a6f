"""Bounds: whatever the inputs within their ranges, and beyond, rules give numbers that can be."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from standoff.rules.act import carry_out
from standoff.rules.assessment import assess
from standoff.rules.choice import choice_probabilities, resist_advantage
from standoff.rules.combat import square_law, square_law_under_reinforcement
from standoff.rules.decision import weigh_options
from standoff.rules.gauge import N_BINS, bin_of
from standoff.rules.incident import begin_war
from standoff.rules.negotiation import LEVELS, MOST_PACKAGES, first_proposer_share, grid_steps
from standoff.rules.outcome import is_finite
from standoff.rules.posture import axis_goal
from standoff.state.crisis import OPTIONS, OUTLOOKS
from standoff.state.tables import MAX_ISSUES, blank
from standoff.vocabulary import Gauge, WarLevel
from tests.stages import build_stage

troops = st.floats(0.0, 20_000.0)
fires = st.floats(0.0, 1e5)
"""Losses per day and unit at the ends of attrition, quality and posture together."""


@given(gauge=st.sampled_from(list(Gauge)), value=st.floats())
def test_every_reading_of_a_gauge_falls_into_a_bin(gauge: Gauge, value: float):
    assert 0 <= bin_of(int(gauge), value) < N_BINS


@given(
    own=troops, other=troops, fire=fires, coming=troops, counter=fires, days=st.sampled_from([0.1, 1.0, 7.0])
)
@example(own=100.0, other=100.0, fire=1e5, coming=40.0, counter=1e5, days=7.0)
@example(own=1.0, other=1.0, fire=1e-320, coming=40.0, counter=1e5, days=1.0)
@example(own=0.0, other=5.0, fire=1e5, coming=0.0, counter=1e-5, days=7.0)
def test_losses_lie_between_zero_and_the_troops_that_fight(own, other, fire, coming, counter, days):
    left = square_law(own, other, fire, coming, counter, days)
    assert 0.0 <= left <= own + coming * days
    left = square_law_under_reinforcement(own, other, fire, coming, counter, days)
    assert 0.0 <= left <= own


def test_each_of_two_that_need_not_wait_gets_half():
    assert first_proposer_share(1.0, 1.0) == 0.5


@given(loss=st.floats(5e-324, 1e-10), p_war=st.floats(0.0, 1.0), give=st.floats(0.0, 1.0))
def test_a_loss_that_is_negligible_beside_the_stakes_gives_a_finite_number(
    loss: float, p_war: float, give: float
):
    assert resist_advantage(1.0, 1.0 - give, 1.0 - loss, p_war) == pytest.approx(give, abs=1e-9)


@pytest.mark.parametrize("junk", [math.nan, math.inf])
def test_options_without_a_finite_utility_have_no_probabilities(junk: float):
    probability, ones = np.zeros(3), np.ones(3)
    available = np.ones(3, np.int64)
    assert choice_probabilities(np.array([0.0, 1.0, 2.0]), ones, available, 1.0, probability)
    assert not choice_probabilities(np.array([0.0, junk, 2.0]), ones, available, 1.0, probability)
    available[1] = 0  # a closed option does not count
    assert choice_probabilities(np.array([0.0, junk, 2.0]), ones, available, 1.0, probability)
    assert not choice_probabilities(np.array([0.0, 1.0, 2.0]), ones, np.zeros(3, np.int64), 1.0, probability)


@given(
    level=st.floats(0.0, 3.0),
    peacetime=st.lists(troops, min_size=2, max_size=2),
    plan=st.lists(troops, min_size=2, max_size=2),
)
@example(level=2.0, peacetime=[100.0, 0.0], plan=[0.0, 100.1])
def test_no_order_gives_an_axis_fewer_than_no_troops_or_more_than_all(level, peacetime, plan):
    facts = build_stage("strait").facts.copy()
    facts.actor[0].required = required = max(*peacetime, *plan, 1.0)
    facts.actor[0].base_share, facts.actor[0].plan_share = sum(peacetime) / required, sum(plan) / required
    for axis in (0, 1):
        facts.force[0, axis].peacetime, facts.force[0, axis].plan = peacetime[axis], plan[axis]
        goal = axis_goal(facts, 0, axis, level, 1.0)
        most = max(level * required, peacetime[axis], plan[axis])
        assert 0.0 <= goal <= most * (1.0 + 1e-6)


@pytest.mark.parametrize("column", ["arms", "sanctions", "flank"])
def test_what_an_act_takes_away_ends_at_zero(column: str):
    stage = build_stage("strait")
    facts, state, outlook = stage.facts.copy(), stage.opening.copy(), blank(OUTLOOKS)
    protector = int(np.argmax(facts.actor["is_protector"]))
    assess(facts, state, outlook)
    facts.action[column][0] = -1.0
    carry_out(facts, state, outlook, protector, 0)
    assert state.actor[{"arms": "arms_rate"}.get(column, column)][protector] == 0.0


@pytest.mark.parametrize("column", ["arms", "sanctions"])
def test_an_act_that_withdraws_support_emboldens_the_attacker(column: str):
    stage = build_stage("ukraine", arms_rate=0.01)
    facts, state, outlook, options = stage.facts.copy(), stage.opening.copy(), blank(OUTLOOKS), blank(OPTIONS)
    protector = int(np.argmax(facts.actor["is_protector"]))
    hold = stage.names.actions.index("hold")
    assess(facts, state, outlook)
    fears = []
    for size in (0.0, -0.5):
        facts.action[column][hold] = size
        weigh_options(facts, state, outlook, options, protector)
        fears.append(options.term[hold, :, 2].sum())
    assert fears[1] < fears[0]


def test_only_a_war_that_goes_on_is_joined_and_only_a_target_attacked():
    stage = build_stage("ukraine")
    facts, state, outlook, options = stage.facts.copy(), stage.opening.copy(), blank(OUTLOOKS), blank(OPTIONS)
    facts.action["min_war"] = facts.action["who"] = 0
    facts.action["min_force"] = 0.0
    assess(facts, state, outlook)
    for actor in range(facts.n_actors):
        weigh_options(facts, state, outlook, options, actor)
        n = facts.n_actions
        assert not options.available[:n][facts.action["joins"][:n] == 1].any()
        attacks = options.available[:n][facts.action["war"][:n] > 0]
        assert attacks.any() == bool(facts.actor[actor].is_attacker)


def test_the_grid_of_packages_is_bounded_and_full_for_up_to_five_issues():
    steps = [grid_steps(n_issues) for n_issues in range(MAX_ISSUES + 1)]
    assert steps[:6] == [LEVELS] * 6
    assert min(steps) >= 3
    assert max(step**n_issues for n_issues, step in enumerate(steps)) <= MOST_PACKAGES


def test_another_attacker_begins_without_the_ground_of_the_first():
    stage = build_stage("strait")
    state = stage.opening.copy()
    begin_war(state, 0, 1, int(WarLevel.LIMITED))
    state.front["crossed"], state.front["ground"], state.front["struck"] = 5.0, 0.5, 1
    begin_war(state, 0, 1, int(WarLevel.FULL))
    assert (state.front["ground"] == 0.5).all()
    begin_war(state, 1, 0, int(WarLevel.LIMITED))
    assert not state.front["crossed"].any()
    assert not state.front["ground"].any()
    assert not state.front["struck"].any()


@pytest.mark.parametrize("junk", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("place", ["troops", "belief", "position", "audience", "tension", "crossed"])
def test_a_state_with_nan_is_not_finite(place: str, junk: float):
    stage = build_stage("strait")
    state = stage.opening.copy()
    assert is_finite(stage.facts, state)
    tables = {
        "audience": state.actor["audience"],
        "tension": state.dyad["tension"],
        "crossed": state.front["crossed"],
    }
    table = tables[place] if place in tables else state[place]
    table.flat[0] = junk
    assert not is_finite(stage.facts, state)
