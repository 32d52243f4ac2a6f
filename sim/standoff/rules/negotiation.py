"""Negotiation – packages that every veto player prefers to going on, and who signs them.

Rule     package = argmax product over parties of (value - disagreement)^power      [Nash]
         power from patience: (1 - d_j)/(1 - d_i d_j) of a pie, mean over all others [Rubinstein]
         drafts per day = offer_rate * (1 + mediation_speed * mediator) * (closed + (1 - closed) * channel),
         0 in war: fighting ends on terms (``war``), not at the table
         a party signs with probability logistic(precision * (value - going on | own type))
Reads    standing offers, red lines, beliefs (disagreement is judged by public belief, not private type)
Draw     Draw.DRAFT once per turn; Draw.ACCEPT once per party and draft; Draw.MEDIATE once per turn
Source   nash_1950, rubinstein_1982, binmore_rubinstein_wolinsky_1986 (power from patience)
Assumes  a party gives only what it offered, within everybody's red lines; no package that all gain from
         means none is drafted
"""

from __future__ import annotations

from standoff.arrays import Numbers
from standoff.compiled import rule
from standoff.elementary import log, logistic
from standoff.rules.incident import hazard_probability
from standoff.rules.valuation import conceded_position, discount_of, issue_value, promise_credibility
from standoff.state.crisis import Bargain, Outlook, State
from standoff.state.tables import N_TYPES, Facts
from standoff.vocabulary import WarLevel

NONE = int(WarLevel.NONE)
LEVELS = 5
"""Steps of the grid of packages per issue."""
MOST_PACKAGES = 6561
"""Packages of a grid at most, 3 to the power of 8: with more than five open issues the steps are fewer."""
NO_DEAL = -1.0e300
"""Score of a package that somebody would refuse."""
LEAST_GAIN = 1.0e-12
"""Gains below this are rounding, not gains."""


@rule
def first_proposer_share(own_discount: float, other_discount: float) -> float:
    """Give the first proposer's share in Rubinstein's game of alternating offers: (1-d2)/(1-d1*d2).

    If delay costs neither anything, it is one half: the limit for two that are equally patient.
    """
    pie = 1.0 - own_discount * other_discount
    if pie <= 0.0:
        return 0.5
    return (1.0 - other_discount) / pie


@rule
def nash_log_product(gain: float, power: float) -> float:
    """Give one party's part of the log of the Nash product; gain must be > 0."""
    return power * log(gain)


@rule
def bargaining_power(facts: Facts, outlook: Outlook, actor: int) -> float:
    """Give an actor's power: the mean share that its patience wins from each other actor.

    Delay costs what the scenario says and what a surge of force costs to keep up.
    """
    total = 0.0
    own = _patience(facts, outlook, actor)
    for other in range(facts.n_actors):
        if other != actor:
            total += first_proposer_share(own, _patience(facts, outlook, other))
    return total / (facts.n_actors - 1.0)


@rule
def _patience(facts: Facts, outlook: Outlook, actor: int) -> float:
    days = facts.rules.planning_days
    rate = facts.actor[actor].delay_cost + outlook.actor[actor].upkeep / days
    return discount_of(rate, days)


@rule
def is_party(facts: Facts, actor: int) -> bool:
    """Tell whether an actor must sign: it controls an issue, or has a red line on one."""
    for issue in range(facts.n_issues):
        row = facts.position[actor, issue]
        if row.control > 0.0 or row.low > 0.0 or row.high < 1.0:
            return True
    return False


@rule
def all_at_table(facts: Facts, state: State) -> bool:
    """Tell whether every party is at the table."""
    for actor in range(facts.n_actors):
        if is_party(facts, actor) and state.actor[actor].table_days <= 0.0:
            return False
    return True


@rule
def draft_rate(facts: Facts, state: State) -> float:
    """Give the rate of drafts per day while all are at the table: mediation and a channel speed it.

    It is 0 in war. What actors expect of talks (``assessment``) and what comes of them (`drafts`) rest on it.
    """
    rules = facts.rules
    if state.war.level > NONE:
        return 0.0
    speed = 1.0 + rules.mediation_speed * rules.mediator
    return rules.offer_rate * speed * (rules.closed_channel + (1.0 - rules.closed_channel) * rules.channel)


