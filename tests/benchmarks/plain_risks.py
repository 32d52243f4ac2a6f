"""Risks of the plain model, rewritten for speed: what clashes and a wider war cost."""

from __future__ import annotations

from math import exp
from typing import Any, NamedTuple

from standoff.state.tables import N_TYPES
from tests.benchmarks.plain_known import Actor, Known, Rival
from tests.benchmarks.plain_outlook import Outlooks

__all__ = ["NOTHING", "Clash", "Risks"]

NOTHING = [0.0] * N_TYPES


class Clash(NamedTuple):
    """A clash that an actor has to expect with a rival, on the snapshot of a turn."""

    rival: Rival
    hazard: float  # of a clash over a planning step, before the actor's own rung, calm and flanks
    flank: float  # of the rival
    is_calm: bool
    losses: list[float]  # utility by type


class Risks:
    """The rules of clashes and of joining a war, for one crisis."""

    def __init__(self, known: Known, outlooks: Outlooks) -> None:
        self.known, self.outlooks = known, outlooks
        rules = known.facts.rules
        self.relief = rules.flank_relief
        self.slope = rules.incident_slope / 12.0
        self.wider = [rules.wider_cost * type_cost for type_cost in known.facts.type_cost]

    def clashes(self, state: Any, outlook: Any, actor: Actor) -> list[Clash]:
        """All clashes that an actor has to expect."""
        rules, number = self.known.facts.rules, actor.number
        found = []
        for rival in actor.rivals:
            if not (rival.is_hostile or rival.is_alliance):
                continue
            other = rival.number
            forces = (outlook.actor[number].force, outlook.actor[other].force)
            hazard = self.outlooks.forces.hazard(state, number, other, forces)
            if hazard > 0.0:
                theirs, calm = state.actor[other], state.dyad[number][other].calm_days > 0.0
                losses = self._losses(outlook, actor, rival)
                hazard *= rules.clash * rules.planning_days * exp(self.slope * (theirs.rung - 12.0))
                found.append(Clash(rival, hazard, theirs.flank, calm, losses))
        return found

    def _losses(self, outlook: Any, actor: Actor, rival: Rival) -> list[float]:
        facts, row = self.known.facts, outlook.actor[actor.number]
        rules = facts.rules
        if not rival.is_hostile:
            return self.wider
        if not rival.attacks:
            return [rules.limited_cost * loss for loss in outlook.loss[actor.number]]
        values = self.outlooks.wars.limited(row, actor, row.limited_odds_now)
        return [max(0.0, row.quo - value) for value in values]

    def loss(self, mine: Any, clashes: list[Clash], danger: tuple[float, bool, float, bool]) -> list[float]:
        """Expected loss from clashes by type, by the rung, calm, flank and war of an option."""
        rung, calms, flank, is_war = danger
        growth, flank = exp(self.slope * (rung if rung > 0.0 else mine.rung)), mine.flank + flank
        total = None
        for rival, hazard, their_flank, is_calm, losses in clashes:
            if rival.is_hostile and is_war:
                continue
            hazard *= growth * (rival.is_calm if calms or is_calm else rival.is_open)
            if rival.is_alliance:
                hazard *= 1.0 - self.relief * max(min(1.0, flank), their_flank)
            chance = 1.0 - exp(-hazard)
            if total is None:
                total = [chance * lost for lost in losses]
            else:
                total = [value + chance * lost for value, lost in zip(total, losses, strict=True)]
        return total or NOTHING

    def joining(self, state: Any, outlook: Any, actor: Actor) -> list[float]:
        """Utility of sending own forces into the war by type: stakes saved, a wider war suffered."""
        saved = 0.0
        if actor.menace >= 0:
            saved = self.known.facts.dyad[actor.number][state.war.target].protects
        half = 0.5 * actor.fact.war_cost
        return [
            saved * max(0.0, loss - half) - wider
            for loss, wider in zip(outlook.loss[actor.number], self.wider, strict=True)
        ]
