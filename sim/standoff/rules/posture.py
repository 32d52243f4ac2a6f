"""Posture – where forces are, how fast they move, and how a threatened actor reacts.

Rule     force' = force moved towards its order at most rate * days (exact in the length of the turn)
         x'(t) = k*y - a*x + g                                        [Richardson arms race]
         strength left = exp(-distance / gradient)                         [Boulding]
         audience' = audience + growth * demand * rung/6 * days
Reads    troops [thousand], order [share of the required force], fear [0..1]
Source   richardson_1960 (reaction), boulding_1962 (loss of strength), fearon_1994 (audience),
         kahn_1965 (rungs); rates in ``scenarios/rules.yaml``
Assumes  an order fills the plans of all axes to the same share; each axis moves with its part of the
         logistics, in proportion to its plan; a host's access scales its axis; an order beyond the plan goes
         on in its direction, but no axis falls below 0 or holds more than all that is ordered
"""

from __future__ import annotations

import math

from standoff.arrays import Numbers
from standoff.compiled import rule
from standoff.elementary import exp
from standoff.state.crisis import State
from standoff.state.tables import Facts
from standoff.vocabulary import ForceOrder, WarLevel

PEACE, FULL = int(WarLevel.NONE), int(WarLevel.FULL)
QUIET_RUNG = 3.0
"""Rung of an actor without a surge: solemn declarations (Kahn)."""
MOBILISED_RUNG = 6.0
"""Rung of a standing surge: significant mobilisation (Kahn)."""
LIMITED_WAR_RUNG = 9.0
"""Rung of a belligerent in a limited war: dramatic military confrontations (Kahn)."""
FULL_WAR_RUNG = 12.0
"""Rung of a belligerent in a full-scale war: large conventional war (Kahn)."""
ROUNDING = 1e-9
"""Relative difference that is rounding: it keeps a bound from touching what only just reaches it."""
KEEP, BASE, HALF, EXERCISE, PLAN = (int(order) for order in ForceOrder)


@rule
def approach(now: float, goal: float, most_up: float, most_down: float) -> float:
    """Move a force towards a goal by at most what logistics allow.

    Parameters
    ----------
    now, goal : float
        Thousand troops.
    most_up, most_down : float
        Largest rise and fall in the time at hand, thousand troops, >= 0.

    Returns
    -------
    float
        Thousand troops; seven steps of one day equal one step of seven.
    """
    if goal > now:
        return min(goal, now + most_up)
    return max(goal, now - most_down)


@rule
def reaction(
    own: float, threat: float, response: float, fatigue: float, grievance: float, days: float
) -> float:
    """Follow Richardson's own' = response*threat - fatigue*own + grievance with the threat held fixed.

    Parameters
    ----------
    own, threat : float
        Armament of the actor and of its rival, any common unit.
    response, fatigue, grievance : float
        k, alpha > 0 and g of the equation, per day (g: unit per day).
    days : float
        Length of the step.

    Returns
    -------
    float
        Armament after the step (exact flow).
    """
    rest = (response * threat + grievance) / fatigue
    return rest + (own - rest) * exp(-fatigue * days)


@rule
def loss_of_strength(distance: float, gradient: float) -> float:
    """Give the share of strength that is left at a distance (km) for a gradient (km)."""
    return exp(-distance / gradient)


@rule
def force_share(facts: Facts, state: State, actor: int) -> float:
    """Give an actor's force as a share of the required one."""
    total = 0.0
    for axis in range(facts.n_axes):
        total += state.troops[actor, axis]
    return total / facts.actor[actor].required


@rule
def is_belligerent(state: State, actor: int) -> bool:
    """Tell whether an actor is one of the two sides of a war that goes on."""
    war = state.war
    return war.level > PEACE and (war.attacker == actor or war.target == actor)


@rule
def standing_rung(facts: Facts, state: State, actor: int) -> float:
    """Give the rung that an actor's posture alone amounts to, without any act."""
    if is_belligerent(state, actor):
        return FULL_WAR_RUNG if state.war.level == FULL else LIMITED_WAR_RUNG
    if force_share(facts, state, actor) > facts.actor[actor].base_share + facts.rules.mobilised_surge:
        return MOBILISED_RUNG
    return QUIET_RUNG


