"""Posture: forces move by logistics, arms races follow Richardson's equations."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.linalg import expm

from standoff.rules.posture import (
    MOBILISED_RUNG,
    QUIET_RUNG,
    approach,
    loss_of_strength,
    move_forces,
    reaction,
    standing_rung,
)

levels = st.floats(0.0, 200.0)


@given(now=levels, goal=levels, up=st.floats(0.01, 10), down=st.floats(0.01, 10), n_days=st.integers(2, 14))
def test_a_week_of_days_moves_a_force_as_far_as_one_step_of_a_week(now, goal, up, down, n_days):
    force = now
    for _ in range(n_days):
        force = approach(force, goal, up, down)
    assert force == pytest.approx(approach(now, goal, n_days * up, n_days * down), abs=1e-9)


@given(now=levels, goal=levels, up=st.floats(0, 10), down=st.floats(0, 10))
def test_a_force_never_outruns_logistics_nor_overshoots_its_order(now, goal, up, down):
    moved = approach(now, goal, up, down)
    assert now - down - 1e-9 <= moved <= now + up + 1e-9
    assert min(now, goal) <= moved <= max(now, goal)


@given(
    own=levels,
    threat=levels,
    response=st.floats(0, 2),
    fatigue=st.floats(0.01, 2),
    grievance=st.floats(0, 5),
    n_days=st.integers(2, 14),
)
def test_reactions_to_a_frozen_threat_compose(own, threat, response, fatigue, grievance, n_days):
    level = own
    for _ in range(n_days):
        level = reaction(level, threat, response, fatigue, grievance, 1.0)
    assert level == pytest.approx(
        reaction(own, threat, response, fatigue, grievance, n_days), rel=1e-9, abs=1e-9
    )


def race(own, other, k, alpha, g, l, beta, h, days, n_steps):  # noqa: E741 - Richardson's symbols
    """Two sides that react to each other's level of the last moment, in small steps."""
    step = days / n_steps
    for _ in range(n_steps):
        own, other = reaction(own, other, k, alpha, g, step), reaction(other, own, l, beta, h, step)
    return own, other


# x' = k y - alpha x + g, y' = l x - beta y + h; stable as alpha*beta = 1.2 exceeds k*l = .9.
STABLE = {"k": 0.9, "alpha": 1.0, "g": 2.0, "l": 1.0, "beta": 1.2, "h": 3.0}
REST = (17.0, 50.0 / 3.0)


def test_richardsons_rest_point_is_an_equilibrium():
    assert race(*REST, **STABLE, days=10.0, n_steps=10) == pytest.approx(REST, abs=1e-9)


@given(own=levels, other=levels)
def test_a_stable_race_comes_to_rest_wherever_it_starts(own, other):
    # The slow mode decays at .14 per unit of time: after 200 units it is down to 1e-12 of the start.
    assert race(own, other, **STABLE, days=200.0, n_steps=2000) == pytest.approx(REST, abs=1e-6)


@given(own=levels, other=levels, threat=levels, days=st.floats(0.1, 10))
def test_arming_grows_with_the_threat_and_with_ones_own_level(own, other, threat, days):
    low, high = sorted((other, threat))
    assert reaction(own, low, 0.9, 1.0, 2.0, days) <= reaction(own, high, 0.9, 1.0, 2.0, days) + 1e-9
    low, high = sorted((own, other))
    assert reaction(low, threat, 0.9, 1.0, 2.0, days) <= reaction(high, threat, 0.9, 1.0, 2.0, days) + 1e-9


def test_small_alternating_steps_approach_the_coupled_equations_in_first_order():
    start, days = np.array([5.0, 40.0]), 2.0
    flow = expm(days * np.array([[-1.0, 0.9], [1.0, -1.2]]))
    exact = np.array(REST) + flow @ (start - np.array(REST))
    errors = [
        np.abs(np.array(race(*start, **STABLE, days=days, n_steps=n)) - exact).max() for n in (100, 200, 400)
    ]
    assert errors[0] < 0.2
    assert errors[1] / errors[0] == pytest.approx(0.5, abs=0.02)
    assert errors[2] / errors[1] == pytest.approx(0.5, abs=0.02)


def test_an_unstable_race_runs_away():
    """Each reacts more than both tire: k*l = 1.8 exceeds alpha*beta = 1.2."""
    unstable = STABLE | {"k": 1.8}
    levels_on_the_way = [
        sum(race(20.0, 20.0, **unstable, days=days, n_steps=100 * days)) for days in (1, 5, 10, 20)
    ]
    assert np.all(np.diff(levels_on_the_way) > 0)
    assert levels_on_the_way[-1] > 10 * levels_on_the_way[0]


@given(one=st.floats(0, 3000), more=st.floats(0, 3000))
def test_losses_of_strength_over_two_legs_multiply(one, more):
    both = loss_of_strength(one, 1000.0) * loss_of_strength(more, 1000.0)
    assert loss_of_strength(one + more, 1000.0) == pytest.approx(both)
    assert loss_of_strength(0.0, 1000.0) == 1.0


@pytest.mark.parametrize("fear", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("crisis", ["strait", "ukraine"])
def test_seven_days_of_moving_equal_one_move_of_a_week(set_crisis, crisis, fear):
    """With fear and rungs frozen, forces, reactions and audience costs do not depend on the turn."""
    ends = {}
    for days in (1.0, 7.0):
        stage = set_crisis(crisis, turn_days=days)
        facts, state = stage.facts, stage.opening.copy()
        state.actor["order"][: facts.n_actors] += 0.1
        for _ in range(int(7 / days)):
            for actor in range(facts.n_actors):
                move_forces(facts, state, actor, fear)
        ends[days] = state
    assert ends[1.0].actor["audience"] == pytest.approx(ends[7.0].actor["audience"])
    assert ends[1.0].actor["order"] == pytest.approx(ends[7.0].actor["order"])
    # The order of a target moves within the week, so its forces follow it only nearly.
    others = facts.actor["is_target"] == 0
    assert ends[1.0].troops[others] == pytest.approx(ends[7.0].troops[others])


@pytest.mark.parametrize("mobilised_surge", [0.1, 0.4])
def test_a_posture_amounts_to_mobilisation_from_its_surge_on(set_crisis, mobilised_surge):
    stage = set_crisis("strait", mobilised_surge=mobilised_surge)
    facts, state, rungs = stage.facts, stage.opening.copy(), []
    for above in (-0.01, 0.01):
        level = facts.actor[0].base_share + mobilised_surge + above
        state.troops[0] = 0.0
        state.troops[0, 0] = level * facts.actor[0].required
        rungs.append(standing_rung(facts, state, 0))
    assert rungs == [QUIET_RUNG, MOBILISED_RUNG]
