"""Decision – an actor weighs its options over its own act, the rivals' next act and its own follow-up.

Rule     utility(option) = sum of the named terms of ``vocabulary.Term``
         rivals' next act: their last policy, tilted by what the option changes for them
         follow-up: back down, stand or attack after a planning step, by the same logit
Reads    the outlook (``assessment``), beliefs, the action table
Draw     Draw.OPPORTUNITY and Draw.CHOICE, one uniform each per actor and turn
Source   signorino_1999 (strategic choice), fearon_1994 (audience cost), schelling_1966 (coercion)
Assumes  simultaneous moves on one snapshot; one precision for all actors
"""

from __future__ import annotations

from sim.compiled import rule
from sim.elementary import exp
from sim.rules.assessment import (
    attack_probability,
    attack_value,
    expected_access,
    season_on,
    threat,
    true_odds,
    upkeep_of,
)
from sim.rules.choice import choice_probabilities, class_weights, logit_share, resist_advantage
from sim.rules.incident import hazard_probability, is_alliance_pair, pair_hazard
from sim.rules.negotiation import draft_rate
from sim.rules.posture import ordered_share
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
from sim.state.crisis import N_TERMS, Options, Outlook, State
from sim.state.tables import N_TYPES, Facts
from sim.vocabulary import ForceOrder, OptionClass, Role, Term, WarLevel

KEEP = int(ForceOrder.KEEP)
WITHDRAW, NEGOTIATE, STAND = int(OptionClass.WITHDRAW), int(OptionClass.NEGOTIATE), int(OptionClass.STAND)
LIMITED = int(WarLevel.LIMITED)
ATTACKER, PROTECTOR, HOST, TARGET = int(Role.ATTACKER), int(Role.PROTECTOR), int(Role.HOST), int(Role.TARGET)
COST, STATUS_QUO, UPKEEP, OPTION = int(Term.COST), int(Term.STATUS_QUO), int(Term.UPKEEP), int(Term.OPTION)
AUDIENCE, WAR, SETTLEMENT = int(Term.AUDIENCE), int(Term.WAR), int(Term.SETTLEMENT)
FEAR, RISK, AS_HOST = int(Term.FEAR), int(Term.RISK), int(Term.HOST)
ARMS_RATE_CEILING = 0.02
"""Arms that one protector can send at most, strength share per day."""


@rule
def weigh_options(facts: Facts, state: State, outlook: Outlook, options: Options, actor: int) -> None:
    """Fill the options of an actor: terms, utilities and probabilities for each type it might be."""
    n_options = facts.n_actions
    for option in range(n_options):
        options.available[option] = 1 if _is_open(facts, state, outlook, actor, option) else 0
        options.option_class[option] = facts.action[option].option_class
    class_weights(options.option_class, options.available, options.weight)
    for rival in range(facts.n_actors):
        if facts.dyad[actor, rival].rival_weight > 0.0:
            _read_rival(facts, state, options, rival)
    for option in range(n_options):
        for kind in range(N_TYPES):
            options.utility[kind, option] = 0.0
            for term in range(N_TERMS):
                options.term[kind, option, term] = 0.0
        if options.available[option] == 1:
            _weigh(facts, state, outlook, options, actor, option)
    for kind in range(N_TYPES):
        choice_probabilities(
            options.utility[kind], options.weight, options.available, facts.rules.rationality,
            options.probability[kind],
        )  # fmt: skip


@rule
def _is_open(facts: Facts, state: State, outlook: Outlook, actor: int, option: int) -> bool:
    """Tell whether an option is open to an actor now."""
    act = facts.action[option]
    fact = facts.actor[actor]
    mine = state.actor[actor]
    war = state.war
    if act.who == ATTACKER and fact.is_attacker == 0:
        return False
    if act.who == PROTECTOR and fact.is_protector == 0:
        return False
    if act.who == HOST and fact.is_host == 0:
        return False
    if act.who == TARGET and fact.is_target == 0:
        return False
    if war.level < act.min_war or war.level > act.max_war:
        return False
    if act.war > 0 and war.level > 0 and war.attacker != actor:
        return False
    if act.joins == 1 and war.outside == 1:
        return False
    if act.war == LIMITED and fact.limited_axis < 0:
        return False
    if act.at_table == 1 and mine.table_days <= 0.0:
        return False
    if act.above_base == 1 and min(outlook.actor[actor].force, mine.order) <= facts.actor[actor].base_share + 1e-9:
        return False
    if act.access >= 0.0 and (act.access == mine.access and mine.extended == (1 if act.access >= 1.0 else 0)):
        return False
    return outlook.actor[actor].force >= act.min_force


