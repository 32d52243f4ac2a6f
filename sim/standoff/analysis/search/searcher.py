"""The player of a search: plays packages in states of the world and evaluates the goals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt

from standoff.analysis.robust.choice import Package
from standoff.analysis.search.verification import means_of, summarised
from standoff.arrays import Numbers
from standoff.config.composer import Composer
from standoff.config.search_settings import SearchSettings
from standoff.config.setup import Stages
from standoff.design.factors import FactorKind
from standoff.drivers.ensemble import blocks, play_blocks
from standoff.drivers.stage import Stage
from standoff.errors import ConfigError
from standoff.scenario.content import Scenario
from standoff.scenario.shares import scaled_shares
from standoff.statistics.goals import Goal, goal_of
from standoff.statistics.measures import Measure, measures_of, values_of
from standoff.sweep.crossing import already_set, drawn_states
from standoff.sweep.factors import can_be_chosen, drawn_uncertainties, swept_factors
from standoff.sweep.reported import varied_values
from standoff.sweep.setting import setting_with
from standoff.sweep.study import preset_of
from standoff.vocabulary import OUTCOME_SETS

__all__ = ["Advance", "Searcher", "States"]

States = Sequence[Package]
Advance = Callable[[int], None]

BLOCK = 256
"""Runs per block."""


class Searcher:
    """Plays packages in states of the world and evaluates the goals.

    Parameters
    ----------
    composer : Composer
        Composer of the settings.
    scenario : Scenario
        The scenario.

    Attributes
    ----------
    settings : SearchSettings
        Settings of the search.
    space : list of Factor
        Levers and presets to search.
    goals : tuple of Goal
        One or two goals.

    Raises
    ------
    InputError
        If there are no levers to search, or a goal or factor is not valid.
    """

    def __init__(self, composer: Composer[SearchSettings], scenario: Scenario) -> None:
        self.settings = composer.base
        self._composer, self._scenario = composer, scenario
        named = swept_factors(varied_values(composer, scenario), scenario)
        self.space = [factor for factor in named if can_be_chosen(factor)]
        if not self.space:
            raise ConfigError(
                "no levers to search; give intervals or lists of levers, as in "
                "'diplomacy.trust=interval(0,1)' or diplomacy=reported,open"
            )
        self._unknown = [factor for factor in named if not can_be_chosen(factor)] + drawn_uncertainties(
            self.settings.design.uncertainties, already_set(composer, named, scenario), scenario
        )
        self._choices = {factor.name for factor in named if factor.role == FactorKind.CHOICE}
        self._stages = Stages(scenario, self.settings.turn_days, self.settings.horizon_days)
        measures = measures_of(self._stages.stage({}, {}))
        self._measures: dict[str, Measure] = {measure.name: measure for measure in measures}
        self.goals: tuple[Goal, ...] = tuple(
            goal_of(text, (*OUTCOME_SETS, *self._measures)) for text in self.settings.goals
        )
        if len({goal.name for goal in self.goals}) < len(self.goals):
            raise ConfigError(
                f"goals: {self.goals[0].name} is named twice; name one goal, or two different ones"
            )

    @property
    def n_states(self) -> int:
        """Number of states of the world in which each package is played."""
        return self.settings.design.points if self._unknown else 1

    def states(self, seed: int) -> States:
        """Draw states of the world; a single empty one if nothing is uncertain."""
        if not self._unknown:
            return [{}]
        drawn = drawn_states(self._unknown, self.settings.design, seed)
        return [drawn.point(index) for index in range(drawn.n_points)]

    def play(self, package: Package, states: States, seed: int, n_runs: int, advance: Advance) -> Numbers:
        """Play a package; an empty one is the setting as reported.

        Returns
        -------
        ndarray (n_goals, n_states, n_runs)
            The goals of each run; NaN where a run does not have one.

        Raises
        ------
        InputError
            If the values are not valid together.
        """
        stages = [self._stage({**package, **state}) for state in states]
        made = chain.from_iterable(blocks(stage, seed, 0, n_runs, BLOCK) for stage in stages)
        rows = []
        for played in play_blocks(made):
            rows.append(played.rows)
            advance(len(played.rows))
        joined = np.concatenate(rows)
        shape = (len(states), n_runs)
        return np.stack([self._values(goal, joined).reshape(shape) for goal in self.goals])

    def _stage(self, values: Package) -> Stage:
        options = {name: str(value) for name, value in values.items() if name in self._choices}
        setting = setting_with(values, preset_of(self._composer, options), options)
        quantities = scaled_shares(self._scenario.documents.tree, setting.quantities)
        return self._stages.stage(setting.levers, setting.rules, quantities, setting.injects)

    def _values(self, goal: Goal, rows: npt.NDArray[np.void]) -> Numbers:
        if goal.name in OUTCOME_SETS:
            return np.isin(rows["outcome"], OUTCOME_SETS[goal.name]).astype(float)
        values: Numbers = values_of(rows, (self._measures[goal.name],))[0]
        return values

    def summarised(self, values: Numbers) -> tuple[float, ...]:
        """Summarise the result of `play` in one number for each goal."""
        return tuple(float(summarised(goal, self.settings.statistic, means_of(each))[0])
                     for goal, each in zip(self.goals, values, strict=True))  # fmt: skip
