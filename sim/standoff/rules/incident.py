"""Incident – violence that nobody ordered: a hazard that grows with rungs, tension and forces.

Rule     hazard = rate * exp(slope * ((rung_i + rung_j)/12 - 1)) * (at_ease + 2 * (1 - at_ease) * tension)
         * readiness * proximity * (1 - calm * openness); between an attacker and a protector also times
         alliance_incident * (1 - flank_relief * flank), and alliance_war during a full-scale war
         P(incident) = 1 - exp(-hazard * days); an incident becomes a clash with probability ``clash``
         tension returns to its opening level at rate ``tension_decay``
Reads    rungs [1..16], tension, proximity, openness, flank [0..1], the larger force share of the pair
Draw     Draw.INCIDENT and Draw.CLASH, one uniform each per unordered pair and turn
Source   schelling_1966, powell_2015 (risk grows with the power brought to bear)
Assumes  hazards are per day, so that seven turns of one day equal one of seven; an incident lifts both sides
         to the rung of harassing acts on Kahn's ladder
"""

from __future__ import annotations

from standoff.compiled import rule
from standoff.elementary import exp
from standoff.rules.posture import FULL_WAR_RUNG, LIMITED_WAR_RUNG, force_share
from standoff.state.crisis import State
from standoff.state.tables import Facts
from standoff.vocabulary import WarLevel

PEACE, LIMITED, FULL = int(WarLevel.NONE), int(WarLevel.LIMITED), int(WarLevel.FULL)
INCIDENT_RUNG = 7.0
"""Rung that an incident lifts both sides to: harassing acts (Kahn's 'legal harassment, retortions')."""


@rule
def hazard_probability(hazard: float, days: float) -> float:
    """Give the probability that something with a hazard per day happens within some days."""
    return 1.0 - exp(-hazard * days)


@rule
def incident_hazard(
    rate: float, slope: float, rungs: float, tension: float, at_ease: float, readiness: float,
    proximity: float,
) -> float:  # fmt: skip
    """Give the hazard of an incident between two actors, per day.

    Parameters
    ----------
    rate : float
        Base hazard per day of two close actors on rung 6 with tension one half and readiness 1.
    slope : float
        Growth of the log hazard when the sum of the rungs rises by twelve.
    rungs : float
        Sum of both rungs.
    tension, proximity : float
        Shares.
    at_ease : float
        Share of the base hazard that is left without tension.
    readiness : float
        Larger force of the pair as a ratio to that at which the base hazard holds.
    """
    tense = at_ease + 2.0 * (1.0 - at_ease) * tension
    return rate * exp(slope * (rungs / 12.0 - 1.0)) * tense * readiness * proximity


@rule
def pair_hazard(facts: Facts, state: State, one: int, other: int, rung: float, calm_days: float,
                flank: float) -> float:  # fmt: skip
    """Give the hazard of a pair per day, with ``one`` on a given rung, calm (days) and flank (share)."""
    if facts.dyad[one, other].proximity <= 0.0:
        return 0.0
    force = max(force_share(facts, state, one), force_share(facts, state, other))
    is_alliance = is_alliance_pair(facts, one, other)
    return hazard_under(facts, state, one, other, rung, calm_days, flank, force, is_alliance)


@rule
def hazard_under(
    facts: Facts, state: State, one: int, other: int, rung: float, calm_days: float, flank: float,
    force: float, is_alliance: bool,
) -> float:  # fmt: skip
    """Give what `pair_hazard` gives, the larger force of the pair (share) and its relation being known."""
    rules = facts.rules
    pair = facts.dyad[one, other]
    if is_fighting(state, one, other):
        return 0.0
    readiness = min(rules.incident_force_ceiling, force / rules.incident_force)
    hazard = incident_hazard(
        rules.incident_rate, rules.incident_slope, rung + state.actor[other].rung,
        state.dyad[one, other].tension, rules.incident_at_ease, readiness, pair.proximity,
    )  # fmt: skip
    openness = 0.5 * (facts.actor[one].transparency + facts.actor[other].transparency)
    if calm_days > 0.0:
        openness = 1.0
    hazard *= 1.0 - rules.calm * openness
    if is_alliance:
        hazard *= rules.alliance_incident * (1.0 - rules.flank_relief * max(flank, state.actor[other].flank))
        if state.war.level == FULL:
            hazard *= rules.alliance_war
    return hazard


@rule
def is_fighting(state: State, one: int, other: int) -> bool:
    """Tell whether the pair is at war already: then nothing more is an incident."""
    war = state.war
    if war.level == PEACE:
        return False
    return (war.attacker == one and war.target == other) or (war.attacker == other and war.target == one)


