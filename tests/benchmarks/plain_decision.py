"""Decision of the plain model, rewritten for speed.

Utilities are added up without keeping their terms apart. What options share is worked out once: an order to
the forces, a risk of clashes, a deal with a rival. An actor that attacks nobody has the same follow-up for
all its types.
"""

from __future__ import annotations

from math import exp, tanh
from typing import Any

from standoff.state.tables import N_TYPES
from standoff.vocabulary import WarLevel
from tests.benchmarks.plain_courses import Course, Courses
from tests.benchmarks.plain_known import Actor, Known
from tests.benchmarks.plain_menu import Act
from tests.benchmarks.plain_outlook import Outlooks
from tests.benchmarks.plain_risks import NOTHING, Clash, Risks
from tests.benchmarks.plain_talks import Table, Talks

__all__ = ["Decisions"]

LIMITED = int(WarLevel.LIMITED)

Key = tuple[int, float, float | None]
"""What the gains of an option depend on: order, audience cost, offer (None for who is not at the table)."""


class Moment:
    """An actor on the snapshot of a turn, with what has been worked out about it so far."""

    __slots__ = (
        "access_gain", "actor", "clashes", "courses", "fears", "gains", "mine", "outlook", "risks", "row",
        "state", "table",
    )  # fmt: skip

    def __init__(self, state: Any, outlook: Any, actor: Actor, table: Table, clashes: list[Clash]) -> None:
        self.state, self.outlook, self.actor, self.table, self.clashes = state, outlook, actor, table, clashes
        self.mine, self.row = state.actor[actor.number], outlook.actor[actor.number]
        self.courses: dict[int, Course] = {}
        self.risks: dict[Any, list[float]] = {}
        self.fears: dict[float, list[float]] = {}
        self.gains: dict[Key, list[float]] = {}
        self.access_gain: float | None = None


