"""Apply – levers and rule variants: which values are allowed, and what they turn into.

A lever that is set wins over a variant of the rules that sets the same parameter.
"""

from __future__ import annotations

from collections.abc import Mapping

from sim.config.levers import LEVERS, RULES, Lever
from sim.errors import ConfigError
from sim.scenario.content import Scenario, quantities
from sim.scenario.names import nearest
from sim.scenario.pack import pack
from sim.scenario.parameters import Parameter, load_parameters, parameter_names
from sim.scenario.quantity import Quantity

__all__ = [
    "actor_values",
    "allowed_rule",
    "lever_faults",
    "overruled",
    "reported",
    "rule_faults",
    "rule_values",
]

Values = Mapping[str, float]

ROLES = {"attackers": "is_attacker", "protectors": "is_protector"}
"""Role in the target of a lever to its column of the table of actors."""


def lever_faults(levers: Values) -> list[str]:
    """Say which levers are unknown or out of range, one line each."""
    faults = []
    for name, value in levers.items():
        lever = LEVERS.get(name)
        if lever is None:
            faults.append(f"{name}: unknown lever, {nearest(name, LEVERS)}; allowed: {', '.join(LEVERS)}")
        elif not lever.low <= value <= lever.high:
            faults.append(f"{name} = {value:g}: allowed is {lever.allowed}")
    return faults


def rule_faults(rules: Values) -> list[str]:
    """Say which rule parameters are unknown or outside their limits, one line each."""
    faults = []
    names, parameters = parameter_names(), load_parameters()
    for name, value in rules.items():
        if name not in names:
            listed = ", ".join(names)
            faults.append(f"rules.{name}: unknown parameter, {nearest(name, names)}; allowed: {listed}")
            continue
        least, most = parameters[name].limits
        if not least <= value <= most:
            faults.append(f"rules.{name} = {value:g}: allowed is {allowed_rule(name)}")
    return faults


def allowed_rule(name: str) -> str:
    """Say which values a rule parameter takes."""
    parameter = load_parameters()[name]
    plausible = f"{parameter.low:g} to {parameter.high:g}"
    return f"{parameter.span}, or null for {parameter.value:g}; plausible is {plausible}"


def rule_values(levers: Values, rules: Values) -> dict[str, float]:
    """Give all rule parameters: as in the file, as the variant sets them, as the levers set them."""
    values = {name: parameter.value for name, parameter in load_parameters().items()}
    values.update(rules)
    moved = {LEVERS[name]: value for name, value in levers.items()}
    values.update({lever.field: value for lever, value in moved.items() if lever.holder == RULES})
    return values


def overruled(levers: Values, rules: Values) -> list[str]:
    """Say where a lever wins over another value of a rule variant, one line each."""
    return [
        f"{name} = {value:g} wins over rules.{LEVERS[name].field} = {rules[LEVERS[name].field]:g}"
        for name, value in levers.items()
        if LEVERS[name].holder == RULES and rules.get(LEVERS[name].field, value) != value
    ]


def actor_values(scenario: Scenario, levers: Values) -> dict[str, float]:
    """Give the quantities of actors that the levers set, by dotted path.

    Raises
    ------
    ConfigError
        If a lever moves actors of a role that nobody has in this scenario.
    """
    values: dict[str, float] = {}
    for name, value in levers.items():
        lever = LEVERS[name]
        if lever.holder == RULES:
            continue
        paths = _paths(scenario, lever)
        if not paths:
            nobody = f"{scenario.name} has no {lever.holder}"
            raise ConfigError(f"{name}: {nobody}, so it moves nothing; leave it null")
        values.update(dict.fromkeys(paths, value))
    return values


def reported(scenario: Scenario, lever: Lever) -> dict[str, Parameter | Quantity]:
    """Give what a lever moves, as reported: by actor, or under an empty name for a rule parameter."""
    if lever.holder == RULES:
        return {"": load_parameters()[lever.field]}
    listed = dict(quantities(scenario))
    return {path.split(".")[1]: listed[path] for path in _paths(scenario, lever)}


def _paths(scenario: Scenario, lever: Lever) -> list[str]:
    """Find the quantities behind a lever; the packed tables are where roles are worked out."""
    facts = pack(scenario, {**rule_values({}, {}), "turn_days": 1.0})
    has_role = facts["actor"][ROLES[lever.holder]][: len(scenario.actor_names)]
    names = (name for name, is_one in zip(scenario.actor_names, has_role, strict=True) if is_one)
    return [f"actors.{name}.{lever.field}" for name in names]
