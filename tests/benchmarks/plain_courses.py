"""Foresight of the plain model, rewritten for speed: where an order leads, and whom it deters."""

from __future__ import annotations

from typing import Any, NamedTuple

from standoff.state.tables import N_TYPES
from standoff.vocabulary import ForceOrder
from tests.benchmarks.plain_known import Actor, Known
from tests.benchmarks.plain_outlook import Outlooks

__all__ = ["Course", "Courses"]

KEEP = int(ForceOrder.KEEP)
MIDDLE = N_TYPES // 2


class Course(NamedTuple):
    """What an order to the forces leads to over a planning step."""

    upkeep: float
    later: list[float] | None  # utility of a later attack by type, None for who attacks nobody
    deterrence: float


class Courses:
    """The rules of foresight for one crisis."""

    def __init__(self, known: Known, outlooks: Outlooks) -> None:
        self.known, self.outlooks = known, outlooks
        self.order_of = known.find("posture.ordered_share")

    def take(self, moment: Any, order: int) -> Course:
        """Work out where an order leads."""
        state, actor, row, mine = moment.state, moment.actor, moment.row, moment.mine
        facts, outlooks, number = self.known.facts, self.outlooks, actor.number
        is_attacker = actor.target >= 0
        if order == KEEP:
            return Course(row.upkeep, moment.outlook.war_later[number] if is_attacker else None, 0.0)
        level = self.order_of(facts, number, order, mine.order, row.force)
        days = facts.rules.planning_days
        troops = outlooks.forces.ahead(actor, state.troops[number], level, row.access, days)
        force = sum(troops) / actor.fact.required
        later, deterrence = None, 0.0
        if is_attacker:
            arms = outlooks.arms(state, actor.target, -1, 0.0)
            odds = outlooks.odds_later(state, actor, troops, outlooks.defending[actor.target], arms)
            later = outlooks.wars.best(state, row, actor, odds, force)
        if actor.menace >= 0 and self.known.actors[actor.menace].target == number:
            if actor.host >= 0:
                troops = outlooks.forces.ahead(actor, state.troops[number], level, 1.0, days)
            deterrence = self._deterrence(moment, troops, 0.0)
        return Course(outlooks.upkeep(actor, force), later, deterrence)

    def _deterrence(self, moment: Any, defending: list[float], arms_rate: float) -> float:
        """Utility that the actor adds to the war of the attacker feared, by its target's troops and arms."""
        menace = self.known.actors[moment.actor.menace]
        rate = min(self.known.facts.rules.arms_rate_ceiling, moment.mine.arms_rate + arms_rate)
        arms = self.outlooks.arms(moment.state, menace.target, moment.actor.number, rate)
        attacking = self.outlooks.attacking[menace.number]
        odds = self.outlooks.odds_later(moment.state, menace, attacking, defending, arms)
        row = moment.outlook.actor[menace.number]
        value = self.outlooks.wars.best(moment.state, row, menace, odds, row.later)[MIDDLE]
        return value - moment.outlook.war_later[menace.number][MIDDLE]

    def deterrence_of(self, moment: Any, option: Any, menace: Actor) -> float:
        """Utility that an option with sanctions, arms or access adds to the war of the attacker feared."""
        state, mine, number = moment.state, moment.mine, moment.actor.number
        bonus = 0.0
        if option.sanctions > 0.0:
            credible = min(1.0, mine.sanctions + option.sanctions)
            bonus += moment.outlook.actor[menace.number].sanctions
            bonus -= self.outlooks.wars.sanctions(state, menace, number, credible)
        if option.arms > 0.0:
            bonus += self._deterrence(moment, self.outlooks.defending[menace.target], option.arms)
        elif number == menace.target:
            bonus += moment.courses[option.order].deterrence
        if option.access >= 0.0:
            if moment.access_gain is None:
                moment.access_gain = self._access_gain(moment, menace)
            bonus += (option.access - mine.access) * moment.access_gain
        return bonus

    def _access_gain(self, moment: Any, guest: Actor) -> float:
        """Utility that full access adds to the guest's war over none."""
        state, row, known = moment.state, moment.outlook.actor[guest.number], self.known
        arms, bias = state.actor[guest.target].arms, state.actor[guest.number].odds_bias
        troops = (state.troops[guest.number], state.troops[guest.target])
        season = known.season(state.clock.day)
        full, none = (
            known.perceived(self.outlooks.forces.odds(guest, *troops, (access, arms, season)), bias)
            for access in (1.0, 0.0)
        )
        return (full - none) * (row.won - row.lost)
