"""War – fighting on the axes, and how it ends.

Rule     on every open axis: salvo once, then the square law with troops that keep crossing
         ground' = rate * max(0, 2 * local odds - 1) * (1 - ground)
         fighting corrects perceived odds: bias' = -decay * bias; terms by risk-return (``combat``), offered
         with hazard terms_rate * (1 - risk of refusal)
Reads    troops on the axes [thousand], true strengths, private types for terms
Draw     Draw.CEASEFIRE and Draw.PROPOSER, one uniform each per turn of fighting
Source   lanchester_1916, hughes_1995, fearon_1995, wagner_2000 (bargaining while fighting)
Assumes  one war at a time; perceived odds never enter the fighting itself; an axis is open where troops
         can cross or have crossed, and a host's access scales the salvo on it as it does the troops
"""

from __future__ import annotations

from standoff.compiled import rule
from standoff.elementary import exp, log
from standoff.rules.combat import (
    accepts_terms,
    refusal_risk,
    salvo_share,
    square_law,
    square_law_under_reinforcement,
    ultimatum_demand,
)
from standoff.rules.incident import hazard_probability
from standoff.rules.odds import contest_odds, perceived_odds
from standoff.rules.posture import access_of, loss_of_strength
from standoff.state.crisis import Outlook, State
from standoff.state.tables import N_TYPES, Facts
from standoff.vocabulary import WarLevel

LIMITED = int(WarLevel.LIMITED)
NONE = int(WarLevel.NONE)


@rule
def fight(facts: Facts, state: State) -> None:
    """Phase 7, first: a turn of fighting on all open axes."""
    rules = facts.rules
    war = state.war
    waiting = 0.0
    for axis in range(facts.n_axes):
        waiting += _waiting(facts, state, axis)
    for axis in range(facts.n_axes):
        own = _waiting(facts, state, axis)
        if own > 0.0 or state.front[axis].crossed > 0.0:
            _fight_on(facts, state, axis, own / waiting if waiting > 0.0 else 0.0)
    war.days += rules.turn_days


@rule
def correct_odds(facts: Facts, state: State) -> None:
    """Phase 7, at its end: a turn of fighting takes part of everybody's bias of odds away."""
    left = exp(-facts.rules.bias_decay * facts.rules.turn_days)
    for actor in range(facts.n_actors):
        state.actor[actor].odds_bias *= left


@rule
def _waiting(facts: Facts, state: State, axis: int) -> float:
    """Give the attacker's troops (thousand) on an axis that can still cross."""
    war = state.war
    if facts.axis[axis].weight <= 0.0:
        return 0.0
    ready = state.troops[war.attacker, axis] * access_of(facts, state, war.attacker, axis)
    ready -= state.front[axis].crossed
    if war.level == LIMITED:
        if axis != facts.actor[war.attacker].limited_axis:
            return 0.0
        ready = min(ready, facts.rules.limited_force - state.front[axis].sent)
    return max(0.0, ready)


@rule
def _fight_on(facts: Facts, state: State, axis: int, part: float) -> None:
    """Let a turn of fighting pass on one axis; ``part`` is its share of all troops that can cross."""
    rules = facts.rules
    war = state.war
    front = state.front[axis]
    days = rules.turn_days
    attacker, target = war.attacker, war.target
    held = state.troops[target, axis]
    if front.struck == 0:
        front.struck = 1
        struck = salvo_share(
            facts.force[attacker, axis].strikes * access_of(facts, state, attacker, axis), held,
            rules.salvo_hits, rules.salvo_intercepts, rules.salvo_staying, rules.salvo_ceiling,
        )  # fmt: skip
        held -= struck * held
    crossing = min(rules.cross_rate * part, _waiting(facts, state, axis) / days)
    defence = facts.actor[target].quality * rules.defence * (1.0 + state.actor[target].arms)
    offence = facts.actor[attacker].quality * state.clock.season
    offence *= loss_of_strength(facts.force[attacker, axis].distance, rules.gradient_km)
    fire, counter = rules.attrition * defence, rules.attrition * offence
    crossed = square_law(front.crossed, held, fire, crossing, counter, days)
    left = square_law_under_reinforcement(held, front.crossed, counter, crossing, fire, days)
    lost = front.crossed + crossing * days - crossed
    war.attacker_losses += lost
    war.target_losses += state.troops[target, axis] - left
    war.crossed += crossing * days
    front.sent += crossing * days
    front.crossed = crossed
    state.troops[attacker, axis] = max(0.0, state.troops[attacker, axis] - lost)
    state.troops[target, axis] = left
    odds = 1.0
    resistance = left * defence
    if crossed <= 0.0:
        odds = 0.0
    elif resistance > 0.0:
        odds = contest_odds(log(crossed * offence / resistance), rules.contest)
    push = rules.advance_rate * max(0.0, 2.0 * odds - 1.0)
    front.ground = 1.0 - (1.0 - front.ground) * exp(-push * days)


