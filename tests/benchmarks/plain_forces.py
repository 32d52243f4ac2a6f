"""Forces of the plain model, rewritten for speed: how they move, what they could win, where they clash."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from typing import Any

from standoff.vocabulary import WarLevel
from tests.benchmarks.plain_known import Actor, Known

__all__ = ["Forces"]

FULL = int(WarLevel.FULL)


class Forces:
    """The rules of forces for one crisis.

    Parameters
    ----------
    known : Known
        All that does not change in a run.
    """

    def __init__(self, known: Known) -> None:
        self.known = known
        rules = known.facts.rules
        self.cooled = exp(-rules.tension_decay * rules.turn_days)
        self.rivals = {
            (actor.number, rival.number): rival for actor in known.actors for rival in actor.rivals
        }

    @staticmethod
    def ahead(actor: Actor, troops: list[float], level: float, access: float, days: float) -> list[float]:
        """Troops of an actor by axis, some days ahead under an ordered level, thousand."""
        span = actor.span
        filled = (level - actor.fact.base_share) / span if span > 0.0 else 0.0
        if filled < 0.0:
            filled = 0.0
        moved = troops[:]
        for axis, peacetime, surge, up, down, is_hosted in actor.motions:
            now, goal = moved[axis], peacetime + filled * surge
            if is_hosted:
                goal *= access
            if goal > now:
                now += up * days
                moved[axis] = now if now < goal else goal
            else:
                now -= down * days
                moved[axis] = now if now > goal else goal
        return moved

    def odds(
        self, attacker: Actor, attacking: Sequence[float], defending: Sequence[float], ground: Sequence[float]
    ) -> float:
        """True odds of an attack on all axes; ``ground`` is access, arms and season, shares."""
        access, arms, season = ground
        redeploy, shield, closed = self.known.facts.rules.redeploy, self._shield(attacker, arms), 1.0 - access
        free = open_weight = 0.0
        for axis, weight, is_hosted, _, _ in attacker.fronts:
            if is_hosted:
                free += redeploy * closed * defending[axis]
                open_weight += access * weight
            else:
                open_weight += weight
        total = 0.0
        for axis, weight, is_hosted, worth, strikes in attacker.fronts:
            strength, held = attacking[axis] * season * worth, defending[axis]
            share = weight
            if is_hosted:
                strength *= access
                strikes *= access
                held *= 1.0 - redeploy * closed
                share *= access
            if strength <= 0.0:
                continue
            if free:
                held += free * share / open_weight
            total += weight * self._contest(strength, held, strikes, shield)
        return total

    def limited_odds(
        self, attacker: Actor, attacking: Sequence[float], defending: Sequence[float], ground: Sequence[float]
    ) -> float:
        """True odds that a limited attack takes its axis; parameters are those of ``odds``."""
        if attacker.limited is None:
            return 0.0
        access, arms, season = ground
        axis, _, is_hosted, worth, strikes = attacker.limited
        use = access if is_hosted else 1.0
        strength = min(attacking[axis] * use, self.known.facts.rules.limited_force) * season * worth
        if strength <= 0.0:
            return 0.0
        return self._contest(strength, defending[axis], strikes * use, self._shield(attacker, arms))

    def _shield(self, attacker: Actor, arms: float) -> float:
        """Strength of a thousand troops that defend against an attacker."""
        facts = self.known.facts
        return facts.actor[attacker.target].quality * facts.rules.defence * (1.0 + arms)

    def _contest(self, strength: float, held: float, strikes: float, shield: float) -> float:
        """Odds of a strength on one axis against the thousands who hold it, after the salvo."""
        if held <= 0.0:
            return 1.0
        rules = self.known.facts.rules
        struck = (rules.salvo_hits * strikes - rules.salvo_intercepts * held) / rules.salvo_staying
        resistance = (held - max(0.0, min(struck, 0.5 * held))) * shield
        return 1.0 / (1.0 + (resistance / strength) ** rules.contest)

    def move_forces(self, facts: Any, state: Any, number: int, fear: float) -> None:
        """Phase 5 for one actor: replaces ``posture.move_forces``."""
        rules, actor, row = facts.rules, self.known.actors[number], state.actor[number]
        days = rules.turn_days
        if actor.fact.is_target:
            fatigue, base = rules.reaction_fatigue, actor.fact.base_share
            rest = rules.reaction * fear + base
            row.order = max(base, rest + (row.order - rest) * exp(-fatigue * days))
        access = state.actor[actor.host].access * rules.host_access if actor.host >= 0 else 1.0
        troops = self.ahead(actor, state.troops[number], row.order, access, days)
        if state.war.attacker == number:  # who is across does not go home by an order
            troops = [max(there, front.crossed) for there, front in zip(troops, state.front, strict=True)]
        state.troops[number] = troops
        row.peak = max(row.peak, sum(troops) / actor.fact.required)
        row.audience += rules.audience_growth * actor.fact.demand * (row.rung / 6.0) * days

    def hazard(self, state: Any, one: int, other: int, forces: tuple[float, float]) -> float:
        """Hazard of a pair per day by its forces and tension, before rungs, calm and flanks."""
        hazard = self.rivals[one, other].hazard
        if hazard <= 0.0:
            return 0.0
        war = state.war
        if war.level > 0 and {war.attacker, war.target} == {one, other}:
            return 0.0
        if war.level == FULL and self.rivals[one, other].is_alliance:
            hazard *= self.known.facts.rules.alliance_war
        return hazard * (0.5 + state.dyad[one][other].tension) * min(1.5, max(forces) / 0.7)

    def incident_level(
        self, facts: Any, state: Any, one: int, other: int, u_incident: float, u_clash: float
    ) -> int:
        """Phase 6 for an unordered pair: replaces ``incident.incident_level``."""
        rules = facts.rules
        forces = tuple(sum(state.troops[each]) / facts.actor[each].required for each in (one, other))
        hazard = self.hazard(state, one, other, forces)
        if hazard <= 0.0:
            return 0
        rival, mine, theirs = self.rivals[one, other], state.actor[one], state.actor[other]
        hazard *= exp(rules.incident_slope * ((mine.rung + theirs.rung) / 12.0 - 1.0))
        hazard *= rival.is_calm if state.dyad[one][other].calm_days > 0.0 else rival.is_open
        if rival.is_alliance:
            hazard *= 1.0 - rules.flank_relief * max(mine.flank, theirs.flank)
        if u_incident >= self.known.chance(hazard, rules.turn_days):
            return 0
        return 2 if (rival.is_hostile or rival.is_alliance) and u_clash < rules.clash else 1

    def cool_down(self, facts: Any, state: Any, one: int, other: int) -> None:
        """Tension returns to its opening level, calm runs out: replaces ``incident.cool_down``."""
        pair, mirror = state.dyad[one][other], state.dyad[other][one]
        rest = facts.dyad[one][other].tension
        pair.tension = mirror.tension = rest + (pair.tension - rest) * self.cooled
        pair.calm_days = mirror.calm_days = max(0.0, pair.calm_days - facts.rules.turn_days)
