"""Settings – what ``standoff run`` takes, typed; the values stand in ``conf/``.

Unset levers and rule parameters are null: as reported. Hydra checks names and types by these classes;
ranges are checked here.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, field, make_dataclass
from typing import Any

from omegaconf import MISSING

from sim.config.levers import LEVERS
from sim.config.limits import lever_faults, rule_faults
from sim.errors import ConfigError
from sim.scenario.locate import scenario_path
from sim.scenario.parameters import parameter_names

__all__ = ["RANGES", "Settings", "checked"]

RANGES: dict[str, tuple[float, float, str]] = {
    "seed": (0, 2**63 - 1, "a whole number"),
    "replications": (1, 1_000_000, "a whole number of runs, or null for as many as fit in `seconds`"),
    "seconds": (0.1, 86_400, "seconds"),
    "turn_days": (0.1, 7, "days"),
    "horizon_days": (1, 365, "days, or null for the scenario's"),
    "traced": (0, 2**31 - 1, "the number of a replication"),
}
"""Least and greatest value of each numeric key, and what it is."""


@dataclass
class ScenarioChoice:
    """Which scenario: the name of one that comes with the program, or the path of a folder."""

    name: str = MISSING


def _numbers(title: str, names: list[str]) -> Any:
    """Make a record of optional numbers, so that levers and parameters are named in one place only."""
    made = make_dataclass(title, [(name, float | None, None) for name in names])
    made.__module__ = __name__
    return made


def _levers_of(group: str) -> list[str]:
    return [name.removeprefix(f"{group}.") for name in LEVERS if name.startswith(f"{group}.")]


Diplomacy = _numbers("Diplomacy", _levers_of("diplomacy"))
Escalation = _numbers("Escalation", _levers_of("escalation"))
RuleVariant = _numbers("RuleVariant", list(parameter_names()))


@dataclass
class Settings:
    """Everything that can be set for a run; the values and their meaning stand in ``conf/config.yaml``."""

    scenario: ScenarioChoice = field(default_factory=ScenarioChoice)
    diplomacy: Any = field(default_factory=Diplomacy)
    escalation: Any = field(default_factory=Escalation)
    rules: Any = field(default_factory=RuleVariant)
    seed: int = MISSING
    replications: int | None = None
    seconds: float = MISSING
    turn_days: float = MISSING
    horizon_days: float | None = None
    traced: int = MISSING
    figures: bool = MISSING
    out: str | None = None

    @property
    def levers(self) -> dict[str, float]:
        """Value of each lever that is set, by its full name."""
        groups = {"diplomacy": asdict(self.diplomacy), "escalation": asdict(self.escalation)}
        return {
            f"{group}.{name}": value
            for group, values in groups.items()
            for name, value in values.items()
            if value is not None
        }

    @property
    def variant(self) -> dict[str, float]:
        """Value of each rule parameter that is set."""
        return {name: value for name, value in asdict(self.rules).items() if value is not None}


def checked(settings: Settings) -> Settings:
    """Refuse settings that are out of range.

    Raises
    ------
    ConfigError
        With a line for each fault: what stands there and what is allowed.
    """
    faults = []
    for name, (low, high, meaning) in RANGES.items():
        value = getattr(settings, name)
        if value is not None and not (math.isfinite(value) and low <= value <= high):
            faults.append(f"{name} = {value:g}: allowed is {low} to {high}, {meaning}")
    faults += lever_faults(settings.levers) + rule_faults(settings.variant)
    if faults:
        raise ConfigError("\n".join(faults))
    scenario_path(settings.scenario.name)
    return settings
