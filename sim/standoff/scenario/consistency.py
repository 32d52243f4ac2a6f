"""Rules that concern several elements of a scenario at once."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping

from standoff.scenario.actor_schema import Actor, Forces
from standoff.scenario.paths import TOLERANCE, Tree, path_fault
from standoff.scenario.quantity import Quantity
from standoff.scenario.schema import Crisis
from standoff.scenario.shared_schema import Action, Fact
from standoff.state.tables import MAX_ACTIONS, MAX_ACTORS, MAX_AXES, MAX_EVENTS, MAX_ISSUES
from standoff.vocabulary import OptionClass, Role, WarLevel

__all__ = ["Finding", "action_findings", "actor_findings", "crisis_findings", "fact_findings"]

Finding = tuple[str, str, str]
"""Field, what stands there, what is allowed there."""

LEAST_REQUIRED = 0.001
"""Thousand troops that a plan requires at least: one soldier."""
MOST_SHARE = 100
"""Largest force as a multiple of the required one: beyond it one of both is not counted in thousands."""
ATTACKS = {WarLevel.LIMITED: OptionClass.LIMITED_ATTACK, WarLevel.FULL: OptionClass.FULL_ATTACK}
"""Class of the options that start a war of each level."""
CONDITIONS = ("min_force", "above_base", "at_table", "min_war", "max_war", "war", "joins")
"""Columns of an action that close it at times; at its default, none does."""


def crisis_findings(crisis: Crisis, actors: Collection[str]) -> Iterator[Finding]:
    """Check the size, the weights, the relations and the hosts of ``scenario.yaml``."""
    yield from _fits("axes", crisis.axes, MAX_AXES - 1)  # the last row holds forces on no axis
    yield from _fits("issues", crisis.issues, MAX_ISSUES)
    yield from _fits("timeline", crisis.timeline, MAX_EVENTS)
    yield from _fits("actors", actors, MAX_ACTORS)
    yield from _sums_to_one("axes", {name: axis.weight for name, axis in crisis.axes.items()}, "weight")
    for actor in actors:
        attention = {
            pair: relation.rival_weight
            for pair, relation in crisis.relations.items()
            if pair.startswith(f"{actor}>") and relation.rival_weight is not None
        }
        yield from _sums_to_one("relations", attention, "rival_weight")
    if not attackers(crisis):
        yield (
            "relations",
            "",
            "nobody may attack anybody; set may_attack: true from an attacker to its target",
        )
    for actor in attackers(crisis):
        first, *more = (pair for pair in crisis.relations if _attacks(crisis, pair, actor))
        for pair in more:
            yield (
                f"relations.{pair}.may_attack",
                "true",
                f"{first} is set already; an attacker has one target",
            )
    guests = {pair.split(">")[0] for pair, relation in crisis.relations.items() if relation.hosts}
    for name, axis in crisis.axes.items():
        if axis.host is not None and axis.host not in guests:
            yield f"axes.{name}.host", axis.host, "hosts nobody; set hosts: true in its relation to its guest"
    for pair in crisis.dyads:
        turned = "|".join(reversed(pair.split("|")))
        if turned in crisis.dyads and pair < turned:
            yield f"dyads.{turned}", "", f"is the same pair as {pair}; keep one"


def _attacks(crisis: Crisis, pair: str, actor: str) -> bool:
    """Tell whether a relation lets this actor attack."""
    return crisis.relations[pair].may_attack and pair.startswith(f"{actor}>")


def attackers(crisis: Crisis) -> list[str]:
    """List the actors that may attack some other actor."""
    return sorted({pair.split(">")[0] for pair, relation in crisis.relations.items() if relation.may_attack})


def actor_findings(name: str, actor: Actor, crisis: Crisis) -> Iterator[Finding]:
    """Check the positions, red lines and war aims of one actor."""
    for issue in crisis.issues:
        if issue not in actor.positions:
            yield f"positions.{issue}", "", "is missing; every actor needs a position on every issue"
    saliences = {issue: stance.salience for issue, stance in actor.positions.items()}
    yield from _sums_to_one("positions", saliences, "salience")
    for issue, stance in actor.positions.items():
        low, high = stance.low.value, stance.high.value
        if low > high:
            yield (
                f"positions.{issue}.low",
                f"{low:g}",
                f"above high = {high:g}: the red lines leave nothing to accept",
            )
    yield from _force_findings(actor.forces)
    if name not in attackers(crisis):
        idle = {"war_aims": "the war aims"} if actor.war_aims else {}
        idle |= {"forces.full_scale": "it"} if actor.forces.full_scale is not None else {}
        for field, what in idle.items():
            yield field, "", f"this actor may attack nobody; take {what} out or set may_attack"
        return
    for issue in crisis.issues:
        if issue not in actor.war_aims:
            yield (
                f"war_aims.{issue}",
                "",
                "is missing; an actor that may attack needs war aims on every issue",
            )


def _force_findings(forces: Forces) -> Iterator[Finding]:
    """Check that what forces are measured by is more than nothing, and of their size."""
    required, groups = forces.required.value, forces.groups.values()
    if required < LEAST_REQUIRED:
        remedy = f"forces are counted in shares of it; give at least {LEAST_REQUIRED:g}, one soldier"
        yield "forces.required.value", f"{required:g}", remedy
    for column in ("troops", "peacetime", "planned"):
        total = math.fsum(getattr(group, column).value for group in groups)
        if required >= LEAST_REQUIRED and total > MOST_SHARE * required:
            yield (
                "forces.required.value",
                f"{required:g}",
                f"{column} of all groups are {total:g}, more than {MOST_SHARE} times as many; "
                "are both given in thousands?",
            )
    if forces.full_scale is not None and forces.full_scale.value <= 0:
        yield (
            "forces.full_scale.value",
            "0",
            "every full attack would be full-scale; give more than 0, or leave it out",
        )


def action_findings(actions: Mapping[str, Action]) -> Iterator[Finding]:
    """Check the number of actions, that one is always open, and between which levels of war each is."""
    yield from _fits("", actions, MAX_ACTIONS)
    if not any(_is_always_open(action) for action in actions.values()):
        yield "", "", "no action is open to everybody at any time; add one without conditions, such as hold"
    for name, action in actions.items():
        if action.min_war > action.max_war:
            yield f"{name}.min_war", action.min_war.name.lower(), "above max_war: the action is never open"
        yield from _fits_its_effects(name, action)


def _fits_its_effects(name: str, action: Action) -> Iterator[Finding]:
    """Check that an action is open to those alone who can do what it does, and is classed as what it is."""
    needs = {
        Role.HOST: ("access", action.access >= 0, "grants access to a guest"),
        Role.ATTACKER: ("war", action.war > WarLevel.NONE, "starts a war"),
        Role.PROTECTOR: ("joins", action.joins, "joins the war of an actor that it protects"),
    }
    for role, (column, has_effect, what) in needs.items():
        if has_effect and action.who != role:
            word = role.name.lower()
            yield f"{name}.who", action.who.name.lower(), f"the action {what} ({column}); write who: {word}"
    if action.joins and action.min_war == WarLevel.NONE:
        yield (
            f"{name}.min_war",
            "none",
            "only a war that goes on can be joined; write min_war: limited or full",
        )
    classes = [ATTACKS[action.war]] if action.war in ATTACKS else []
    if action.joins:
        classes = [OptionClass.FULL_ATTACK]
    is_attack = action.option_class in ATTACKS.values()
    if (classes or is_attack) and action.option_class not in classes:
        allowed = classes[0].name.lower() if classes else "a class without attack, or set war or joins"
        yield (
            f"{name}.option_class",
            action.option_class.name.lower(),
            f"does not fit its effects; write {allowed}",
        )


def _is_always_open(action: Action) -> bool:
    """Tell whether every actor may take an action in every turn."""
    conditions = {name: Action.model_fields[name].default for name in CONDITIONS}
    return action.who == Role.ANY and all(getattr(action, name) == free for name, free in conditions.items())


def fact_findings(facts: Mapping[str, Fact], tree: Tree) -> Iterator[Finding]:
    """Check that the paths of the facts lead somewhere and that each fact is carried or decorative."""
    for name, fact in facts.items():
        for path in fact.carried_by:
            yield from _leads_nowhere(f"{name}.carried_by", path, path_fault(tree, path))
        for path, value in fact.without.items():
            problem = path_fault(tree, path, number=value is not None)
            yield from _leads_nowhere(f"{name}.without", path, problem)
        if fact.decorative:
            if fact.without or fact.carried_by:
                yield name, "decorative", "nothing carries a decorative fact; take carried_by and without out"
            if not fact.reason.strip():
                yield f"{name}.reason", "", "is missing; say why nothing carries this fact"
        elif not (fact.without and fact.carried_by):
            yield name, "", "needs carried_by and without, or decorative: true with a reason"


def _fits(field: str, members: Collection[str], most: int) -> Iterator[Finding]:
    if len(members) > most:
        yield field, f"{len(members)} entries", f"at most {most} have room"


def _leads_nowhere(field: str, path: str, problem: str) -> Iterator[Finding]:
    if problem:
        yield field, path, problem


def _sums_to_one(field: str, members: Mapping[str, Quantity], part: str) -> Iterator[Finding]:
    total = math.fsum(quantity.value for quantity in members.values())
    if members and abs(total - 1) > TOLERANCE:
        names = " + ".join(f"{name}.{part}" for name in members)
        yield field, f"{total:g}", f"{names} must sum to 1; change them by {1 - total:+g} together"