@rule
def _read_rival(facts: Facts, state: State, options: Options, rival: int) -> None:
    """Read a rival's last policy by type: how likely it talks, stands, coerces, and what it would offer."""
    for kind in range(N_TYPES):
        talk = 0.0
        stand = 0.0
        coerce = 0.0
        offer = 0.0
        for option in range(facts.n_actions):
            act = facts.action[option]
            share = state.policy[rival, kind, option]
            if act.option_class == WITHDRAW or act.option_class == NEGOTIATE:
                talk += share
                offer += share * max(0.0, act.offer)
            elif act.option_class == STAND:
                stand += share
            else:
                coerce += share
        options.response[rival, kind, 0] = talk
        options.response[rival, kind, 1] = stand
        options.response[rival, kind, 2] = coerce
        options.response[rival, kind, 3] = offer / talk if talk > 0.0 else 0.0


@rule
def tilted_talk(talk: float, shift: float) -> float:
    """Give the probability that a rival talks after resisting has become worse by a logit shift.

    ``talk`` is its probability before; a shift of 0 leaves it, a large one makes it sure.
    """
    rest = (1.0 - talk) * exp(-max(0.0, shift))
    return talk / (talk + rest) if talk > 0.0 else 0.0


@rule
def _weigh(facts: Facts, state: State, outlook: Outlook, options: Options, actor: int, option: int) -> None:
    """Weigh one open option: first what it changes, then its terms for each type."""
    _foresee(facts, state, outlook, options, actor, option)
    act = facts.action[option]
    for kind in range(N_TYPES):
        options.term[kind, option, COST] = -act.cost
    if act.war > 0:
        _attack_term(facts, outlook, options, actor, option)
    else:
        _follow_up_terms(facts, outlook, options, actor, option)
        _settlement_term(facts, state, outlook, options, actor, option)
        _fear_term(facts, state, outlook, options, actor, option)
    _risk_term(facts, state, outlook, options, actor, option)
    if act.joins == 1:
        _join_term(facts, state, outlook, options, actor, option)
    if act.access >= 0.0:
        _host_term(facts, outlook, options, actor, option)
    for kind in range(N_TYPES):
        total = 0.0
        for term in range(N_TERMS):
            total += options.term[kind, option, term]
        options.utility[kind, option] = total


@rule
def _foresee(facts: Facts, state: State, outlook: Outlook, options: Options, actor: int, option: int) -> None:
    """Write what the option changes for the actor over a planning step into ``options.prospect``."""
    rules = facts.rules
    act = facts.action[option]
    mine = state.actor[actor]
    row = outlook.actor[actor]
    seen = options.prospect
    days = rules.planning_days
    cover = 1.0 - (rules.cover if mine.cover_days > 0.0 else 0.0)
    audience = (mine.audience + rules.audience_slope * act.demand) * cover
    seen.paid = audience * act.pays
    seen.audience = audience - seen.paid
    seen.table_days = act.table_days if act.table_days >= 0.0 else mine.table_days
    seen.offer = act.offer if act.offer >= 0.0 else mine.offer
    if seen.table_days <= 0.0:
        seen.offer = 0.0
    seen.level = ordered_share(facts, actor, act.order, mine.order, row.force)
    seen.upkeep = row.upkeep
    force = row.force
    if act.order != KEEP or row.target >= 0:
        access = expected_access(facts, state, actor, days)
        force = projected(facts, state, actor, seen.level, access, days, outlook.attacking)
        seen.upkeep = upkeep_of(facts, actor, force)
    if row.target < 0:
        return
    odds = row.odds_later
    if act.order != KEEP:
        arms = arms_after(facts, state, row.target, days, -1, 0.0)
        level = state.actor[row.target].order
        true = true_odds(facts, state, outlook, actor, seen.level, level, arms, days)
        odds = perceived_odds(true, mine.odds_bias)
    for kind in range(N_TYPES):
        options.later[kind] = attack_value(
            facts, state, outlook, actor, odds, force, row.sanctions, facts.type_cost[kind]
        )


