"""Outcome – the history of a run as one of six exclusive ends, decided by severity.

Rule     wider war > full-scale invasion > limited incursion > settlement > de-escalation > standoff
         full-scale: a full attack in which as many troops cross as the scenario says of the attacker, or else
         ``full_scale_share`` of what its attack requires
         a run ends at a signature, once no more than ``surge_left`` of every surge has remained for
         ``gone_days`` without war, ``aftermath_days`` after a full-scale attack, or at the horizon
         tally, turn by turn: highest rung, sum of Goldstein weights, first day of fighting, and by how much
         attacking beat an attacker's best peace at most, as its own type values both
         a rung that no act renews for ``rung_hold_days`` sinks at rate ``rung_fall`` to that of the posture
Reads    the outlook on which the turn was decided, who fought, thousand troops that crossed, the signature,
         days for which the surge was gone
Source   rand_infer_2021 (50,000 troops make a full-scale invasion; they were a quarter of the plan)
Assumes  the whole history counts at its end: a limited incursion can still become an invasion; an attack with
         limited aims is none, however many troops it takes
"""

from __future__ import annotations

from standoff.compiled import rule
from standoff.rules.posture import force_share, standing_rung
from standoff.rules.valuation import best_peace
from standoff.state.crisis import Outlook, State
from standoff.state.tables import N_TYPES, Facts
from standoff.vocabulary import Outcome, WarLevel

STANDOFF, DE_ESCALATION, SETTLEMENT = (
    int(Outcome.STANDOFF),
    int(Outcome.DE_ESCALATION),
    int(Outcome.SETTLEMENT),
)
LIMITED_INCURSION, FULL_INVASION = int(Outcome.LIMITED_INCURSION), int(Outcome.FULL_INVASION)
WIDER_WAR = int(Outcome.WIDER_WAR)
NONE, FULL = int(WarLevel.NONE), int(WarLevel.FULL)


@rule
def outcome_of(facts: Facts, state: State) -> int:
    """Classify the history of a run so far; see ``vocabulary.Outcome``."""
    war = state.war
    clock = state.clock
    enough = full_scale_troops(facts, war.attacker) if war.worst == FULL else 0.0
    return classify(war.outside, war.crossed, war.worst, clock.signed, clock.calmed, enough)


@rule
def full_scale_troops(facts: Facts, attacker: int) -> float:
    """Give the troops (thousand) across the border that make an actor's full attack a full-scale invasion."""
    fact = facts.actor[attacker]
    if fact.full_scale > 0.0:
        return fact.full_scale
    return facts.rules.full_scale_share * fact.required


@rule
def classify(outside: int, crossed: float, worst: int, signed: int, calmed: int, full_scale: float) -> int:
    """Classify a history; see ``vocabulary.Outcome``.

    Parameters
    ----------
    outside, signed, calmed : int
        1 if a protector's forces fought; if a package was signed; if the surge went home for good.
    crossed : float
        Thousand troops that ever crossed the border.
    worst : int
        Highest level of war.
    full_scale : float
        Thousand troops across the border that make a full attack a full-scale invasion.
    """
    if outside == 1:
        return WIDER_WAR
    if worst == FULL and crossed >= full_scale:
        return FULL_INVASION
    if worst > NONE:
        return LIMITED_INCURSION
    if signed == 1:
        return SETTLEMENT
    if calmed == 1:
        return DE_ESCALATION
    return STANDOFF


@rule
def is_calm(force: float, base: float, peak: float, least_surge: float, left: float) -> bool:
    """Tell whether a surge has gone: no more than the share ``left`` of it remains.

    Forces are shares of the required one. A rise above the base by ``least_surge`` or less is no surge.
    """
    surge = peak - base
    return surge > least_surge and force <= base + left * surge


@rule
def is_finite(facts: Facts, state: State) -> bool:
    """Tell whether all numbers of the state are finite; a run in which one is not ends with an error."""
    war = state.war
    # Short sums, which the processor adds up side by side; one long sum waits for each of its parts.
    total = war.crossed + war.attacker_losses + war.target_losses + state.tally.goldstein
    for actor in range(facts.n_actors):
        row = state.actor[actor]
        own = row.order + row.peak + row.audience + row.rung + row.table_days + row.offer + row.arms
        own += row.arms_rate + row.sanctions + row.flank + row.access + row.cover_days + row.odds_bias
        for axis in range(facts.n_axes):
            own += state.troops[actor, axis]
        total += own
        for other in range(facts.n_actors):
            pair = state.dyad[actor, other].tension + state.dyad[actor, other].calm_days
            for kind in range(N_TYPES):
                pair += state.belief[actor, other, kind]
            total += pair
    for axis in range(facts.n_axes):
        total += state.front[axis].crossed + state.front[axis].sent + state.front[axis].ground
    for issue in range(facts.n_issues):
        total += state.position[issue]
    return total - total == 0.0


@rule
def record(facts: Facts, state: State, outlook: Outlook, horizon_days: float) -> None:
    """Phase 8: keep the tally, count quiet days, let promises run out, end the run once it is complete."""
    _keep_tally(facts, state, outlook)
    rules = facts.rules
    days = rules.turn_days
    war = state.war
    clock = state.clock
    calmed = 1
    surged = 0
    for actor in range(facts.n_actors):
        row = state.actor[actor]
        _run_out(facts, state, actor, days)
        if facts.actor[actor].is_attacker == 0:
            continue
        force = force_share(facts, state, actor)
        base = facts.actor[actor].base_share
        calm = is_calm(force, base, row.peak, rules.least_surge, rules.surge_left)
        row.quiet_days = row.quiet_days + days if calm else 0.0
        if row.peak - base > rules.least_surge:
            surged = 1
            if row.quiet_days < rules.gone_days - 1e-9:
                calmed = 0
    clock.calmed = 1 if calmed == 1 and surged == 1 and war.worst == NONE else 0
    if war.full_days >= 0.0:
        war.full_days += days
    clock.turn += 1
    clock.day += days
    over = clock.signed == 1 or clock.calmed == 1 or war.full_days >= rules.aftermath_days - 1e-9
    if over or clock.day >= horizon_days - 1e-9:
        clock.ended = 1


@rule
def _keep_tally(facts: Facts, state: State, outlook: Outlook) -> None:
    """Add a turn to the tally of the run."""
    tally = state.tally
    if tally.days_to_violence < 0.0 and state.war.days > 0.0:
        tally.days_to_violence = state.clock.day
    for actor in range(facts.n_actors):
        mine = state.actor[actor]
        seen = outlook.actor[actor]
        tally.peak_rung = max(tally.peak_rung, mine.rung)
        if mine.action >= 0:
            tally.goldstein += facts.action[mine.action].goldstein
        if seen.target >= 0:
            advantage = outlook.war_now[actor, mine.type] - best_peace(seen.quo, seen.audience, seen.upkeep)
            tally.margin[actor] = max(tally.margin[actor], advantage)


@rule
def _run_out(facts: Facts, state: State, actor: int, days: float) -> None:
    """Let an actor's promises, cover and rung decay by some days."""
    row = state.actor[actor]
    row.table_days = max(0.0, row.table_days - days)
    if row.table_days <= 0.0:
        row.offer = 0.0
    row.cover_days = max(0.0, row.cover_days - days)
    row.rung_days += days
    if row.rung_days >= facts.rules.rung_hold_days:
        sunk = row.rung - facts.rules.rung_fall * days
        row.rung = min(row.rung, max(standing_rung(facts, state, actor), sunk))
