"""Translation of levers and rule variants into rule parameters and quantities of actors.

A lever that is set overrides a variant of the rules that sets the same parameter.
"""

from __future__ import annotations

from collections.abc import Mapping

from standoff.config.levers import LEVERS, RULES, Lever
from standoff.errors import ConfigError
from standoff.scenario.content import Scenario, quantities
from standoff.scenario.parameters import Parameter, load_parameters
from standoff.scenario.quantity import Quantity
from standoff.scenario.roles import roles

__all__ = ["actor_values", "moved_by", "overruled", "reported", "rule_values"]

Values = Mapping[str, float]

ROLES = {"attackers": "is_attacker", "protectors": "is_protector"}
"""Column of the table of actors for each role that a lever can have as its target."""


def rule_values(levers: Values, rules: Values) -> dict[str, float]:
    """Give the value of every rule parameter: from a lever, else from the variant, else from the file."""
    values = {name: parameter.value for name, parameter in load_parameters().items()}
    values.update(rules)
    moved = {LEVERS[name]: value for name, value in levers.items()}
    values.update({lever.field: value for lever, value in moved.items() if lever.holder == RULES})
    return values


def overruled(levers: Values, rules: Values) -> list[str]:
    """List the levers that override another value in a rule variant, one line each."""
    return [
        f"{name} = {value:g} overrides rules.{LEVERS[name].field} = {rules[LEVERS[name].field]:g}"
        for name, value in levers.items()
        if LEVERS[name].holder == RULES and rules.get(LEVERS[name].field, value) != value
    ]


def actor_values(scenario: Scenario, levers: Values) -> dict[str, float]:
    """Give the quantities of actors that the levers set, by dotted path.

    Raises
    ------
    ConfigError
        If a lever applies to a role that no actor of this scenario has.
    """
    values: dict[str, float] = {}
    for name, value in levers.items():
        lever = LEVERS[name]
        if lever.holder == RULES:
            continue
        paths = _paths(scenario, lever)
        if not paths:
            reason = f"{scenario.name} has no {lever.holder}"
            raise ConfigError(f"{name}: {reason}, so it has no effect; leave it null")
        values.update(dict.fromkeys(paths, value))
    return values


def reported(scenario: Scenario, lever: Lever) -> dict[str, Parameter | Quantity]:
    """Give the reported numbers behind a lever by actor; a rule parameter has an empty name."""
    if lever.holder == RULES:
        return {"": load_parameters()[lever.field]}
    listed = dict(quantities(scenario))
    return {path.split(".")[1]: listed[path] for path in _paths(scenario, lever)}


def moved_by(scenario: Scenario, name: str) -> list[str]:
    """Name what a lever sets: ``rules.<parameter>``, or dotted paths of quantities of actors."""
    lever = LEVERS[name]
    return [lever.target] if lever.holder == RULES else _paths(scenario, lever)


def _paths(scenario: Scenario, lever: Lever) -> list[str]:
    """Find the dotted paths of the quantities that a lever sets."""
    holders = roles(scenario.crisis)[ROLES[lever.holder]]
    return [f"actors.{name}.{lever.field}" for name in scenario.actor_names if name in holders]
