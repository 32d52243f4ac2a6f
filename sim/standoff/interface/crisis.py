"""The class `Crisis`: a scenario and everything that its runs depend on.

Keys and values are those of the command line: ``diplomacy.trust``, ``rules="prospect"``, ``seed``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from standoff.checks.options import REPLICATIONS
from standoff.config.composer import Composer
from standoff.config.flags import read_flags
from standoff.config.overrides import Value
from standoff.config.search_settings import SearchSettings
from standoff.config.settings import RunSettings, Settings
from standoff.config.setup import Stages
from standoff.config.sweep_settings import SweepSettings
from standoff.drivers.ensemble import play_ensemble
from standoff.drivers.policy import Policy
from standoff.drivers.stage import Stage
from standoff.interface.arguments import mapping, whole_number
from standoff.interface.checking import check
from standoff.interface.ensemble import Ensemble, ensemble_of
from standoff.interface.findings import Findings
from standoff.interface.policies import policies_of
from standoff.interface.run import Run, play_run
from standoff.interface.searching import search
from standoff.interface.sources import PlayedRuns
from standoff.interface.sweep import Sweep, play_sweep
from standoff.interface.values import (
    Factors,
    Frame,
    Values,
    overrides,
    plain_values,
    quantities_in,
    settings_in,
    table_of,
    values_text,
)
from standoff.scenario.content import Scenario
from standoff.scenario.facts import with_values
from standoff.store.manifest import scenario_record
from standoff.sweep.chosen_run import ChosenRun
from standoff.sweep.comparable import Conditions
from standoff.sweep.layout import study_of

__all__ = ["Crisis"]

S = TypeVar("S", bound=Settings)


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
        return f"{self.scenario.crisis.title} ({values_text(self.values)})"

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
        >>> from standoff import load
        >>> from standoff.scenario.locate import scenario_names
        >>> load(scenario_names()[0]).with_values({"diplomacy.trust": 0.5}, rules="no_learning").values
        {'diplomacy.trust': 0.5, 'rules': 'no_learning'}
        """
        given = plain_values("values", {**mapping("values", values), **named}, RunSettings)
        made = replace(self, values={**self.values, **given})
        _ = made.settings, made.varied  # computed now, so that errors are raised here
        return made

    @cached_property
    def settings(self) -> RunSettings:
        """The settings that the values make, all of them checked."""
        return self.composer.settings(settings_in(self.values))

    @cached_property
    def varied(self) -> Scenario:
        """The scenario with the quantities that are set."""
        quantities = quantities_in(self.values)
        return with_values(self.scenario, quantities) if quantities else self.scenario

    @cached_property
    def stage(self) -> Stage:
        """The stage that all runs share."""
        settings = self.settings
        stages = Stages(self.varied, settings.turn_days, settings.horizon_days)
        return stages.stage(settings.levers, settings.variant, injects=tuple(settings.injects.events))

    def run_one(self, replication: int = 0, policies: Mapping[str, Policy] | None = None) -> Run:
        """Play one run and keep its trace.

        Parameters
        ----------
        replication : int
            Which run of the ensemble, >= 0.
        policies : Mapping, optional
            Policy by actor, in place of the rules' own choice.

        Raises
        ------
        InputError
            If it is no whole number from 0 on, or a policy is given for nobody or chooses what is not open.
        """
        number = whole_number("replication", replication, 0)
        chosen = policies_of(policies, self.stage.names.actors)
        seed, title = self.settings.seed, self.title
        return play_run(ChosenRun(self.varied, self.stage, seed, number, None, title), chosen)

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
        record, turn_days = scenario_record(self.scenario), crisis.settings.turn_days
        conditions = Conditions(record, turn_days, stage.horizon_days, again)
        played = play_ensemble(stage, seed, n)
        return ensemble_of(PlayedRuns(self.varied, stage), values_text(self.values), seed, conditions, played)

    def sweep(
        self,
        factors: Factors | Frame | None = None,
        settings: Values | None = None,
        /,
        **named: Value | Sequence[Value],
    ) -> Sweep:
        """Play many settings, many runs at each, and keep sums.

        Parameters
        ----------
        factors : Mapping or pandas.DataFrame, optional
            What varies: a list of values by key, or a text in the grammar of the command line, such as
            ``"interval(0, 1)"``. A data frame is a table of points: a row for each, a column for each key.
        settings, **named
            Of ``standoff sweep``: ``replications=200``, ``design="sobol"``, ``{"design.points": 64}``.

        Raises
        ------
        InputError
            If a key is unknown, a value out of range, or if it cannot be laid out.
        """
        given = {**mapping("settings", settings), **named}
        rows = table_of(factors, given)
        composer = self._composer("sweep", SweepSettings, factors if rows is None else {}, given)
        return play_sweep(study_of(composer, self.varied, rows), composer.base.executor, self.title)

    def search(
        self,
        factors: Factors | None = None,
        settings: Values | None = None,
        /,
        **named: Value | Sequence[Value],
    ) -> Findings:
        """Search for the best package of levers, and verify it with a new seed.

        Frame ``verified`` holds the setting as reported and the best packages, ``trials`` all that was tried.
        Ctrl-C ends the search with a warning; the best so far are verified all the same.

        Parameters
        ----------
        factors : Mapping, optional
            Levers or presets to choose, and what is uncertain, as for `sweep`.
        settings, **named
            Of ``standoff search``: ``goals=["any_war"]``, ``trials=64``, ``replications=200``,
            ``{"verify.replications": 4000, "design.uncertainties": ["rules.*"]}``.

        Raises
        ------
        InputError
            If there is nothing to search, a key is unknown, or a value out of range.
        MissingExtra
            If optuna is not installed.
        """
        composer = self._composer(
            "search", SearchSettings, factors, {**mapping("settings", settings), **named}
        )
        return search(composer, self.varied, self.title)

    def check(self, replications: int = REPLICATIONS) -> Findings:
        """Check that each mechanism of the scenario has an effect, and that nothing else has.

        Parameters
        ----------
        replications : int
            Runs of each setting, 100 to 1,000,000; more tell smaller differences.

        Returns
        -------
        Findings
            Frame ``checks``: a row for each check, with its verdict; ``findings``: the figures behind them.

        Raises
        ------
        ConfigError
            If the number is out of range, or if more is set than quantities of the scenario.
        """
        return check(self.varied, settings_in(self.values), replications)

    def _composer(self, command: str, schema: type[S], factors: object, settings: object) -> Composer[S]:
        """Make the composer of a command from the values set here, the factors and further settings."""
        fixed = {**settings_in(self.values), **plain_values("settings", settings, schema)}
        flags = read_flags([*self.arguments, *overrides(fixed, factors)], command)
        return Composer(flags, command, schema)
