"""War: where a salvo falls, whose odds count, and who is at war in the turn in which it begins."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.rules.act import carry_out
from standoff.rules.assessment import assess
from standoff.rules.incident import begin_war
from standoff.rules.timeline import advance
from standoff.rules.war import _cost_share, agree_terms, correct_odds, fight
from standoff.state.crisis import OUTLOOKS
from standoff.state.tables import blank
from standoff.vocabulary import WarLevel
from tests.stages import build_stage


def opening(crisis="ukraine"):
    """A crisis on day 0: facts, state, and who attacks whom."""
    stage = build_stage(crisis)
    facts, state = stage.facts, stage.opening.copy()
    attacker, target = np.argwhere(facts.dyad["may_attack"] == 1)[0]
    return stage, facts, state, int(attacker), int(target)


def struck_axes(facts, state, target):
    """Axes on which a turn of fighting costs the target troops."""
    before = state.troops[target].copy()
    fight(facts, state)
    return set(np.flatnonzero(state.troops[target] < before))


def test_a_limited_attack_strikes_on_its_axis_alone():
    _, facts, state, attacker, target = opening()
    begin_war(state, attacker, target, int(WarLevel.LIMITED))
    assert struck_axes(facts, state, target) == {int(facts.actor[attacker].limited_axis)}


def test_no_salvo_falls_on_an_axis_that_its_host_keeps_closed():
    _, facts, state, attacker, target = opening()
    host = int(np.flatnonzero(facts.dyad["hosts"][:, attacker])[0])
    hosted = set(np.flatnonzero((facts.axis["host"] == host) & (facts.axis["weight"] > 0)))
    closed = state.copy()
    closed.actor[host].access = 0.0
    for each in (state, closed):
        begin_war(each, attacker, target, int(WarLevel.FULL))
    assert hosted <= struck_axes(facts, state, target)
    assert not hosted & struck_axes(facts, closed, target)


@pytest.mark.parametrize("troops", [8.0, 20.0, 60.0])
def test_the_odds_of_a_limited_attack_are_those_of_the_forces_that_then_fight(troops):
    """If all cross at once and nobody falls, ground is gained by the very odds on which it was decided."""
    stage = build_stage("ukraine", cross_rate=1e3, attrition=0.0, advance_rate=1.0)
    facts, state = stage.facts, stage.opening.copy()
    attacker, target = (int(row) for row in np.argwhere(facts.dyad["may_attack"] == 1)[0])
    axis = facts.actor[attacker].limited_axis
    state.troops[attacker, axis], state.troops[target, axis] = troops, 4.0
    state.actor[target].arms, state.clock.day = 0.2, 45.0
    advance(facts, state)
    assert state.clock.season < 1.0
    outlook = blank(OUTLOOKS)
    assess(facts, state, outlook)
    odds = outlook.actor[attacker].true_limited_odds
    assert 0.5 < odds < 1.0
    begin_war(state, attacker, target, int(WarLevel.LIMITED))
    fight(facts, state)
    assert state.war.crossed == pytest.approx(min(troops, facts.rules.limited_force))
    assert state.front[axis].ground == pytest.approx(1.0 - np.exp(1.0 - 2.0 * odds))


@pytest.mark.parametrize("turn_days", [0.5, 1.0, 7.0])
def test_a_week_of_fighting_corrects_odds_alike_in_turns_of_any_length(turn_days):
    stage = build_stage("ukraine", turn_days=turn_days)
    state = stage.opening.copy()
    state.actor["odds_bias"] = 0.4
    for _ in range(round(7.0 / turn_days)):
        correct_odds(stage.facts, state)
    left = 0.4 * np.exp(-7.0 * stage.facts.rules.bias_decay)
    assert state.actor["odds_bias"][: stage.facts.n_actors] == pytest.approx(left)


@pytest.mark.parametrize("level", [WarLevel.LIMITED, WarLevel.FULL])
def test_terms_look_at_the_odds_of_the_war_that_is_fought(level):
    """A side to which war is as dear as to the dearest other demands its odds, and all accept that."""
    _, facts, state, attacker, target = opening()
    facts = facts.copy()
    facts.actor["war_cost"][attacker] = 5.0
    state.actor["odds_bias"] = 0.0
    outlook = blank(OUTLOOKS)
    assess(facts, state, outlook)
    row = outlook.actor[attacker]
    row.true_limited_odds, row.true_odds = 0.3, 0.6
    begin_war(state, attacker, target, int(level))
    conceded = agree_terms(facts, state, outlook, 0.0, 0.0)
    assert conceded == pytest.approx(0.3 if level == WarLevel.LIMITED else 0.6)


@pytest.mark.parametrize("bystander_first", [True, False])
def test_acts_in_the_turn_in_which_a_war_begins_are_acts_in_peace_in_any_order(bystander_first):
    stage, facts, state, attacker, target = opening()
    bystander = next(row for row in range(facts.n_actors) if row not in (attacker, target))
    state.actor[attacker].order = facts.actor[attacker].plan_share
    outlook = blank(OUTLOOKS)
    assess(facts, state, outlook)
    talk, attack = (stage.names.actions.index(name) for name in ("offer_package", "full_attack"))
    acts = [(attacker, attack), (bystander, talk), (target, talk)]
    for actor, option in reversed(acts) if bystander_first else acts:
        carry_out(facts, state, outlook, actor, option)
    assert state.actor[bystander].rung == facts.action[talk].rung
    assert state.actor[target].rung == state.actor[attacker].rung == facts.action[attack].rung


def test_costs_count_against_the_least_stake_of_a_war_over_less(set_crisis):
    stage = set_crisis("strait", least_stake=0.1)
    facts, outlook = stage.facts, blank(OUTLOOKS)
    outlook.actor[0].won, outlook.actor[0].lost = 0.52, 0.5
    assert _cost_share(facts, outlook, 0, 1.0) == pytest.approx(facts.actor[0].war_cost / 0.1)
    outlook.actor[0].won = 0.9
    assert _cost_share(facts, outlook, 0, 1.0) == pytest.approx(facts.actor[0].war_cost / 0.4)
