"""Settlement – what an option is worth through the package that it may bring about.

Rule     settlement = sum over rivals and their types of
         weight * belief * P(drafted) * P(there) * P(signs) * max(0, package - own follow-up)
         resisting - submitting = -what it would give - P(attack) * loss; as an option worsens that, a rival
         talks more (never less), and with the logit of submitting it offers all that it can give
         counter-moves cost counter_cost * P(rival coerces and does not come to talk)
Reads    the outlook (``assessment``), ``options.prospect`` of the option at hand, beliefs
Source   signorino_1999 (strategic choice), schelling_1966 (coercion), ellsberg_1959 (critical risk)
Assumes  a rival's next act is its last policy, tilted by what the option changes for it
"""

from __future__ import annotations

from sim.compiled import rule
from sim.elementary import exp
from sim.rules.choice import logit_share, resist_advantage
from sim.state.crisis import Options, Outlook, State
from sim.state.tables import N_TYPES, Facts
from sim.vocabulary import Term

RISK, SETTLEMENT = int(Term.RISK), int(Term.SETTLEMENT)


@rule
def settlement_term(
    facts: Facts, state: State, outlook: Outlook, options: Options, actor: int, option: int
) -> None:
    """Write the expected gain from a package, and the expected cost of the rivals' counter-moves."""
    row = outlook.actor[actor]
    seen = options.prospect
    risk = 0.0
    for rival in range(facts.n_actors):
        if facts.dyad[actor, rival].rival_weight <= 0.0:
            continue
        fear = 0.0
        if row.target >= 0 and outlook.actor[rival].menace == actor:
            fear = _expected_attack(state, options, actor, rival)
        deal = options.deal[rival]
        if deal.read == 0 or deal.fear != fear:
            deal.read = 1
            deal.weighed = 0
            deal.fear = fear
            _read_rival(facts, state, outlook, options, actor, rival)
        for kind in range(N_TYPES):
            risk -= deal.countered[kind]
        if seen.table_days <= 0.0:
            continue
        if deal.weighed == 0 or deal.offer != seen.offer:
            deal.weighed = 1
            deal.offer = seen.offer
            _weigh_deal(facts, state, outlook, options, actor, rival)
        for kind in range(N_TYPES):
            for own in range(N_TYPES):
                gain = max(0.0, deal.worth[kind] - options.follow[own])
                options.term[option, SETTLEMENT, own] += deal.chance[kind] * gain
    for own in range(N_TYPES):
        options.term[option, RISK, own] = risk


@rule
def _read_rival(
    facts: Facts, state: State, outlook: Outlook, options: Options, actor: int, rival: int
) -> None:
    """Work out, for each type of a rival, whether it talks, submits, or strikes back."""
    rules = facts.rules
    deal = options.deal[rival]
    weight = facts.dyad[actor, rival].rival_weight
    for kind in range(N_TYPES):
        shift = 0.0
        deal.submits[kind] = 0.0
        if deal.fear > 0.0 and outlook.loss[rival, kind] > 0.0:
            after = advantage_of_resisting(outlook, rival, kind, deal.fear)
            shift = rules.rationality * (options.resist[rival, kind] - after)
            deal.submits[kind] = logit_share(0.0, after, rules.rationality)
        talk = tilted_talk(outlook.response[rival, kind, 0], shift)
        belief = weight * state.belief[actor, rival, kind]
        deal.talk[kind] = talk
        deal.countered[kind] = belief * (outlook.response[rival, kind, 2] * (1.0 - talk)) * rules.counter_cost


@rule
def _weigh_deal(
    facts: Facts, state: State, outlook: Outlook, options: Options, actor: int, rival: int
) -> None:
    """Work out, for each type of a rival, the chance that it signs, and what the package is worth."""
    rules = facts.rules
    deal = options.deal[rival]
    theirs = state.actor[rival]
    is_there = theirs.table_days > 0.0
    standing = theirs.offer if is_there else 0.0
    kept = (1.0 - rules.assurance) * rules.trust
    weight = facts.dyad[actor, rival].rival_weight
    for kind in range(N_TYPES):
        talk = deal.talk[kind]
        # Beyond its critical risk a rival offers all that it can give.
        offered = outlook.response[rival, kind, 3]
        offered += deal.submits[kind] * (1.0 - offered)
        offer = standing + talk * max(0.0, offered - standing)
        for_them = _worth(facts, outlook, rival, kept, offer, deal.offer, actor)
        signs = logit_share(for_them, outlook.stand[rival, kind], rules.rationality)
        belief = weight * state.belief[actor, rival, kind]
        deal.worth[kind] = _worth(facts, outlook, actor, kept, deal.offer, offer, rival)
        deal.chance[kind] = outlook.drafted * belief * (1.0 if is_there else talk) * signs


@rule
def _expected_attack(state: State, options: Options, actor: int, observer: int) -> float:
    """Give the probability of attack that an observer would expect of an actor after the option."""
    total = 0.0
    for kind in range(N_TYPES):
        total += state.belief[observer, actor, kind] * options.attack[kind]
    return total


@rule
def advantage_of_resisting(outlook: Outlook, rival: int, kind: int, p_war: float) -> float:
    """Give how much better a rival's type resists than gives all that it can, at a probability of war."""
    quo = outlook.actor[rival].quo
    submit = quo + outlook.concession[rival, rival]
    return resist_advantage(quo, submit, quo - outlook.loss[rival, kind], p_war)


@rule
def _worth(
    facts: Facts, outlook: Outlook, party: int, kept: float, own_offer: float, other_offer: float, other: int
) -> float:
    """Give what a package is worth to a party: half of what the other promises counts, more with trust."""
    total = outlook.actor[party].quo + facts.actor[party].drift * kept
    total += own_offer * outlook.concession[party, party]
    return total + (0.5 + 0.5 * facts.rules.trust) * other_offer * outlook.concession[party, other]


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
