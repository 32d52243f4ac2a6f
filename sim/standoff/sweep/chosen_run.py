"""A chosen run of a result or of a crisis, with the stage and seed that replay it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from standoff.config.limits import refuse_faults
from standoff.config.setup import Stages
from standoff.drivers.stage import Stage
from standoff.errors import ArgumentError, ResultError
from standoff.scenario.content import Scenario
from standoff.store.manifest_file import read_manifest
from standoff.sweep.result import open_sweep, same_scenario
from standoff.sweep.setting import setting_of

__all__ = ["REPLAY", "REPLAYS", "ChosenRun", "all_runs", "choose_run", "require_number"]

REPLAY, SWEEP = "replay", "sweep"
"""Kinds of results in manifests; the result of ``standoff run`` has none."""

REPLAYS = "replays"
"""Name of the folder of the replays in a result."""


@dataclass(frozen=True)
class ChosenRun:
    """A run, with the stage and seed that replay it.

    Parameters
    ----------
    scenario : Scenario
        The scenario that was played.
    stage : Stage
        The stage with the levers of the run.
    seed, replication : int
        Seed, and number of the run; they determine its draws.
    point : int or None
        Point of a sweep; None: a run of a single setting.
    title : str
        Title of the crisis, with the experiment and the point.
    """

    scenario: Scenario
    stage: Stage
    seed: int
    replication: int
    point: int | None
    title: str

    @property
    def name(self) -> str:
        """Name of a folder for it."""
        run = f"run-{self.replication}"
        return run if self.point is None else f"point-{self.point}-{run}"

    @property
    def note(self) -> str:
        """Which run it is, as figures say it."""
        return f"{self.title} – one run, replication {self.replication}"


def require_number(place: object, name: str, value: int, count: int) -> None:
    """Refuse the number of a point or a run that is not there.

    Parameters
    ----------
    place : object
        The result, as messages call it.
    name : str
        ``point`` or ``run``.
    value, count : int
        The number; how many there are, from 0 on.

    Raises
    ------
    ResultError
        If there is none of this number.
    """
    if not 0 <= value < count:
        raise ResultError(f"{place}: has no {name} {value}; allowed range is 0 to {count - 1}")


def choose_run(result: Path, point: int, replication: int | None) -> ChosenRun:
    """Find a run of a result, and set its stage again.

    Parameters
    ----------
    result : pathlib.Path
        Folder of a run or a sweep.
    point : int
        Number of the point of a sweep, >= 0; 0 for a run.
    replication : int or None
        Number of the run, >= 0; None: the traced run.

    Raises
    ------
    InputError
        If the result has no such run, is damaged, or was played with another scenario or other rules.
    """
    content = read_manifest(result)
    if content.get("kind") == REPLAY:
        raise ResultError(f"{result}: is a replay; give the result that it replays: {content['of']}")
    if content.get("kind") not in (None, SWEEP):
        raise ResultError(f"{result}: is a {content['kind']}; give the result of a run or a sweep")
    is_sweep = content.get("kind") == SWEEP
    if replication is None:
        if is_sweep:
            message = f"{result}: a sweep has no traced run; choose a run with {{replication}}"
            raise ArgumentError(message, replication=None)
        replication = content["traced"]["replication"]
    require_number(result, "point", point, content[SWEEP]["n_points"] if is_sweep else 1)
    require_number(result, "run", replication, _n_runs(content))
    if is_sweep:
        study = open_sweep(result).study
        scenario, stage, seed = study.scenario, study.stage(point), study.seed
    else:
        scenario, stage = _stage_of_run(result, content)
        seed = content["seed"]
    at = f", point {point}" if is_sweep else ""
    title = f"{scenario.crisis.title} ({content['experiment']}{at})"
    return ChosenRun(scenario, stage, seed, replication, point if is_sweep else None, title)


def all_runs(result: Path) -> range:
    """Give the numbers of the runs of a result, of a sweep those at each point."""
    return range(_n_runs(read_manifest(result)))


def _n_runs(content: Mapping[str, Any]) -> int:
    n: int = content[SWEEP]["replications"] if content.get("kind") == SWEEP else content["n"]
    return n


def _stage_of_run(result: Path, content: Mapping[str, Any]) -> tuple[Scenario, Stage]:
    """Set the stage of a result of ``standoff run``."""
    scenario = same_scenario(result, content)
    config = content["config"]
    setting = setting_of(config)
    refuse_faults(setting.levers, setting.rules)
    stages = Stages(scenario, config["turn_days"], config["horizon_days"])
    return scenario, stages.stage(setting.levers, setting.rules, injects=setting.injects)
