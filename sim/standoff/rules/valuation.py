"""Valuation – what the issues, a war and waiting are worth to an actor.

Rule     value = 1 - sum(salience * |position - ideal|)
         war = odds * won + (1 - odds) * lost - cost * type - sanctions
         limited = odds on its axis * aims + rest * status quo - shares of cost * type and sanctions - drift
         waiting = (1 - d) * now + d * later; a declining side prefers to attack iff war now > waiting
         peace = status quo - min(audience cost, upkeep): to back down or to stand, whichever is cheaper
         a promised gain counts by one half, and by the other half as far as there is trust
         sanctions = exposure * (1 - outside support) * (1 - product over protectors of (1 - credibility))
Reads    positions [0..1], salience [share], odds as the attacker sees them (``odds``), cost [utility]
Source   fearon_1995 (commitment), tversky_kahneman_1992 (prospect variant)
Assumes  a limited attack that fails leaves the issues as they are, and costs what one that succeeds costs
"""

from __future__ import annotations

from standoff.arrays import Numbers
from standoff.compiled import rule
from standoff.elementary import exp, power
from standoff.rules.posture import access_of, is_hosted, moved_troops
from standoff.state.crisis import Outlook, State
from standoff.state.tables import Facts


@rule
def issue_value(facts: Facts, positions: Numbers, actor: int) -> float:
    """Value issue positions (k,) for an actor: 1 = its ideal on all of them, 0 = its worst."""
    total = 1.0
    for issue in range(facts.n_issues):
        row = facts.position[actor, issue]
        total -= row.salience * abs(positions[issue] - row.ideal)
    return total


@rule
def war_aim_value(facts: Facts, attacker: int, viewer: int, end: int) -> float:
    """Value the end of an attacker's war for a viewer: end 0 = lost, 1 = limited aims, 2 = won."""
    total = 1.0
    for issue in range(facts.n_issues):
        aim = facts.position[attacker, issue]
        position = aim.lost
        if end == 1:
            position = aim.limited
        if end == 2:
            position = aim.won
        row = facts.position[viewer, issue]
        total -= row.salience * abs(position - row.ideal)
    return total


@rule
def concession_value(facts: Facts, state: State, conceded: Numbers, viewer: int) -> float:
    """Value for a viewer, relative to the status quo, of the positions (k,) that a giver can concede."""
    total = 0.0
    for issue in range(facts.n_issues):
        here = state.position[issue]
        there = conceded[issue]
        row = facts.position[viewer, issue]
        total -= row.salience * (abs(there - row.ideal) - abs(here - row.ideal))
    return total


@rule
def conceded_position(facts: Facts, state: State, giver: int, issue: int, offer: float) -> float:
    """Give the position that an offer (share of what the giver can give) moves an issue to.

    The giver moves an issue that it controls towards its rivals' ideal by its flexibility, and never
    across its own red lines: such a concession is impossible by construction.
    """
    row = facts.position[giver, issue]
    here = state.position[issue]
    wanted = 0.0
    weight = 0.0
    for rival in range(facts.n_actors):
        share = facts.dyad[giver, rival].rival_weight
        wanted += share * facts.position[rival, issue].ideal
        weight += share
    if weight <= 0.0:
        return here
    there = here + offer * facts.actor[giver].flexibility * row.control * (wanted / weight - here)
    low = min(row.low, here)
    high = max(row.high, here)
    return min(high, max(low, there))


@rule
def hosted_access(facts: Facts, state: State, actor: int) -> float:
    """Give the access that the actor's host grants it now, share; 1 without a host."""
    for axis in range(facts.n_axes):
        if is_hosted(facts, actor, axis):
            return access_of(facts, state, actor, axis)
    return 1.0


@rule
def prospect_value(utility: float, reference: float, curvature: float, loss_aversion: float) -> float:
    """Value a utility from a reference point: gains^c, losses -l * |loss|^c. Identity at c = l = 1."""
    gain = utility - reference
    if curvature == 1.0 and loss_aversion == 1.0:
        return utility
    if gain >= 0.0:
        return reference + power(gain, curvature)
    return reference - loss_aversion * power(-gain, curvature)


@rule
def decision_weight(probability: float, exponent: float) -> float:
    """Weight a probability p^g / (p^g + (1-p)^g)^(1/g); identity at g = 1."""
    if exponent == 1.0 or probability <= 0.0 or probability >= 1.0:
        return probability
    up = power(probability, exponent)
    return up / power(up + power(1.0 - probability, exponent), 1.0 / exponent)


@rule
def lottery(odds: float, won: float, lost: float, cost: float) -> float:
    """Value a costly lottery: odds * won + (1 - odds) * lost - cost (all utilities)."""
    return odds * won + (1.0 - odds) * lost - cost


