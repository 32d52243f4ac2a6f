"""Valuation: Fearon's commitment threshold, odds on several axes, prospects, Powell's status quo."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sim.rules.posture import loss_of_strength
from sim.rules.valuation import (
    contest_odds,
    decision_weight,
    discount_of,
    full_war_value,
    issue_value,
    lottery,
    perceived_odds,
    prospect_value,
    value_of_waiting,
    war_aim_value,
    war_odds,
)
from sim.state.crisis import OUTLOOKS
from sim.state.tables import FACTS, MAX_AXES, blank
from tests.strategies import inner_shares, shares

ATTACKER, TARGET, HOST = 0, 1, 2


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


@given(log_ratio=st.floats(-5, 5), decisiveness=st.floats(0.5, 4), rise=st.floats(0.01, 1))
def test_odds_rise_with_the_ratio_of_forces_and_are_mirrored_for_the_other_side(
    log_ratio, decisiveness, rise
):
    odds = contest_odds(log_ratio, decisiveness)
    assert contest_odds(log_ratio + rise, decisiveness) > odds
    assert contest_odds(-log_ratio, decisiveness) == pytest.approx(1 - odds)
    assert contest_odds(0.0, decisiveness) == 0.5


@given(odds=inner_shares, bias=st.floats(-3, 3))
def test_a_bias_can_be_taken_back_and_never_leaves_zero_to_one(odds, bias):
    seen = perceived_odds(odds, bias)
    assert 0 < seen < 1
    assert perceived_odds(seen, -bias) == pytest.approx(odds)
    assert (seen > odds) == (bias > 0) or abs(bias) < 1e-12


def test_certainties_stay_certain_under_any_bias():
    assert [perceived_odds(odds, 2.0) for odds in (0.0, 1.0)] == [0.0, 1.0]


def front(contest=2.0, redeploy=0.5, gradient=1000.0, hits=0.0):
    """Two axes of half the aim each, the second through a host's territory."""
    facts = blank(FACTS)
    facts.n_actors, facts.n_axes = 3, 3
    facts.axis["weight"][:2] = 0.5
    facts.axis["host"][:3] = [-1, HOST, -1]
    facts.dyad[HOST, ATTACKER].hosts = 1
    facts.actor["quality"][:2] = 1.0
    facts.force["strikes"][ATTACKER, :2] = 10.0
    rules = facts.rules
    rules.contest, rules.redeploy, rules.gradient_km, rules.defence = contest, redeploy, gradient, 1.0
    rules.salvo_hits, rules.salvo_intercepts, rules.salvo_staying = hits, 0.0, 1.0
    return facts


def troops(*by_axis):
    row = np.zeros(MAX_AXES)
    row[: len(by_axis)] = by_axis
    return row


def odds_of(facts, attacking, defending, access=1.0, arms=0.0, season=1.0):
    outlook = blank(OUTLOOKS)
    outlook.attacking, outlook.defending = troops(*attacking), troops(*defending)
    outlook.reach[:] = [
        loss_of_strength(distance, facts.rules.gradient_km) for distance in facts.force["distance"][ATTACKER]
    ]
    return war_odds(facts, outlook, ATTACKER, TARGET, access, arms, season)


def test_odds_are_the_weighted_contests_of_the_axes():
    # (20/10)^2 and (5/10)^2: odds 4/5 and 1/5.
    assert odds_of(front(), (20, 5), (10, 10)) == pytest.approx(0.5 * 0.8 + 0.5 * 0.2)
    # Forces on no axis do not fight.
    assert odds_of(front(), (20, 5, 99), (10, 10, 99)) == pytest.approx(0.5)


def test_a_closed_axis_wins_nothing_and_frees_half_its_defenders():
    # Against 10 + 5 on the open axis: (20/15)^2 = 16/9, odds 16/25 of half the aim.
    assert odds_of(front(), (20, 5), (10, 10), access=0.0) == pytest.approx(0.5 * 16 / 25)
    # Without interior lines nobody is freed: the open axis alone.
    assert odds_of(front(redeploy=0.0), (20, 5), (10, 10), access=0.0) == pytest.approx(0.5 * 0.8)


