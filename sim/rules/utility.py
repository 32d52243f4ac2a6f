"""Utility – the named terms of an option's expected utility; they sum to it.

Rule     status quo, upkeep, audience, later war: own follow-up (back down, stand, attack) by logit
         settlement = P(drafted) * P(rival there and signs) * gain over going on
         fear = -P(attack by the attacker feared) * loss; risk = -P(clash) * loss; war = value of attacking
Reads    the outlook (``assessment``), ``options.prospect`` of the option at hand, beliefs
Source   signorino_1999 (strategic choice), fearon_1994 (audience cost), schelling_1966 (coercion),
         ellsberg_1959 (critical risk)
Assumes  a rival's next act is its last policy, tilted by what the option changes for it
"""

from __future__ import annotations

from sim.compiled import rule
from sim.elementary import exp
from sim.rules.assessment import attack_probability, season_on, threat, true_odds
from sim.rules.choice import logit_share, resist_advantage
from sim.rules.incident import hazard_probability, is_alliance_pair, is_hostile_pair, pair_hazard
from sim.rules.negotiation import draft_rate
from sim.rules.valuation import (
    arms_after,
    full_war_value,
    limited_war_value,
    perceived_odds,
    projected,
    sanctions_loss,
    sanctions_share,
    value_of_waiting,
    war_odds,
)
from sim.state.crisis import Options, Outlook, State
from sim.state.tables import N_TYPES, Facts
from sim.vocabulary import ForceOrder, Term, WarLevel

KEEP = int(ForceOrder.KEEP)
LIMITED = int(WarLevel.LIMITED)
STATUS_QUO, UPKEEP = int(Term.STATUS_QUO), int(Term.UPKEEP)
LATER_WAR = int(Term.LATER_WAR)
AUDIENCE, WAR, SETTLEMENT = int(Term.AUDIENCE), int(Term.WAR), int(Term.SETTLEMENT)
FEAR, RISK, AS_HOST = int(Term.FEAR), int(Term.RISK), int(Term.HOST)


@rule
def follow_up_terms(facts: Facts, outlook: Outlook, options: Options, actor: int, option: int) -> None:
    """Write what the actor's own next step is worth: back down, stand, or attack."""
    rules = facts.rules
    row = outlook.actor[actor]
    seen = options.prospect
    for kind in range(N_TYPES):
        back = 0.0
        attack = 0.0
        gain = 0.0
        if row.target >= 0:
            waiting = value_of_waiting(row.quo, options.later[kind], rules.discount)
            gain = waiting - row.quo
            peace = max(-seen.audience, -seen.upkeep)
            attack = logit_share(gain - seen.upkeep, peace, rules.rationality)
            back = (1.0 - attack) * logit_share(-seen.audience, -seen.upkeep, rules.rationality)
        options.term[kind, option, STATUS_QUO] = row.quo
        options.term[kind, option, UPKEEP] = -(1.0 - back) * seen.upkeep
        options.term[kind, option, AUDIENCE] = -seen.paid - back * seen.audience
        options.term[kind, option, LATER_WAR] = attack * gain
        options.follow[kind] = row.quo - (1.0 - back) * seen.upkeep - back * seen.audience + attack * gain


