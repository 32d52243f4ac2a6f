"""Utility: what several options share is worked out once for them, and anew for an option that differs."""

from __future__ import annotations

import pytest

from standoff.rules.assessment import assess, threat
from standoff.rules.decision import weigh_options
from standoff.rules.incident import hazard_probability, pair_hazard
from standoff.rules.settlement import foresee_deal, foresee_response
from standoff.rules.utility import clash_chance, threat_under
from standoff.state.crisis import OPTIONS, OUTLOOKS
from standoff.state.tables import N_TYPES, blank

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
