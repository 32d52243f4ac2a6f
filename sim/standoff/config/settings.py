"""Typed settings of the commands that play; their values are in ``conf/``.

Levers and rule parameters that are not set are null: as reported. Hydra checks names and types against these
classes; ranges are checked here. Each command has a subclass with further fields.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, is_dataclass, make_dataclass
from functools import cache
from operator import attrgetter
from types import UnionType
from typing import Any, ClassVar, TypeVar, get_args, get_type_hints

from omegaconf import MISSING

from standoff.config.levers import LEVERS
from standoff.config.limits import lever_faults, rule_faults
from standoff.drivers.limits import HORIZON_DAYS, RUNS, SEEDS, TRACED, TURN_DAYS
from standoff.errors import ConfigError
from standoff.scenario.locate import scenario_path
from standoff.scenario.parameters import parameter_names

__all__ = ["FORMATS", "RANGES", "RunSettings", "Settings", "checked", "leaves", "records"]

FORMATS = ("png", "svg", "pdf")
"""File formats of figures."""

RANGES: dict[str, tuple[float, float, str]] = {
    "seed": (*SEEDS, "a whole number"),
    "replications": (*RUNS, "a whole number of runs"),
    "turn_days": (*TURN_DAYS, "days"),
    "horizon_days": (*HORIZON_DAYS, "days, or null for the scenario's"),
}
"""Smallest and largest value of each numeric key, and its meaning."""


@dataclass
class ScenarioChoice:
    """Scenario to play: the name of one that comes with the program, or the path of a folder."""

    name: str = MISSING


def _numbers(title: str, names: list[str]) -> Any:
    """Make a record of optional numbers, so that levers and parameters are listed in one place only."""
    made = make_dataclass(title, [(name, float | None, None) for name in names])
    made.__module__ = __name__
    return made


def _levers_of(group: str) -> list[str]:
    return [name.removeprefix(f"{group}.") for name in LEVERS if name.startswith(f"{group}.")]


@dataclass
class InjectChoice:
    """Injected events; each is checked as a `GivenInject` once the scenario is loaded."""

    events: list[Any] = field(default_factory=list)


@dataclass
class BeliefChoice:
    """What actors believe and value; its options set levers of diplomacy and escalation."""


Diplomacy = _numbers("Diplomacy", _levers_of("diplomacy"))
Escalation = _numbers("Escalation", _levers_of("escalation"))
RuleVariant = _numbers("RuleVariant", list(parameter_names()))


@dataclass
class Settings:
    """Settings of every command that plays; ``conf/`` holds their values and meanings.

    The subclass of a command adds fields, and extends ``ranges`` (for numbers) and ``words`` (for everything
    else) accordingly; checks that a range cannot express go into `faults`. ``takes_quantities`` says whether
    quantities of the scenario can be varied by their paths.
    """

    takes_quantities: ClassVar[bool] = False
    ranges: ClassVar[Mapping[str, tuple[float, float, str]]] = RANGES
    words: ClassVar[Mapping[str, str]] = {
        "figures": "true or false",
        "figure_formats": f"a list of {', '.join(FORMATS)}, such as [png,pdf],",
        "out": "the path of a folder, or null",
        "injects.events": "a list of injects, such as [{day: 3, actor: A, effect: rung, by: 2, reason: R}],",
    }

    scenario: ScenarioChoice = field(default_factory=ScenarioChoice)
    diplomacy: Any = field(default_factory=Diplomacy)
    escalation: Any = field(default_factory=Escalation)
    beliefs: BeliefChoice = field(default_factory=BeliefChoice)
    rules: Any = field(default_factory=RuleVariant)
    injects: InjectChoice = field(default_factory=InjectChoice)
    seed: int = MISSING
    replications: int = MISSING
    turn_days: float = MISSING
    horizon_days: float | None = None
    figures: bool = MISSING
    figure_formats: list[str] = field(default_factory=lambda: ["png", "svg"])
    out: str | None = None

    @property
    def is_changed(self) -> bool:
        """Whether anything is set that can make runs differ from those of the crisis as reported."""
        return bool(self.levers or self.variant or self.injects.events)

    @property
    def levers(self) -> dict[str, float]:
        """Value of each lever that is set, by its full name."""
        return {
            f"{group}.{name}": value
            for group in ("diplomacy", "escalation")
            for name, value in vars(getattr(self, group)).items()
            if value is not None
        }

    @property
    def variant(self) -> dict[str, float]:
        """Value of each rule parameter that is set."""
        return {name: value for name, value in vars(self.rules).items() if value is not None}

    def faults(self) -> list[str]:
        """List the values that are not allowed, one line each: the value, and what is allowed."""
        faults = []
        for name, (low, high, meaning) in self.ranges.items():
            value = attrgetter(name)(self)
            if value is not None and not low <= value <= high:
                got = (
                    f"{value:g}" if isinstance(value, float) else value
                )  # :g cannot format very large integers
                faults.append(f"{name} = {got}: allowed range is {low} to {high}, {meaning}")
        faults += [*self._list_faults(), *self._format_faults()]
        return faults + lever_faults(self.levers) + rule_faults(self.variant)

    def _list_faults(self) -> Iterator[str]:
        """Refuse lists whose elements are not text."""
        for key, kinds in leaves(type(self)).items():
            if list[str] in kinds and not all(isinstance(element, str) for element in attrgetter(key)(self)):
                yield f"{key}: {self.words.get(key, 'a list of words')} is expected"

    def _format_faults(self) -> Iterator[str]:
        given: list[Any] = self.figure_formats
        formats = [name for name in given if isinstance(name, str)]
        setting = f"figure_formats = [{','.join(formats)}]"
        if self.figures and not self.figure_formats:
            yield f"{setting}: has no format; give one or more of {', '.join(FORMATS)}, or figures=false"
        for name in [name for name in formats if name not in FORMATS][:1]:
            yield f"{setting}: '{name}' must be one of {', '.join(FORMATS)}"


@dataclass
class RunSettings(Settings):
    """Settings of ``standoff run``."""

    ranges: ClassVar[Mapping[str, tuple[float, float, str]]] = {
        **RANGES,
        "traced": (*TRACED, "the number of a run"),
    }
    words: ClassVar[Mapping[str, str]] = {**Settings.words, "notes": "true or false"}

    traced: int = MISSING
    notes: bool = False


S = TypeVar("S", bound=Settings)


def checked(settings: S) -> S:
    """Refuse settings that are out of range.

    Raises
    ------
    ConfigError
        With a line for each fault: the value, and what is allowed.
    """
    if faults := settings.faults():
        raise ConfigError("\n".join(faults))
    scenario_path(settings.scenario.name)
    return settings


def records(schema: Any) -> Mapping[str, type[Any]]:
    """Give the class of each field that is a record: the groups whose options are in ``conf/``."""
    return _records(schema)


def leaves(schema: Any) -> Mapping[str, frozenset[Any]]:
    """Give the allowed types of each key; the keys of a record are dotted."""
    return _leaves(schema)


@cache
def _records(schema: Any) -> Mapping[str, type[Any]]:
    return {name: type(value) for name, value in vars(schema()).items() if is_dataclass(value)}


@cache
def _leaves(schema: Any) -> Mapping[str, frozenset[Any]]:
    hints, types = get_type_hints(schema), {}
    for name, value in vars(schema()).items():
        if is_dataclass(value):
            types.update({f"{name}.{key}": kinds for key, kinds in leaves(type(value)).items()})
        else:
            hint = hints[name]
            types[name] = frozenset(get_args(hint) if isinstance(hint, UnionType) else (hint,))
    return types