@rule
def settlement_term(
    facts: Facts, state: State, outlook: Outlook, options: Options, actor: int, option: int
) -> None:
    """Write the expected gain from a package that is drafted, signed and better than going on."""
    rules = facts.rules
    seen = options.prospect
    row = outlook.actor[actor]
    drafted = hazard_probability(draft_rate(facts), rules.planning_days)
    sure = 0.5 + 0.5 * rules.trust
    kept = (1.0 - rules.assurance) * rules.trust
    for rival in range(facts.n_actors):
        weight = facts.dyad[actor, rival].rival_weight
        if weight <= 0.0:
            continue
        theirs = outlook.actor[rival]
        fear_now = 0.0
        fear_then = 0.0
        if row.target >= 0 and theirs.menace == actor:
            fear_now = theirs.fear
            fear_then = own_threat(facts, state, options, row.quo, actor, rival)
        standing = state.actor[rival].offer if state.actor[rival].table_days > 0.0 else 0.0
        for other_kind in range(N_TYPES):
            loss = outlook.loss[rival, other_kind]
            shift = 0.0
            submits = 0.0
            if loss > 0.0 and fear_then > 0.0:
                submit = theirs.quo + outlook.concession[rival, rival]
                before = resist_advantage(theirs.quo, submit, theirs.quo - loss, fear_now)
                after = resist_advantage(theirs.quo, submit, theirs.quo - loss, fear_then)
                shift = rules.rationality * (before - after)
                submits = logit_share(0.0, after, rules.rationality)
            talk = tilted_talk(options.response[rival, other_kind, 0], shift)
            belief = weight * state.belief[actor, rival, other_kind]
            countered = options.response[rival, other_kind, 2] * (1.0 - talk)
            for kind in range(N_TYPES):
                options.term[kind, option, RISK] -= belief * countered * rules.counter_cost
            if seen.table_days <= 0.0:
                continue
            present = 1.0 if state.actor[rival].table_days > 0.0 else talk
            offered = options.response[rival, other_kind, 3]
            offered += submits * (
                1.0 - offered
            )  # beyond its critical risk a rival offers all that it can give
            offer = standing + talk * max(0.0, offered - standing)
            for_them = theirs.quo + facts.actor[rival].drift * kept + offer * outlook.concession[rival, rival]
            for_them += sure * seen.offer * outlook.concession[rival, actor]
            signs = logit_share(for_them, outlook.stand[rival, other_kind], rules.rationality)
            for_me = row.quo + facts.actor[actor].drift * kept + seen.offer * outlook.concession[actor, actor]
            for_me += sure * offer * outlook.concession[actor, rival]
            chance = drafted * belief * present * signs
            for kind in range(N_TYPES):
                gain = max(0.0, for_me - options.follow[kind])
                options.term[kind, option, SETTLEMENT] += chance * gain


@rule
def own_threat(facts: Facts, state: State, options: Options, quo: float, actor: int, observer: int) -> float:
    """Give the probability of attack that an observer would expect of an actor after the option."""
    rules = facts.rules
    seen = options.prospect
    total = 0.0
    for kind in range(N_TYPES):
        chance = attack_probability(
            quo, options.later[kind], seen.upkeep, seen.audience, 0.0, rules.discount, rules.rationality
        )
        total += state.belief[observer, actor, kind] * chance
    return total


@rule
def fear_term(
    facts: Facts, state: State, outlook: Outlook, options: Options, actor: int, option: int
) -> None:
    """Write the expected loss from the attack that the actor fears, after what the option does to it."""
    rules = facts.rules
    act = facts.action[option]
    seen = options.prospect
    menace = outlook.actor[actor].menace
    if menace < 0:
        return
    fear = outlook.actor[actor].fear
    drafted = hazard_probability(draft_rate(facts), rules.planning_days) if seen.table_days > 0.0 else 0.0
    peace_bonus = drafted * (0.5 + 0.5 * rules.trust) * seen.offer * outlook.concession[menace, actor]
    war_bonus = _deterrence(facts, state, outlook, options, actor, option)
    if act.access >= 0.0:
        war_bonus += (act.access - state.actor[actor].access) * _access_gain(facts, state, outlook, menace)
    if war_bonus != 0.0 or peace_bonus != 0.0:
        fear = threat(facts, state, outlook, menace, actor, war_bonus, peace_bonus)
    for kind in range(N_TYPES):
        options.term[kind, option, FEAR] = -fear * outlook.loss[actor, kind]


@rule
def _deterrence(
    facts: Facts, state: State, outlook: Outlook, options: Options, actor: int, option: int
) -> float:
    """Give the utility that an option adds to the war of the attacker feared (negative = it deters)."""
    act = facts.action[option]
    menace = outlook.actor[actor].menace
    row = outlook.actor[menace]
    target = row.target
    bonus = 0.0
    if act.sanctions > 0.0:
        credibility = min(1.0, state.actor[actor].sanctions + act.sanctions)
        share = sanctions_share(facts, state, target, actor, credibility)
        bonus -= sanctions_loss(facts, menace, share) - row.sanctions
    if act.arms > 0.0 or (actor == target and act.order != KEEP):
        days = facts.rules.planning_days
        rate = min(facts.rules.arms_rate_ceiling, state.actor[actor].arms_rate + act.arms)
        arms = arms_after(facts, state, target, days, actor, rate)
        level = state.actor[target].order
        if actor == target:
            level = options.prospect.level
        true = true_odds(facts, state, outlook, menace, state.actor[menace].order, level, arms, days)
        odds = perceived_odds(true, state.actor[menace].odds_bias)
        bonus += (odds - row.odds_later) * (row.won - row.lost)
    return bonus