@given(access=shares, more=shares)
def test_odds_never_fall_with_access(access, more):
    less, more = sorted((access, more))
    facts = front()
    assert odds_of(facts, (20, 20), (10, 10), less) <= odds_of(facts, (20, 20), (10, 10), more) + 1e-12


@given(
    attacking=st.tuples(st.floats(0, 100), st.floats(0, 100)),
    defending=st.tuples(st.floats(1, 100), st.floats(1, 100)),
    more=st.floats(0.1, 50),
    access=shares,
    hits=st.floats(0, 0.5),
)
def test_odds_rise_with_the_attackers_troops_and_fall_with_the_defenders(
    attacking, defending, more, access, hits
):
    facts = front(hits=hits)
    odds = odds_of(facts, attacking, defending, access)
    assert 0.0 <= odds <= 1.0
    assert odds_of(facts, (attacking[0] + more, attacking[1]), defending, access) >= odds - 1e-12
    assert odds_of(facts, (attacking[0], attacking[1] + more), defending, access) >= odds - 1e-12
    # Defenders that a closing axis frees follow the others: more on one axis draws them off another. Only
    # more of all, or of one axis while all are open, is sure to help.
    reinforced = (defending[0] * (1 + more), defending[1] * (1 + more))
    assert odds_of(facts, attacking, reinforced, access) <= odds + 1e-12
    plain = odds_of(facts, attacking, defending)
    assert odds_of(facts, attacking, (defending[0] + more, defending[1])) <= plain + 1e-12
    assert odds_of(facts, attacking, defending, access, arms=0.1) <= odds + 1e-12
    assert odds_of(facts, attacking, defending, access, season=0.8) <= odds + 1e-12


@given(
    attacking=st.tuples(st.floats(0, 100), st.floats(0, 100)),
    defending=st.tuples(st.floats(1, 100), st.floats(1, 100)),
    access=st.floats(0.0, 0.999),
)
def test_odds_have_no_jumps(attacking, defending, access):
    """A millionth of a troop unit or of access moves the odds by less than a ten-thousandth."""
    facts, step = front(hits=0.1), 1e-6
    odds = odds_of(facts, attacking, defending, access)
    others = [
        odds_of(facts, (attacking[0] + step, attacking[1]), defending, access),
        odds_of(facts, (attacking[0], attacking[1] + step), defending, access),
        odds_of(facts, attacking, (defending[0] + step, defending[1]), access),
        odds_of(facts, attacking, defending, access + step),
    ]
    assert others == pytest.approx([odds] * 4, abs=1e-4)


def test_defenders_freed_by_a_closed_axis_meet_the_attack_where_nobody_stood_before():
    facts = front(redeploy=0.5)
    with_a_sentry = odds_of(facts, (20, 5), (1e-9, 10), access=0.0)
    assert odds_of(facts, (20, 5), (0, 10), access=0.0) == pytest.approx(with_a_sentry, abs=1e-6)


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
    won, lost = (war_aim_value(facts, ATTACKER, ATTACKER, end) for end in (2, 0))
    war = full_war_value(facts, ATTACKER, odds, won, lost, 0.0, 1.0)
    return war - issue_value(facts, np.array([share]), ATTACKER)


@given(odds=shares, cost=st.floats(0.001, 1.0))
def test_nobody_is_dissatisfied_with_a_status_quo_that_mirrors_power(odds, cost):
    """Powell 1999: war can pay only if p - c > q; at q = p no ratio of power makes it."""
    assert dyad(odds, odds, cost) == pytest.approx(-cost)


@given(share=shares, odds=shares, cost=st.floats(0.001, 1.0))
def test_war_pays_exactly_where_power_outruns_the_status_quo_by_more_than_its_cost(share, odds, cost):
    assume(abs(odds - cost - share) > 1e-9)
    assert (dyad(share, odds, cost) > 0) == (odds - cost > share)
