"""The setting of a point of a sweep, or of a run: levers, rule parameters, quantities and injects."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from standoff.config.levers import LEVERS, RULES
from standoff.design.design import Design
from standoff.design.factors import FactorKind

if TYPE_CHECKING:
    from standoff.config.setup import Injects

__all__ = ["NOTHING_SET", "Preset", "Setting", "choices_of", "setting_at", "setting_of", "setting_with"]


@dataclass(frozen=True)
class Preset:
    """Levers, rule parameters and injects set by a combination of options of the swept groups."""

    levers: Mapping[str, float]
    rules: Mapping[str, float]
    injects: Injects = ()


NOTHING_SET = Preset({}, {})


@dataclass(frozen=True)
class Setting:
    """Settings of a point: levers, rule parameters, quantities of the scenario by dotted path, injects."""

    levers: Mapping[str, float]
    rules: Mapping[str, float]
    quantities: Mapping[str, float]
    injects: Injects = ()


def setting_at(design: Design, presets: Mapping[tuple[str, ...], Preset], point: int) -> Setting:
    """Give the setting of a point of a sweep; a lever of the design overrides an option of a group."""
    values, choices = design.point(point), choices_of(design)
    return setting_with(values, presets[tuple(str(values[name]) for name in choices)], choices)


def setting_with(values: Mapping[str, float | str], preset: Preset, choices: Collection[str]) -> Setting:
    """Give the setting made by values of factors on top of a preset; values that are choices are skipped."""
    numbers = {name: float(value) for name, value in values.items() if name not in choices}
    levers = {name: value for name, value in numbers.items() if name in LEVERS}
    prefix = f"{RULES}."
    rules = {name.removeprefix(prefix): value for name, value in numbers.items() if name.startswith(prefix)}
    rest = {name: value for name, value in numbers.items()
            if name not in LEVERS and not name.startswith(prefix)}  # fmt: skip
    return Setting({**preset.levers, **levers}, {**preset.rules, **rules}, rest, preset.injects)


def setting_of(config: Mapping[str, Any]) -> Setting:
    """Give the setting in the configuration of ``standoff run``."""
    levers = {
        f"{group}.{name}": value
        for group in ("diplomacy", "escalation")
        for name, value in config[group].items()
        if value is not None
    }
    rules = {name: value for name, value in config[RULES].items() if value is not None}
    injects = config.get("injects", {}).get("events", ())  # older results have none
    return Setting(levers, rules, {}, tuple(injects))


def choices_of(design: Design) -> tuple[str, ...]:
    """Name the factors of a design that are options of groups."""
    return tuple(factor.name for factor in design.factors if factor.role == FactorKind.CHOICE)
