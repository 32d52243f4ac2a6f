"""Decision of the plain model, rewritten for speed.

Utilities are added up without keeping their terms apart. What options share is worked out once: an order to
the forces, a risk of clashes, a deal with a rival. An actor that attacks nobody has the same follow-up for
all its types.
"""

from __future__ import annotations

from math import exp, tanh
from typing import Any

from sim.state.tables import N_TYPES
from sim.vocabulary import OptionClass, WarLevel
from tests.benchmarks.plain_courses import Course, Courses
from tests.benchmarks.plain_known import Act, Actor, Known
from tests.benchmarks.plain_outlook import Outlooks
from tests.benchmarks.plain_risks import Clash, Risks
from tests.benchmarks.plain_talks import Table, Talks

__all__ = ["Decisions"]

LIMITED = int(WarLevel.LIMITED)
N_CLASSES = len(OptionClass)
NOTHING = [0.0] * N_TYPES

Key = tuple[int, float, float, bool]
"""What the gains of an option depend on: order, audience cost, offer, whether the actor is at the table."""


class Moment:
    """An actor on the snapshot of a turn, with what has been worked out about it so far."""

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
        self.slope, self.uncovered = rules.audience_slope, 1.0 - rules.cover

    def weigh_options(self, facts: Any, state: Any, outlook: Any, options: Any, number: int) -> None:
        """Fill in the probability of each option for each type that an actor might be."""
        actor = self.known.actors[number]
        table = self.talks.read(state, outlook, actor)
        moment = Moment(state, outlook, actor, table, self.risks.clashes(state, outlook, actor))
        acts = [act for act in actor.acts[state.war.level] if act.is_free or self._is_open(moment, act.row)]
        utilities = [self._utilities(moment, act) for act in acts]
        sizes = [0.0] * N_CLASSES
        for act in acts:
            sizes[act.option_class] += 1.0
        sizes = [1.0 / size if size else 0.0 for size in sizes]
        weights = [sizes[act.option_class] for act in acts]
        numbers = [act.number for act in acts]
        precision = self.precision
        rows = []
        for column in zip(*utilities):  # noqa: B905 - checking lengths takes as long as the work
            best = max(column)
            odds = [w * exp(precision * (utility - best)) for w, utility in zip(weights, column)]  # noqa: B905
            share = 1.0 / sum(odds)
            row = [0.0] * facts.n_actions
            for option, odd in zip(numbers, odds):  # noqa: B905
                row[option] = odd * share
            rows.append(row)
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

    def _utilities(self, moment: Moment, act: Act) -> list[float]:
        """Utility of an option for each type."""
        option, base, fears = act.row, -act.row.cost, NOTHING
        risk = moment.risks.get(act.danger)
        if risk is None:
            risk = moment.risks[act.danger] = self.risks.loss(moment.mine, moment.clashes, act.danger)
        if option.war:
            wars = self.outlooks.wars
            row, actor = moment.row, moment.actor
            gains = wars.limited(row, actor) if option.war == LIMITED else wars.full(row, actor, row.odds_now)
        else:
            mine, order = moment.mine, option.order
            audience = mine.audience + self.slope * option.demand
            if mine.cover_days > 0.0:
                audience *= self.uncovered
            paid = audience * option.pays
            base -= paid
            is_there = (option.table_days if option.table_days >= 0.0 else mine.table_days) > 0.0
            offer = (option.offer if option.offer >= 0.0 else mine.offer) if is_there else 0.0
            course = moment.courses.get(order)
            if course is None:
                course = moment.courses[order] = self.courses.take(moment, order)
            key = (order, audience - paid if course.later else 0.0, offer, is_there)
            gains = moment.gains.get(key)
            if gains is None:
                gains = moment.gains[key] = self._gains(moment, course, key)
            if moment.actor.menace >= 0:
                fears = self._fears(moment, act, course, offer)
        if act.is_special:
            gains = self._special(moment, option, gains)
        return [base + gain - fear - lost for gain, fear, lost in zip(gains, fears, risk)]  # noqa: B905

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
        _, audience, offer, is_there = key
        quo = moment.row.quo
        if course.later is None:
            follow = quo - course.upkeep
            return [follow + self.talks.gains(moment.table, NOTHING, (follow,), offer if is_there else None)[0]] * N_TYPES
        attacks, values = self._follow_up(quo, course, audience)
        gains = self.talks.gains(moment.table, attacks, values, offer if is_there else None)
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

    def _fears(self, moment: Moment, act: Act, course: Course, offer: float) -> list[float]:
        """Expected loss from the attack that the actor fears, by type, after what the option does to it."""
        actor, menace = moment.actor, self.known.actors[moment.actor.menace]
        bonus = 0.0
        if act.deters:
            bonus = self.courses.deterrence_of(moment, act.row, menace)
        elif actor.number == menace.target:
            bonus = course.deterrence
        bonus *= self.discount
        if offer:
            conceded = moment.outlook.concession[menace.number][actor.number]
            bonus -= self.known.drafted * self.talks.sure * offer * conceded
        fears = moment.fears.get(bonus)
        if fears is None:
            fear = moment.row.fear
            if bonus:
                fear = self.outlooks.threat(moment.state, menace.number, actor.number, bonus)
            fears = moment.fears[bonus] = [fear * loss for loss in moment.outlook.loss[actor.number]]
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
