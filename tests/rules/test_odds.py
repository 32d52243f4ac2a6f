"""Odds: contests on several axes, the few troops of a limited attack, true and perceived."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.rules.odds import contest_odds, limited_odds, perceived_odds, war_odds
from standoff.rules.posture import loss_of_strength
from standoff.rules.valuation import projected_force, projected_troops
from standoff.state.crisis import OUTLOOKS
from standoff.state.tables import FACTS, MAX_AXES, blank
from tests.strategies import inner_shares, shares

ATTACKER, TARGET, HOST = 0, 1, 2
OWN_AXIS, HOSTED_AXIS, OFF_AXIS = 0, 1, 2


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
    """Two axes of half the aim each, the second through a host's land; limited attacks have 12 thousand."""
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
    rules.salvo_ceiling = 0.5
    rules.limited_force = 12.0
    return facts


def troops(*by_axis):
    row = np.zeros(MAX_AXES)
    row[: len(by_axis)] = by_axis
    return row


def odds_of(facts, attacking, defending, access=1.0, arms=0.0, season=1.0, contest=war_odds):
    outlook = blank(OUTLOOKS)
    outlook.reach[:] = [
        loss_of_strength(distance, facts.rules.gradient_km) for distance in facts.force["distance"][ATTACKER]
    ]
    return contest(
        facts, outlook, ATTACKER, TARGET, troops(*attacking), troops(*defending), access, arms, season
    )


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


def limited_on(axis, attacking, defending, facts=None, **ground):
    """Odds of a limited attack on an axis, -1 = the attacker has none for it."""
    facts = front() if facts is None else facts
    facts.actor[ATTACKER].limited_axis = axis
    return odds_of(facts, attacking, defending, contest=limited_odds, **ground)


def test_odds_of_a_limited_attack_have_their_value_by_hand():
    facts = front(hits=0.4)
    facts.actor["quality"][:2] = [1.5, 0.5]
    facts.force["distance"][ATTACKER, HOSTED_AXIS] = 1000.0 * math.log(2.0)
    rules = facts.rules
    rules.defence, rules.salvo_intercepts, rules.salvo_staying = 2.0, 0.05, 0.8
    odds = limited_on(HOSTED_AXIS, (99, 20), (99, 8), facts, access=0.5, arms=0.25, season=0.8)
    # 10 of 20 may pass, worth 10 * 1.5 * .8 / 2 = 6. Five strikes put (5 * .4 - 8 * .05) / .8 = 2 of 8 out;
    # the other six are worth 6 * .5 * 2 * 1.25 = 7.5. (6/7.5)^2 = 16/25.
    assert odds == pytest.approx(16 / 41)


@given(attacking=st.floats(12, 200), more=st.floats(0, 200), defending=st.floats(0.1, 100), access=shares)
def test_troops_beyond_those_that_a_limited_attack_may_use_change_nothing(attacking, more, defending, access):
    few = limited_on(OWN_AXIS, (12, 0), (defending, 5), access=access)
    assert limited_on(OWN_AXIS, (attacking + more, more), (defending, 5), access=access) == few
    assert few == pytest.approx(contest_odds(math.log(12 / defending), 2.0))


@given(
    attacking=st.floats(0, 11), more=st.floats(0.1, 1), defending=st.floats(1, 50), access=st.floats(0.1, 1)
)
def test_up_to_there_more_attackers_help_and_more_defenders_of_the_axis_hinder(
    attacking, more, defending, access
):
    odds = limited_on(HOSTED_AXIS, (0, attacking), (0, defending), access=access)
    assert 0.0 <= odds <= 1.0
    assert limited_on(HOSTED_AXIS, (0, attacking + more), (0, defending), access=access) > odds
    if odds > 0.0:
        assert limited_on(HOSTED_AXIS, (0, attacking), (0, defending + more), access=access) < odds


@pytest.mark.parametrize(("axis", "other"), [(OWN_AXIS, (0, 1)), (HOSTED_AXIS, (1, 0))])
@given(elsewhere=st.floats(0, 100), access=shares)
def test_troops_elsewhere_do_not_affect_a_limited_attack(axis, other, elsewhere, access):
    """Not even the defenders of an axis that its host keeps closed."""
    alone = limited_on(axis, (10, 10), (8, 8), access=access)
    more = 8 + elsewhere * np.array(other)
    assert limited_on(axis, more + 2, more, access=access) == alone


def test_without_troops_on_its_axis_an_attacker_takes_nothing_and_without_defenders_all():
    everywhere = np.full(MAX_AXES, 20.0)
    assert limited_on(-1, everywhere, everywhere) == 0.0
    assert limited_on(OWN_AXIS, (0, 20), (0, 1)) == 0.0
    assert limited_on(HOSTED_AXIS, (20, 20), (1, 0), access=0.0) == 0.0
    assert limited_on(OWN_AXIS, (1, 20), (0, 9)) == 1.0


@given(attacking=st.floats(0, 30), defending=st.floats(0.1, 30), hits=st.floats(0, 0.5))
def test_where_all_is_about_one_axis_a_limited_attack_never_has_better_odds_than_a_full_one(
    attacking, defending, hits
):
    facts = front(hits=hits)
    facts.axis["weight"][:2] = [1.0, 0.0]
    full = odds_of(facts, (attacking, 0), (defending, 0))
    small = limited_on(OWN_AXIS, (attacking, 0), (defending, 0), facts)
    assert small <= full
    if attacking <= 12:
        assert small == full


@given(attacking=st.floats(0.1, 30), defending=st.floats(1, 30), access=st.floats(0.1, 0.999))
def test_odds_of_a_limited_attack_have_no_jumps(attacking, defending, access):
    """As for a full one: neither where the troops run out, nor where the limit begins."""
    facts, step = front(hits=0.1), 1e-6
    odds = limited_on(HOSTED_AXIS, (0, attacking), (0, defending), facts, access=access)
    others = [
        limited_on(HOSTED_AXIS, (0, attacking + step), (0, defending), facts, access=access),
        limited_on(HOSTED_AXIS, (0, attacking), (0, defending + step), facts, access=access),
        limited_on(HOSTED_AXIS, (0, attacking), (0, defending), facts, access=access + step),
    ]
    assert others == pytest.approx([odds] * 3, abs=1e-4)


def test_troops_ahead_are_written_by_axis_and_their_share_is_that_of_the_required_force(ukraine):
    facts, state, actor = ukraine.facts, ukraine.opening, ukraine.names.actors.index("russia")
    row = np.full(MAX_AXES, np.nan)
    ahead = (facts, state, actor, 1.0, 0.5, 14.0)
    given = projected_troops(*ahead, row)
    assert given[: facts.n_axes].tolist() == row[: facts.n_axes].tolist()
    share = projected_force(*ahead)
    assert share == pytest.approx(row[: facts.n_axes].sum() / facts.actor[actor].required)
    assert share > projected_force(facts, state, actor, 1.0, 0.5, 0.0)
