"""Valuation: Fearon's commitment threshold, prospects, Powell's status quo, what a limited attack brings."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from standoff.rules.valuation import (
    best_peace,
    decision_weight,
    discount_of,
    full_war_value,
    issue_value,
    limited_war_value,
    lottery,
    promise_credibility,
    prospect_value,
    value_of_waiting,
    war_aim_value,
)
from standoff.state.crisis import OUTLOOKS
from standoff.state.tables import FACTS, blank
from tests.strategies import shares

ATTACKER, TARGET = 0, 1


@given(p1=shares, p2=shares, discount=st.floats(0.05, 0.99), cost=st.floats(0.0, 1.0))
def test_a_declining_side_fights_exactly_when_the_shift_exceeds_its_threshold(p1, p2, discount, cost):
    """Fearon 1995: with one-off costs of war, d*p2 - p1 > (1 - d)^2 c; p is the rising side's odds."""
    excess = discount * p2 - p1 - (1 - discount) ** 2 * cost
    assume(abs(excess) > 1e-9)
    war_now, war_later = 1 - p1 - (1 - discount) * cost, 1 - p2 - (1 - discount) * cost
    assert (war_now > value_of_waiting(1.0, war_later, discount)) == (excess > 0)
    assert (war_now > value_of_waiting(1.0, war_later, discount)) == (excess > 0)


@pytest.mark.parametrize(("step", "is_war"), [(-1e-9, False), (1e-9, True)])
def test_the_decision_flips_at_the_threshold_itself(step, is_war):
    p2, discount, cost = 0.8, 0.9, 0.5
    p1 = discount * p2 - (1 - discount) ** 2 * cost - step
    war_now, war_later = 1 - p1 - (1 - discount) * cost, 1 - p2 - (1 - discount) * cost
    assert (war_now > value_of_waiting(1.0, war_later, discount)) is is_war


@given(now=shares, later=shares, discount=shares)
def test_waiting_is_worth_something_between_now_and_later(now, later, discount):
    waiting = value_of_waiting(now, later, discount)
    assert min(now, later) - 1e-12 <= waiting <= max(now, later) + 1e-12


@pytest.mark.parametrize(("audience", "upkeep", "cost"), [(0.1, 0.3, 0.1), (0.3, 0.1, 0.1), (0.2, 0.2, 0.2)])
def test_peace_costs_what_is_cheaper_to_back_down_or_to_stand(audience, upkeep, cost):
    assert best_peace(0.7, audience, upkeep) == 0.7 - cost


@pytest.mark.parametrize(("trust", "credibility"), [(0.0, 0.5), (0.4, 0.7), (1.0, 1.0)])
def test_a_promised_gain_counts_by_half_and_by_trust_in_the_other_half(trust, credibility):
    assert promise_credibility(trust) == credibility


@given(rate=st.floats(0, 1), days=st.floats(0, 30), n_steps=st.integers(1, 7))
def test_discounts_over_steps_multiply_to_the_discount_over_all(rate, days, n_steps):
    assert discount_of(rate, days / n_steps) ** n_steps == pytest.approx(discount_of(rate, days))


def test_prospect_theory_values_gains_and_losses_of_a_hundred_as_published():
    """Tversky and Kahneman 1992: exponent .88, loss aversion 2.25."""
    assert prospect_value(100.0, 0.0, 0.88, 2.25) == pytest.approx(57.54, abs=5e-3)
    assert prospect_value(-100.0, 0.0, 0.88, 2.25) == pytest.approx(-129.47, abs=5e-3)


@pytest.mark.parametrize(("probability", "weight"), [(0.1, 0.186), (0.5, 0.421), (0.9, 0.712)])
def test_prospect_theory_weights_probabilities_as_published(probability, weight):
    assert decision_weight(probability, 0.61) == pytest.approx(weight, abs=5e-4)


@given(utility=st.floats(-2, 2), reference=st.floats(-2, 2), probability=shares)
def test_without_curvature_aversion_and_weighting_prospects_are_expected_utilities(
    utility, reference, probability
):
    assert prospect_value(utility, reference, 1.0, 1.0) == utility
    assert decision_weight(probability, 1.0) == probability


