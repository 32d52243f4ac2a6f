"""Inject – what the control cell of a wargame lets happen, whatever the actors decide.

Rule     state' = state + size, kept inside the range of that state; an incident befalls a pair as any other;
         an act takes the place of the actor's choice of that turn, if it is open to the actor
Reads    events of the scenario and of the configuration [days since the opening]
Source   scenario
Assumes  nobody foresees an inject; others read an injected act as the actor's own choice; troops that come
         or go move the ordered level with them, and lost troops are no withdrawal
"""

from __future__ import annotations

from standoff.compiled import rule
from standoff.rules.incident import befall
from standoff.rules.posture import force_share
from standoff.state.crisis import State
from standoff.state.tables import Facts
from standoff.vocabulary import InjectEffect

TENSION, CALM, INCIDENT = int(InjectEffect.TENSION), int(InjectEffect.CALM), int(InjectEffect.INCIDENT)
TROOPS, AUDIENCE, RUNG = int(InjectEffect.TROOPS), int(InjectEffect.AUDIENCE), int(InjectEffect.RUNG)
TABLE, OFFER, ACCESS = int(InjectEffect.TABLE), int(InjectEffect.OFFER), int(InjectEffect.ACCESS)
ARMS, SANCTIONS = int(InjectEffect.ARMS), int(InjectEffect.SANCTIONS)
ODDS_BIAS = int(InjectEffect.ODDS_BIAS)

HIGHEST_RUNG = 16.0
"""Top of the part of Kahn's ladder that the model knows."""


@rule
def bounded(value: float, least: float, most: float) -> float:
    """Give a value, or the end of the range that it has passed."""
    return min(most, max(least, value))


@rule
def inject(facts: Facts, state: State, event: int) -> None:
    """Let an inject (row of the event table) take effect, all but an act."""
    row = facts.event[event]
    if row.effect == INCIDENT:
        befall(facts, state, row.actor, row.other, 1)
    elif row.effect == TENSION or row.effect == CALM:
        _between(state, row.actor, row.other, row.effect, row.value)
    elif row.effect == TROOPS:
        _bring_troops(facts, state, row.actor, row.axis, row.value)
    else:
        _to_actor(facts, state, row.actor, row.effect, row.value)


@rule
def _between(state: State, one: int, other: int, effect: int, size: float) -> None:
    """Change what a pair has between it, from both sides."""
    pair = state.dyad[one, other]
    tension, calm_days = pair.tension, pair.calm_days
    if effect == TENSION:
        tension = bounded(tension + size, 0.0, 1.0)
    else:
        calm_days = max(0.0, calm_days + size)
    for row, column in ((one, other), (other, one)):
        state.dyad[row, column].tension = tension
        state.dyad[row, column].calm_days = calm_days


@rule
def _bring_troops(facts: Facts, state: State, actor: int, axis: int, size: float) -> None:
    """Let troops (thousand) come to an axis or be lost there; those across the border are lost last."""
    row = state.actor[actor]
    change = max(size, -state.troops[actor, axis])
    share = change / facts.actor[actor].required
    state.troops[actor, axis] += change
    row.order = max(0.0, row.order + share)
    if change < 0.0:
        row.peak = max(force_share(facts, state, actor), row.peak + share)
    if state.war.attacker == actor:
        state.front[axis].crossed = min(state.front[axis].crossed, state.troops[actor, axis])


@rule
def _to_actor(facts: Facts, state: State, actor: int, effect: int, size: float) -> None:
    """Change one thing of one actor."""
    row = state.actor[actor]
    if effect == AUDIENCE:
        row.audience = max(0.0, row.audience + size)
    if effect == RUNG and size != 0.0:
        row.rung = bounded(row.rung + size, 1.0, HIGHEST_RUNG)
        row.rung_days = 0.0
    if effect == TABLE:
        row.table_days = max(0.0, row.table_days + size)
        if row.table_days <= 0.0:
            row.offer = 0.0
    if effect == OFFER:
        row.offer = bounded(row.offer + size, 0.0, 1.0)
    if effect == ACCESS:
        row.access = bounded(row.access + size, 0.0, 1.0)
    if effect == ARMS:
        row.arms = bounded(row.arms + size, 0.0, facts.rules.arms_ceiling)
    if effect == SANCTIONS:
        row.sanctions = bounded(row.sanctions + size, 0.0, 1.0)
    if effect == ODDS_BIAS:
        row.odds_bias += size
