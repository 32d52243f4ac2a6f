"""A sweep as data: its points and everything its runs depend on, as stored in a manifest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from standoff.config.composer import Composer
from standoff.config.sweep_settings import REPORTED, SweepSettings
from standoff.design.design import Design
from standoff.design.factors import FactorKind
from standoff.errors import InputError
from standoff.scenario.content import Scenario
from standoff.scenario.shares import scaled_shares
from standoff.statistics.measures import Measure, measures_of
from standoff.sweep.factor_records import factor_record, read_factor
from standoff.sweep.partition import Partition
from standoff.sweep.reference import reference_name
from standoff.sweep.setting import NOTHING_SET, Preset, Setting, choices_of, setting_at, setting_with

if TYPE_CHECKING:
    from standoff.config.setup import Stages
    from standoff.drivers.stage import Stage

__all__ = [
    "Study",
    "preset_of",
    "presets_of",
    "read_design",
    "read_presets",
]


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
    reported: Preset = NOTHING_SET
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
        quantities = scaled_shares(self.scenario.documents.tree, setting.quantities)
        return self._stages.stage(setting.levers, setting.rules, quantities, setting.injects)

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
        from standoff.config.setup import Stages  # loads the compiled rules, not needed to lay out points

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
            "measures": [measure.name for measure in self.measures],
            "reported": asdict(self.reported),
            "is_reference_reported": self.is_reference_reported,
        }

    @staticmethod
    def from_record(record: Mapping[str, Any], design: Design, scenario: Scenario) -> Study:
        """Make a study from the result of `as_record` and its points.

        Raises
        ------
        InputError
            If it has no preset for one of the points.
        """
        presets = read_presets(record, design)
        kept = ("seed", "replications", "turn_days", "horizon_days", "reference", "record")
        reported = _read_preset(record["reported"]) if record["reference"] == REPORTED else NOTHING_SET
        is_reported = record.get("is_reference_reported", False)  # older sweeps do not say
        return Study(
            scenario, design, presets, **{name: record[name] for name in kept}, reported=reported,
            is_reference_reported=is_reported,
        )  # fmt: skip


def read_design(record: Mapping[str, Any], columns: Mapping[str, Any]) -> Design:
    """Make the design of a sweep from the ``design`` of `Study.as_record` and its values by factor.

    Raises
    ------
    InputError
        If the values are not those of the factors.
    """
    factors = tuple(map(read_factor, record["factors"]))
    design = Design(record["kind"], factors, dict(columns), record["options"])
    for factor in factors:
        kinds = ("words", "numbers")[design.columns[factor.name].dtype.kind == "f"]
        if (factor.role == FactorKind.CHOICE) != (kinds == "words"):
            raise InputError(f"{factor.name}: is a {factor.role}, but its values are {kinds}")
    return design


def read_presets(record: Mapping[str, Any], design: Design) -> dict[tuple[str, ...], Preset]:
    """Make the presets of a sweep from the result of `Study.as_record`.

    Raises
    ------
    InputError
        If there is none for one of the points.
    """
    presets = {tuple(preset["options"]): _read_preset(preset) for preset in record["presets"]}
    for options in _combinations(design):
        if options not in presets:
            raise InputError(f"sweep.presets: has none for the options {', '.join(options) or '(none)'}")
    return presets


def _read_preset(record: Mapping[str, Any]) -> Preset:
    return Preset(record["levers"], record["rules"], tuple(record.get("injects", ())))


def _combinations(design: Design) -> list[tuple[str, ...]]:
    """List the combinations of options among the points of a design, each once."""
    columns = [design.columns[name].tolist() for name in choices_of(design)]
    return list(dict.fromkeys(zip(*columns, strict=True))) or [()]


def presets_of(composer: Composer[SweepSettings], design: Design) -> dict[tuple[str, ...], Preset]:
    """Compose each combination of options among the points of a design, once.

    Raises
    ------
    InputError
        If a group has no such option.
    """
    choices = choices_of(design)
    return {
        options: preset_of(composer, dict(zip(choices, options, strict=True)))
        for options in _combinations(design)
    }


def preset_of(composer: Composer[Any], options: Mapping[str, str]) -> Preset:
    """Compose a combination of options by group.

    Raises
    ------
    InputError
        If a group has no such option.
    """
    settings = composer.settings(options)
    return Preset(settings.levers, settings.variant, tuple(settings.injects.events))