@rule
def ordered_share(facts: Facts, actor: int, order: int, standing: float, force: float) -> float:
    """Turn an order into a level, share of the required force.

    ``standing`` is the level ordered so far and ``force`` the force there is, both as shares.
    """
    base = facts.actor[actor].base_share
    if order == BASE:
        return base
    if order == HALF:
        return base + 0.5 * max(0.0, force - base)
    if order == EXERCISE:
        return max(standing, base + facts.rules.exercise_surge * (facts.actor[actor].plan_share - base))
    if order == PLAN:
        return max(standing, facts.actor[actor].plan_share)
    return standing


@rule
def axis_goal(facts: Facts, actor: int, axis: int, level: float, access: float) -> float:
    """Give the troops (thousand) that an axis holds when an ordered level (share) is reached."""
    row = facts.force[actor, axis]
    base = facts.actor[actor].base_share
    span = facts.actor[actor].plan_share - base
    filled = 0.0
    if span > 0.0:
        filled = max(0.0, (level - base) / span)
    # Bounds that are the same on all axes, in place of a branch on each, leave loops over axes vectorised.
    least, most = -math.inf, math.inf
    if filled > 1.0:  # beyond the plan: an axis that it thins out may be empty, and none holds more than all
        least, most = 0.0, (1.0 + ROUNDING) * level * facts.actor[actor].required
    goal = row.peacetime + filled * (row.plan - row.peacetime)
    return min(max(least, goal), most) * access


@rule
def moved_troops(
    facts: Facts, troops: Numbers, actor: int, axis: int, level: float, access: float, days: float
) -> float:
    """Project the troops of an axis some days ahead under an ordered level (share): the law of motion.

    The axis takes its part of the actor's logistic capacity in proportion to the plan.
    """
    row = facts.force[actor, axis]
    rules = facts.rules
    planned = facts.actor[actor].plan_share * facts.actor[actor].required
    part = row.plan / planned if planned > 0.0 else 0.0
    capacity = facts.actor[actor].required * part * days
    goal = axis_goal(facts, actor, axis, level, access)
    rate = rules.build_rate if facts.actor[actor].is_attacker == 1 else rules.call_up_rate
    return approach(troops[actor, axis], goal, rate * capacity, rules.withdraw_rate * capacity)


@rule
def is_hosted(facts: Facts, actor: int, axis: int) -> bool:
    """Tell whether an axis runs through a host's territory for an actor."""
    host = facts.axis[axis].host
    return host >= 0 and facts.dyad[host, actor].hosts == 1


@rule
def access_of(facts: Facts, state: State, actor: int, axis: int) -> float:
    """Give the share of an axis that an actor may use now: 1, or what its host grants it."""
    if not is_hosted(facts, actor, axis):
        return 1.0
    return state.actor[facts.axis[axis].host].access * facts.rules.host_access


@rule
def move_forces(facts: Facts, state: State, actor: int, fear: float) -> None:
    """Phase 5 for one actor: forces follow orders, a threatened actor mobilises, audience cost grows.

    Parameters
    ----------
    fear : float
        Probability of attack that the actor expects; drives Richardson's reaction of a target.
    """
    rules = facts.rules
    row = state.actor[actor]
    days = rules.turn_days
    if facts.actor[actor].is_target == 1:
        base = facts.actor[actor].base_share
        fatigue = rules.reaction_fatigue
        level = reaction(row.order, fear, rules.reaction * fatigue, fatigue, base * fatigue, days)
        row.order = max(base, level)
    for axis in range(facts.n_axes):
        access = access_of(facts, state, actor, axis)
        moved = moved_troops(facts, state.troops, actor, axis, row.order, access, days)
        if state.war.attacker == actor:
            moved = max(moved, state.front[axis].crossed)  # who is across does not go home by an order
        state.troops[actor, axis] = moved
    row.peak = max(row.peak, force_share(facts, state, actor))
    row.audience += rules.audience_growth * facts.actor[actor].demand * (row.rung / MOBILISED_RUNG) * days
