"""Assessment – what every actor computes before it decides, all from one snapshot.

Rule     war_later: the war value a planning step ahead, by the same law of motion as the forces
         waiting = (1 - d) * status quo + d * war_later
         going on = max(status quo, waiting) - upkeep - fear * loss
         fear = sum over types of belief * logistic(precision * (war - peace)), 1 in a full-scale war; with
         war = waiting - upkeep; peace: see ``valuation``
Reads    forces, access, arms, season, sanctions, beliefs of the snapshot
Source   fearon_1995 (option of a later war), schelling_1966 (fear of attack as coercion)
Assumes  others are read through public beliefs; one attacker per menaced actor counts, and one target per
         attacker
"""

from __future__ import annotations

from standoff.compiled import lanes, rule
from standoff.elementary import logistic
from standoff.rules.incident import hazard_probability
from standoff.rules.negotiation import draft_rate
from standoff.rules.odds import limited_odds, perceived_odds, war_odds
from standoff.rules.posture import force_share, loss_of_strength
from standoff.rules.valuation import (
    arms_after,
    best_peace,
    conceded_position,
    concession_value,
    full_war_value,
    hosted_access,
    issue_value,
    limited_war_value,
    projected_force,
    projected_troops,
    prospect_value,
    sanctions_loss,
    sanctions_share,
    value_of_waiting,
    war_aim_value,
)
from standoff.state.crisis import Outlook, State
from standoff.state.tables import N_TYPES, Facts
from standoff.vocabulary import EventKind, OptionClass, WarLevel

WITHDRAW, NEGOTIATE = int(OptionClass.WITHDRAW), int(OptionClass.NEGOTIATE)
STAND, COERCE = int(OptionClass.STAND), int(OptionClass.COERCE)
LIMITED_ATTACK, FULL_ATTACK = int(OptionClass.LIMITED_ATTACK), int(OptionClass.FULL_ATTACK)
NONE, FULL = int(WarLevel.NONE), int(WarLevel.FULL)
EXERCISE, SEASON = int(EventKind.EXERCISE), int(EventKind.SEASON)

CANNOT = -9.0
"""Utility of an attack that there are no troops for: below every possible value."""


@rule
def target_of(facts: Facts, actor: int) -> int:
    """Give the actor that this one may attack, -1 = none."""
    for other in range(facts.n_actors):
        if facts.dyad[actor, other].may_attack == 1:
            return other
    return -1


@rule
def menace_of(facts: Facts, actor: int) -> int:
    """Give the attacker whose war an actor has to fear: on itself, on whom it protects, from its soil."""
    menace = -1
    for attacker in range(facts.n_actors):
        target = target_of(facts, attacker)
        if target < 0 or attacker == actor:
            continue
        if target == actor:
            return attacker
        if facts.dyad[actor, target].protects > 0.0 or facts.dyad[actor, attacker].hosts == 1:
            menace = attacker
    return menace


@rule
def least_force(facts: Facts, option_class: int) -> float:
    """Give the force (share of the required one) that an attack of a class needs."""
    for option in range(facts.n_actions):
        row = facts.action[option]
        if row.option_class == option_class and row.joins == 0:
            return row.min_force
    return 2.0


@rule
def attack_value(facts: Facts, state: State, outlook: Outlook, attacker: int, odds: float, local: float,
                 force: float, type_cost: float) -> float:  # fmt: skip
    """Value the better of the attacks that a force (share) allows.

    ``odds`` are those of a full attack, ``local`` those of a limited one, both as the attacker sees them.
    """
    best = CANNOT
    if force >= outlook.least_full:
        best = full_war_value(facts, outlook, attacker, odds, type_cost)
    if force >= outlook.least_limited and state.war.level == NONE and facts.actor[attacker].limited_axis >= 0:
        best = max(best, limited_war_value(facts, outlook, attacker, local, type_cost))
    return best


