"""Whether an attack can become a full-scale invasion with the forces that a scenario gives its attackers."""

from __future__ import annotations

import math
from collections.abc import Iterator

from standoff.scenario.actor_schema import Group
from standoff.scenario.content import Scenario
from standoff.scenario.parameters import load_parameters
from standoff.scenario.roles import roles, value_of
from standoff.scenario.schema import Inject
from standoff.vocabulary import InjectEffect, WarLevel

__all__ = ["unreachable_full_scale"]


def unreachable_full_scale(scenario: Scenario) -> Iterator[str]:
    """Yield a sentence for each attacker of which no run can see a full-scale invasion.

    The reach of an attacker is an upper bound under the rule parameters as they stand: all its troops of the
    opening, all that it can bring up within the horizon, and all that injects of the timeline bring.
    """
    holders = roles(scenario.crisis)
    share = load_parameters()["full_scale_share"].value
    least = min((act.min_force for act in scenario.actions.values() if act.war == WarLevel.FULL), default=2.0)
    for name in sorted(holders["is_attacker"]):
        forces = scenario.actors[name].forces
        required = forces.required.value
        enough = share * required if forces.full_scale is None else forces.full_scale.value
        has_a_plan = name not in holders["is_target"]  # an actor that is attacked itself may call up more
        most = _most_troops(scenario, name) if has_a_plan else math.inf
        crossing = _most_crossing(scenario, name)
        title = f"no attack of {scenario.actors[name].title} can be a full-scale invasion"
        if most < least * required:
            yield (
                f"{title}: a full attack takes {least * required:.3g} thousand troops, and it has at most "
                f"{most:.3g} when its plan is filled"
            )
        elif crossing < enough:
            yield (
                f"{title}: that takes {enough:.3g} thousand troops across the border, and at most "
                f"{crossing:.3g} can cross in {scenario.crisis.horizon_days} days"
            )


def _most_troops(scenario: Scenario, actor: str) -> float:
    """Give the most troops (thousand) that an actor ever has, its plan filled."""
    groups = scenario.actors[actor].forces.groups.values()
    troops = (max(each.troops.value, each.peacetime.value, each.planned.value) for each in groups)
    return math.fsum(troops) + _injected(scenario, actor)


def _most_crossing(scenario: Scenario, actor: str) -> float:
    """Give the most troops (thousand) that can cross within the horizon, with losses replaced at once."""
    forces = scenario.actors[actor].forces
    on_axes = [group for group in forces.groups.values() if _may_cross(scenario, group)]
    planned = math.fsum(group.planned.value for group in forces.groups.values())
    part = math.fsum(group.planned.value for group in on_axes) / planned if planned > 0 else 0.0
    rate = load_parameters()["build_rate"].value * forces.required.value * part
    now = math.fsum(group.troops.value for group in on_axes)
    return now + rate * scenario.crisis.horizon_days + _injected(scenario, actor)


def _may_cross(scenario: Scenario, group: Group) -> bool:
    return group.axis is not None and scenario.crisis.axes[group.axis].weight.value > 0


def _injected(scenario: Scenario, actor: str) -> float:
    """Give the troops (thousand) that injects of the timeline bring to an actor."""
    injects = (event for event in scenario.crisis.timeline.values() if isinstance(event, Inject))
    brought = (
        value_of(inject.by)
        for inject in injects
        if inject.effect == InjectEffect.TROOPS and actor in inject.actors
    )
    return math.fsum(max(0.0, troops) for troops in brought)