@rule
def _access_gain(facts: Facts, state: State, outlook: Outlook, guest: int) -> float:
    """Give the utility that full access adds to the guest's war over none."""
    row = outlook.actor[guest]
    target = row.target
    projected(facts, state, guest, state.actor[guest].order, 1.0, 0.0, outlook.attacking)
    projected(facts, state, target, state.actor[target].order, 1.0, 0.0, outlook.defending)
    season = season_on(facts, state, state.clock.day)
    arms = state.actor[target].arms
    bias = state.actor[guest].odds_bias
    full = war_odds(facts, guest, target, outlook.attacking, outlook.defending, 1.0, arms, season)
    none = war_odds(facts, guest, target, outlook.attacking, outlook.defending, 0.0, arms, season)
    return (perceived_odds(full, bias) - perceived_odds(none, bias)) * (row.won - row.lost)


@rule
def risk_term(
    facts: Facts, state: State, outlook: Outlook, options: Options, actor: int, option: int
) -> None:
    """Write the expected loss from clashes over a planning step: each rung raises the hazard."""
    rules = facts.rules
    act = facts.action[option]
    mine = state.actor[actor]
    row = outlook.actor[actor]
    rung = act.rung if act.rung > 0.0 else mine.rung
    flank = min(1.0, mine.flank + act.flank)
    for rival in range(facts.n_actors):
        if rival == actor:
            continue
        pair = facts.dyad[actor, rival]
        hostile = is_hostile_pair(facts, actor, rival)
        alliance = is_alliance_pair(facts, actor, rival)
        if not (hostile or alliance) or (hostile and act.war > 0):
            continue
        calm = max(state.dyad[actor, rival].calm_days, act.calm_days)
        hazard = pair_hazard(facts, state, actor, rival, rung, calm, flank)
        chance = hazard_probability(hazard * rules.clash, rules.planning_days)
        for kind in range(N_TYPES):
            cost = facts.type_cost[kind]
            loss = rules.wider_cost * cost
            if hostile and pair.may_attack == 1:
                small = limited_war_value(facts, actor, row.value, row.limited, row.sanctions, cost)
                loss = max(0.0, row.quo - small)
            elif hostile:
                loss = rules.limited_cost * outlook.loss[actor, kind]
            options.term[kind, option, RISK] -= chance * loss


@rule
def attack_term(facts: Facts, outlook: Outlook, options: Options, actor: int, option: int) -> None:
    """Write the value of attacking now, for each type."""
    act = facts.action[option]
    row = outlook.actor[actor]
    for kind in range(N_TYPES):
        cost = facts.type_cost[kind]
        if act.war == LIMITED:
            value = limited_war_value(facts, actor, row.value, row.limited, row.sanctions, cost)
        else:
            value = full_war_value(facts, actor, row.odds_now, row.won, row.lost, row.sanctions, cost)
        options.term[kind, option, WAR] = value


@rule
def join_term(
    facts: Facts, state: State, outlook: Outlook, options: Options, actor: int, option: int
) -> None:
    """Write what sending own forces into the war brings: the protege's stakes saved, a wider war suffered."""
    menace = outlook.actor[actor].menace
    target = state.war.target
    for kind in range(N_TYPES):
        stakes = max(0.0, outlook.loss[actor, kind] - 0.5 * facts.actor[actor].war_cost)
        saved = facts.dyad[actor, target].protects * stakes if menace >= 0 else 0.0
        options.term[kind, option, WAR] = saved - facts.rules.wider_cost * facts.type_cost[kind]


@rule
def host_term(facts: Facts, outlook: Outlook, options: Options, actor: int, option: int) -> None:
    """Write what a host gains or loses by granting or limiting access to its guest."""
    rules = facts.rules
    act = facts.action[option]
    bound = 0.0
    for guest in range(facts.n_actors):
        if facts.dyad[actor, guest].hosts == 1:
            dependence = facts.dyad[actor, guest].dependence
            promise = facts.dyad[guest, actor].protects
            bound = max(bound, rules.host_bond * dependence + (1.0 - rules.host_bond) * promise)
    granted = bound * rules.host_reward - rules.host_autonomy
    refused = rules.host_autonomy - bound * rules.host_penalty
    for kind in range(N_TYPES):
        options.term[kind, option, AS_HOST] = granted if act.access >= 1.0 else refused


@rule
def tilted_talk(talk: float, shift: float) -> float:
    """Give the probability that a rival talks after resisting has become worse by a logit shift.

    ``talk`` is its probability before; a shift of 0 leaves it, a large one makes it sure.
    """
    rest = (1.0 - talk) * exp(-max(0.0, shift))
    return talk / (talk + rest) if talk > 0.0 else 0.0
