"""A sweep as data: its points and everything its runs depend on, as stored in a manifest."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from standoff.config.composer import Composer
from standoff.config.levers import LEVERS, RULES
from standoff.config.setup import Injects, Stages
from standoff.config.sweep_settings import REPORTED, SweepSettings
from standoff.design.design import Design
from standoff.design.factors import FactorKind
from standoff.drivers.stage import Stage
from standoff.scenario.content import Scenario
from standoff.statistics.measures import Measure, measures_of
from standoff.sweep.factor_records import factor_record, read_factor
from standoff.sweep.partition import Partition
from standoff.sweep.reference import reference_name

__all__ = [
    "Preset",
    "Setting",
    "Study",
    "preset_of",
    "presets_of",
    "read_design",
    "read_presets",
    "setting_at",
    "setting_of",
    "setting_with",
]


@dataclass(frozen=True)
class Preset:
    """Levers, rule parameters and injects set by a combination of options of the swept groups."""

    levers: Mapping[str, float]
    rules: Mapping[str, float]
    injects: Injects = ()


@dataclass(frozen=True)
class Setting:
    """Settings of a point: levers, rule parameters, quantities of the scenario by dotted path, injects."""

    levers: Mapping[str, float]
    rules: Mapping[str, float]
    quantities: Mapping[str, float]
    injects: Injects = ()


@dataclass(frozen=True)
class Study:
    """A sweep.

    Parameters
    ----------
    scenario : Scenario
        The crisis.
    design : Design
        The points.
    presets : Mapping
        Preset by the options of the swept groups, in the order of their factors; by () if none is swept.
    seed, replications : int
        Seed, which all points share; number of runs at each point.
    turn_days, horizon_days : float
        Days per turn; maximum length of a run, days.
    reference : int or str or None
        Point with which the others are compared, or ``REPORTED``: the setting as reported, which is no point.
    record : str
        ``sums``, ``runs`` or ``trace``.
    reported : Preset
        What is set when no factor is varied: the setting as reported, with what the command line fixes.
    is_reference_reported : bool
        Whether the reference is the setting as reported, be it a point or not.
    """

    scenario: Scenario
    design: Design
    presets: Mapping[tuple[str, ...], Preset]
    seed: int
    replications: int
    turn_days: float
    horizon_days: float
    reference: int | str | None
    record: str
    reported: Preset = Preset({}, {})
    is_reference_reported: bool = False

    @property
    def partition(self) -> Partition:
        """Partition of its runs into parts."""
        return Partition(self.design.n_points, self.replications)

    def setting(self, point: int | str) -> Setting:
        """Give the setting of a point, or as reported; a lever of the design overrides a group's option."""
        if isinstance(point, str):
            return setting_with({}, self.reported, ())
        return setting_at(self.design, self.presets, point)

    def stage(self, point: int | str) -> Stage:
        """Set the stage of a point, or of the setting as reported (``REPORTED``).

        Raises
        ------
        InputError
            If the values of the point cannot be combined.
        """
        setting = self.setting(point)
        return self._stages.stage(setting.levers, setting.rules, setting.quantities, setting.injects)

    @property
    def reference_name(self) -> str:
        """Name of the reference; empty if there is none."""
        return reference_name(self.reference, is_reported=self.is_reference_reported)

    @cached_property
    def base(self) -> Stage:
        """The stage before anything is varied."""
        return self._stages.stage({}, {})

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """Measures that are summed over the runs."""
        return measures_of(self.base)

    @cached_property
    def _stages(self) -> Stages:
        return Stages(self.scenario, self.turn_days, self.horizon_days)

    def as_record(self) -> dict[str, Any]:
        """Give the study as plain data for a manifest, without the values of its points."""
        return {
            "seed": self.seed,
            "replications": self.replications,
            "turn_days": self.turn_days,
            "horizon_days": self.horizon_days,
            "reference": self.reference,
            "record": self.record,
            "n_points": self.design.n_points,
            "n_runs": self.partition.n_runs,
            "design": {
                "kind": self.design.kind,
                "options": dict(self.design.options),
                "factors": [factor_record(factor) for factor in self.design.factors],
            },
            "presets": [
                {"options": list(options), **asdict(preset)} for options, preset in self.presets.items()
            ],
            "reported": asdict(self.reported),
            "is_reference_reported": self.is_reference_reported,
        }

    @staticmethod
    def from_record(record: Mapping[str, Any], columns: Mapping[str, Any], scenario: Scenario) -> Study:
        """Make a study from the result of `as_record` and the values of its points by factor."""
        design, presets = read_design(record, columns), read_presets(record)
        kept = ("seed", "replications", "turn_days", "horizon_days", "reference", "record")
        reported = _read_preset(record["reported"]) if record["reference"] == REPORTED else Preset({}, {})
        is_reported = record.get("is_reference_reported", False)  # older sweeps do not say
        return Study(
            scenario, design, presets, **{name: record[name] for name in kept}, reported=reported,
            is_reference_reported=is_reported,
        )  # fmt: skip


def read_design(record: Mapping[str, Any], columns: Mapping[str, Any]) -> Design:
    """Make the design of a sweep from the result of `Study.as_record` and its values by factor."""
    plain = record["design"]
    factors = tuple(map(read_factor, plain["factors"]))
    return Design(plain["kind"], factors, dict(columns), plain["options"])


def read_presets(record: Mapping[str, Any]) -> dict[tuple[str, ...], Preset]:
    """Make the presets of a sweep from the result of `Study.as_record`."""
    return {tuple(preset["options"]): _read_preset(preset) for preset in record["presets"]}


def _read_preset(record: Mapping[str, Any]) -> Preset:
    return Preset(record["levers"], record["rules"], tuple(record["injects"]))


def setting_at(design: Design, presets: Mapping[tuple[str, ...], Preset], point: int) -> Setting:
    """Give the setting of a point of a sweep; a lever of the design overrides an option of a group."""
    values, choices = design.point(point), _choices(design)
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


def _choices(design: Design) -> tuple[str, ...]:
    return tuple(factor.name for factor in design.factors if factor.role == FactorKind.CHOICE)


def presets_of(composer: Composer[SweepSettings], design: Design) -> dict[tuple[str, ...], Preset]:
    """Compose each combination of options among the points of a design, once.

    Raises
    ------
    InputError
        If a group has no such option.
    """
    choices = _choices(design)
    combinations = dict.fromkeys(zip(*(design.columns[name].tolist() for name in choices), strict=True))
    presets = {}
    for options in combinations or {(): None}:
        presets[options] = preset_of(composer, dict(zip(choices, options, strict=True)))
    return presets


def preset_of(composer: Composer[Any], options: Mapping[str, str]) -> Preset:
    """Compose a combination of options by group.

    Raises
    ------
    InputError
        If a group has no such option.
    """
    settings = composer.settings(options)
    return Preset(settings.levers, settings.variant, tuple(settings.injects.events))
