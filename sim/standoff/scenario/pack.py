"""From names to rows: the tables that a scenario fixes for all runs."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from typing import Any

from standoff.arrays import Rows
from standoff.chance import slot_of
from standoff.errors import ConfigError
from standoff.scenario.actor_schema import Group
from standoff.scenario.content import Scenario
from standoff.scenario.pack_rules import packed_rules, prior, type_cost
from standoff.scenario.quantity import Quantity
from standoff.scenario.roles import roles, value_of
from standoff.scenario.schema import Act, Exercise, Hypothetical, Inject, Relation, Season
from standoff.state.tables import (
    ACTION,
    ACTOR,
    AXIS,
    DYAD,
    EVENT,
    FACTS,
    FORCE,
    ISSUE,
    MAX_EVENTS,
    POSITION,
    Facts,
    blank,
    table,
)
from standoff.vocabulary import EventKind, InjectEffect

__all__ = ["pack", "with_injects_added", "with_rules"]

NOBODY = -1
REFERENCES = ("actor", "host", "action", "effect", "other", "axis")
"""Columns of an event that are no numbers; what its kind does not have is -1."""


def pack(scenario: Scenario, rules: Mapping[str, float]) -> Facts:
    """Make the tables of a scenario.

    Parameters
    ----------
    scenario : Scenario
        A checked scenario.
    rules : Mapping
        One number for each field of ``RULES``, in its unit.

    Returns
    -------
    Facts
        The record of the tables; rows in the order of the names of the scenario, the rest zeros.

    Raises
    ------
    ConfigError
        If a rule parameter is missing, unknown or not a finite number.
    """
    facts: Facts = blank(FACTS)
    n_actors, n_issues, n_axes = len(scenario.actors), len(scenario.issue_names), len(scenario.axis_names) + 1
    n_events, n_actions = len(scenario.crisis.timeline), len(scenario.actions)
    _fill(facts, n_actors=n_actors, n_issues=n_issues, n_axes=n_axes, n_events=n_events, n_actions=n_actions)
    facts["actor"][:n_actors] = _actors(scenario)
    facts["dyad"][:n_actors, :n_actors] = _dyads(scenario)
    facts["position"][:n_actors, :n_issues] = _positions(scenario)
    facts["issue"][:n_issues] = _issues(scenario)
    facts["axis"][:n_axes] = _axes(scenario)
    facts["force"][:n_actors, :n_axes] = _forces(scenario)
    facts["event"][:n_events] = _events(scenario)
    facts["action"][:n_actions] = _actions(scenario)
    return with_rules(facts, rules)


def with_rules(facts: Facts, rules: Mapping[str, float]) -> Facts:
    """Give a copy of the tables under other rule parameters, all of them; ``rules`` as for `pack`."""
    parameters = packed_rules(rules)
    changed: Facts = facts.copy()
    changed["rules"] = parameters[0]
    changed["type_cost"] = type_cost(float(parameters["type_spread"][0]))
    changed["prior"] = prior(float(parameters["type_tilt"][0]))
    return changed


def with_injects_added(facts: Facts, scenario: Scenario) -> Facts:
    """Give a copy of the tables with the hypothetical injects of a scenario at the end of its events.

    Raises
    ------
    ConfigError
        If there is no room for them.
    """
    added = _events(scenario)[[isinstance(event, Hypothetical) for event in scenario.crisis.calendar]]
    before = int(facts.n_events)
    after = before + len(added)
    if after > MAX_EVENTS:
        raise ConfigError(f"{after} events with those of the crisis; at most {MAX_EVENTS} have room")
    changed: Facts = facts.copy()
    changed["event"][before:after] = added
    changed["n_events"] = after
    return changed


def _fill(row: Any, **columns: float | Quantity | None) -> None:
    """Set columns of one row; what is left out in the files counts as 0."""
    for name, value in columns.items():
        row[name] = value.value if isinstance(value, Quantity) else (value or 0)


def _actors(scenario: Scenario) -> Rows:
    holders = roles(scenario.crisis)
    packed = table(ACTOR, len(scenario.actors))
    for row, (name, actor) in enumerate(scenario.actors.items()):
        packed["slot"][row] = slot_of(name)
        required, groups = actor.forces.required.value, actor.forces.groups.values()
        _fill(
            packed[row],
            **{role: name in actors for role, actors in holders.items()},
            quality=actor.forces.quality,
            required=required,
            base_share=math.fsum(group.peacetime.value for group in groups) / required,
            plan_share=math.fsum(group.planned.value for group in groups) / required,
            war_cost=actor.costs.war,
            sanction_exposure=actor.costs.sanction_exposure,
            third_party_support=actor.costs.third_party_support,
            delay_cost=actor.costs.delay,
            odds_bias=actor.perception.odds_bias,
            rung=actor.opening.rung,
            table_days=actor.opening.table_days,
            offer=actor.opening.offer,
            limited_axis=_row(scenario.axis_names, actor.forces.limited_axis),
            full_scale=actor.forces.full_scale,
            **dict(actor.politics),
        )
    return packed


def _dyads(scenario: Scenario) -> Rows:
    names, crisis = scenario.actor_names, scenario.crisis
    packed = table(DYAD, len(names), len(names))
    for row, one in enumerate(names):
        for column, other in enumerate(names):
            packed["slot"][row, column] = slot_of(*sorted((one, other)))
            relation = crisis.relations.get(f"{one}>{other}", Relation())
            shared = crisis.dyads.get(f"{one}|{other}") or crisis.dyads.get(f"{other}|{one}")
            _fill(packed[row, column], **dict(relation), **(dict(shared) if shared is not None else {}))
    return packed


def _positions(scenario: Scenario) -> Rows:
    packed = table(POSITION, len(scenario.actors), len(scenario.issue_names))
    for row, actor in enumerate(scenario.actors.values()):
        for column, issue in enumerate(scenario.issue_names):
            aims = actor.war_aims.get(issue)
            _fill(
                packed[row, column],
                **dict(actor.positions[issue]),
                **(dict(aims) if aims is not None else {}),
            )
    return packed


def _issues(scenario: Scenario) -> Rows:
    packed = table(ISSUE, len(scenario.issue_names))
    for row, issue in enumerate(scenario.crisis.issues.values()):
        _fill(packed[row], status_quo=issue.status_quo)
    return packed


def _axes(scenario: Scenario) -> Rows:
    packed = table(AXIS, len(scenario.axis_names) + 1)
    for row, axis in enumerate(scenario.crisis.axes.values()):
        _fill(packed[row], weight=axis.weight, host=_row(scenario.actor_names, axis.host))
    packed["host"][-1] = NOBODY  # forces on no axis
    return packed


def _row(names: list[str], name: str | None) -> int:
    return NOBODY if name is None else names.index(name)


def _forces(scenario: Scenario) -> Rows:
    columns = [*scenario.axis_names, None]
    packed = table(FORCE, len(scenario.actors), len(columns))
    for row, actor in enumerate(scenario.actors.values()):
        for column, axis in enumerate(columns):
            groups = [group for group in actor.forces.groups.values() if group.axis == axis]
            _fill(
                packed[row, column],
                now=math.fsum(group.troops.value for group in groups),
                peacetime=math.fsum(group.peacetime.value for group in groups),
                plan=math.fsum(group.planned.value for group in groups),
                distance=0.0 if axis is None else _distance(scenario, groups),
                strikes=math.fsum(value_of(group.strikes) for group in groups),
            )
    return packed


def _distance(scenario: Scenario, groups: list[Group]) -> float:
    """Average the distance in km of groups with a place: by troops, or by the plan while none are there."""
    places = scenario.crisis.places
    known = [(group, places[group.place].distance.value) for group in groups if group.place is not None]
    for weights in ([group.troops.value for group, _ in known], [group.planned.value for group, _ in known]):
        if math.fsum(weights) > 0:
            total = math.fsum(weight * distance for weight, (_, distance) in zip(weights, known, strict=True))
            return total / math.fsum(weights)
    return 0.0


def _events(scenario: Scenario) -> Rows:
    opening, actors = scenario.crisis.opens_at, scenario.actor_names
    packed = table(EVENT, len(scenario.crisis.timeline))
    for row, event in enumerate(scenario.crisis.calendar):
        day = _day(event.date, opening)
        columns: dict[str, float] = dict.fromkeys(REFERENCES, NOBODY)
        columns |= {"day": day, "until": day}
        if isinstance(event, Act):
            columns["actor"] = actors.index(event.actor)
            columns["action"] = scenario.action_names.index(event.action)
        if isinstance(event, Exercise):
            columns["until"] = _day(event.until, opening)
            columns["actor"] = actors.index(event.actor)
            columns["host"] = _row(actors, event.host)
        if isinstance(event, Season):
            columns["value"] = event.trafficability.value
        if isinstance(event, Inject):
            columns |= _inject(scenario, event)
        _fill(packed[row], kind=EventKind[event.kind.upper()], **columns)
    return packed


def _inject(scenario: Scenario, inject: Inject) -> dict[str, float]:
    """Give the columns that an inject fills."""
    names, axes = scenario.actor_names, [*scenario.axis_names, None]
    one, *other = inject.actors
    return {
        "effect": inject.effect,
        "actor": names.index(one),
        "other": names.index(other[0]) if other else NOBODY,
        "axis": axes.index(inject.axis) if inject.effect == InjectEffect.TROOPS else NOBODY,
        "action": _row(scenario.action_names, inject.action),
        "value": value_of(inject.by),
    }


def _day(date: dt.date, opening: dt.date) -> float:
    return float((date - opening).days)


def _actions(scenario: Scenario) -> Rows:
    packed = table(ACTION, len(scenario.actions))
    for row, action in enumerate(scenario.actions.values()):
        _fill(packed[row], **{name: getattr(action, name) for name in ACTION.names or ()})
    return packed
