"""Settlement – what an option is worth through the package that it may bring about.

Rule     settlement = sum over rivals and their types of
         weight * belief * P(drafted) * P(there) * P(signs) * max(0, package - own follow-up)
         resisting - submitting = -what it would give - P(attack) * loss; as an option worsens that, a rival
         talks more (never less), and with the logit of submitting it offers all that it can give
         counter-moves cost counter_cost * P(rival coerces and does not come to talk)
Reads    the outlook (``assessment``), the effect of the option at hand and its follow-up, beliefs
Source   signorino_1999 (strategic choice), schelling_1966 (coercion), ellsberg_1959 (critical risk)
Assumes  a rival's next act is its last policy, tilted by what the option changes for it; in war nobody drafts
         (``negotiation``), and nobody foresees a package after a ceasefire
"""

from __future__ import annotations

from standoff.arrays import Numbers
from standoff.compiled import rule
from standoff.elementary import exp
from standoff.rules.choice import logit_share, resist_advantage
from standoff.rules.valuation import promise_credibility
from standoff.state.crisis import Effect, Options, Outlook, State
from standoff.state.tables import N_TYPES, Facts
from standoff.vocabulary import Term

RISK, SETTLEMENT = int(Term.RISK), int(Term.SETTLEMENT)


@rule
def settlement_term(
    facts: Facts, state: State, outlook: Outlook, options: Options, effect: Effect, follow: Numbers,
    attack: Numbers, actor: int, option: int,
) -> None:  # fmt: skip
    """Write the expected gain from a package, and the expected cost of the rivals' counter-moves.

    Parameters
    ----------
    effect : record
        What the option changes, ``EFFECT``.
    follow, attack : ndarray (n_types,)
        Utility of the actor's own best follow-up by its type; probability that this is to attack.
    """
    row = outlook.actor[actor]
    gains = options.term[option, SETTLEMENT]
    risk = 0.0
    for rival in range(facts.n_actors):
        if facts.dyad[actor, rival].rival_weight <= 0.0:
            continue
        fear = 0.0
        if row.target >= 0 and outlook.actor[rival].menace == actor:
            fear = _expected_attack(state, attack, actor, rival)
        deal = options.deal[rival]
        foresee_response(facts, state, outlook, options, actor, rival, fear)
        for kind in range(N_TYPES):
            risk -= deal.countered[kind]
        if effect.table_days <= 0.0:
            continue
        foresee_deal(facts, state, outlook, options, actor, rival, effect.offer)
        for kind in range(N_TYPES):
            chance, worth = deal.chance[kind], deal.worth[kind]
            for own in range(outlook.n_lanes):
                gains[own] += chance * max(0.0, worth - follow[own])
    for own in range(N_TYPES):
        options.term[option, RISK, own] = risk


@rule
def foresee_response(
    facts: Facts, state: State, outlook: Outlook, options: Options, actor: int, rival: int, fear: float
) -> None:
    """Write to the deal with a rival whether each of its types talks, submits, or strikes back.

    It is worked out once for options after which the rival has the same ``fear`` of attack (probability).
    """
    rules = facts.rules
    deal = options.deal[rival]
    if deal.is_read == 1 and deal.fear == fear:
        return
    deal.is_read = 1
    deal.is_weighed = 0
    deal.fear = fear
    weight = facts.dyad[actor, rival].rival_weight
    for kind in range(N_TYPES):
        shift = 0.0
        deal.submits[kind] = 0.0
        if deal.fear > 0.0 and outlook.loss[rival, kind] > 0.0:
            after = advantage_of_resisting(outlook, rival, kind, deal.fear)
            shift = rules.rationality * (options.resist[rival, kind] - after)
            deal.submits[kind] = logit_share(0.0, after, rules.rationality)
        talk = tilted_talk(outlook.response[rival, 0, kind], shift)
        belief = weight * state.belief[actor, rival, kind]
        deal.talk[kind] = talk
        deal.countered[kind] = belief * (outlook.response[rival, 2, kind] * (1.0 - talk)) * rules.counter_cost


@rule
def foresee_deal(
    facts: Facts, state: State, outlook: Outlook, options: Options, actor: int, rival: int, mine: float
) -> None:
    """Write to the deal with a rival the chance that each of its types signs, and what the package is worth.

    It is worked out once for options with the same standing offer, ``mine`` (share), and response.
    """
    deal = options.deal[rival]
    if deal.is_weighed == 1 and deal.offer == mine:
        return
    deal.is_weighed = 1
    deal.offer = mine
    _weigh_deal(facts, state, outlook, options, actor, rival, mine)


@rule
def _weigh_deal(
    facts: Facts, state: State, outlook: Outlook, options: Options, actor: int, rival: int, mine: float
) -> None:
    """Weigh the package that a rival and the actor's offer, ``mine`` (share), may bring about."""
    rules = facts.rules
    deal = options.deal[rival]
    theirs = state.actor[rival]
    is_there = theirs.table_days > 0.0
    standing = theirs.offer if is_there else 0.0
    kept = (1.0 - rules.assurance) * rules.trust
    weight = facts.dyad[actor, rival].rival_weight
    credibility, precision = promise_credibility(rules.trust), rules.rationality
    # What a package is worth before and beside what the rival offers, to the rival and to the actor.
    their_base = outlook.actor[rival].quo + facts.actor[rival].drift * kept
    my_base = (
        outlook.actor[actor].quo + facts.actor[actor].drift * kept + mine * outlook.concession[actor, actor]
    )
    their_own = outlook.concession[rival, rival]
    their_gain = credibility * mine * outlook.concession[rival, actor]
    my_gain = outlook.concession[actor, rival]
    usual, going_on = outlook.response[rival, 3], outlook.going_on[rival]
    for kind in range(outlook.n_lanes):
        # Beyond its critical risk a rival offers all that it can give.
        offered = usual[kind] + deal.submits[kind] * (1.0 - usual[kind])
        offer = standing + deal.talk[kind] * max(0.0, offered - standing)
        for_them = their_base + offer * their_own + their_gain
        deal.signs[kind] = logit_share(for_them, going_on[kind], precision)
        deal.worth[kind] = my_base + credibility * offer * my_gain
    for kind in range(N_TYPES):
        belief = weight * state.belief[actor, rival, kind]
        there = 1.0 if is_there else deal.talk[kind]
        deal.chance[kind] = outlook.drafted * belief * there * deal.signs[kind]


@rule
def _expected_attack(state: State, attack: Numbers, actor: int, observer: int) -> float:
    """Give the probability of attack that an observer would expect of an actor; ``attack``: by its type."""
    total = 0.0
    for kind in range(N_TYPES):
        total += state.belief[observer, actor, kind] * attack[kind]
    return total


@rule
def advantage_of_resisting(outlook: Outlook, rival: int, kind: int, p_war: float) -> float:
    """Give how much better a rival's type resists than gives all that it can, at a probability of war."""
    quo = outlook.actor[rival].quo
    submit = quo + outlook.concession[rival, rival]
    return resist_advantage(quo, submit, quo - outlook.loss[rival, kind], p_war)


@rule
def tilted_talk(talk: float, shift: float) -> float:
    """Give the probability that a rival talks after resisting has become worse by a logit shift.

    ``talk`` is its probability before; a shift of 0 or less leaves it, a large one makes it sure.
    """
    if talk <= 0.0:
        return 0.0
    rest = 1.0 - talk
    if shift > 0.0:
        rest *= exp(-shift)
    return talk / (talk + rest)
