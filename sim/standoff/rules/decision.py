"""Decision – an actor weighs what is open to it: its own act, the rivals' next act, its own follow-up.

Rule     utility(option) = sum of the named terms (``utility``); P(option) by quantal response (``choice``)
         P(opportunity to act in a turn) = 1 - exp(-tempo * days)
Reads    the outlook (``assessment``), beliefs, the action table
Draw     Draw.OPPORTUNITY and Draw.CHOICE, one uniform each per actor and turn
Source   mckelvey_palfrey_1998, signorino_1999 (strategic choice), mcfadden_1978 (classes of options)
Assumes  simultaneous moves on one snapshot; one precision for all actors
"""

from __future__ import annotations

from standoff.compiled import lanes, rule
from standoff.rules.choice import choice_probabilities, class_weights
from standoff.rules.foresight import foresee
from standoff.rules.settlement import settlement_term
from standoff.rules.utility import attack_term, fear_term, follow_up_terms, host_term, join_term, risk_term
from standoff.state.crisis import N_TERMS, TYPE_ROOM, Effect, Options, Outlook, State
from standoff.state.tables import N_TYPES, Facts
from standoff.vocabulary import Role, Term, WarLevel

PEACE, LIMITED = int(WarLevel.NONE), int(WarLevel.LIMITED)
ATTACKER, PROTECTOR, HOST, TARGET = int(Role.ATTACKER), int(Role.PROTECTOR), int(Role.HOST), int(Role.TARGET)
COST = int(Term.COST)


@rule
def weigh_options(facts: Facts, state: State, outlook: Outlook, options: Options, actor: int) -> bool:
    """Fill the options of an actor: terms, utilities and probabilities for each type it might be.

    Returns
    -------
    bool
        Whether all probabilities are finite; nobody can choose by others, so the run ends with an error.
    """
    n_options = facts.n_actions
    for option in range(n_options):
        options.available[option] = 1 if _is_open(facts, state, outlook, actor, option) else 0
        options.option_class[option] = facts.action[option].option_class
    n_lanes = lanes(n_options, len(options.available))
    for beyond in range(n_options, n_lanes):
        options.available[beyond] = 0
    available, weight = options.available[:n_lanes], options.weight[:n_lanes]
    class_weights(options.option_class[:n_lanes], available, weight)
    foresee(facts, state, outlook, options, actor)
    for option in range(n_options):
        for kind in range(N_TYPES):
            options.utility[kind, option] = 0.0
        if available[option] == 1:
            _weigh(facts, state, outlook, options, actor, option)
    is_finite = True
    for kind in range(N_TYPES):
        if not choice_probabilities(
            options.utility[kind, :n_lanes], weight, available, facts.rules.rationality,
            options.probability[kind, :n_lanes],
        ):  # fmt: skip
            is_finite = False
    return is_finite


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
    if act.war > 0 and outlook.actor[actor].target < 0:
        return False
    if act.joins == 1 and (war.outside == 1 or war.level == PEACE):
        return False
    if act.war == LIMITED and fact.limited_axis < 0:
        return False
    if act.at_table == 1 and mine.table_days <= 0.0:
        return False
    if (
        act.above_base == 1
        and min(outlook.actor[actor].force, mine.order) <= facts.actor[actor].base_share + 1e-9
    ):
        return False
    if act.access >= 0.0 and (act.access == mine.access and mine.extended == (1 if act.access >= 1.0 else 0)):
        return False
    return outlook.actor[actor].force >= act.min_force


@rule
def _weigh(facts: Facts, state: State, outlook: Outlook, options: Options, actor: int, option: int) -> None:
    """Weigh one open option: first what it changes, then its terms for each type."""
    effect = options.effect
    _set_effect(facts, state, options, effect, actor, option)
    act = facts.action[option]
    for term in range(N_TERMS):
        for kind in range(TYPE_ROOM):
            options.term[option, term, kind] = 0.0
    for kind in range(N_TYPES):
        options.term[option, COST, kind] = -act.cost
    if act.war > 0:
        attack_term(facts, outlook, options, actor, option)
    else:
        follow_up_terms(facts, outlook, options, effect, actor, option)
        settlement_term(facts, state, outlook, options, effect, options.follow, options.attack, actor, option)
        fear_term(facts, state, outlook, options, effect, actor, option)
    risk_term(facts, state, outlook, options, actor, option)
    if act.joins == 1:
        join_term(facts, state, outlook, options, actor, option)
    if act.access >= 0.0:
        host_term(facts, outlook, options, actor, option)
    terms, total = options.term[option], options.total
    for kind in range(outlook.n_lanes):
        value = 0.0
        for term in range(N_TERMS):
            value += terms[term, kind]
        total[kind] = value
    for kind in range(N_TYPES):
        options.utility[kind, option] = total[kind]


@rule
def _set_effect(
    facts: Facts, state: State, options: Options, effect: Effect, actor: int, option: int
) -> None:
    """Write to ``effect`` what the option changes for the actor over a planning step."""
    rules = facts.rules
    act = facts.action[option]
    mine = state.actor[actor]
    cover = 1.0 - (rules.cover if mine.cover_days > 0.0 else 0.0)
    audience = (mine.audience + rules.audience_slope * act.demand) * cover
    effect.paid = audience * act.pays
    effect.audience = audience - effect.paid
    effect.table_days = act.table_days if act.table_days >= 0.0 else mine.table_days
    effect.offer = act.offer if act.offer >= 0.0 else mine.offer
    if effect.table_days <= 0.0:
        effect.offer = 0.0
    effect.upkeep = options.course[act.order].upkeep
