"""Utility: what several options share is worked out once for them, and what a war costs those beside it."""

from __future__ import annotations

import pytest

from standoff.rules.assessment import assess, staying_probability, threat, war_loss
from standoff.rules.decision import weigh_options
from standoff.rules.incident import hazard_probability, pair_hazard
from standoff.rules.settlement import foresee_deal, foresee_response
from standoff.rules.utility import clash_chance, join_term, threat_under
from standoff.state.crisis import OPTIONS, OUTLOOKS
from standoff.state.tables import N_TYPES, blank
from standoff.vocabulary import Term

WORKED_OUT = ("talk", "submits", "countered", "signs", "chance", "worth")


@pytest.fixture
def weighed(ukraine):
    """Facts, state, outlook and a function that gives an actor's options after it weighed them."""
    facts, state, outlook = ukraine.facts, ukraine.opening.copy(), blank(OUTLOOKS)
    assess(facts, state, outlook)

    def weigh(name):
        actor, options = ukraine.names.actors.index(name), blank(OPTIONS)
        weigh_options(facts, state, outlook, options, actor)
        return actor, options

    return facts, state, outlook, weigh


def test_a_clash_is_as_likely_as_the_hazard_of_the_pair_on_the_rung_calm_and_flank_at_hand(weighed):
    facts, state, outlook, weigh = weighed
    actor, options = weigh("russia")
    rival = next(row for row in range(facts.n_actors) if options.clash[row].relation > 0)
    conditions = [(3.0, 0.0, 0.0), (9.0, 0.0, 0.0), (9.0, 7.0, 0.0), (9.0, 7.0, 0.9), (3.0, 0.0, 0.0)]
    for rung, calm, flank in conditions:
        chance = clash_chance(facts, state, outlook, options, actor, rival, rung, calm, flank)
        hazard = pair_hazard(facts, state, actor, rival, rung, calm, flank) * facts.rules.clash
        assert chance == hazard_probability(hazard, facts.rules.planning_days)


def test_the_attack_feared_is_that_of_the_bonuses_at_hand(weighed):
    facts, state, outlook, weigh = weighed
    actor, options = weigh("ukraine")
    menace, fears = int(outlook.actor[actor].menace), []
    for bonuses in ((0.0, 0.0), (-0.1, 0.0), (-0.1, 0.1), (0.0, 0.0), (-0.1, 0.0)):
        fears.append(threat_under(facts, state, outlook, options, actor, *bonuses))
        assert fears[-1] == threat(facts, state, outlook, menace, actor, *bonuses)
    assert fears[0] == outlook.actor[actor].fear > fears[1] > fears[2]


@pytest.mark.parametrize("second", [(0.6, 0.2), (0.1, 0.9), (0.6, 0.9)])
def test_a_deal_is_that_of_the_fear_and_the_offer_at_hand(weighed, second):
    facts, state, outlook, weigh = weighed
    actor, used = weigh("russia")
    _, fresh = weigh("russia")
    rival = next(row for row in range(facts.n_actors) if outlook.actor[row].menace == actor)

    def foresee(options, fear, offer):
        foresee_response(facts, state, outlook, options, actor, rival, fear)
        foresee_deal(facts, state, outlook, options, actor, rival, offer)
        return {name: options.deal[rival][name][:N_TYPES].tolist() for name in WORKED_OUT}

    first = foresee(used, 0.1, 0.2)
    assert foresee(used, *second) == foresee(fresh, *second) != first
    assert foresee(used, 0.1, 0.2) == first


@pytest.mark.parametrize(
    ("by_type", "expected"), [(0.0, (0.2, 0.2)), (0.5, (0.14, 0.26)), (1.0, (0.08, 0.32))]
)
def test_a_part_of_the_cost_of_a_protector_that_stays_out_goes_by_its_type(ukraine, by_type, expected):
    facts, outlook = ukraine.facts.copy(), blank(OUTLOOKS)
    protector, attacker, target = (ukraine.names.actors.index(name) for name in ("nato", "russia", "ukraine"))
    facts.rules.protector_resolve, facts.actor[protector].war_cost = by_type, 0.2
    outlook.actor[attacker].target = target
    losses = [war_loss(facts, outlook, protector, attacker, 0.0, cost) for cost in (0.4, 1.6)]
    assert losses == pytest.approx(expected)


@pytest.mark.parametrize("unsaved", [0.0, 0.25, 1.0])
def test_joining_saves_what_a_protector_would_lose_but_its_unsaved_cost(ukraine, unsaved):
    facts, state, outlook = ukraine.facts.copy(), ukraine.opening.copy(), blank(OUTLOOKS)
    protector, attacker, target = (ukraine.names.actors.index(name) for name in ("nato", "russia", "ukraine"))
    facts.rules.unsaved_cost, facts.rules.wider_cost, facts.actor[protector].war_cost = unsaved, 0.0, 0.2
    state.war.attacker, state.war.target = attacker, target
    outlook.actor[protector].menace = attacker
    outlook.loss[protector] = 0.15
    options = blank(OPTIONS)
    join_term(facts, state, outlook, options, protector, 0)
    saved = facts.dyad[protector, target].protects * max(0.0, 0.15 - unsaved * 0.2)
    assert options.term[0, Term.WAR, :N_TYPES].tolist() == pytest.approx([saved] * N_TYPES)


def test_a_guest_whose_host_gives_no_sign_expects_the_odds_of_the_rules(set_crisis):
    stage = set_crisis("ukraine", host_stay=0.3)
    host, guest = (stage.names.actors.index(name) for name in ("belarus", "russia"))
    state = stage.opening.copy()
    state.policy[host] = 0.0
    assert staying_probability(stage.facts, state, host, guest) == 0.3
