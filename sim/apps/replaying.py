"""Replaying: one run of a result told in full."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import click

from sim.config.setup import Stages
from sim.drivers.single import run_one
from sim.drivers.stage import Stage
from sim.drivers.trace import Trace
from sim.errors import ResultError
from sim.report.transcript import TRANSCRIPT, transcript
from sim.report.words import TITLES
from sim.scenario.content import Scenario
from sim.store.manifest import MANIFEST, SCHEMA, read_manifest
from sim.store.traces import TRACE
from sim.store.write import result_folder, write_json, write_tables
from sim.sweep.result import find, same_scenario

__all__ = ["REPLAY", "REPLAYS", "Run", "run_of", "tell"]

REPLAY, SWEEP = "replay", "sweep"
"""Kinds of results; the result of ``standoff run`` names none."""
REPLAYS = "replays"
"""Name of the folder of the replays in a result."""


@dataclass(frozen=True)
class Run:
    """One run of a result, and all that it takes to play it again.

    Parameters
    ----------
    scenario : Scenario
        The crisis in words.
    stage : Stage
        The crisis as it was played.
    seed, replication : int
        Its chance.
    name : str
        What it is called in the result.
    title : str
        What it is called in figures.
    """

    scenario: Scenario
    stage: Stage
    seed: int
    replication: int
    name: str
    title: str


def run_of(result: Path, content: Mapping[str, Any], point: int, replication: int) -> Run:
    """Find a run of a result.

    Parameters
    ----------
    result : pathlib.Path
        Folder of a run or a sweep.
    content : Mapping
        Its manifest.
    point, replication : int
        Which run; point 0 unless it is a sweep.

    Raises
    ------
    InputError
        If the result has no such run, or was played with another scenario or other rules.
    """
    try:
        return _run_of(result, content, point, replication)
    except (KeyError, TypeError, ValueError) as error:
        raise ResultError(
            f"{result / MANIFEST}: is not as it was written ({type(error).__name__}: {error}); "
            "bring the file back, or play the command anew"
        ) from error


def _run_of(result: Path, content: Mapping[str, Any], point: int, replication: int) -> Run:
    if content.get("kind") == REPLAY:
        raise ResultError(f"{result}: is a replay; give the result that it was told from: {content['of']}")
    is_sweep = content.get("kind") == SWEEP
    n_points, n_runs = 1, content.get("n", 0)
    if is_sweep:
        n_points, n_runs = content["sweep"]["n_points"], content["sweep"]["replications"]
    for name, value, count in (("point", point, n_points), ("run", replication, n_runs)):
        if value >= count:
            raise ResultError(f"{result}: has no {name} {value}; allowed is 0 to {count - 1}")
    if is_sweep:
        study = find(result).study
        scenario, stage, seed = study.scenario, study.stage(point), study.seed
    else:
        scenario, stage = _stage_of_run(result, content)
        seed = content["seed"]
    name = f"point-{point}-run-{replication}" if is_sweep else f"run-{replication}"
    at = f", point {point}" if is_sweep else ""
    title = f"{scenario.crisis.title} ({content['experiment']}{at})"
    return Run(scenario, stage, seed, replication, name, title)


def tell(result: Path, point: int, replication: int, out: Path | None, *, figures: bool) -> None:
    """Play one run of a result with a full trace, and write it.

    Raises
    ------
    InputError
        If the result has no such run, or was played with another scenario or other rules.
    """
    run = run_of(result, read_manifest(result), point, replication)
    trace = Trace()
    record = run_one(run.stage, run.seed, replication, trace=trace)
    place = out or result / REPLAYS / run.name
    with result_folder(place, may_rename=out is None) as draft:
        write_tables(draft.folder / TRACE, trace.tables)
        told = transcript(run.scenario, run.stage, trace.tables, record)
        (draft.folder / TRANSCRIPT).write_text(told, encoding="utf-8")
        write_json(draft.folder / "record.json", {**asdict(record), "outcome": record.outcome.name.lower()})
        # What lies in its result moves with it.
        of = os.path.relpath(result, place) if out is None else str(result.resolve())
        origin = {"of": of, "point": point, "replication": replication}
        write_json(draft.folder / MANIFEST, {"schema": SCHEMA, "kind": REPLAY, **origin})
        if figures:
            from sim.plots import write_figures  # loads matplotlib, which can be done without

            folder = draft.folder / "figures"
            write_figures(folder, run.stage, trace.tables, [], run.title, replication=replication)
    click.echo(f"Run {replication} of point {point}: {TITLES[record.outcome]} after {record.days:g} days.")
    click.echo(f"Written to {draft.place}")


def _stage_of_run(result: Path, content: Mapping[str, Any]) -> tuple[Scenario, Stage]:
    """Set the stage of the result of ``standoff run`` again."""
    scenario = same_scenario(result, content)
    config = content["config"]
    levers = {
        f"{group}.{name}": value
        for group in ("diplomacy", "escalation")
        for name, value in config[group].items()
        if value is not None
    }
    rules = {name: value for name, value in config["rules"].items() if value is not None}
    return scenario, Stages(scenario, config["turn_days"], config["horizon_days"]).stage(levers, rules)
