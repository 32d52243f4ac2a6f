"""Utility – the named terms of an option's expected utility; they sum to it.

Rule     status quo, upkeep, audience, later war: own follow-up (back down, stand, attack) by logit
         settlement: see ``settlement``
         fear = -P(attack by the attacker feared) * loss; risk = -P(clash) * loss - cost of counter-moves
         war = value of attacking, or of joining; host = reward or price of granting or refusing access
Reads    the outlook (``assessment``), the effect of the option at hand, beliefs
Source   signorino_1999 (strategic choice), fearon_1994 (audience cost), schelling_1966 (coercion)
Assumes  fear and risk are read from the snapshot, changed by what the option itself does to them
"""

from __future__ import annotations

from standoff.compiled import rule
from standoff.rules.assessment import threat
from standoff.rules.choice import logit_share
from standoff.rules.foresight import HOSTILE, deterrence
from standoff.rules.incident import hazard_probability, hazard_under
from standoff.rules.valuation import (
    full_war_value,
    limited_war_value,
    promise_credibility,
    sanctions_loss,
    sanctions_share,
    value_of_waiting,
)
from standoff.state.crisis import Effect, Options, Outlook, State
from standoff.state.tables import N_TYPES, Facts
from standoff.vocabulary import Term, WarLevel

LIMITED = int(WarLevel.LIMITED)
STATUS_QUO, UPKEEP = int(Term.STATUS_QUO), int(Term.UPKEEP)
LATER_WAR = int(Term.LATER_WAR)
AUDIENCE, WAR = int(Term.AUDIENCE), int(Term.WAR)
FEAR, RISK, AS_HOST = int(Term.FEAR), int(Term.RISK), int(Term.HOST)


@rule
def follow_up_terms(
    facts: Facts, outlook: Outlook, options: Options, effect: Effect, actor: int, option: int
) -> None:
    """Write what the actor's own next step is worth: back down, stand, or attack."""
    rules = facts.rules
    row = outlook.actor[actor]
    terms = options.term[option]
    quo, upkeep, audience, paid = row.quo, effect.upkeep, effect.audience, effect.paid
    if row.target < 0:
        for kind in range(N_TYPES):
            terms[STATUS_QUO, kind] = quo
            terms[UPKEEP, kind] = -upkeep
            terms[AUDIENCE, kind] = -paid
            options.follow[kind] = quo - upkeep
        return
    later = options.course[facts.action[option].order].later
    discount, precision = rules.discount, rules.rationality
    peace = max(-audience, -upkeep)
    backs = logit_share(-audience, -upkeep, precision)
    for kind in range(outlook.n_lanes):
        gain = value_of_waiting(quo, later[kind], discount) - quo
        attack = logit_share(gain - upkeep, peace, precision)
        back = (1.0 - attack) * backs
        options.attack[kind] = attack
        terms[STATUS_QUO, kind] = quo
        terms[UPKEEP, kind] = -(1.0 - back) * upkeep
        terms[AUDIENCE, kind] = -paid - back * audience
        terms[LATER_WAR, kind] = attack * gain
        options.follow[kind] = quo - (1.0 - back) * upkeep - back * audience + attack * gain


@rule
def fear_term(
    facts: Facts, state: State, outlook: Outlook, options: Options, effect: Effect, actor: int,
    option: int,
) -> None:  # fmt: skip
    """Write the expected loss from the attack that the actor fears, after what the option does to it."""
    rules = facts.rules
    act = facts.action[option]
    menace = outlook.actor[actor].menace
    if menace < 0:
        return
    drafted = outlook.drafted if effect.table_days > 0.0 else 0.0
    credibility = promise_credibility(rules.trust)
    peace_bonus = drafted * credibility * effect.offer * outlook.concession[menace, actor]
    war_bonus = _deterrence(facts, state, outlook, options, actor, option)
    if act.access >= 0.0:
        war_bonus += (act.access - state.actor[actor].access) * options.access_gain
    fear = threat_under(facts, state, outlook, options, actor, war_bonus, peace_bonus)
    for kind in range(N_TYPES):
        options.term[option, FEAR, kind] = -fear * outlook.loss[actor, kind]


