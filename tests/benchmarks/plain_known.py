"""What a plain Python programmer works out once for all runs: who menaces whom, what troops are worth.

Nothing here depends on the state of a run.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from standoff.vocabulary import EventKind, OptionClass, WarLevel
from tests.benchmarks.plain_menu import Menus

__all__ = ["Actor", "Known", "Rival"]

NEGOTIATE, COERCE = int(OptionClass.NEGOTIATE), int(OptionClass.COERCE)


class Motion(NamedTuple):
    """How an actor's troops on one axis move."""

    axis: int
    peacetime: float
    surge: float  # thousand troops that the plan adds
    up: float  # thousand troops per day
    down: float
    is_hosted: bool


class Front(NamedTuple):
    """What an actor's troops on one axis of attack are worth."""

    axis: int
    weight: float  # share of the aim
    is_hosted: bool
    strength: float  # of a thousand troops across the distance
    strikes: float


@dataclass(frozen=True, slots=True)
class Rival:
    """What an actor has to do with another one."""

    number: int
    weight: float  # share of its attention, 0 = no rival
    is_alliance: bool
    is_hostile: bool
    attacks: bool
    hazard: float  # per day, before rungs, tension and forces
    is_open: float  # share of the hazard that is left as things stand
    is_calm: float  # ... after agreed calm


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor and its relations."""

    number: int
    fact: Any
    target: int
    menace: int
    host: int  # over whose territory it may come, -1 = nobody's
    exercises: list[float]  # days on which its exercises there end
    motions: list[Motion]
    fronts: list[Front]
    limited: Front | None  # the axis that a limited attack may take
    rivals: list[Rival]
    menus: list[Menus]  # by level of war
    protectors: list[tuple[int, float]]  # who protects it, and how surely
    span: float  # share of the required force that a surge adds
    is_party: bool


class Known:
    """All that can be known of a crisis before it is played.

    Parameters
    ----------
    facts : object
        The plain tables of a crisis.
    find : callable
        Gives a plain rule by its name.
    """

    def __init__(self, facts: Any, find: Callable[[str], Any]) -> None:
        self.facts, self.find = facts, find
        rules = facts.rules
        everybody = range(facts.n_actors)
        self.talking = [row for row, act in enumerate(facts.action) if act.option_class <= NEGOTIATE]
        self.offers = [
            (row, facts.action[row].offer) for row in self.talking if facts.action[row].offer > 0.0
        ]
        self.coercing = [row for row, act in enumerate(facts.action) if act.option_class >= COERCE]
        self.seasons = [(event.day, event.value) for event in facts.event if event.kind == EventKind.SEASON]
        self.drafted = self.chance(find("negotiation.draft_rate")(facts), rules.planning_days)
        self.least_full = find("assessment.least_force")(facts, int(OptionClass.FULL_ATTACK))
        self.least_limited = find("assessment.least_force")(facts, int(OptionClass.LIMITED_ATTACK))
        self.limited_access = find("assessment.limited_access")(facts) * rules.host_access
        self.extending = self._granting(lambda option_class: option_class == COERCE)
        self.limiting = self._granting(lambda option_class: option_class == NEGOTIATE)
        self.actors = [self._actor(number) for number in everybody]

    def chance(self, hazard: float, days: float) -> float:
        """Probability that something with a hazard per day happens within some days."""
        return 1.0 - math.exp(-hazard * days)

    def season(self, day: float) -> float:
        """Trafficability of the ground on a day, share."""
        season = 1.0
        for begins, value in self.seasons:
            if begins > day:
                break
            season = value
        return season

    def prospect(self, utility: float, actor: int) -> float:
        """Value of a utility from an actor's reference point."""
        rules = self.facts.rules
        if rules.curvature == 1.0 and rules.loss_aversion == 1.0:
            return utility
        reference = self.facts.actor[actor].reference
        return self.find("valuation.prospect_value")(utility, reference, rules.curvature, rules.loss_aversion)

    def perceived(self, odds: float, bias: float) -> float:
        """Odds with a bias on their log odds."""
        if odds <= 0.0 or odds >= 1.0 or bias == 0.0:
            return odds
        return 0.5 + 0.5 * math.tanh(0.5 * (math.log(odds / (1.0 - odds)) + bias))

    def _granting(self, has_class: Callable[[int], bool]) -> list[int]:
        acts = enumerate(self.facts.action)
        return [row for row, act in acts if act.access >= 0.0 and has_class(act.option_class)]

    def _actor(self, number: int) -> Actor:
        facts, find = self.facts, self.find
        everybody = range(facts.n_actors)
        fact = facts.actor[number]
        host, *others = [other for other in everybody if facts.dyad[other][number].hosts] or [-1]
        if others:
            raise NotImplementedError("the plain model has at most one host per guest")
        motions = [self._motion(number, axis) for axis in range(facts.n_axes)]
        protects = [(other, facts.dyad[other][number].protects) for other in everybody]
        return Actor(
            number=number,
            fact=fact,
            target=find("assessment.target_of")(facts, number),
            menace=find("assessment.menace_of")(facts, number),
            host=host,
            exercises=[
                event.until
                for event in facts.event
                if event.kind == EventKind.EXERCISE and event.actor == number and event.host == host
            ],
            motions=[each for each in motions if each.up or each.down],
            fronts=[self._front(number, axis) for axis, row in enumerate(facts.axis) if row.weight > 0.0],
            limited=self._front(number, fact.limited_axis) if fact.limited_axis >= 0 else None,
            rivals=[self._rival(number, other) for other in everybody if other != number],
            menus=[Menus(facts, number, level) for level in WarLevel],
            protectors=[(other, share) for other, share in protects if share > 0.0],
            span=fact.plan_share - fact.base_share,
            is_party=find("negotiation.is_party")(facts, number),
        )

    def _motion(self, number: int, axis: int) -> Motion:
        fact, force, rules = self.facts.actor[number], self.facts.force[number][axis], self.facts.rules
        planned = fact.plan_share * fact.required
        capacity = fact.required * force.plan / planned if planned > 0.0 else 0.0
        return Motion(
            axis=axis,
            peacetime=force.peacetime,
            surge=force.plan - force.peacetime,
            up=(rules.build_rate if fact.is_attacker else rules.call_up_rate) * capacity,
            down=rules.withdraw_rate * capacity,
            is_hosted=self._is_hosted(number, axis),
        )

    def _front(self, number: int, axis: int) -> Front:
        force = self.facts.force[number][axis]
        reach = math.exp(-force.distance / self.facts.rules.gradient_km)
        return Front(
            axis=axis,
            weight=self.facts.axis[axis].weight,
            is_hosted=self._is_hosted(number, axis),
            strength=self.facts.actor[number].quality * reach,
            strikes=force.strikes,
        )

    def _is_hosted(self, number: int, axis: int) -> bool:
        host = self.facts.axis[axis].host
        return host >= 0 and self.facts.dyad[host][number].hosts == 1

    def _rival(self, number: int, other: int) -> Rival:
        facts, find, rules = self.facts, self.find, self.facts.rules
        pair = facts.dyad[number][other]
        alliance = find("incident.is_alliance_pair")(facts, number, other)
        openness = 0.5 * (facts.actor[number].transparency + facts.actor[other].transparency)
        hazard = rules.incident_rate * pair.proximity * (rules.alliance_incident if alliance else 1.0)
        return Rival(
            number=other,
            weight=pair.rival_weight,
            is_alliance=alliance,
            is_hostile=find("incident.is_hostile_pair")(facts, number, other),
            attacks=pair.may_attack == 1,
            hazard=hazard,
            is_open=1.0 - rules.calm * openness,
            is_calm=1.0 - rules.calm,
        )