@rule
def expected_access(facts: Facts, state: State, actor: int, days: float) -> float:
    """Give the access to hosted axes that a guest expects some days ahead, share.

    An exercise that ends takes its access with it unless the host lets the guest stay; how likely
    that is, the guest reads from the host's last policy.
    """
    for host in range(facts.n_actors):
        if facts.dyad[host, actor].hosts == 0:
            continue
        now = state.actor[host].access * facts.rules.host_access
        if state.actor[host].extended == 1:
            return now
        after = limited_access(facts) * facts.rules.host_access
        for event in range(facts.n_events):
            row = facts.event[event]
            ends = row.kind == EXERCISE and row.actor == actor and row.host == host
            if ends and state.clock.day < row.until <= state.clock.day + days:
                stay = staying_probability(facts, state, host, actor)
                return stay * now + (1.0 - stay) * min(now, after)
        return now
    return 1.0


@rule
def limited_access(facts: Facts) -> float:
    """Give the access that is left when a host limits it, share (from the action table)."""
    for option in range(facts.n_actions):
        row = facts.action[option]
        if row.access >= 0.0 and row.option_class == NEGOTIATE:
            return row.access
    return 0.0


@rule
def staying_probability(facts: Facts, state: State, host: int, guest: int) -> float:
    """Give the probability, for the guest, that its host extends rather than limits its access."""
    extend = 0.0
    limit = 0.0
    for kind in range(N_TYPES):
        belief = state.belief[guest, host, kind]
        for option in range(facts.n_actions):
            row = facts.action[option]
            if row.access >= 0.0 and row.option_class == COERCE:
                extend += belief * state.policy[host, kind, option]
            if row.access >= 0.0 and row.option_class == NEGOTIATE:
                limit += belief * state.policy[host, kind, option]
    if extend + limit <= 0.0:
        return facts.rules.host_stay
    return extend / (extend + limit)


@rule
def upkeep_of(facts: Facts, actor: int, force: float) -> float:
    """Give the utility that a surge of force (share) costs over one planning step."""
    rules = facts.rules
    return rules.upkeep * max(0.0, force - facts.actor[actor].base_share) * rules.planning_days


@rule
def true_odds(facts: Facts, state: State, outlook: Outlook, attacker: int, level: float, target_level: float,
              access: float, arms: float, days: float) -> tuple[float, float]:  # fmt: skip
    """Give the true odds of a full and of a limited attack some days ahead, under ordered levels (shares).

    ``access`` to hosted axes and the strength that outside ``arms`` have added are those of that day, shares.
    """
    target = outlook.actor[attacker].target
    attacking = projected_troops(facts, state, attacker, level, access, days, outlook.attacking)
    defending = projected_troops(facts, state, target, target_level, 1.0, days, outlook.defending)
    season = season_on(facts, state, state.clock.day + days)
    full = war_odds(facts, outlook, attacker, target, attacking, defending, access, arms, season)
    limited = limited_odds(facts, outlook, attacker, target, attacking, defending, access, arms, season)
    return full, limited


@rule
def season_on(facts: Facts, state: State, day: float) -> float:
    """Give the trafficability of the ground on a day, share."""
    season = 1.0
    for event in range(facts.n_events):
        row = facts.event[event]
        if row.kind == SEASON and row.day <= day:
            season = row.value
    return season


@rule
def attack_probability(quo: float, later: float, upkeep: float, audience: float, peace_bonus: float,
                       discount: float, precision: float) -> float:  # fmt: skip
    """Give the probability that a type attacks rather than keeps the peace over a planning step.

    Parameters
    ----------
    quo, later : float
        Utility of the status quo and of a war a planning step later.
    upkeep, audience : float
        Utility that standing (backing down) costs; peace takes the cheaper of the two.
    peace_bonus : float
        Utility that offers add to peace.
    discount, precision : float
        Weight of the later step; lambda.
    """
    war = value_of_waiting(quo, later, discount) - upkeep
    peace = best_peace(quo + peace_bonus, audience, upkeep)
    return logistic(precision * (war - peace))