@rule
def _follow_up_terms(facts: Facts, outlook: Outlook, options: Options, actor: int, option: int) -> None:
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
        options.term[kind, option, OPTION] = attack * gain
        options.follow[kind] = row.quo - (1.0 - back) * seen.upkeep - back * seen.audience + attack * gain


@rule
def _settlement_term(facts: Facts, state: State, outlook: Outlook, options: Options, actor: int, option: int) -> None:
    """Write the expected gain from a package: drafted in time, worth it to the rival, better than going on."""
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
            if loss > 0.0 and fear_then != fear_now:
                submit = theirs.quo + outlook.concession[rival, rival]
                before = resist_advantage(theirs.quo, submit, theirs.quo - loss, fear_now)
                after = resist_advantage(theirs.quo, submit, theirs.quo - loss, fear_then)
                shift = rules.rationality * (before - after)
            talk = tilted_talk(options.response[rival, other_kind, 0], shift)
            belief = weight * state.belief[actor, rival, other_kind]
            countered = options.response[rival, other_kind, 2] * (1.0 - talk)
            for kind in range(N_TYPES):
                options.term[kind, option, RISK] -= belief * countered * rules.counter_cost
            if seen.table_days <= 0.0:
                continue
            present = 1.0 if state.actor[rival].table_days > 0.0 else talk
            offer = standing + talk * max(0.0, options.response[rival, other_kind, 3] - standing)
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
def _fear_term(facts: Facts, state: State, outlook: Outlook, options: Options, actor: int, option: int) -> None:
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
def _deterrence(facts: Facts, state: State, outlook: Outlook, options: Options, actor: int, option: int) -> float:
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
        rate = min(ARMS_RATE_CEILING, state.actor[actor].arms_rate + act.arms)
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
def _risk_term(facts: Facts, state: State, outlook: Outlook, options: Options, actor: int, option: int) -> None:
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
        hostile = pair.may_attack == 1 or facts.dyad[rival, actor].may_attack == 1
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
def _attack_term(facts: Facts, outlook: Outlook, options: Options, actor: int, option: int) -> None:
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
def _join_term(facts: Facts, state: State, outlook: Outlook, options: Options, actor: int, option: int) -> None:
    """Write what sending own forces into the war brings: the protege's stakes saved, a wider war suffered."""
    menace = outlook.actor[actor].menace
    target = state.war.target
    for kind in range(N_TYPES):
        stakes = max(0.0, outlook.loss[actor, kind] - 0.5 * facts.actor[actor].war_cost)
        saved = facts.dyad[actor, target].protects * stakes if menace >= 0 else 0.0
        options.term[kind, option, WAR] = saved - facts.rules.wider_cost * facts.type_cost[kind]


@rule
def _host_term(facts: Facts, outlook: Outlook, options: Options, actor: int, option: int) -> None:
    """Write what a host gains or loses by granting or limiting access to its guest."""
    rules = facts.rules
    act = facts.action[option]
    bound = 0.0
    for guest in range(facts.n_actors):
        if facts.dyad[actor, guest].hosts == 1:
            dependence = facts.dyad[actor, guest].dependence
            bound = max(bound, 0.75 * dependence + 0.25 * facts.dyad[guest, actor].protects)
    granted = bound * rules.host_reward - rules.host_autonomy
    refused = rules.host_autonomy - bound * rules.host_penalty
    for kind in range(N_TYPES):
        options.term[kind, option, AS_HOST] = granted if act.access >= 1.0 else refused
