"""Odds – how likely an attack is to win, and how its author sees that.

Rule     odds = sum over axes of weight * S_a^m / (S_a^m + S_d^m)
         of a limited attack: those of its one axis alone, by the few troops that it may use
         perceived: + bias on the log odds
Reads    troops on the axes [thousand], qualities [ratio], access, season, arms [share], distance [km]
Source   hirshleifer_1989 (contest), boulding_1962 (distance), hughes_1995 (salvo)
Assumes  perceived and true odds are kept apart: fighting runs on the true inputs only
"""

from __future__ import annotations

import math

from standoff.arrays import Numbers
from standoff.compiled import lanes, rule
from standoff.elementary import log, logistic
from standoff.rules.combat import salvo_share
from standoff.rules.posture import is_hosted
from standoff.state.crisis import Outlook
from standoff.state.tables import Facts


@rule
def contest_odds(log_ratio: float, decisiveness: float) -> float:
    """Give S_a^m / (S_a^m + S_d^m) from the log of S_a / S_d and m."""
    return logistic(decisiveness * log_ratio)


@rule
def war_odds(
    facts: Facts, outlook: Outlook, attacker: int, target: int, attacking: Numbers, defending: Numbers,
    access: float, arms: float, season: float,
) -> float:  # fmt: skip
    """Give the true odds that an attack on all axes wins.

    Parameters
    ----------
    attacking, defending : ndarray (x + 1,)
        Troops of both sides by axis, thousand.
    access : float
        Access to hosted axes, share (axes of the attacker's own have 1).
    arms : float
        Strength that outside arms add to the target, share.
    season : float
        Trafficability, share.

    Notes
    -----
    An axis that is closed frees part of its defenders for the open ones: a second axis pays twice, by
    the aim that it reaches and by the defence that it splits.
    """
    rules = facts.rules
    free = 0.0
    open_weight = 0.0
    for axis in range(facts.n_axes):
        use = access if is_hosted(facts, attacker, axis) else 1.0
        if facts.axis[axis].weight > 0.0:
            free += rules.redeploy * (1.0 - use) * defending[axis]
            open_weight += use * facts.axis[axis].weight
    offence = facts.actor[attacker].quality * season
    for axis in range(facts.n_axes):
        weight = facts.axis[axis].weight
        use = access if is_hosted(facts, attacker, axis) else 1.0
        strength = attacking[axis] * use
        outlook.aim[axis] = 0.0
        outlook.ratio[axis] = 1.0
        if weight <= 0.0 or strength <= 0.0:
            continue
        outlook.aim[axis] = weight
        held = defending[axis] * (1.0 - rules.redeploy * (1.0 - use))
        held += free * use * weight / open_weight
        outlook.ratio[axis] = _strength_ratio(
            facts, outlook, attacker, target, axis, strength * offence, held, use, arms
        )
    contest = rules.contest
    total = 0.0
    for axis in range(lanes(facts.n_axes, len(outlook.ratio))):
        outlook.ratio[axis] = contest_odds(log(outlook.ratio[axis]), contest)
    for axis in range(facts.n_axes):
        total += outlook.aim[axis] * outlook.ratio[axis]
    return total


@rule
def limited_odds(
    facts: Facts, outlook: Outlook, attacker: int, target: int, attacking: Numbers, defending: Numbers,
    access: float, arms: float, season: float,
) -> float:  # fmt: skip
    """Give the true odds that a limited attack takes its axis, 0 if the attacker has none.

    Parameters are those of ``war_odds``. The few troops that such an attack may use meet all who defend
    the axis.
    """
    axis = facts.actor[attacker].limited_axis
    if axis < 0 or facts.axis[axis].weight <= 0.0:
        return 0.0
    use = access if is_hosted(facts, attacker, axis) else 1.0
    strength = min(attacking[axis] * use, facts.rules.limited_force)
    if strength <= 0.0:
        return 0.0
    strength *= facts.actor[attacker].quality * season
    ratio = _strength_ratio(facts, outlook, attacker, target, axis, strength, defending[axis], use, arms)
    return contest_odds(log(ratio), facts.rules.contest)


@rule
def _strength_ratio(
    facts: Facts, outlook: Outlook, attacker: int, target: int, axis: int, strength: float, held: float,
    use: float, arms: float,
) -> float:  # fmt: skip
    """Give the ratio of strengths on an axis; ``held``: its defenders before the salvo, thousand."""
    rules = facts.rules
    if held <= 0.0:
        return math.inf
    strikes = facts.force[attacker, axis].strikes * use
    struck = salvo_share(
        strikes, held, rules.salvo_hits, rules.salvo_intercepts, rules.salvo_staying, rules.salvo_ceiling
    )
    resistance = held * (1.0 - struck) * facts.actor[target].quality * rules.defence * (1.0 + arms)
    if resistance <= 0.0:  # too small a number to be told from none
        return math.inf
    return strength * outlook.reach[attacker, axis] / resistance


@rule
def perceived_odds(odds: float, bias: float) -> float:
    """Shift odds by a bias on their log odds; bias 0 is the identity."""
    if odds <= 0.0 or odds >= 1.0 or bias == 0.0:
        return odds
    return logistic(log(odds / (1.0 - odds)) + bias)