@rule
def threat(facts: Facts, state: State, outlook: Outlook, attacker: int, observer: int, war_bonus: float,
           peace_bonus: float) -> float:  # fmt: skip
    """Give the probability of attack over a planning step that an observer expects of an attacker.

    Parameters
    ----------
    war_bonus, peace_bonus : float
        Utility that something under consideration adds to the attacker's war and to its peace.
    """
    if state.war.level == FULL:
        return 1.0
    rules = facts.rules
    row = outlook.actor[attacker]
    quo, upkeep, audience, discount, precision = (
        row.quo,
        row.upkeep,
        row.audience,
        rules.discount,
        rules.rationality,
    )
    chance, later = outlook.chance, outlook.war_later[attacker]
    for kind in range(outlook.n_lanes):
        chance[kind] = attack_probability(
            quo, later[kind] + war_bonus, upkeep, audience, peace_bonus, discount, precision
        )
    total = 0.0
    for kind in range(N_TYPES):
        total += state.belief[observer, attacker, kind] * chance[kind]
    return total


@rule
def assess(facts: Facts, state: State, outlook: Outlook) -> None:
    """Fill the outlook of all actors from the snapshot."""
    n_actors = facts.n_actors
    outlook.least_full = least_force(facts, FULL_ATTACK)
    outlook.least_limited = least_force(facts, LIMITED_ATTACK)
    outlook.war = state.war.level
    outlook.n_lanes = lanes(N_TYPES, len(outlook.chance))
    outlook.drafted = hazard_probability(draft_rate(facts, state), facts.rules.planning_days)
    for actor in range(n_actors):
        _assess_response(facts, state, outlook, actor)
        _assess_peace(facts, state, outlook, actor)
    for actor in range(n_actors):
        if outlook.actor[actor].target >= 0:
            _assess_war(facts, state, outlook, actor)
        else:
            _rule_out_war(outlook, actor)
    for actor in range(n_actors):
        _assess_fear(facts, state, outlook, actor)


@rule
def _assess_response(facts: Facts, state: State, outlook: Outlook, actor: int) -> None:
    """Read an actor's last policy by type: how likely it talks, stands, coerces, and what it would offer."""
    for kind in range(N_TYPES):
        talk = 0.0
        stand = 0.0
        coerce = 0.0
        offer = 0.0
        for option in range(facts.n_actions):
            act = facts.action[option]
            share = state.policy[actor, kind, option]
            if act.option_class == WITHDRAW or act.option_class == NEGOTIATE:
                talk += share
                offer += share * max(0.0, act.offer)
            elif act.option_class == STAND:
                stand += share
            else:
                coerce += share
        outlook.response[actor, 0, kind] = talk
        outlook.response[actor, 1, kind] = stand
        outlook.response[actor, 2, kind] = coerce
        outlook.response[actor, 3, kind] = offer / talk if talk > 0.0 else 0.0


@rule
def _assess_peace(facts: Facts, state: State, outlook: Outlook, actor: int) -> None:
    """Value the status quo, readiness, and for everybody what the actor can concede."""
    rules = facts.rules
    fact = facts.actor[actor]
    mine = state.actor[actor]
    row = outlook.actor[actor]
    row.target = target_of(facts, actor)
    row.menace = menace_of(facts, actor)
    row.value = issue_value(facts, state.position, actor)
    valued = prospect_value(row.value, fact.reference, rules.curvature, rules.loss_aversion)
    row.quo = valued - fact.drift * (1.0 - rules.assurance)
    row.force = force_share(facts, state, actor)
    cover = rules.cover if mine.cover_days > 0.0 else 0.0
    row.audience = mine.audience * (1.0 - cover)
    row.access = expected_access(facts, state, actor, rules.planning_days)
    row.later = projected_force(facts, state, actor, mine.order, row.access, rules.planning_days)
    row.upkeep = upkeep_of(facts, actor, row.later)
    for issue in range(facts.n_issues):
        outlook.conceded[issue] = conceded_position(facts, state, actor, issue, 1.0)
    for viewer in range(facts.n_actors):
        outlook.concession[viewer, actor] = concession_value(facts, state, outlook.conceded, viewer)