@rule
def threat_under(
    facts: Facts, state: State, outlook: Outlook, options: Options, actor: int, war_bonus: float,
    peace_bonus: float,
) -> float:  # fmt: skip
    """Give the probability of the attack that an actor fears, after what an option adds to war and peace.

    It is worked out once for options that add the same.
    """
    if war_bonus == 0.0 and peace_bonus == 0.0:
        return outlook.actor[actor].fear
    last = options.threat
    if last.is_known == 0 or last.war_bonus != war_bonus or last.peace_bonus != peace_bonus:
        menace = outlook.actor[actor].menace
        last.is_known = 1
        last.war_bonus = war_bonus
        last.peace_bonus = peace_bonus
        last.fear = threat(facts, state, outlook, menace, actor, war_bonus, peace_bonus)
    return last.fear


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
    if act.sanctions != 0.0:
        credibility = min(1.0, max(0.0, state.actor[actor].sanctions + act.sanctions))
        share = sanctions_share(facts, state, target, actor, credibility)
        bonus -= sanctions_loss(facts, menace, share) - row.sanctions
    if act.arms != 0.0:
        bonus += deterrence(facts, state, outlook, actor, menace, state.actor[target].order, act.arms)
    elif actor == target:
        bonus += options.course[act.order].deterrence
    return bonus


@rule
def risk_term(
    facts: Facts, state: State, outlook: Outlook, options: Options, actor: int, option: int
) -> None:
    """Write the expected loss from clashes over a planning step: each rung raises the hazard."""
    act = facts.action[option]
    mine = state.actor[actor]
    rung = act.rung if act.rung > 0.0 else mine.rung
    flank = min(1.0, max(0.0, mine.flank + act.flank))
    for rival in range(facts.n_actors):
        clash = options.clash[rival]
        if clash.relation == 0 or (clash.relation == HOSTILE and act.war > 0):
            continue
        calm = max(state.dyad[actor, rival].calm_days, act.calm_days)
        chance = clash_chance(facts, state, outlook, options, actor, rival, rung, calm, flank)
        for kind in range(N_TYPES):
            options.term[option, RISK, kind] -= chance * clash.loss[kind]


@rule
def clash_chance(
    facts: Facts, state: State, outlook: Outlook, options: Options, actor: int, rival: int, rung: float,
    calm: float, flank: float,
) -> float:  # fmt: skip
    """Give the probability of a clash with a rival within a planning step.

    It is worked out once for options that leave the actor on the same ``rung``, at the same ``calm`` (days)
    and with the same ``flank`` (share).
    """
    rules = facts.rules
    clash = options.clash[rival]
    if clash.is_known == 0 or clash.rung != rung or clash.calm != calm or clash.flank != flank:
        clash.is_known = 1
        clash.rung = rung
        clash.calm = calm
        clash.flank = flank
        force = max(outlook.actor[actor].force, outlook.actor[rival].force)
        hazard = hazard_under(facts, state, actor, rival, rung, calm, flank, force, clash.is_alliance == 1)
        clash.chance = hazard_probability(hazard * rules.clash, rules.planning_days)
    return clash.chance


@rule
def attack_term(facts: Facts, outlook: Outlook, options: Options, actor: int, option: int) -> None:
    """Write the value of attacking now, for each type."""
    act = facts.action[option]
    row = outlook.actor[actor]
    for kind in range(N_TYPES):
        cost = facts.type_cost[kind]
        if act.war == LIMITED:
            value = limited_war_value(facts, outlook, actor, row.limited_odds_now, cost)
        else:
            value = full_war_value(facts, outlook, actor, row.odds_now, cost)
        options.term[option, WAR, kind] = value


@rule
def join_term(
    facts: Facts, state: State, outlook: Outlook, options: Options, actor: int, option: int
) -> None:
    """Write what sending own forces into the war brings: the protege's stakes saved, a wider war suffered."""
    menace = outlook.actor[actor].menace
    target = state.war.target
    unsaved = facts.rules.unsaved_cost * facts.actor[actor].war_cost
    for kind in range(N_TYPES):
        stakes = max(0.0, outlook.loss[actor, kind] - unsaved)
        saved = facts.dyad[actor, target].protects * stakes if menace >= 0 else 0.0
        options.term[option, WAR, kind] = saved - facts.rules.wider_cost * facts.type_cost[kind]


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
        options.term[option, AS_HOST, kind] = granted if act.access >= 1.0 else refused