@rule
def is_hostile_pair(facts: Facts, one: int, other: int) -> bool:
    """Tell whether one of the pair may attack the other."""
    return facts.dyad[one, other].may_attack == 1 or facts.dyad[other, one].may_attack == 1


@rule
def is_alliance_pair(facts: Facts, one: int, other: int) -> bool:
    """Tell whether the pair is an attacker and a protector of somebody that it may attack."""
    return _protects_against(facts, one, other) or _protects_against(facts, other, one)


@rule
def _protects_against(facts: Facts, protector: int, attacker: int) -> bool:
    for target in range(facts.n_actors):
        if facts.dyad[attacker, target].may_attack == 1 and facts.dyad[protector, target].protects > 0.0:
            return True
    return False


@rule
def incident_level(facts: Facts, state: State, one: int, other: int, u_incident: float,
                   u_clash: float) -> int:  # fmt: skip
    """Phase 6 for one unordered pair, read only: 0 = nothing happens, 1 = an incident, 2 = a clash.

    Only forces that may fight each other clash: an attacker's with its target's or with a protector's.
    """
    rules = facts.rules
    calm = state.dyad[one, other].calm_days
    mine = state.actor[one]
    hazard = pair_hazard(facts, state, one, other, mine.rung, calm, mine.flank)
    if u_incident >= hazard_probability(hazard, rules.turn_days):
        return 0
    may_clash = is_hostile_pair(facts, one, other) or is_alliance_pair(facts, one, other)
    return 2 if may_clash and u_clash < rules.clash else 1


@rule
def befall(facts: Facts, state: State, one: int, other: int, level: int) -> None:
    """Write what an incident (1) or a clash (2) does to a pair.

    A clash of an attacker with its target is a limited war; one with a protector widens the war.
    """
    for actor in (one, other):
        row = state.actor[actor]
        row.rung = max(row.rung, INCIDENT_RUNG)
        row.rung_days = 0.0
        row.audience += facts.rules.incident_audience * facts.actor[actor].demand
    raise_tension(facts, state, one, other, facts.rules.incident_intensity)
    if level == 2:
        _clash(facts, state, one, other)


@rule
def _clash(facts: Facts, state: State, one: int, other: int) -> None:
    """Turn an incident into fighting between forces."""
    war = state.war
    if is_alliance_pair(facts, one, other):
        war.outside = 1
        return
    attacker, target = one, other
    if facts.dyad[other, one].may_attack == 1:
        attacker, target = other, one
    if facts.dyad[attacker, target].may_attack == 1 and war.level < LIMITED:
        begin_war(state, attacker, target, LIMITED)


@rule
def begin_war(state: State, attacker: int, target: int, level: int) -> None:
    """Open a war or raise its level; on whom another attacked before, nobody holds ground in the new one."""
    war = state.war
    if war.attacker >= 0 and war.attacker != attacker:
        for axis in range(len(state.front)):
            front = state.front[axis]
            front.crossed = front.sent = front.ground = 0.0
            front.struck = 0
    war.level = level
    war.worst = max(war.worst, level)
    war.attacker = attacker
    war.target = target
    war.ceasefire = 0
    for actor in (attacker, target):
        row = state.actor[actor]
        row.rung = max(row.rung, FULL_WAR_RUNG if level == FULL else LIMITED_WAR_RUNG)
        row.rung_days = 0.0
    if level == FULL and war.full_days < 0.0:
        war.full_days = 0.0


@rule
def raise_tension(facts: Facts, state: State, one: int, other: int, intensity: float) -> None:
    """Add tension to a pair for an act of this intensity (minus its Goldstein weight), both ways."""
    level = state.dyad[one, other].tension + facts.rules.tension_step * intensity
    level = min(1.0, max(0.0, level))
    state.dyad[one, other].tension = level
    state.dyad[other, one].tension = level


@rule
def cool_down(facts: Facts, state: State, one: int, other: int) -> None:
    """Let tension return towards its opening level and agreed calm run out, for an unordered pair."""
    rules = facts.rules
    rest = facts.dyad[one, other].tension
    left = exp(-rules.tension_decay * rules.turn_days)
    level = rest + (state.dyad[one, other].tension - rest) * left
    calm = max(0.0, state.dyad[one, other].calm_days - rules.turn_days)
    for row, column in ((one, other), (other, one)):
        state.dyad[row, column].tension = level
        state.dyad[row, column].calm_days = calm
