"""War: where a salvo falls, and who is at war in the turn in which it begins."""

from __future__ import annotations

import numpy as np
import pytest

from sim.rules.act import carry_out
from sim.rules.assessment import assess
from sim.rules.incident import begin_war
from sim.rules.war import fight
from sim.state.crisis import OUTLOOKS
from sim.state.tables import blank
from sim.vocabulary import WarLevel
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


@pytest.mark.parametrize("bystander_first", [True, False])
def test_who_acts_in_the_turn_in_which_war_begins_does_so_in_peace_whatever_the_order(bystander_first):
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
