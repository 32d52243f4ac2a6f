"""Combat: terms by risk and return, Lanchester's square law with Iwo Jima, Hughes's salvo."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from standoff.rules.combat import (
    accepts_terms,
    refusal_risk,
    salvo_losses,
    salvo_share,
    square_law,
    square_law_under_reinforcement,
    ultimatum_demand,
)
from tests.strategies import shares

costs = st.floats(0.01, 1.0)
rates = st.floats(0.001, 0.2)
strengths = st.floats(1.0, 500.0)


def worth_of(demand, odds, own_cost, other_most):
    """Expected share of a side that demands this of an opponent with a cost uniform on 0..other_most."""
    p_refusal = np.clip((demand - odds) / other_most, 0.0, 1.0)
    return demand * (1 - p_refusal) + (odds - own_cost) * p_refusal


def test_the_risk_return_ultimatum_has_its_closed_form():
    """Fearon 1995 with p = .6, c_A = .1 and c_B uniform on 0...4: demand p + (C - c)/2."""
    demand = ultimatum_demand(0.6, 0.1, 0.4)
    assert demand == pytest.approx(0.75)
    assert refusal_risk(0.6, 0.1, 0.4) == pytest.approx(0.375)
    assert worth_of(demand, 0.6, 0.1, 0.4) == pytest.approx(0.65625)


@given(odds=shares, own_cost=costs, other_most=costs)
def test_no_other_demand_does_better(odds, own_cost, other_most):
    demand = ultimatum_demand(odds, own_cost, other_most)
    others = np.linspace(odds, 1.0, 501)
    best = worth_of(others, odds, own_cost, other_most).max()
    assert worth_of(demand, odds, own_cost, other_most) >= best - 1e-12


@given(
    odds=st.floats(0, 0.4), own_cost=st.floats(0.01, 0.2), more=st.floats(0.01, 0.2), most=st.floats(0.5, 1.0)
)
def test_the_risk_of_war_falls_in_the_own_cost_and_rises_in_what_the_other_bears(odds, own_cost, more, most):
    # Odds below .4 keep the demand inside the pie, where the risk does not depend on them.
    risk = refusal_risk(odds, own_cost, most)
    assert refusal_risk(odds, own_cost + more, most) < risk
    assert refusal_risk(odds, own_cost, most + more) > risk
    assert risk == pytest.approx((most - own_cost) / (2 * most))
    assert risk == pytest.approx(refusal_risk(0.0, own_cost, most))


@given(odds=shares, own_cost=costs, other_most=costs)
def test_a_side_that_war_costs_more_than_the_other_asks_only_for_what_all_accept(odds, own_cost, other_most):
    assume(own_cost >= other_most)
    assert ultimatum_demand(odds, own_cost, other_most) == odds
    assert refusal_risk(odds, own_cost, other_most) == 0.0


def test_nobody_demands_more_than_the_pie():
    assert ultimatum_demand(0.9, 0.1, 0.5) == 1.0
    assert refusal_risk(0.9, 0.1, 0.5) == pytest.approx((1 - 0.9) / 0.5)


@given(odds=st.floats(0.0, 0.9), own_cost=costs, other_most=costs)
def test_the_risk_is_the_share_of_opponents_who_refuse_the_demand(odds, own_cost, other_most):
    demand = ultimatum_demand(odds, own_cost, other_most)
    types = (np.arange(2000) + 0.5) / 2000 * other_most
    refusing = np.mean([accepts_terms(demand, odds, cost) == 0.0 for cost in types])
    # A grid of 2,000 types is right to one of them.
    assert refusing == pytest.approx(refusal_risk(odds, own_cost, other_most), abs=1e-3)


def fight(own, other, other_fire, own_fire, days, reinforcement=0.0):
    """Both sides after some days; `own` is reinforced."""
    left = square_law(own, other, other_fire, reinforcement, own_fire, days)
    return left, square_law_under_reinforcement(other, own, own_fire, reinforcement, other_fire, days)


def test_a_hundred_beat_sixty_and_keep_eighty():
    rate = 0.05
    days = np.arctanh(0.6) / rate  # until the weaker side is gone
    assert fight(100.0, 60.0, rate, rate, days) == pytest.approx((80.0, 0.0), abs=1e-9)


# Engel 1954: fire of the defenders and of the landed force per day.
JAPANESE_FIRE, AMERICAN_FIRE = 0.0544, 0.0106


@pytest.mark.parametrize(("days", "own", "other"), [(10, 43755.7, 16343.7), (28, 31400.4, 9283.4)])
def test_iwo_jima_with_all_forces_ashore_at_once(days, own, other):
    # The numbers are given to one decimal.
    assert fight(54000.0, 21500.0, JAPANESE_FIRE, AMERICAN_FIRE, days) == pytest.approx(
        (own, other), abs=0.06
    )


def test_iwo_jima_ends_after_two_months_with_the_invariant_left():
    left, right = fight(54000.0, 21500.0, JAPANESE_FIRE, AMERICAN_FIRE, 61.744)
    assert left == pytest.approx(23317.3, abs=0.06)
    assert right == pytest.approx(0.0, abs=0.3)  # the end is given to a thousandth of a day


# Landings of Engel's study by day, and strengths at the end of days (Runge-Kutta, steps of .001 day).
LANDINGS = {0: 54000.0, 2: 6000.0, 5: 13000.0}
IWO_JIMA = {
    1: (52835.5, 21220.0),
    2: (51696.2, 20666.0),
    3: (56587.4, 20092.1),
    4: (55510.6, 19498.0),
    5: (54465.8, 18915.2),
    6: (66453.7, 18274.3),
    7: (65478.6, 17575.1),
    10: (62777.8, 15536.7),
    14: (59681.7, 12942.6),
    20: (56063.1, 9268.3),
    28: (53042.4, 4656.4),
    36: (51985.2, 216.8),
}


@pytest.mark.parametrize("n_steps", [1, 4])
def test_iwo_jima_with_its_landings_day_by_day(n_steps):
    own, other = 0.0, 21500.0
    for day in range(36):
        for _ in range(n_steps):
            own, other = fight(own, other, JAPANESE_FIRE, AMERICAN_FIRE, 1 / n_steps, LANDINGS.get(day, 0.0))
        if day + 1 in IWO_JIMA:
            assert (own, other) == pytest.approx(IWO_JIMA[day + 1], abs=0.1), f"day {day + 1}"


@given(own=strengths, other=strengths, fire=rates, counter=rates, days=st.floats(0.1, 5.0))
def test_the_square_law_keeps_its_invariant(own, other, fire, counter, days):
    left, right = fight(own, other, fire, counter, days)
    assume(left > 0 and right > 0)
    before, after = counter * own**2 - fire * other**2, counter * left**2 - fire * right**2
    assert after == pytest.approx(before, abs=1e-9 * (counter * own**2 + fire * other**2))


@given(
    own=strengths,
    other=strengths,
    fire=st.just(0.0) | rates,
    counter=st.just(0.0) | rates,
    coming=st.floats(0.0, 50.0),
    days=st.floats(0.5, 3.0),
    n_steps=st.integers(2, 7),
)
def test_many_short_steps_equal_one_long_step(own, other, fire, counter, coming, days, n_steps):
    whole = fight(own, other, fire, counter, days, coming)
    assume(min(whole) > 0)
    left, right = own, other
    for _ in range(n_steps):
        left, right = fight(left, right, fire, counter, days / n_steps, coming)
    assert (left, right) == pytest.approx(whole, rel=1e-9)


@given(
    own=strengths,
    other=strengths,
    fire=rates,
    counter=rates,
    coming=st.floats(0, 50),
    days=st.floats(0.1, 30),
)
def test_nobody_gains_troops_by_fighting(own, other, fire, counter, coming, days):
    """Also when the other side is gone before the step ends: the dead do not fire."""
    left, right = fight(own, other, fire, counter, days, coming)
    assert 0.0 <= left <= own + coming * days + 1e-9
    assert 0.0 <= right <= other + 1e-9


@given(own=strengths, other=strengths, fire=rates, counter=rates, more=st.floats(1.0, 100.0))
def test_more_troops_leave_more_of_their_own_and_fewer_of_the_others(own, other, fire, counter, more):
    left, right = fight(own, other, fire, counter, 1.0)
    stronger, weaker = fight(own + more, other, fire, counter, 1.0)
    assert stronger >= left
    assert weaker <= right


def test_a_salvo_exchange_has_hughess_result():
    """A = 2, B = 3, three good shots and one intercept each, two hits to put one out of action."""
    assert salvo_losses(2.0, 3.0, 3.0, 1.0, 2.0) == pytest.approx(1.5)
    assert salvo_losses(3.0, 2.0, 3.0, 1.0, 2.0) == 2.0  # 3.5, but there are only two


@given(shooters=strengths, targets=strengths, hits=rates, intercepts=rates, staying=st.floats(0.5, 8.0),
       ceiling=shares)  # fmt: skip
def test_a_salvo_never_hits_more_than_there_is_nor_less_than_nothing(
    shooters, targets, hits, intercepts, staying, ceiling
):
    losses = salvo_losses(shooters, targets, hits, intercepts, staying)
    assert 0.0 <= losses <= targets
    share = salvo_share(shooters, targets, hits, intercepts, staying, ceiling)
    assert share == pytest.approx(min(ceiling, losses / targets))


def test_a_salvo_without_targets_hits_nothing():
    assert salvo_share(10.0, 0.0, 1.0, 1.0, 1.0, 0.5) == 0.0
