"""Foresight – what an actor works out once before it weighs its options one by one.

Rule     a course is what an order to the forces leads to over a planning step: upkeep, the value of a later
         war, what it takes from the war of the attacker feared
         deterrence = (odds with the option - odds as things stand) * (won - lost), as the attacker sees them
Reads    forces, access, arms and season a planning step ahead (``assessment``, ``valuation``)
Source   fearon_1995 (option of a later war), schelling_1966 (deterrence), ellsberg_1959 (critical risk)
Assumes  several options share an order, a rival and a clash: each is valued once
"""

from __future__ import annotations

from standoff.compiled import rule
from standoff.rules.assessment import attack_value, season_on, true_odds, upkeep_of
from standoff.rules.incident import is_alliance_pair, is_hostile_pair
from standoff.rules.odds import perceived_odds, war_odds
from standoff.rules.posture import ordered_share
from standoff.rules.settlement import advantage_of_resisting
from standoff.rules.valuation import arms_after, limited_war_value, projected_force, projected_troops
from standoff.state.crisis import N_ORDERS, Options, Outlook, State
from standoff.state.tables import N_TYPES, Facts
from standoff.vocabulary import ForceOrder

KEEP = int(ForceOrder.KEEP)
HOSTILE, ALLIANCE = 1, 2
"""Relations of a pair whose forces may clash."""


@rule
def foresee(facts: Facts, state: State, outlook: Outlook, options: Options, actor: int) -> None:
    """Fill in what the open options of an actor have in common."""
    for order in range(N_ORDERS):
        for option in range(facts.n_actions):
            if options.available[option] == 1 and facts.action[option].order == order:
                _plan(facts, state, outlook, options, actor, order)
                break
    for rival in range(facts.n_actors):
        options.deal[rival].is_read = 0
        options.clash[rival].is_known = 0
        options.clash[rival].relation = 0
        if facts.dyad[actor, rival].rival_weight > 0.0:
            _read_resistance(facts, outlook, options, actor, rival)
        if rival != actor:
            _read_clash(facts, outlook, options, actor, rival)
    options.threat.is_known = 0
    options.access_gain = 0.0
    menace = outlook.actor[actor].menace
    if facts.actor[actor].is_host == 1 and menace >= 0:
        options.access_gain = _access_gain(facts, state, outlook, menace)


@rule
def _plan(facts: Facts, state: State, outlook: Outlook, options: Options, actor: int, order: int) -> None:
    """Work out where an order to the forces leads."""
    row = outlook.actor[actor]
    mine = state.actor[actor]
    course = options.course[order]
    course.upkeep = row.upkeep
    course.deterrence = 0.0
    for kind in range(N_TYPES):
        course.later[kind] = outlook.war_later[actor, kind]
    if order == KEEP:
        return
    days = facts.rules.planning_days
    level = ordered_share(facts, actor, order, mine.order, row.force)
    force = projected_force(facts, state, actor, level, row.access, days)
    course.upkeep = upkeep_of(facts, actor, force)
    if row.target >= 0:
        arms = arms_after(facts, state, row.target, days, -1, 0.0)
        theirs = state.actor[row.target].order
        full, limited = true_odds(facts, state, outlook, actor, level, theirs, row.access, arms, days)
        odds = perceived_odds(full, mine.odds_bias)
        local = perceived_odds(limited, mine.odds_bias)
        for kind in range(N_TYPES):
            course.later[kind] = attack_value(
                facts, state, outlook, actor, odds, local, force, facts.type_cost[kind]
            )
    if row.menace >= 0 and outlook.actor[row.menace].target == actor:
        course.deterrence = deterrence(facts, state, outlook, actor, row.menace, level, 0.0)


@rule
def deterrence(facts: Facts, state: State, outlook: Outlook, actor: int, menace: int, target_level: float,
               arms_rate: float) -> float:  # fmt: skip
    """Give the utility that an actor adds to the best attack of the one feared (negative = it deters).

    It is that of the middle type, which stands for all: which attack is the better one may differ by type.

    Parameters
    ----------
    target_level : float
        Force that the target orders, share of the required one.
    arms_rate : float
        Strength per day by which the actor changes the arms that it sends to the target, share.
    """
    rules = facts.rules
    row = outlook.actor[menace]
    days = rules.planning_days
    rate = min(rules.arms_rate_ceiling, max(0.0, state.actor[actor].arms_rate + arms_rate))
    arms = arms_after(facts, state, row.target, days, actor, rate)
    order = state.actor[menace].order
    full, limited = true_odds(facts, state, outlook, menace, order, target_level, row.access, arms, days)
    odds = perceived_odds(full, state.actor[menace].odds_bias)
    local = perceived_odds(limited, state.actor[menace].odds_bias)
    middle = N_TYPES // 2
    value = attack_value(facts, state, outlook, menace, odds, local, row.later, facts.type_cost[middle])
    return value - outlook.war_later[menace, middle]


@rule
def _read_resistance(facts: Facts, outlook: Outlook, options: Options, actor: int, rival: int) -> None:
    """Work out how much better a rival that fears the actor resists than submits, as things stand."""
    theirs = outlook.actor[rival]
    if outlook.actor[actor].target < 0 or theirs.menace != actor:
        return
    for kind in range(N_TYPES):
        if outlook.loss[rival, kind] > 0.0:
            options.resist[rival, kind] = advantage_of_resisting(outlook, rival, kind, theirs.fear)


@rule
def _read_clash(facts: Facts, outlook: Outlook, options: Options, actor: int, rival: int) -> None:
    """Work out what a clash with a rival costs each type."""
    rules = facts.rules
    row = outlook.actor[actor]
    hostile = is_hostile_pair(facts, actor, rival)
    if facts.dyad[actor, rival].proximity <= 0.0:
        return
    clash = options.clash[rival]
    clash.is_alliance = 1 if is_alliance_pair(facts, actor, rival) else 0
    if not hostile and clash.is_alliance == 0:
        return
    clash.relation = HOSTILE if hostile else ALLIANCE
    for kind in range(N_TYPES):
        cost = facts.type_cost[kind]
        loss = rules.wider_cost * cost
        if hostile and facts.dyad[actor, rival].may_attack == 1:
            small = limited_war_value(facts, outlook, actor, row.limited_odds_now, cost)
            loss = max(0.0, row.quo - small)
        elif hostile:
            loss = rules.limited_cost * outlook.loss[actor, kind]
        clash.loss[kind] = loss


@rule
def _access_gain(facts: Facts, state: State, outlook: Outlook, guest: int) -> float:
    """Give the utility that full access adds to the guest's war over none."""
    row = outlook.actor[guest]
    target = row.target
    order, their_order = state.actor[guest].order, state.actor[target].order
    attacking = projected_troops(facts, state, guest, order, 1.0, 0.0, outlook.attacking)
    defending = projected_troops(facts, state, target, their_order, 1.0, 0.0, outlook.defending)
    season = season_on(facts, state, state.clock.day)
    arms = state.actor[target].arms
    bias = state.actor[guest].odds_bias
    full = war_odds(facts, outlook, guest, target, attacking, defending, 1.0, arms, season)
    none = war_odds(facts, outlook, guest, target, attacking, defending, 0.0, arms, season)
    return (perceived_odds(full, bias) - perceived_odds(none, bias)) * (row.won - row.lost)
