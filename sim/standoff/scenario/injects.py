"""Injects: whether they fit a crisis, their text, and a scenario with those of the configuration."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from standoff.errors import ConfigError
from standoff.scenario.content import Scenario
from standoff.scenario.faults import faults_of
from standoff.scenario.inject_schema import UNITS, Change, GivenInject
from standoff.scenario.misfits import misfit
from standoff.scenario.names import ASSUMPTION, Context
from standoff.scenario.schema import Hypothetical, Inject
from standoff.state.tables import MAX_EVENTS
from standoff.vocabulary import InjectEffect

__all__ = ["inject_text", "spelled", "with_injects"]

KEY = "injects.events"
EXAMPLE = "{day: 3, actor: A, effect: rung, by: 2, reason: R}"

WORDS = {
    InjectEffect.CALM: "agreed calm",
    InjectEffect.AUDIENCE: "audience cost",
    InjectEffect.TABLE: "time at the table",
    InjectEffect.SANCTIONS: "credibility of sanctions",
    InjectEffect.ODDS_BIAS: "perceived log odds",
}
"""How readers see an effect whose name does not say it."""

UNIT_WORDS = {"days": " days", "thousand_troops": " thousand"}


def spelled(effect: InjectEffect) -> str:
    """Give the name of an effect as users write it."""
    return effect.name.lower().replace("_", " ")


def inject_text(inject: Inject, title: Callable[[str], str]) -> str:
    """Say in a few words what an inject does; ``title`` gives the name of an actor as readers see it."""
    who = "–".join(title(name) for name in inject.actors)
    if inject.action is not None:
        return f"{who}: {inject.action.replace('_', ' ')}"
    words = WORDS.get(inject.effect, inject.effect.name.lower())
    if inject.by is None:
        return f"{who}: {words}"
    size = f"{inject.by.value:+g}{UNIT_WORDS.get(inject.by.unit, '')}"
    place = f", axis {inject.axis}" if inject.axis is not None else ""
    return f"{who}: {words} {size}{place}"


def with_injects(scenario: Scenario, given: Sequence[Mapping[str, Any]], horizon_days: float) -> Scenario:
    """Add the injects of a configuration to the timeline; they come after the scenario's own of that day.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    given : sequence of Mapping
        Fields of `GivenInject`, by name.
    horizon_days : float
        Longest length of a run, days.

    Raises
    ------
    ConfigError
        With a line for each fault.
    """
    faults: list[str] = []
    timeline = dict(scenario.crisis.timeline)
    for number, fields in enumerate(given):
        inject = _inject(scenario, fields, horizon_days)
        if isinstance(inject, Hypothetical):
            timeline[f"{KEY}[{number}]"] = inject  # no name of the scenario has a bracket
        else:
            faults += [f"{KEY}[{number}]{fault}" for fault in inject]
    if len(timeline) > MAX_EVENTS:
        count = f"{len(timeline)} events with the scenario's own"
        faults.append(f"{KEY}: {count}; at most {MAX_EVENTS} have room, so take some out")
    if faults:
        raise ConfigError("\n".join(faults))
    return replace(scenario, crisis=scenario.crisis.model_copy(update={"timeline": timeline}))


def _inject(scenario: Scenario, fields: Mapping[str, Any], horizon_days: float) -> Hypothetical | list[str]:
    """Make an inject, or say what is wrong with it."""
    crisis = scenario.crisis
    if not isinstance(fields, Mapping):
        return [f" = {fields}: a mapping is expected, such as {EXAMPLE}"]
    names = {"actor": scenario.actor_names, "axis": scenario.axis_names, "action": scenario.action_names}
    try:
        it = GivenInject.model_validate(_with_float(fields), context=Context(None, names))
    except ValidationError as error:
        return list(_lines(error, fields))
    if it.day >= horizon_days:
        last = math.ceil(horizon_days) - 1
        return [f".day = {it.day}: the horizon is {horizon_days:g} days; allowed range is 0 to {last}"]
    assumed = {"source": ASSUMPTION, "note": it.reason, "known": crisis.frozen_at}
    by = None if it.by is None else Change.model_validate(
        {"kind": ASSUMPTION, "unit": UNITS[it.effect], "value": it.by, "low": it.by, "high": it.by, **assumed}
    )  # fmt: skip
    shared = it.model_dump(include={"actor", "pair", "axis", "action"})
    date = crisis.opens_at + dt.timedelta(days=it.day)
    word = it.effect.name.lower()
    inject = Hypothetical.model_validate(
        {"kind": "inject", "date": date, "text": it.reason, "effect": word, "by": by, **shared, **assumed}
    )
    problem = misfit(inject, crisis, scenario.actions)
    return [f".effect = {word}: {problem}"] if problem else inject


def _with_float(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Take a whole number for a size as well."""
    by = fields.get("by")
    return {**fields, "by": float(by)} if type(by) is int else dict(fields)


def _lines(error: ValidationError, fields: Mapping[str, Any]) -> Iterator[str]:
    for fault in faults_of(error, KEY, GivenInject, dict(fields)):
        got = f" = {fault.got}" if fault.field and fault.got else ""
        yield f"{'.' if fault.field else ''}{fault.field}{got}: {fault.remedy}"
