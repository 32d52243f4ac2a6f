"""Playing one configuration: its runs, the traced run, and the runs of the crisis as reported."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from standoff.arrays import Counts
from standoff.config.settings import RunSettings
from standoff.config.setup import make_stage
from standoff.drivers.ensemble import play_ensemble
from standoff.drivers.record import RunRecord
from standoff.drivers.single import run_one
from standoff.drivers.stage import Stage
from standoff.drivers.trace import Trace
from standoff.plots.forces_map.ground import Ground, make_ground
from standoff.scenario.content import Scenario
from standoff.scenario.outlines import read_outlines
from standoff.statistics.summary import OutcomeShare, outcome_shares
from standoff.story.trace import NarratedTrace
from standoff.terminal.first_start import load_rules, show_run_while_compiling
from standoff.terminal.progress import phase, run_bar

__all__ = ["PlayedJob", "ReportedRuns", "play", "timed"]

MOST_COMPARED = 2_000
"""Most runs that are compared with the crisis as reported, which takes a few seconds at most."""


@dataclass(frozen=True)
class PlayedJob:
    """The runs of a configuration."""

    scenario: Scenario
    stage: Stage
    rows: npt.NDArray[np.void]
    fan: npt.NDArray[np.int32]
    traced: RunRecord
    tables: dict[str, list[dict[str, Any]]]
    ground: Ground | None

    @cached_property
    def shares(self) -> list[OutcomeShare]:
        """Share of each outcome."""
        return outcome_shares(self.rows)

    @cached_property
    def trace(self) -> NarratedTrace:
        """The traced run."""
        return NarratedTrace(self.stage, self.tables, self.scenario)


@contextmanager
def timed(timings: dict[str, float], part: str) -> Iterator[None]:
    """Add the seconds that the body takes to the timings of a result."""
    started = time.perf_counter()
    yield
    timings[part] = time.perf_counter() - started


def play(settings: RunSettings, timings: dict[str, float]) -> PlayedJob:
    """Play the runs of a configuration, and one of them with a full trace."""
    seed = settings.seed
    with timed(timings, "prepare"):
        scenario, stage = make_stage(
            settings.scenario.name,
            settings.levers,
            settings.variant,
            settings.turn_days,
            settings.horizon_days,
            settings.injects.events,
        )
        ground = make_ground(scenario, read_outlines(scenario)) if settings.figures else None
        with show_run_while_compiling(settings):
            load_rules(stage)
    with timed(timings, "play"), run_bar(settings.replications) as advance:
        played = play_ensemble(stage, seed, settings.replications, advance)
    with timed(timings, "trace"), phase("playing the traced run"):
        trace = Trace()
        traced = run_one(stage, seed, settings.traced, trace=trace)
    return PlayedJob(scenario, stage, played.rows, played.fan, traced, trace.tables, ground)


class ReportedRuns:
    """Runs of the crisis as reported, for comparison; the jobs of a multirun share them.

    They are played and never stored, so that a result does not depend on them.
    """

    def __init__(self) -> None:
        self._outcomes: dict[tuple[object, ...], Counts] = {}

    def outcomes(self, settings: RunSettings, scenario: Scenario) -> Counts:
        """Give the outcome of each run with the same chance and nothing set, (n_runs,).

        Parameters
        ----------
        settings : RunSettings
            The settings of the runs to be compared, of which at most `MOST_COMPARED` are.
        scenario : Scenario
            Their scenario.
        """
        n = min(settings.replications, MOST_COMPARED)
        key = scenario.fingerprint, settings.turn_days, settings.horizon_days, settings.seed, n
        if key not in self._outcomes:
            _, stage = make_stage(scenario, None, None, settings.turn_days, settings.horizon_days)
            with phase("playing the crisis as reported, to compare with it"):
                self._outcomes[key] = play_ensemble(stage, settings.seed, n).rows["outcome"]
        return self._outcomes[key]