@given(
    utility=st.floats(-1, 1), rise=st.floats(0.01, 1), curvature=st.floats(0.5, 1), aversion=st.floats(1, 3)
)
def test_a_prospect_never_falls_in_its_utility_and_is_neutral_at_the_reference(
    utility, rise, curvature, aversion
):
    assert prospect_value(0.3, 0.3, curvature, aversion) == 0.3
    worse, better = (prospect_value(value, 0.3, curvature, aversion) for value in (utility, utility + rise))
    assert better > worse


def test_a_reference_above_all_prospects_turns_a_sure_thing_into_a_gamble():
    """Losses are valued convexly: the gamble that a satisfied actor declines, a deprived one takes."""

    def gambles(reference):
        sure = prospect_value(0.5, reference, 0.88, 2.25)
        good, bad = (prospect_value(end, reference, 0.88, 2.25) for end in (0.9, 0.1))
        return lottery(0.5, good, bad, 0.0) > sure

    assert not gambles(0.0)
    assert not gambles(0.5)
    assert gambles(1.0)


def dyad(share, odds, cost):
    """Powell's dyad: one pie, the attacker holds `share` of it and wins all of it with `odds` at `cost`."""
    facts = blank(FACTS)
    facts.n_actors, facts.n_issues = 2, 1
    facts.position["salience"][:2, 0] = 1.0
    facts.position["ideal"][:2, 0] = [1.0, 0.0]
    facts.position["won"][ATTACKER, 0], facts.position["lost"][ATTACKER, 0] = 1.0, 0.0
    facts.actor[ATTACKER].war_cost = cost
    rules = facts.rules
    rules.curvature = rules.loss_aversion = rules.weighting = 1.0
    outlook = blank(OUTLOOKS)
    seen = outlook.actor[ATTACKER]
    seen.won, seen.lost = (war_aim_value(facts, ATTACKER, ATTACKER, end) for end in (2, 0))
    war = full_war_value(facts, outlook, ATTACKER, odds, 1.0)
    return war - issue_value(facts, np.array([share]), ATTACKER)


@given(odds=shares, cost=st.floats(0.001, 1.0))
def test_nobody_is_dissatisfied_with_a_status_quo_that_mirrors_power(odds, cost):
    """Powell 1999: war can pay only if p - c > q; at q = p no ratio of power makes it."""
    assert dyad(odds, odds, cost) == pytest.approx(-cost)


@given(share=shares, odds=shares, cost=st.floats(0.001, 1.0))
def test_war_pays_exactly_where_power_outruns_the_status_quo_by_more_than_its_cost(share, odds, cost):
    assume(abs(odds - cost - share) > 1e-9)
    assert (dyad(share, odds, cost) > 0) == (odds - cost > share)


def limited(odds, type_cost=1.0, **rules):
    """What a limited attack is worth to an attacker that has .5, would take .7, and fears a drift of .04."""
    facts, outlook = blank(FACTS), blank(OUTLOOKS)
    row, seen = facts.actor[ATTACKER], outlook.actor[ATTACKER]
    row.war_cost, row.drift = 0.4, 0.04
    seen.value, seen.limited, seen.sanctions = 0.5, 0.7, 0.2
    settings = {"curvature": 1.0, "loss_aversion": 1.0, "weighting": 1.0, "assurance": 0.5}
    settings |= {"limited_cost": 0.25, "limited_sanctions": 0.1} | rules
    for name, value in settings.items():
        facts.rules[name] = value
    return limited_war_value(facts, outlook, ATTACKER, odds, type_cost)


def test_a_limited_attack_is_worth_its_aims_by_the_odds_on_its_axis_less_its_share_of_the_costs():
    # .6 of .7 and .4 of .5; a quarter of .4 * 1.5, a tenth of .2, half of .04.
    assert limited(0.6, type_cost=1.5) == pytest.approx(0.62 - 0.15 - 0.02 - 0.02)


def test_a_limited_attack_that_is_sure_to_fail_costs_as_much_as_one_that_is_sure_to_succeed():
    assert limited(1.0) - limited(0.0) == pytest.approx(0.7 - 0.5)


def test_prospect_theory_weights_the_odds_of_a_limited_attack_too():
    assert limited(0.1, weighting=0.61) - limited(0.0, weighting=0.61) == pytest.approx(0.186 * 0.2, abs=1e-4)
