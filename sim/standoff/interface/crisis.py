"""Crisis – a scenario and everything that its runs depend on.

Keys and values are those of the command line: ``diplomacy.trust``, ``rules="prospect"``, ``seed``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from standoff.config.composer import Composer
from standoff.config.expand import Value, override_text
from standoff.config.flags import read_flags
from standoff.config.settings import RunSettings
from standoff.config.setup import Stages
from standoff.config.sweep_settings import SweepSettings
from standoff.drivers.ensemble import blocks, play_blocks
from standoff.drivers.policy import Policy
from standoff.drivers.single import run_one
from standoff.drivers.stage import Stage
from standoff.drivers.trace import Trace
from standoff.errors import ConfigError
from standoff.interface.ensemble import Ensemble, ensemble_of
from standoff.interface.run import Run
from standoff.interface.sweep import Sweep, play_sweep
from standoff.interface.values import Values, as_text, is_path, meant_here, number, plain, varying
from standoff.scenario.content import Scenario
from standoff.scenario.facts import with_values
from standoff.scenario.load import load_scenario
from standoff.store.manifest import scenario_record
from standoff.sweep.comparable import Conditions
from standoff.sweep.layout import study_of

__all__ = ["Crisis", "load"]


def load(scenario: str | Path, config_dir: str | Path | None = None) -> Crisis:
    """Load a crisis as reported.

    Parameters
    ----------
    scenario : str or pathlib.Path
        Name of a scenario that comes with the program, or the path of a folder; behind an @, the date of one
        of its variants.
    config_dir : str or pathlib.Path, optional
        Folder with presets and experiments of your own, as for ``--config-dir``.

    Raises
    ------
    InputError
        If there is no such scenario or folder, or the scenario has faults: all of them are told.

    Examples
    --------
    >>> from standoff.scenario.locate import scenario_names
    >>> load(scenario_names()[0]).scenario.crisis.version
    '1'
    """
    found = load_scenario(scenario)
    flags = [] if config_dir is None else [f"--config-dir={config_dir}"]
    flags.append(f"scenario.name={override_text(found.address)}")
    return Crisis(found, tuple(flags), Composer(read_flags(flags, "load"), "config", RunSettings), {})


@dataclass(frozen=True, repr=False, eq=False)
class Crisis:
    """A scenario and everything that its runs depend on; made by `load`, never changed.

    Parameters
    ----------
    scenario : Scenario
        As it stands in its files.
    arguments : tuple of str
        Where it and the presets are, as on the command line.
    composer : Composer
        What makes settings of values.
    values : Mapping
        What is set, by key; everything else is as reported.
    """

    scenario: Scenario
    arguments: tuple[str, ...]
    composer: Composer[RunSettings]
    values: Mapping[str, Value]

    def __repr__(self) -> str:
        """Name the crisis and what is set."""
        return f"<{self.title}>"

    @property
    def title(self) -> str:
        """Name of the crisis, with what is set."""
        return f"{self.scenario.crisis.title} ({self._told})"

    def with_values(self, values: Values | None = None, /, **named: Value | Sequence[Value]) -> Crisis:
        """Give the same crisis with some values set.

        Parameters
        ----------
        values : Mapping, optional
            Value by key: a lever (``"diplomacy.trust": 0.5``), a preset (``"diplomacy": "open"``), a
            parameter of the rules (``"rules.learning": 0``), a quantity of the scenario by its dotted path,
            ``seed``, ``turn_days``, ``horizon_days``, ``replications``. None: as reported. A value wins over
            a preset, whichever was set first.
        **named
            The same for keys without a dot, such as ``diplomacy="open", seed=7``.

        Raises
        ------
        InputError
            If a key is unknown, or a value out of range.

        Examples
        --------
        >>> from standoff.scenario.locate import scenario_names
        >>> load(scenario_names()[0]).with_values({"diplomacy.trust": 0.5}, rules="no_learning").values
        {'diplomacy.trust': 0.5, 'rules': 'no_learning'}
        """
        given = {key: plain(value) for key, value in meant_here({**(values or {}), **named}).items()}
        made = replace(self, values={**self.values, **given})
        _ = made.settings, made.varied  # worked out now, so that faults are told here
        return made

    @cached_property
    def settings(self) -> RunSettings:
        """The settings that the values make, all of them checked."""
        return self.composer.settings(self._settings_set)

    @cached_property
    def varied(self) -> Scenario:
        """The scenario with the quantities that are set."""
        return with_values(self.scenario, self._quantities) if self._quantities else self.scenario

    @cached_property
    def stage(self) -> Stage:
        """Everything that all runs share, worked out once."""
        settings = self.settings
        stages = Stages(self.varied, settings.turn_days, settings.horizon_days)
        return stages.stage(settings.levers, settings.variant, injects=tuple(settings.injects.events))

    def run_one(self, replication: int = 0, policies: Mapping[str, Policy] | None = None) -> Run:
        """Play one run and keep its full story.

        Parameters
        ----------
        replication : int
            Which run of the ensemble, >= 0.
        policies : Mapping, optional
            Policy by actor, in place of the rules' own choice.

        Raises
        ------
        ConfigError
            If the number is negative.
        """
        if replication < 0:
            raise ConfigError(f"replication = {replication}: allowed range is 0 or more")
        trace = Trace()
        record = run_one(self.stage, self.settings.seed, replication, policies=policies, trace=trace)
        return Run(self.stage, self.title, record, trace.tables)

    def run_many(self, replications: int | None = None) -> Ensemble:
        """Play many runs on all cores.

        Parameters
        ----------
        replications : int, optional
            How many; default: the value set, or that of ``standoff run``.
        """
        crisis = self if replications is None else self.with_values(replications=replications)
        stage, seed, n = self.stage, crisis.settings.seed, crisis.settings.replications
        again = f"load({self.scenario.name!r}).with_values({dict(crisis.values)}).run_many()"
        conditions = Conditions(
            scenario_record(self.scenario), crisis.settings.turn_days, stage.horizon_days, again
        )
        return ensemble_of(stage, self._told, seed, conditions, play_blocks(blocks(stage, seed, 0, n)))

    def sweep(
        self,
        factors: Mapping[str, Iterable[Value] | str] | None = None,
        settings: Values | None = None,
        /,
        **named: Value | Sequence[Value],
    ) -> Sweep:
        """Play many settings, many runs at each, and keep sums.

        Parameters
        ----------
        factors : Mapping, optional
            What varies: a list of values by key, or a text in the grammar of the command line, such as
            ``"interval(0, 1)"``.
        settings, **named
            Of ``standoff sweep``: ``replications=200``, ``design="sobol"``, ``{"design.points": 64}``.
        """
        swept = factors or {}
        fixed = {**self._settings_set, **meant_here({**(settings or {}), **named})}
        arguments = [f"{key}={as_text(value)}" for key, value in fixed.items() if key not in swept]
        arguments += [f"{key}={varying(values)}" for key, values in swept.items()]
        composer = Composer(read_flags([*self.arguments, *arguments], "sweep"), "sweep", SweepSettings)
        return play_sweep(study_of(composer, self.varied), composer.settings({}).executor, self.title)

    @property
    def _told(self) -> str:
        """What is set, in short."""
        told = (f"{key} = {'null' if value is None else value}" for key, value in self.values.items())
        return ", ".join(told) or "as reported"

    @property
    def _quantities(self) -> dict[str, float | None]:
        """What is set of the scenario itself."""
        return {key: number(key, value) for key, value in self.values.items() if is_path(key)}

    @property
    def _settings_set(self) -> dict[str, Value]:
        """What is set of levers, presets, rules and times."""
        return {key: value for key, value in self.values.items() if not is_path(key)}
