"""Sources of the runs of a result, for replaying them: kept in memory, or in a folder.

What lies in a folder is found again only if the scenario and the rules are those with which it was played.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from standoff.drivers.stage import Stage
from standoff.scenario.content import Scenario
from standoff.sweep.chosen_run import ChosenRun, choose_run
from standoff.sweep.result import SweepResult, open_sweep
from standoff.sweep.study import Study
from standoff.sweep.summing import PointSums

__all__ = ["PlayedRuns", "PlayedSweep", "StoredRuns", "StoredSweep"]


@dataclass(frozen=True, eq=False)
class PlayedRuns:
    """Runs that were played from Python: their crisis, and the stage that they share."""

    scenario: Scenario
    stage: Stage


@dataclass(frozen=True, eq=False)
class StoredRuns:
    """Runs in a folder."""

    folder: Path

    @property
    def scenario(self) -> Scenario:
        """The scenario."""
        return self._first.scenario

    @property
    def stage(self) -> Stage:
        """The stage that they share."""
        return self._first.stage

    @cached_property
    def _first(self) -> ChosenRun:
        return choose_run(self.folder, 0, 0)


@dataclass(frozen=True, eq=False)
class PlayedSweep:
    """A sweep that was played from Python: the study, and the sums of its points."""

    study: Study
    points: list[PointSums]


@dataclass(frozen=True, eq=False)
class StoredSweep:
    """A sweep in a folder."""

    folder: Path

    @cached_property
    def study(self) -> Study:
        """The study."""
        return self._opened.study

    @cached_property
    def points(self) -> list[PointSums]:
        """Sums of its points."""
        return list(self._opened.points())

    @cached_property
    def _opened(self) -> SweepResult:
        return open_sweep(self.folder)
