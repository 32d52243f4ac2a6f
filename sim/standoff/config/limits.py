"""Allowed values of levers and rule parameters."""

from __future__ import annotations

from collections.abc import Mapping

from standoff.config.levers import LEVERS
from standoff.scenario.names import nearest
from standoff.scenario.parameters import load_parameters, parameter_names

__all__ = ["allowed_rule", "lever_faults", "rule_faults"]


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
