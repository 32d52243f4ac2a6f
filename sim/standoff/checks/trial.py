"""A scenario under check: its runs under any change, all with the same seed and chance."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

import numpy as np

from standoff.arrays import Flags, Rows
from standoff.config.setup import Stages
from standoff.drivers.ensemble import blocks, play_blocks
from standoff.drivers.single import CrisisModel
from standoff.drivers.stage import Stage, set_stage
from standoff.drivers.trace import Trace
from standoff.scenario.content import Scenario
from standoff.state.tables import Facts
from standoff.statistics.measures import measures_of, values_of
from standoff.statistics.sample import Runs

__all__ = ["LONG", "SEED", "TRACED", "CheckedScenario", "Readings", "first_of"]

SEED = 1
"""Seed of all runs."""
LONG = 6
"""Factor on the number of runs where chance is not shared and a difference of .03 must be detected."""
TRACED = 5
"""Number of runs that are read turn by turn."""

Values = Mapping[str, float]
Readings = Mapping[str, Callable[[CrisisModel], float]]
"""Functions that read a run after each turn, by name."""


def _ignore(_: int) -> None:
    """Ignore the progress."""


class CheckedScenario:
    """A scenario and its runs.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    n : int
        Runs of each setting.
    advance : callable, optional
        Called with the number of runs whenever some are done.
    """

    def __init__(self, scenario: Scenario, n: int, advance: Callable[[int], None] = _ignore) -> None:
        self.scenario = scenario
        self.n = n
        self.advance = advance
        self._stages = Stages(scenario)
        self._under: dict[tuple[tuple[str, float], ...], Runs] = {}

    @cached_property
    def base(self) -> Stage:
        """The scenario as reported."""
        return self._stages.stage({}, {})

    @cached_property
    def reported(self) -> Runs:
        """The runs as reported, ``LONG`` times as many as of other settings."""
        return self.runs(self.base, LONG * self.n)

    def stage(self, levers: Values | None = None, rules: Values | None = None) -> Stage:
        """Set the stage under levers and rule parameters."""
        return self._stages.stage(levers or {}, rules or {})

    def under(self, levers: Values) -> Runs:
        """Give the runs under levers; each setting is played once."""
        key = tuple(levers.items())
        if key not in self._under:
            self._under[key] = self.runs(self.stage(levers), self.n)
        return self._under[key]

    def edited(self, facts: Facts) -> Stage:
        """Set the stage with other tables and the same names."""
        return set_stage(facts, self.base.names, self.base.opens_at, self.base.horizon_days)

    def rows(self, stage: Stage, n: int) -> Rows:
        """Play replications 0 to n - 1 and give their ``RESULT``."""
        played = []
        for block in play_blocks(blocks(stage, SEED, 0, n)):
            played.append(block.rows)
            self.advance(len(block.rows))
        rows: Rows = np.concatenate(played)
        return rows

    def runs(self, stage: Stage, n: int) -> Runs:
        """Play replications 0 to n - 1 and give outcomes and measures."""
        return self.read(self.rows(stage, n))

    def read(self, rows: Rows) -> Runs:
        """Read outcomes and measures, in the rows of the scenario as reported."""
        return Runs(rows["outcome"], values_of(rows, measures_of(self.base)))

    @cached_property
    def conduct(self) -> Flags:
        """Whether each measure describes the course of a run; payoffs only value its end."""
        return np.array([measure.column != "payoff" for measure in measures_of(self.base)])

    @cached_property
    def traces(self) -> list[Trace]:
        """The traces of the first runs as reported."""
        return self.watch(self.base, {})[1]

    def watch(self, stage: Stage, readings: Readings) -> tuple[dict[str, float], list[Trace]]:
        """Play the first runs turn by turn; give the greatest value of each reading, and the traces."""
        greatest = dict.fromkeys(readings, 0.0)
        traces: list[Trace] = []
        for replication in range(TRACED):
            trace = Trace()
            model = CrisisModel(stage, SEED, replication, trace=trace)
            while model.state.clock.ended == 0:
                model.step()
                for name, read in readings.items():
                    greatest[name] = max(greatest[name], read(model))
            traces.append(trace)
            self.advance(1)
        return greatest, traces


def first_of(runs: Runs, n: int) -> Runs:
    """Give the first runs."""
    return Runs(runs.outcomes[:n], runs.values[:, :n])