@rule
def value_of_waiting(now: float, later: float, discount: float) -> float:
    """Value going on for one step at ``now`` and having ``later`` after it, per-period average.

    A declining side attacks now iff its war now exceeds this (Fearon's commitment problem): with
    war_now = 1-p1-(1-d)c, now = 1 and later = 1-p2-(1-d)c that is d*p2 - p1 > (1-d)^2 * c.
    """
    return (1.0 - discount) * now + discount * later


@rule
def best_peace(quo: float, audience: float, upkeep: float) -> float:
    """Value keeping the peace: the status quo, less the cheaper of backing down and standing (utilities)."""
    return quo - min(audience, upkeep)


@rule
def promise_credibility(trust: float) -> float:
    """Give the share of a promised gain that the other side counts on: half without trust, all at full."""
    return 0.5 + 0.5 * trust


@rule
def sanctions_share(facts: Facts, state: State, target: int, actor: int, credibility: float) -> float:
    """Give the sanctions that an attack on a target would meet, share of the full ones.

    ``credibility`` replaces the standing one of ``actor`` (pass -1 for none).
    """
    spared = 1.0
    for protector in range(facts.n_actors):
        share = state.actor[protector].sanctions
        if protector == actor:
            share = credibility
        spared *= 1.0 - share * (1.0 if facts.dyad[protector, target].protects > 0.0 else 0.0)
    return 1.0 - spared


@rule
def sanctions_loss(facts: Facts, attacker: int, share: float) -> float:
    """Give the utility that sanctions of this share cost an attacker after its partners' help."""
    row = facts.actor[attacker]
    return row.sanction_exposure * (1.0 - row.third_party_support) * share


@rule
def full_war_value(facts: Facts, outlook: Outlook, attacker: int, odds: float, type_cost: float) -> float:
    """Value a full attack for an attacker of a type; odds as it perceives them (utility)."""
    rules = facts.rules
    row = facts.actor[attacker]
    seen = outlook.actor[attacker]
    good = prospect_value(seen.won, row.reference, rules.curvature, rules.loss_aversion)
    bad = prospect_value(seen.lost, row.reference, rules.curvature, rules.loss_aversion)
    cost = row.war_cost * type_cost + seen.sanctions
    return lottery(decision_weight(odds, rules.weighting), good, bad, cost)


@rule
def limited_war_value(facts: Facts, outlook: Outlook, attacker: int, odds: float, type_cost: float) -> float:
    """Value a limited attack for an attacker of a type; odds on its axis as it perceives them (utility).

    It settles nothing for good: the drift that the attacker fears goes on whether it gets its aims or not.
    """
    rules = facts.rules
    row = facts.actor[attacker]
    seen = outlook.actor[attacker]
    good = prospect_value(seen.limited, row.reference, rules.curvature, rules.loss_aversion)
    same = prospect_value(seen.value, row.reference, rules.curvature, rules.loss_aversion)
    cost = rules.limited_cost * row.war_cost * type_cost + rules.limited_sanctions * seen.sanctions
    cost += row.drift * (1.0 - rules.assurance)
    return lottery(decision_weight(odds, rules.weighting), good, same, cost)


@rule
def projected_force(
    facts: Facts, state: State, actor: int, level: float, access: float, days: float
) -> float:
    """Give an actor's force some days ahead under an ordered level, share of the required force."""
    total = 0.0
    for axis in range(facts.n_axes):
        total += _projected_on(facts, state, actor, axis, level, access, days)
    return total / facts.actor[actor].required


@rule
def projected_troops(
    facts: Facts, state: State, actor: int, level: float, access: float, days: float, troops: Numbers
) -> Numbers:
    """Write an actor's troops by axis (x + 1,) some days ahead under an ordered level, thousand."""
    for axis in range(facts.n_axes):
        troops[axis] = _projected_on(facts, state, actor, axis, level, access, days)
    return troops


@rule
def _projected_on(
    facts: Facts, state: State, actor: int, axis: int, level: float, access: float, days: float
) -> float:
    """Give an actor's troops (thousand) on an axis some days ahead; ``access`` counts on hosted axes."""
    use = access if is_hosted(facts, actor, axis) else 1.0
    return moved_troops(facts, state.troops, actor, axis, level, use, days)


@rule
def arms_after(facts: Facts, state: State, target: int, days: float, actor: int, rate: float) -> float:
    """Give the strength that arms will have added to a target, share; ``rate`` replaces ``actor``'s."""
    coming = 0.0
    for protector in range(facts.n_actors):
        sent = rate if protector == actor else state.actor[protector].arms_rate
        if facts.dyad[protector, target].protects > 0.0:
            coming += sent * facts.dyad[protector, target].protects
    return min(facts.rules.arms_ceiling, state.actor[target].arms + coming * days)


@rule
def discount_of(rate: float, days: float) -> float:
    """Give the discount over some days at a rate of delay cost per day."""
    return exp(-rate * days)
