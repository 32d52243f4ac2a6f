"""Assessment of the plain model, rewritten for speed: what every actor computes before it decides."""

from __future__ import annotations

from math import tanh
from operator import itemgetter
from typing import Any

from standoff.state.tables import N_TYPES
from standoff.vocabulary import WarLevel
from tests.benchmarks.plain_forces import Forces
from tests.benchmarks.plain_known import Actor, Known
from tests.benchmarks.plain_war import Odds, Wars

__all__ = ["Outlooks"]

FULL = int(WarLevel.FULL)


class Outlooks:
    """The rules of assessment for one crisis; ``assess`` replaces ``assessment.assess``.

    It keeps what it assessed last for the decisions of the same turn, whichever model of the crisis plays it.

    Attributes
    ----------
    response : list
        By actor and type: probability that it talks, that it coerces, and what it would offer.
    resolve : list
        By attacker and type: half of the precision times the advantage of war over peace, before any bonus.
    """

    def __init__(self, known: Known, forces: Forces) -> None:
        self.known, self.forces, self.wars = known, forces, Wars(known)
        self.position: list[float] = []
        self.values: list[float] = []
        self.concession: list[list[float]] = []
        self.response: list[list[tuple[float, float, float]]] = [[] for _ in known.actors]
        self.resolve: list[list[float]] = [[] for _ in known.actors]
        # The standing orders' troops a planning step ahead: on the attack, and in defence of their own land.
        self.attacking: list[list[float]] = [[] for _ in known.actors]
        self.defending: list[list[float]] = [[] for _ in known.actors]
        self.talking, self.coercing = itemgetter(*known.talking), itemgetter(*known.coercing)
        self.access = [1.0] * len(known.actors)
        self.season_later = 1.0

    def assess(self, facts: Any, state: Any, outlook: Any) -> None:
        """Fill the outlook of all actors from the snapshot."""
        if state.position != self.position:
            self._value_positions(facts, state)
        outlook.war = state.war.level
        outlook.concession = self.concession
        self.season_later = self.known.season(state.clock.day + facts.rules.planning_days)
        for actor in self.known.actors:
            self._read_response(state, actor)
            self._assess_peace(facts, state, outlook, actor)
        for actor in self.known.actors:
            if actor.target >= 0:
                self._assess_war(facts, state, outlook, actor)
        for actor in self.known.actors:
            self._assess_fear(facts, state, outlook, actor)

    def _value_positions(self, facts: Any, state: Any) -> None:
        """Work out what hangs on the status quo alone: it rarely moves before the end of a run."""
        find, actors = self.known.find, range(facts.n_actors)
        self.position = state.position[:]
        self.values = [find("valuation.issue_value")(facts, state.position, actor) for actor in actors]
        conceded = [
            [
                find("valuation.conceded_position")(facts, state, giver, issue, 1.0)
                for issue in range(facts.n_issues)
            ]
            for giver in actors
        ]
        self.concession = [
            [
                find("valuation.issue_value")(facts, conceded[giver], viewer) - self.values[viewer]
                for giver in actors
            ]
            for viewer in actors
        ]

    def _read_response(self, state: Any, actor: Actor) -> None:
        found = []
        talking, coercing, offers = self.talking, self.coercing, self.known.offers
        for policy in state.policy[actor.number]:
            talk, offer = sum(talking(policy)), 0.0
            for option, offered in offers:
                offer += policy[option] * offered
            found.append((talk, sum(coercing(policy)), offer / talk if talk > 0.0 else 0.0))
        self.response[actor.number] = found

    def _assess_peace(self, facts: Any, state: Any, outlook: Any, actor: Actor) -> None:
        rules, number, fact = facts.rules, actor.number, actor.fact
        mine, row = state.actor[number], outlook.actor[number]
        troops = state.troops[number]
        row.target, row.menace = actor.target, actor.menace
        row.value = self.values[number]
        row.quo = self.known.prospect(row.value, number) - fact.drift * (1.0 - rules.assurance)
        row.force = sum(troops) / fact.required
        row.audience = mine.audience * (1.0 - rules.cover) if mine.cover_days > 0.0 else mine.audience
        row.access = self.access[number] = self._expected_access(facts, state, actor)
        ahead = self.forces.ahead(actor, troops, mine.order, row.access, rules.planning_days)
        self.attacking[number] = self.defending[number] = ahead
        if actor.host >= 0 and fact.is_target:
            self.defending[number] = self.forces.ahead(actor, troops, mine.order, 1.0, rules.planning_days)
        row.later = sum(ahead) / fact.required
        row.upkeep = self.upkeep(actor, row.later)

    def upkeep(self, actor: Actor, force: float) -> float:
        """Utility that a surge of force (share) costs over one planning step."""
        rules = self.known.facts.rules
        return rules.upkeep * max(0.0, force - actor.fact.base_share) * rules.planning_days

    def _expected_access(self, facts: Any, state: Any, actor: Actor) -> float:
        if actor.host < 0:
            return 1.0
        known, rules = self.known, facts.rules
        now = state.actor[actor.host].access * rules.host_access
        day = state.clock.day
        if state.actor[actor.host].extended or not any(
            day < until <= day + rules.planning_days for until in actor.exercises
        ):
            return now
        extend = limit = 0.0
        for belief, policy in zip(
            state.belief[actor.number][actor.host], state.policy[actor.host], strict=True
        ):
            extend += belief * sum(policy[option] for option in known.extending)
            limit += belief * sum(policy[option] for option in known.limiting)
        stay = extend / (extend + limit) if extend + limit > 0.0 else 0.5
        return stay * now + (1.0 - stay) * min(now, known.limited_access)

    def arms(self, state: Any, target: int, sender: int, rate: float) -> float:
        """Strength that arms will have added to a target in a planning step; ``rate`` is that of a sender."""
        rules = self.known.facts.rules
        coming = 0.0
        for protector, share in self.known.actors[target].protectors:
            coming += share * (rate if protector == sender else state.actor[protector].arms_rate)
        return min(rules.arms_ceiling, state.actor[target].arms + coming * rules.planning_days)

    def odds_later(
        self, state: Any, actor: Actor, attacking: list[float], defending: list[float], arms: float
    ) -> Odds:
        """Odds of attacks a planning step later, by the troops of then, as the attacker sees them."""
        ground = (self.access[actor.number], arms, self.season_later)
        return self._seen(
            self._odds(actor, attacking, defending, ground), state.actor[actor.number].odds_bias
        )

    def _odds(
        self, actor: Actor, attacking: list[float], defending: list[float], ground: tuple[float, float, float]
    ) -> Odds:
        """True odds of the attacks that an actor can make; ``ground`` is access, arms and season, shares."""
        forces = self.forces
        return Odds(
            forces.odds(actor, attacking, defending, ground),
            forces.limited_odds(actor, attacking, defending, ground),
        )

    def _seen(self, true: Odds, bias: float) -> Odds:
        return Odds(self.known.perceived(true.full, bias), self.known.perceived(true.limited, bias))

    def _assess_war(self, facts: Any, state: Any, outlook: Any, actor: Actor) -> None:
        rules, number, target = facts.rules, actor.number, actor.target
        row, mine, theirs = outlook.actor[number], state.actor[number], state.actor[target]
        row.lost, row.limited, row.won = self.wars.aims[number][number]
        row.sanctions = self.wars.sanctions(state, actor, -1, 0.0)
        access = state.actor[actor.host].access * rules.host_access if actor.host >= 0 else 1.0
        ground = (access, theirs.arms, self.known.season(state.clock.day))
        true = self._odds(actor, state.troops[number], state.troops[target], ground)
        row.true_odds, row.true_limited_odds = true
        now = self._seen(true, mine.odds_bias)
        row.odds_now, row.limited_odds_now = now
        arms = self.arms(state, target, -1, 0.0)
        then = self.odds_later(state, actor, self.attacking[number], self.defending[target], arms)
        outlook.war_now[number] = self.wars.best(state, row, actor, now, row.force)
        later = self.wars.best(state, row, actor, then, row.later)
        outlook.war_later[number] = later
        peace = row.upkeep - min(row.audience, row.upkeep)
        self.resolve[number] = [
            0.5 * rules.rationality * (rules.discount * (value - row.quo) - peace) for value in later
        ]

    def threat(self, state: Any, attacker: int, observer: int, bonus: float) -> float:
        """Probability of attack that an observer expects; ``bonus`` is added to the attacker's war."""
        if state.war.level == FULL:
            return 1.0
        shift = 0.5 * self.known.facts.rules.rationality * bonus
        total = 0.0
        for belief, resolve in zip(state.belief[observer][attacker], self.resolve[attacker], strict=True):
            total += belief * (0.5 + 0.5 * tanh(resolve + shift))
        return total

    def _assess_fear(self, facts: Any, state: Any, outlook: Any, actor: Actor) -> None:
        number, row = actor.number, outlook.actor[actor.number]
        row.fear = 0.0
        loss = [0.0] * N_TYPES
        if actor.menace >= 0:
            row.fear = self.threat(state, actor.menace, number, 0.0)
            true_odds = outlook.actor[actor.menace].true_odds
            odds = self.known.perceived(true_odds, state.actor[number].odds_bias)
            loss = self.wars.losses(row, actor, odds)
        best = [row.quo] * N_TYPES
        if actor.target >= 0:
            discount = facts.rules.discount
            best = [
                max(row.quo, (1.0 - discount) * row.quo + discount * later)
                for later in outlook.war_later[number]
            ]
        outlook.loss[number] = loss
        outlook.stand[number] = [
            value - row.upkeep - row.fear * lost for value, lost in zip(best, loss, strict=True)
        ]
