"""Limits – which values levers and rule parameters take."""

from __future__ import annotations

from collections.abc import Mapping

from standoff.config.levers import LEVERS
from standoff.scenario.names import nearest
from standoff.scenario.parameters import load_parameters, parameter_names

__all__ = ["allowed_rule", "lever_faults", "rule_faults"]


def lever_faults(levers: Mapping[str, float]) -> list[str]:
    """Say which levers are unknown or out of range, one line each."""
    faults = []
    for name, value in levers.items():
        lever = LEVERS.get(name)
        if lever is None:
            faults.append(f"{name}: unknown lever, {nearest(name, LEVERS)}; allowed: {', '.join(LEVERS)}")
        elif not lever.low <= value <= lever.high:
            faults.append(f"{name} = {value:g}: allowed range is {lever.allowed}")
    return faults


def rule_faults(rules: Mapping[str, float]) -> list[str]:
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
            faults.append(f"rules.{name} = {value:g}: allowed range is {allowed_rule(name)}")
    return faults


def allowed_rule(name: str) -> str:
    """Say which values a rule parameter takes."""
    parameter = load_parameters()[name]
    plausible = f"{parameter.low:g} to {parameter.high:g}"
    return f"{parameter.span}, or null for {parameter.value:g}; plausible is {plausible}"
