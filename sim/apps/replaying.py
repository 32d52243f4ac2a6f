"""Replaying: one run of a result told in full."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from sim.config.setup import Stages
from sim.drivers.single import run_one
from sim.drivers.stage import Stage
from sim.drivers.trace import Trace
from sim.errors import ResultError
from sim.report.words import TITLES
from sim.scenario.content import Scenario
from sim.store.manifest import read_manifest
from sim.store.write import result_folder, write_json, write_tables
from sim.sweep.result import find, same_scenario

__all__ = ["tell"]


def tell(result: Path, point: int, replication: int, out: Path | None, *, figures: bool) -> None:
    """Play one run of a result with a full trace, and write it.

    Raises
    ------
    InputError
        If the result has no such run, or was played with another scenario or other rules.
    """
    content = read_manifest(result)
    is_sweep = content.get("kind") == "sweep"
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
    trace = Trace()
    record = run_one(stage, seed, replication, trace=trace)
    name = f"point-{point}-run-{replication}" if is_sweep else f"run-{replication}"
    with result_folder(out or result / "replays" / name, may_rename=out is None) as draft:
        write_tables(draft.folder / "trace", trace.tables)
        write_json(draft.folder / "record.json", {**asdict(record), "outcome": record.outcome.name.lower()})
        if figures:
            from sim.plots import write_figures  # loads matplotlib, which can be done without

            title = f"{scenario.crisis.title} ({content['experiment']}, point {point})"
            write_figures(draft.folder / "figures", stage, trace.tables, [], title, replication=replication)
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