@rule
def disagreement(facts: Facts, state: State, outlook: Outlook, actor: int) -> float:
    """Give the value of going on for an actor as the other parties' beliefs have it."""
    total = 0.0
    observers = 0.0
    for observer in range(facts.n_actors):
        if observer == actor or not is_party(facts, observer):
            continue
        observers += 1.0
        for kind in range(N_TYPES):
            total += state.belief[observer, actor, kind] * outlook.going_on[actor, kind]
    if observers <= 0.0:
        return outlook.going_on[actor, N_TYPES // 2]
    return total / observers


@rule
def signing_value(facts: Facts, outlook: Outlook, actor: int, value: float) -> float:
    """Give what signing a package of this issue value is worth to an actor (utility).

    Promised gains count in part, as trust allows; a treaty takes the feared drift away likewise;
    signing below a public demand costs audience, less so the more the package brings.
    """
    rules = facts.rules
    row = outlook.actor[actor]
    gain = value - row.value
    relief = (1.0 - rules.assurance) * facts.actor[actor].drift * rules.trust
    counted = gain * promise_credibility(rules.trust) if gain > 0.0 else gain
    shame = rules.shame * row.audience * (1.0 - min(1.0, max(0.0, gain) / rules.saving_gain))
    return row.quo + counted + relief - shame


@rule
def package_bounds(facts: Facts, state: State, issue: int, levels: Numbers) -> None:
    """Write to row ``issue`` of levels (k, 2) the least and greatest position that can be agreed."""
    here = state.position[issue]
    low = here
    high = here
    for actor in range(facts.n_actors):
        there = conceded_position(facts, state, actor, issue, state.actor[actor].offer)
        low = min(low, there)
        high = max(high, there)
    for actor in range(facts.n_actors):
        row = facts.position[actor, issue]
        low = max(low, min(row.low, here))
        high = min(high, max(row.high, here))
    levels[issue, 0] = low
    levels[issue, 1] = high


@rule
def grid_steps(n_issues: int) -> int:
    """Give the steps of the grid on each of the open issues: ``LEVELS``, or as many as are affordable."""
    steps = LEVELS
    while steps**n_issues > MOST_PACKAGES:
        steps -= 1
    return steps


@rule
def find_package(facts: Facts, state: State, outlook: Outlook, bargain: Bargain) -> bool:
    """Draft the package of the grid with the largest Nash product: write it to ``bargain.package``, count it.

    Returns
    -------
    bool
        False when no package that moves an issue leaves every party better off than going on: then
        nothing is drafted.
    """
    n_open = 0
    for issue in range(facts.n_issues):
        package_bounds(facts, state, issue, bargain.levels)
        if bargain.levels[issue, 1] > bargain.levels[issue, 0]:
            n_open += 1
    steps = grid_steps(n_open)
    for actor in range(facts.n_actors):
        bargain.floor[actor] = disagreement(facts, state, outlook, actor)
        bargain.power[actor] = bargaining_power(facts, outlook, actor)
    best = NO_DEAL
    chosen = -1
    for index in range(steps**n_open):
        write_package(facts, bargain, index, steps)
        score = _package_score(facts, state, outlook, bargain)
        if score > best:
            best = score
            chosen = index
    if chosen < 0:
        return False
    write_package(facts, bargain, chosen, steps)
    state.clock.drafts += 1
    return True


@rule
def write_package(facts: Facts, bargain: Bargain, index: int, steps: int) -> None:
    """Write the package of an index of the grid; issues without room do not count."""
    rest = index
    for issue in range(facts.n_issues):
        low = bargain.levels[issue, 0]
        high = bargain.levels[issue, 1]
        bargain.package[issue] = low
        if high > low:
            step = rest % steps
            rest = rest // steps
            bargain.package[issue] = low + (high - low) * step / (steps - 1.0)


@rule
def moves_an_issue(facts: Facts, state: State, package: Numbers) -> bool:
    """Tell whether a package (k,) differs from the status quo."""
    moved = 0.0
    for issue in range(facts.n_issues):
        moved += abs(package[issue] - state.position[issue])
    return moved > LEAST_GAIN


@rule
def package_worth(facts: Facts, outlook: Outlook, bargain: Bargain, actor: int) -> float:
    """Give what signing the package at hand is worth to an actor (utility)."""
    return signing_value(facts, outlook, actor, issue_value(facts, bargain.package, actor))


@rule
def _package_score(facts: Facts, state: State, outlook: Outlook, bargain: Bargain) -> float:
    """Give the log of the Nash product of the package, ``NO_DEAL`` if it moves nothing or a party loses."""
    if not moves_an_issue(facts, state, bargain.package):
        return NO_DEAL
    score = 0.0
    for actor in range(facts.n_actors):
        if not is_party(facts, actor):
            continue
        gain = package_worth(facts, outlook, bargain, actor) - bargain.floor[actor]
        if gain <= LEAST_GAIN:
            return NO_DEAL
        score += nash_log_product(gain, bargain.power[actor])
    return score


@rule
def signs(
    facts: Facts, state: State, outlook: Outlook, actor: int, package: Numbers, u_accept: float
) -> bool:
    """Tell whether a party, knowing its own type, signs a package (k,)."""
    value = signing_value(facts, outlook, actor, issue_value(facts, package, actor))
    going_on = outlook.going_on[actor, state.actor[actor].type]
    return u_accept < logistic(facts.rules.rationality * (value - going_on))


@rule
def take_effect(facts: Facts, state: State, package: Numbers) -> None:
    """Write a signed package: the status quo moves, and the run ends."""
    for issue in range(facts.n_issues):
        state.position[issue] = package[issue]
    state.clock.signed = 1


@rule
def mediate(facts: Facts, state: State, u_mediate: float) -> bool:
    """Let a mediator bring all parties to the table; tell whether one did."""
    rules = facts.rules
    rate = rules.mediator_rate * rules.mediator
    if state.war.level > NONE or u_mediate >= hazard_probability(rate, rules.turn_days):
        return False
    for actor in range(facts.n_actors):
        if is_party(facts, actor):
            row = state.actor[actor]
            row.table_days = max(row.table_days, rules.mediated_days)
    return True


@rule
def drafts(facts: Facts, state: State, u_draft: float) -> bool:
    """Tell whether a package is drafted this turn: all parties at the table, no war, and the draw."""
    if not all_at_table(facts, state):
        return False
    return u_draft < hazard_probability(draft_rate(facts, state), facts.rules.turn_days)
