"""Injects that would have no effect in a crisis, or whose date lies outside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from standoff.scenario.consistency import Finding
from standoff.scenario.roles import roles, value_of
from standoff.scenario.schema import Crisis, Inject
from standoff.scenario.shared_schema import Action
from standoff.vocabulary import InjectEffect, Role

__all__ = ["inject_findings", "misfit"]

HOLDERS = {
    InjectEffect.ACCESS: ("is_host",),
    InjectEffect.ARMS: ("is_target",),
    InjectEffect.SANCTIONS: ("is_protector",),
    InjectEffect.ODDS_BIAS: ("is_attacker", "is_target"),
}
"""Roles whose state of that kind the rules read."""


def inject_findings(crisis: Crisis, actions: Mapping[str, Action]) -> Iterator[Finding]:
    """Check the dates of the injects of a scenario, and whether they can do something."""
    last = crisis.opens_at + dt.timedelta(days=crisis.horizon_days - 1)
    for name, event in crisis.timeline.items():
        if not isinstance(event, Inject):
            continue
        if not crisis.opens_at <= event.date <= last:
            yield (
                f"timeline.{name}.date",
                f"{event.date}",
                f"an inject happens from the opening {crisis.opens_at} to {last}, the last day",
            )
        problem = misfit(event, crisis, actions)
        if problem:
            yield f"timeline.{name}.effect", event.effect.name.lower(), problem


def misfit(inject: Inject, crisis: Crisis, actions: Mapping[str, Action]) -> str:
    """Say why an inject would have no effect in a crisis; empty if it has one."""
    holders = roles(crisis)
    if inject.effect in (InjectEffect.TENSION, InjectEffect.CALM):
        one, other = inject.actors
        dyad = crisis.dyads.get(f"{one}|{other}") or crisis.dyads.get(f"{other}|{one}")
        if dyad is None or value_of(dyad.proximity) <= 0:
            return f"forces of {one} and {other} do not meet (proximity 0), so that it would move nothing"
    needed = HOLDERS.get(inject.effect, ())
    act = actions.get(inject.action) if inject.action is not None else None
    if act is not None and act.who != Role.ANY:
        needed = (f"is_{act.who.name.lower()}",)
    able = sorted(set().union(*(holders[role] for role in needed)))
    if not needed or inject.actor in able:
        return ""
    role = " or ".join(name.removeprefix("is_") for name in needed)
    allowed = ", ".join(able) or "nobody"
    return f"{inject.actor} is no {role}, so that it would move nothing; allowed: {allowed}"
