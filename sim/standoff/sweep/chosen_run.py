"""A chosen run of a result, with the stage on which it was played."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from standoff.config.setup import Stages
from standoff.drivers.stage import Stage
from standoff.errors import ResultError
from standoff.scenario.content import Scenario
from standoff.store.manifest import read_manifest, reported_as_damaged
from standoff.sweep.result import open_sweep, same_scenario
from standoff.sweep.study import setting_of

__all__ = ["REPLAY", "REPLAYS", "ChosenRun", "choose_run"]

REPLAY, SWEEP = "replay", "sweep"
"""Kinds of results in manifests; the result of ``standoff run`` has none."""

REPLAYS = "replays"
"""Name of the folder of the replays in a result."""


@dataclass(frozen=True)
class ChosenRun:
    """A run of a result.

    Parameters
    ----------
    scenario : Scenario
        The scenario, as it stands in its files.
    stage : Stage
        The stage with the levers of the run.
    seed, replication : int
        Seed, and number of the run; they determine its draws.
    name : str
        Name of a folder for the run.
    title : str
        Title of the crisis, with the experiment and the point.
    """

    scenario: Scenario
    stage: Stage
    seed: int
    replication: int
    name: str
    title: str


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
    with reported_as_damaged(result):
        return _choose(result, content, point, replication)


def _choose(result: Path, content: Mapping[str, Any], point: int, replication: int | None) -> ChosenRun:
    if content.get("kind") == REPLAY:
        raise ResultError(f"{result}: is a replay; give the result that it replays: {content['of']}")
    is_sweep = content.get("kind") == SWEEP
    played = content["sweep"] if is_sweep else {"n_points": 1, "replications": content["n"]}
    if replication is None:
        if is_sweep:
            raise ResultError(f"{result}: a sweep has no traced run; choose a run with --run")
        replication = int(content["traced"]["replication"])
    for name, value, count in (
        ("point", point, played["n_points"]),
        ("run", replication, played["replications"]),
    ):
        if value >= count:
            raise ResultError(f"{result}: has no {name} {value}; allowed range is 0 to {count - 1}")
    if is_sweep:
        study = open_sweep(result).study
        scenario, stage, seed = study.scenario, study.stage(point), study.seed
    else:
        scenario, stage = _stage_of_run(result, content)
        seed = content["seed"]
    name = f"point-{point}-run-{replication}" if is_sweep else f"run-{replication}"
    at = f", point {point}" if is_sweep else ""
    title = f"{scenario.crisis.title} ({content['experiment']}{at})"
    return ChosenRun(scenario, stage, seed, replication, name, title)


def _stage_of_run(result: Path, content: Mapping[str, Any]) -> tuple[Scenario, Stage]:
    """Set the stage of a result of ``standoff run``."""
    scenario = same_scenario(result, content)
    config = content["config"]
    setting = setting_of(config)
    stages = Stages(scenario, config["turn_days"], config["horizon_days"])
    return scenario, stages.stage(setting.levers, setting.rules, injects=setting.injects)
