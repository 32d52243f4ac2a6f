"""Payoff – what the way a run ended is worth to each actor.

Rule     payoff = value of the issues as they stand - cost of its war * type - sanctions (utilities)
Reads    positions, ground held, the worst level of the war, sanctions
Source   fearon_1995 (war as a costly lottery); costs as in ``valuation``
Assumes  while fighting goes on, issues count as moved by the share of its aims that the attacker holds
"""

from __future__ import annotations

from standoff.compiled import rule
from standoff.rules.valuation import sanctions_loss, sanctions_share
from standoff.rules.war import ground_gained
from standoff.state.crisis import State
from standoff.state.tables import Facts
from standoff.vocabulary import WarLevel

NONE, LIMITED, FULL = int(WarLevel.NONE), int(WarLevel.LIMITED), int(WarLevel.FULL)


@rule
def payoff(facts: Facts, state: State, actor: int) -> float:
    """Value the end of a run for an actor of its private type (utility; 1 = all its ideals, no cost)."""
    return _value_of_end(facts, state, actor) - _cost_of_war(facts, state, actor)


@rule
def _value_of_end(facts: Facts, state: State, actor: int) -> float:
    war = state.war
    held = ground_gained(facts, state) if war.level > NONE else 0.0
    total = 1.0
    for issue in range(facts.n_issues):
        position = state.position[issue]
        if held > 0.0:
            aim = facts.position[war.attacker, issue]
            end = aim.limited if war.level == LIMITED else aim.won
            position += held * (end - position)
        row = facts.position[actor, issue]
        total -= row.salience * abs(position - row.ideal)
    return total


@rule
def _cost_of_war(facts: Facts, state: State, actor: int) -> float:
    """Add up what belligerents, hosts and protectors that were drawn in pay, by the actor's type."""
    rules = facts.rules
    war = state.war
    type_cost = facts.type_cost[state.actor[actor].type]
    total = 0.0
    if war.outside == 1 and (facts.actor[actor].is_attacker == 1 or facts.actor[actor].is_protector == 1):
        total += rules.wider_cost * type_cost
    if war.worst == NONE:
        return total
    full = war.worst == FULL
    if actor == war.attacker or actor == war.target:
        total += facts.actor[actor].war_cost * type_cost * (1.0 if full else rules.limited_cost)
    if actor == war.attacker:
        met = sanctions_loss(facts, actor, sanctions_share(facts, state, war.target, -1, -1.0))
        total += met * (1.0 if full else rules.limited_sanctions)
    if full and facts.dyad[actor, war.attacker].hosts == 1:
        total += rules.host_exposure * type_cost
    return total
