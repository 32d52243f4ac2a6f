"""Allowed values of levers and rule parameters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from standoff.config.levers import LEVERS, RULES
from standoff.errors import ConfigError
from standoff.scenario.names import nearest
from standoff.scenario.parameters import load_parameters, parameter_names

__all__ = ["allowed_rule", "lever_faults", "refuse_faults", "refuse_values", "rule_faults"]


def refuse_faults(levers: Mapping[str, float], rules: Mapping[str, float]) -> None:
    """Refuse levers and rule parameters that are unknown or out of range.

    Raises
    ------
    ConfigError
        With a line for each fault.
    """
    if faults := lever_faults(levers) + rule_faults(rules):
        raise ConfigError("\n".join(faults))


def refuse_values(name: str, values: Iterable[float]) -> None:
    """Refuse values that are out of range for the lever or rule parameter of this full name.

    Any other name is left alone: quantities of a scenario are checked with the scenario.

    Raises
    ------
    ConfigError
        For the first such value.
    """
    for value in values:
        if name in LEVERS:
            refuse_faults({name: value}, {})
        elif name.startswith(f"{RULES}."):
            refuse_faults({}, {name.removeprefix(f"{RULES}."): value})


def lever_faults(levers: Mapping[str, float]) -> list[str]:
    """List the levers that are unknown or out of range, one line each."""
    faults = []
    for name, value in levers.items():
        lever = LEVERS.get(name)
        if lever is None:
            faults.append(f"{name}: unknown lever, {nearest(name, LEVERS)}; allowed: {', '.join(LEVERS)}")
        elif not lever.low <= value <= lever.high:
            faults.append(f"{name} = {value:g}: allowed range is {lever.allowed}")
    return faults


def rule_faults(rules: Mapping[str, float]) -> list[str]:
    """List the rule parameters that are unknown or outside their limits, one line each."""
    faults = []
    names, parameters = parameter_names(), load_parameters()
    for name, value in rules.items():
        if name not in names:
            listed = ", ".join(names)
            faults.append(f"rules.{name}: unknown parameter, {nearest(name, names)}; allowed: {listed}")
            continue
        least, most = parameters[name].limits
        if not least <= value <= most:
            faults.append(f"rules.{name} = {value:g}: allowed range is {allowed_rule(name)}")
    return faults


def allowed_rule(name: str) -> str:
    """Give the allowed values of a rule parameter, with its unit and plausible range."""
    parameter = load_parameters()[name]
    plausible = f"{parameter.low:g} to {parameter.high:g}"
    return f"{parameter.span}, or null for {parameter.value:g}; plausible range is {plausible}"
