"""Value of a war in the plain model, rewritten for speed: all types at once, since only its cost differs."""

from __future__ import annotations

from typing import Any, NamedTuple

from standoff.state.tables import N_TYPES
from tests.benchmarks.plain_known import Actor, Known

__all__ = ["Odds", "Wars"]

CANNOT = -9.0


class Odds(NamedTuple):
    """Odds of the attacks that an attacker can make, as it sees them."""

    full: float
    limited: float


class Wars:
    """The rules of the value of a war for one crisis."""

    def __init__(self, known: Known) -> None:
        self.known = known
        aim = known.find("valuation.war_aim_value")
        self.aims = [
            [[aim(known.facts, one.number, other.number, end) for end in range(3)] for other in known.actors]
            for one in known.actors
        ]
        """By attacker and viewer: value of the issues after a lost, a limited and a won war."""

    def sanctions(self, state: Any, attacker: Actor, actor: int, credibility: float) -> float:
        """Utility that sanctions would cost an attacker if an actor's were as credible as given."""
        spared = 1.0
        for protector, _ in self.known.actors[attacker.target].protectors:
            spared *= 1.0 - (credibility if protector == actor else state.actor[protector].sanctions)
        return attacker.fact.sanction_exposure * (1.0 - attacker.fact.third_party_support) * (1.0 - spared)

    def best(self, state: Any, row: Any, actor: Actor, odds: Odds, force: float) -> list[float]:
        """Utility of the best attack that a force (share) allows, by type."""
        known = self.known
        values = [CANNOT] * N_TYPES
        if force >= known.least_full:
            values = self.full(row, actor, odds.full)
        if force >= known.least_limited and state.war.level == 0 and actor.fact.limited_axis >= 0:
            values = list(map(max, values, self.limited(row, actor, odds.limited)))
        return values

    def full(self, row: Any, actor: Actor, odds: float) -> list[float]:
        """Utility of a full attack by type, for its odds as the attacker sees them."""
        gain = self._lottery(odds, row.won, row.lost, actor.number) - row.sanctions
        cost = actor.fact.war_cost
        return [gain - cost * type_cost for type_cost in self.known.facts.type_cost]

    def limited(self, row: Any, actor: Actor, odds: float) -> list[float]:
        """Utility of a limited attack by type, for the odds on its axis as the attacker sees them."""
        facts, rules = self.known.facts, self.known.facts.rules
        gain = self._lottery(odds, row.limited, row.value, actor.number)
        gain -= rules.limited_sanctions * row.sanctions + actor.fact.drift * (1.0 - rules.assurance)
        cost = rules.limited_cost * actor.fact.war_cost
        return [gain - cost * type_cost for type_cost in facts.type_cost]

    def _lottery(self, odds: float, good: float, bad: float, actor: int) -> float:
        """Value of two ends of a war before its costs."""
        prospect, weighting = self.known.prospect, self.known.facts.rules.weighting
        weight = odds
        if weighting != 1.0:
            weight = self.known.find("valuation.decision_weight")(odds, weighting)
        return weight * prospect(good, actor) + (1.0 - weight) * prospect(bad, actor)

    def losses(self, row: Any, actor: Actor, odds: float) -> list[float]:
        """Utility that each type loses when the attack that it fears comes."""
        number, own, facts = actor.number, actor.fact.war_cost, self.known.facts
        target = self.known.actors[actor.menace].target
        at_stake = odds * (row.value - self.aims[actor.menace][number][2])
        if target == number:
            return [at_stake + own * type_cost for type_cost in facts.type_cost]
        if facts.dyad[number][target].protects > 0.0:
            return [at_stake + own * 0.5 * (1.0 + type_cost) for type_cost in facts.type_cost]
        return [max(0.0, at_stake) + facts.rules.host_exposure * type_cost for type_cost in facts.type_cost]