@rule
def ground_gained(facts: Facts, state: State) -> float:
    """Give the share of the attacker's aim that it holds."""
    gained = 0.0
    for axis in range(facts.n_axes):
        gained += facts.axis[axis].weight * state.front[axis].ground
    return gained


@rule
def agree_terms(facts: Facts, state: State, outlook: Outlook, u_ceasefire: float, u_proposer: float) -> float:
    """Phase 7, then: offer terms, and end the fighting if the other side takes them.

    The proposer does not know the other's cost of war and demands what risk and return advise; it
    offers the more readily, the less it expects a refusal.

    Returns
    -------
    float
        Share of the attacker's aims that the terms concede, or -1 if the fighting goes on.
    """
    war = state.war
    by_attacker = u_proposer < 0.5
    proposer = war.attacker if by_attacker else war.target
    other = war.target if by_attacker else war.attacker
    cost = _cost_share(facts, outlook, proposer, facts.type_cost[state.actor[proposer].type])
    most = _cost_share(facts, outlook, other, facts.type_cost[N_TYPES - 1])
    odds = _prospects(facts, state, outlook, proposer)
    readiness = 1.0 - refusal_risk(odds, cost, most)
    if u_ceasefire >= hazard_probability(facts.rules.terms_rate * readiness, facts.rules.turn_days):
        return -1.0
    demand = ultimatum_demand(odds, cost, most)
    theirs = _cost_share(facts, outlook, other, facts.type_cost[state.actor[other].type])
    if accepts_terms(demand, _conceded_odds(facts, state, outlook, other), theirs) == 0.0:
        return -1.0
    share = demand if by_attacker else 1.0 - demand
    _cease(facts, state, share)
    return share


@rule
def _cost_share(facts: Facts, outlook: Outlook, actor: int, type_cost: float) -> float:
    """Give the cost of fighting on as a share of what the war is about for an actor."""
    menace = outlook.actor[actor].menace
    pie = outlook.actor[actor].won - outlook.actor[actor].lost
    if outlook.actor[actor].target < 0 and menace >= 0:
        pie = outlook.loss[actor, 0] - facts.actor[actor].war_cost * facts.type_cost[0]
    return facts.actor[actor].war_cost * type_cost / max(facts.rules.least_stake, pie)


@rule
def _prospects(facts: Facts, state: State, outlook: Outlook, actor: int) -> float:
    """Give a belligerent's odds of having its way, as it sees them, counting ground that is held."""
    war = state.war
    gained = ground_gained(facts, state)
    attacker = outlook.actor[war.attacker]
    true = attacker.true_limited_odds if war.level == LIMITED else attacker.true_odds
    odds = gained + (1.0 - gained) * perceived_odds(true, state.actor[actor].odds_bias)
    return odds if actor == war.attacker else 1.0 - odds


@rule
def _conceded_odds(facts: Facts, state: State, outlook: Outlook, actor: int) -> float:
    """Give the other side's odds as this belligerent sees them."""
    return 1.0 - _prospects(facts, state, outlook, actor)


@rule
def _cease(facts: Facts, state: State, share: float) -> None:
    """End the fighting: issues move by the conceded share of the war's aims, troops stay where they are."""
    war = state.war
    limited = war.level == LIMITED
    for issue in range(facts.n_issues):
        aim = facts.position[war.attacker, issue]
        end = aim.limited if limited else aim.won
        state.position[issue] += share * (end - state.position[issue])
    war.level = NONE
    war.ceasefire = 1
