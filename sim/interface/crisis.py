"""Crisis – a scenario and everything that its runs depend on.

Keys and values are those of the command line: ``diplomacy.trust``, ``rules="prospect"``, ``seed``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from sim.config.expand import Value, override_text
from sim.config.points import Composer
from sim.config.settings import RunSettings, records
from sim.config.setup import Stages
from sim.config.sweep_settings import SweepSettings
from sim.drivers.ensemble import play
from sim.drivers.policy import Policy
from sim.drivers.single import run_one
from sim.drivers.stage import Stage
from sim.drivers.trace import Trace
from sim.errors import ConfigError
from sim.interface.ensemble import Ensemble
from sim.interface.run import Run
from sim.interface.sweep import Sweep, play_sweep
from sim.scenario.content import Scenario
from sim.scenario.facts import with_values
from sim.scenario.load import load_scenario
from sim.scenario.locate import scenario_path
from sim.sweep.layout import study_of

__all__ = ["Crisis", "load"]

Values = Mapping[str, Value | Sequence[Value]]

ELSEWHERE = {
    "scenario": "a scenario is given to load()",
    "figures": "a result draws itself, with figures() or figure()",
    "out": "nothing is written unless you write it",
    "record": "a sweep from Python keeps sums; run_many() keeps rows, run_one() a story",
    "traced": "run_one() takes the number of a replication",
    "yes": "nobody is asked here",
}
"""Settings of the commands that mean nothing here, and what does instead."""


def load(scenario: str | Path, config_dir: str | Path | None = None) -> Crisis:
    """Load a crisis as reported.

    Parameters
    ----------
    scenario : str or pathlib.Path
        Name of a scenario that comes with the program, or the path of a folder.
    config_dir : str or pathlib.Path, optional
        Folder with presets and experiments of your own, as for ``--config-dir``.

    Raises
    ------
    InputError
        If there is no such scenario or folder, or the scenario has faults: all of them are told.

    Examples
    --------
    >>> load("ukraine_2022").scenario.crisis.frozen_at.isoformat()
    '2022-02-08'
    """
    place = str(scenario_path(scenario))
    flags = [] if config_dir is None else [f"--config-dir={config_dir}"]
    flags.append(f"scenario.name={override_text(place)}")
    return Crisis(load_scenario(place), tuple(flags), Composer(flags, "load", "config", RunSettings), {})


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
        told = ", ".join(
            f"{key} = {'null' if value is None else value}" for key, value in self.values.items()
        )
        return f"{self.scenario.crisis.title} ({told or 'as reported'})"

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
        >>> load("ukraine_2022").with_values({"diplomacy.trust": 0.5}, rules="no_learning")
        <Ukraine, Russia and NATO (diplomacy.trust = 0.5, rules = no_learning)>
        """
        given = {key: _plain(value) for key, value in _meant_here({**(values or {}), **named}).items()}
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
        return stages.stage(settings.levers, settings.variant)

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
            raise ConfigError(f"replication = {replication}: allowed is 0 or more")
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
        settings = crisis.settings
        blocks = play(self.stage, settings.seed, 0, settings.replications)
        return Ensemble(self.stage, self.title, settings.seed, np.concatenate(list(blocks)))

    def sweep(
        self,
        factors: Mapping[str, Sequence[Value] | str] | None = None,
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
        known = {**self._settings_set, **_meant_here({**(settings or {}), **named})}
        arguments = [*self.arguments, *(f"{key}={_text(value)}" for key, value in known.items())]
        arguments += [f"{key}={_varying(values)}" for key, values in (factors or {}).items()]
        composer = Composer(arguments, "sweep", "sweep", SweepSettings)
        return play_sweep(study_of(composer, self.varied), composer.settings({}).executor, self.title)

    @property
    def _quantities(self) -> dict[str, float | None]:
        """What is set of the scenario itself."""
        return {key: _number(key, value) for key, value in self.values.items() if _is_path(key)}

    @property
    def _settings_set(self) -> dict[str, Value]:
        """What is set of levers, presets, rules and times."""
        return {key: value for key, value in self.values.items() if not _is_path(key)}


def _meant_here(values: Values) -> Values:
    """Refuse settings that only the commands have."""
    for key in values:
        if (setting := key.partition(".")[0]) in ELSEWHERE:
            raise ConfigError(f"{key}: cannot be set here; {ELSEWHERE[setting]}")
    return values


def _is_path(key: str) -> bool:
    """Whether a key leads into the scenario, and is no setting."""
    group, dot, _ = key.partition(".")
    return bool(dot) and group not in records(RunSettings)


def _number(key: str, value: Value) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ConfigError(f"{key} = {value}: a number is expected; leave it out for what was reported")
    return float(value)


def _plain(value: Value | Sequence[Value]) -> Value:
    """Give what a key is set to as it is told; a list as its text, a number of numpy as one of Python."""
    if isinstance(value, np.generic):
        return _plain(value.item())
    if isinstance(value, str) or not isinstance(value, Sequence):
        return value
    return f"[{','.join(map(_text, value))}]"


def _text(value: Value | Sequence[Value]) -> str:
    return override_text(_plain(value))


def _varying(values: Sequence[Value] | str) -> str:
    """Write what a factor takes in the grammar of sweeps."""
    return values if isinstance(values, str) else f"choice({','.join(map(_text, values))})"