@rule
def _assess_war(facts: Facts, state: State, outlook: Outlook, attacker: int) -> None:
    """Value attacking now and a planning step later, for each type that the attacker might be."""
    rules = facts.rules
    row = outlook.actor[attacker]
    mine = state.actor[attacker]
    target = row.target
    theirs = state.actor[target].order
    row.won = war_aim_value(facts, attacker, attacker, 2)
    row.limited = war_aim_value(facts, attacker, attacker, 1)
    row.lost = war_aim_value(facts, attacker, attacker, 0)
    row.sanctions = sanctions_loss(facts, attacker, sanctions_share(facts, state, target, -1, -1.0))
    for axis in range(facts.n_axes):
        distance = facts.force[attacker, axis].distance
        outlook.reach[attacker, axis] = loss_of_strength(distance, rules.gradient_km)
    access = hosted_access(facts, state, attacker)
    arms = state.actor[target].arms
    now, local = true_odds(facts, state, outlook, attacker, mine.order, theirs, access, arms, 0.0)
    row.true_odds = now
    row.true_limited_odds = local
    row.odds_now = perceived_odds(now, mine.odds_bias)
    row.limited_odds_now = perceived_odds(local, mine.odds_bias)
    days = rules.planning_days
    arms = arms_after(facts, state, target, days, -1, 0.0)
    later, local = true_odds(facts, state, outlook, attacker, mine.order, theirs, row.access, arms, days)
    odds_later = perceived_odds(later, mine.odds_bias)
    limited_odds_later = perceived_odds(local, mine.odds_bias)
    for kind in range(N_TYPES):
        cost = facts.type_cost[kind]
        outlook.war_now[attacker, kind] = attack_value(
            facts, state, outlook, attacker, row.odds_now, row.limited_odds_now, row.force, cost
        )
        outlook.war_later[attacker, kind] = attack_value(
            facts, state, outlook, attacker, odds_later, limited_odds_later, row.later, cost
        )


@rule
def _rule_out_war(outlook: Outlook, actor: int) -> None:
    """Leave nothing in the values of attacking of an actor that may attack nobody."""
    row = outlook.actor[actor]
    row.won = row.lost = row.limited = row.sanctions = 0.0
    row.true_odds = row.true_limited_odds = row.odds_now = row.limited_odds_now = 0.0
    for kind in range(N_TYPES):
        outlook.war_now[actor, kind] = outlook.war_later[actor, kind] = 0.0


@rule
def war_loss(facts: Facts, outlook: Outlook, actor: int, menace: int, odds: float, type_cost: float) -> float:
    """Give the utility that an actor of a type loses when the attack that it fears comes.

    ``odds`` are the attacker's odds as this actor sees them. A target pays its cost of war; a protector that
    stays out pays its own, a part of it by its type and the rest as the middle type would; a host pays for
    its exposure and never counts the attacker's success as a gain.
    """
    rules = facts.rules
    row = outlook.actor[actor]
    target = outlook.actor[menace].target
    won = war_aim_value(facts, menace, actor, 2)
    at_stake = odds * (row.value - won)
    own = facts.actor[actor].war_cost
    if target == actor:
        return at_stake + own * type_cost
    if facts.dyad[actor, target].protects > 0.0:
        return at_stake + own * (1.0 - rules.protector_resolve + rules.protector_resolve * type_cost)
    return max(0.0, at_stake) + rules.host_exposure * type_cost


@rule
def _assess_fear(facts: Facts, state: State, outlook: Outlook, actor: int) -> None:
    """Work out the attack that an actor expects, its loss, and what going on is worth to each type."""
    rules = facts.rules
    row = outlook.actor[actor]
    menace = row.menace
    row.fear = 0.0
    odds = 0.0
    if menace >= 0:
        row.fear = threat(facts, state, outlook, menace, actor, 0.0, 0.0)
        odds = perceived_odds(outlook.actor[menace].true_odds, state.actor[actor].odds_bias)
    for kind in range(N_TYPES):
        outlook.loss[actor, kind] = 0.0
        if menace >= 0:
            outlook.loss[actor, kind] = war_loss(facts, outlook, actor, menace, odds, facts.type_cost[kind])
        best = row.quo
        if row.target >= 0:
            waiting = value_of_waiting(row.quo, outlook.war_later[actor, kind], rules.discount)
            best = max(best, waiting)
        outlook.going_on[actor, kind] = best - row.upkeep - row.fear * outlook.loss[actor, kind]