class Decisions:
    """The rules of decision for one crisis; ``weigh_options`` replaces ``decision.weigh_options``."""

    def __init__(self, known: Known, outlooks: Outlooks) -> None:
        self.known, self.outlooks = known, outlooks
        self.courses = Courses(known, outlooks)
        self.talks = Talks(known, outlooks)
        self.risks = Risks(known, outlooks)
        self.own_say = [self._own_say(actor) for actor in known.actors]
        rules = known.facts.rules
        self.precision, self.discount = rules.rationality, rules.discount
        self.uncovered = 1.0 - rules.cover
        self.agreed = known.drafted * self.talks.sure

    def weigh_options(self, facts: Any, state: Any, outlook: Any, options: Any, number: int) -> None:
        """Fill in the probability of each option for each type that an actor might be."""
        actor = self.known.actors[number]
        table = self.talks.read(state, outlook, actor)
        moment = Moment(state, outlook, actor, table, self.risks.clashes(state, outlook, actor))
        menus = actor.menus[state.war.level]
        acts, weights, spread = menus.menu(tuple([self._is_open(moment, row) for row in menus.rows]))
        precision = self.precision
        rows = []
        for column in zip(*self._utilities(moment, acts)):  # noqa: B905 - checking lengths takes as long as the work
            best = max(column)
            odds = [w * exp(precision * (utility - best)) for w, utility in zip(weights, column)]  # noqa: B905
            share = 1.0 / sum(odds)
            odds = [odd * share for odd in odds]
            odds.append(0.0)
            rows.append(spread(odds))
        options.probability = rows

    def _is_open(self, moment: Moment, act: Any) -> bool:
        """Whether an option that the actor's roles and the level of war allow is open now."""
        war, mine, row = moment.state.war, moment.mine, moment.row
        if row.force < act.min_force or (act.at_table and mine.table_days <= 0.0):
            return False
        if war.level > 0 and (
            (act.war and war.attacker != moment.actor.number) or (act.joins and war.outside)
        ):
            return False
        if act.above_base and min(row.force, mine.order) <= moment.actor.fact.base_share + 1e-9:
            return False
        return bool(act.access < 0.0 or act.access != mine.access or mine.extended != (act.access >= 1.0))

    def _utilities(self, moment: Moment, acts: list[Act]) -> list[list[float]]:
        """Utility of each option for each type."""
        mine, risks, courses, gained = moment.mine, moment.risks, moment.courses, moment.gains
        uncovered = self.uncovered if mine.cover_days > 0.0 else 1.0
        is_afraid = moment.actor.menace >= 0
        found = []
        for act in acts:
            row, danger, cost, war, order, shame, pays, table_days, offer, is_special, _ = act
            losses, fears, base = risks.get(danger), NOTHING, -cost
            if losses is None:
                losses = risks[danger] = self.risks.loss(mine, moment.clashes, danger)
            if war:
                gains = self._attack(moment, war)
            else:
                audience = (mine.audience + shame) * uncovered
                paid = audience * pays
                base -= paid
                if (table_days if table_days >= 0.0 else mine.table_days) <= 0.0:
                    offer = None
                elif offer < 0.0:
                    offer = mine.offer
                course = courses.get(order)
                if course is None:
                    course = courses[order] = self.courses.take(moment, order)
                key = (order, 0.0 if course.later is None else audience - paid, offer)
                gains = gained.get(key)
                if gains is None:
                    gains = gained[key] = self._gains(moment, course, key)
                if is_afraid:
                    fears = self._fears(moment, act, course, offer)
            if is_special:
                gains = self._special(moment, row, gains)
            found.append([base + gain - fear - loss for gain, fear, loss in zip(gains, fears, losses)])  # noqa: B905
        return found

    def _attack(self, moment: Moment, war: int) -> list[float]:
        """Utility of attacking now by type."""
        wars, row, actor = self.outlooks.wars, moment.row, moment.actor
        if war == LIMITED:
            return wars.limited(row, actor, row.limited_odds_now)
        return wars.full(row, actor, row.odds_now)

    def _special(self, moment: Moment, option: Any, gains: list[float]) -> list[float]:
        """Add to the gains what joining a war and a host's own say bring."""
        if option.joins:
            joining = self.risks.joining(moment.state, moment.outlook, moment.actor)
            gains = [gain + more for gain, more in zip(gains, joining, strict=True)]
        if option.access >= 0.0:
            own_say = self.own_say[moment.actor.number][option.access >= 1.0]
            gains = [gain + own_say for gain in gains]
        return gains

    def _gains(self, moment: Moment, course: Course, key: Key) -> list[float]:
        """Utility of going on and of a settlement by type."""
        _, audience, offer = key
        quo = moment.row.quo
        if course.later is None:
            follow = quo - course.upkeep
            return [follow + self.talks.gains(moment.table, NOTHING, (follow,), offer)[0]] * N_TYPES
        attacks, values = self._follow_up(quo, course, audience)
        gains = self.talks.gains(moment.table, attacks, values, offer)
        return [gain + value for gain, value in zip(gains, values, strict=True)]

    def _follow_up(self, quo: float, course: Course, audience: float) -> tuple[list[float], list[float]]:
        """Probability of a later attack, and utility of the own next step, by type."""
        half, discount, upkeep = 0.5 * self.precision, self.discount, course.upkeep
        peace = upkeep - min(audience, upkeep)
        backing = 0.5 + 0.5 * tanh(half * (upkeep - audience))
        attacks, follow = [], []
        for later in course.later or ():
            gain = discount * (later - quo)
            attack = 0.5 + 0.5 * tanh(half * (gain - peace))
            back = (1.0 - attack) * backing
            attacks.append(attack)
            follow.append(quo - (1.0 - back) * upkeep - back * audience + attack * gain)
        return attacks, follow

    def _fears(self, moment: Moment, act: Act, course: Course, offer: float | None) -> list[float]:
        """Expected loss from the attack that the actor fears, by type, after what the option does to it."""
        menace = moment.actor.menace
        bonus = course.deterrence
        if act.deters:
            bonus = self.courses.deterrence_of(moment, act.row, self.known.actors[menace])
        bonus *= self.discount
        if offer:
            bonus -= self.agreed * offer * moment.outlook.concession[menace][moment.actor.number]
        fears = moment.fears.get(bonus)
        if fears is None:
            fear = moment.row.fear
            if bonus:
                fear = self.outlooks.threat(moment.state, menace, moment.actor.number, bonus)
            fears = moment.fears[bonus] = [fear * loss for loss in moment.outlook.loss[moment.actor.number]]
        return fears

    def _own_say(self, actor: Actor) -> tuple[float, float]:
        """Utility of refusing and of granting access, for a host."""
        facts, rules = self.known.facts, self.known.facts.rules
        bond = rules.host_bond
        bound = max(
            bond * facts.dyad[actor.number][guest].dependence
            + (1.0 - bond) * facts.dyad[guest][actor.number].protects
            if facts.dyad[actor.number][guest].hosts
            else 0.0
            for guest in range(facts.n_actors)
        )
        refused = rules.host_autonomy - bound * rules.host_penalty
        return refused, bound * rules.host_reward - rules.host_autonomy
