"""Values of factors as reported, before anything is varied."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from standoff.config.apply import reported
from standoff.config.composer import Composer
from standoff.config.expand import Varied
from standoff.config.levers import LEVERS, RULES
from standoff.config.settings import Settings
from standoff.design.factors import Factor, FactorKind
from standoff.errors import ConfigError
from standoff.scenario.content import Scenario, is_path
from standoff.scenario.parameters import load_parameters
from standoff.sweep.factors import role_and_unit, uncertainties

__all__ = ["baseline_value", "reported_values", "varied_values"]


def varied_values(composer: Composer[Any], scenario: Scenario) -> dict[str, Varied]:
    """Give what a command line varies, with the number as reported in place of null.

    Raises
    ------
    ConfigError
        If there is no such number: actors with one role have different ones, or it depends on a swept option.
    """
    return {
        key: _stated(varied, composer, scenario)
        if None in varied.values and role_and_unit(key, scenario)[0] != FactorKind.CHOICE
        else varied
        for key, varied in composer.swept.items()
    }


def _stated(varied: Varied, composer: Composer[Any], scenario: Scenario) -> Varied:
    key = varied.key
    role, unit = role_and_unit(key, scenario)
    if key in LEVERS and LEVERS[key].holder == RULES:
        for option in composer.swept[RULES].values if RULES in composer.swept else ():
            if LEVERS[key].field in composer.settings({RULES: option}).variant:
                raise ConfigError(f"{key} = null: depends on rules={option}; give a number in place of null")
    settings = composer.settings({} if is_path(key) else {key: None})
    value = baseline_value(Factor(key, role, unit, (0.0,)), settings, scenario)
    return replace(varied, values=tuple(value if each is None else each for each in varied.values))


def baseline_value(factor: Factor, settings: Settings, scenario: Scenario) -> float | str:
    """Give the value of a factor at the settings of the command, before anything is varied.

    Raises
    ------
    ConfigError
        If actors with one role have different values.
    """
    if factor.role == FactorKind.CHOICE:
        raise ConfigError(f"{factor.name}: a choice has no reported value; vary levers one at a time")
    if factor.name in settings.levers:
        return settings.levers[factor.name]
    moved = LEVERS[factor.name].target if factor.name in LEVERS else factor.name
    if moved.startswith(f"{RULES}."):
        name = moved.removeprefix(f"{RULES}.")
        return settings.variant.get(name, load_parameters()[name].value)
    values = reported_values(factor, scenario)
    if len(values) != 1:
        listed = ", ".join(f"{value:g}" for value in sorted(values)) or "none"
        raise ConfigError(
            f"{factor.name}: has several reported values ({listed}); give one with {factor.name}=<value>"
        )
    return values.pop()


def reported_values(factor: Factor, scenario: Scenario) -> set[float]:
    """Give the reported values of a factor: several if actors with one role differ, none for a choice."""
    if factor.role == FactorKind.CHOICE:
        return set()
    if factor.name not in LEVERS:
        return {uncertainties(scenario)[factor.name].value}
    return {number.value for number in reported(scenario, LEVERS[factor.name]).values()}
