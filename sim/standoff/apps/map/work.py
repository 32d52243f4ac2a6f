"""Drawing the maps of a run of a result, from its stored trace or by playing it again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from standoff.drivers.single import run_one
from standoff.drivers.trace import Trace
from standoff.errors import InputError, ResultError
from standoff.plots.forces_map.drawing import ForcesOnMap
from standoff.plots.forces_map.files import MOVING, STILL, write_animation, write_maps
from standoff.plots.forces_map.ground import require_ground
from standoff.store.traces import read_trace
from standoff.store.write import added_files
from standoff.story.trace import RunTrace
from standoff.sweep.chosen_run import ChosenRun
from standoff.sweep.traced_run import Tables, traced_run

__all__ = ["MappedRun", "draw", "draw_moving", "mapped_run"]

COLUMNS = {
    "forces": {"turn", "actor", "axis", "troops", "crossed"},
    "actors": {"turn", "day", "actor", "rung", "action"},
}
"""Columns of a trace that a map needs; the events table may be missing, if there are no events."""


@dataclass(frozen=True)
class MappedRun:
    """A run to be drawn, and the folder of its maps."""

    forces: ForcesOnMap
    folder: Path


def mapped_run(result: Path, point: int | None, replication: int | None) -> MappedRun:
    """Find a run of a result with its trace, or play it again.

    Raises
    ------
    InputError
        If there is no such run or no trace, the trace is damaged, no forces of the scenario have a place, its
        outlines have faults, or the scenario or the rules have changed since the run.
    """
    traced = traced_run(result, point, replication)
    run = traced.run
    ground = require_ground(run.scenario)
    tables = _played(run) if traced.stored is None else _stored(traced.stored)
    folder = result / "map" / run.name if traced.prefix else result / "map"
    return MappedRun(ForcesOnMap(RunTrace(run.stage, tables), ground, run.note), folder)


def _stored(folder: Path) -> Tables:
    tables = read_trace(folder)
    for name, columns in COLUMNS.items():
        rows = tables.get(name)
        if not rows or not columns <= rows[0].keys():
            raise ResultError(f"{folder / name}.parquet: is damaged; replay the run with `standoff replay`")
    return tables


def _played(run: ChosenRun) -> Tables:
    trace = Trace()
    run_one(run.stage, run.seed, run.replication, trace=trace)
    return trace.tables


def draw(run: MappedRun, turns: Sequence[int], formats: Sequence[str]) -> None:
    """Draw the maps of some turns; by default of the first and the last."""
    _require_known(formats, STILL)
    available = list(run.forces.turns)
    span = f"{available[0]} to {available[-1]}"
    for turn in turns:
        if turn not in run.forces.turns:
            raise InputError(f"--turn={turn}: the run has no such turn; allowed range is {span}")
    drawn = list(dict.fromkeys(turns or (available[0], available[-1])))
    _write(run, lambda folder: write_maps(folder, run.forces, drawn, formats or STILL))


def draw_moving(run: MappedRun, turns: Sequence[int], formats: Sequence[str]) -> None:
    """Draw all turns as an animation."""
    _require_known(formats, MOVING)
    if turns:
        raise InputError("--animate shows all turns; leave out --turn")
    _write(run, lambda folder: [write_animation(folder, run.forces, kind) for kind in formats or MOVING[:1]])


def _require_known(formats: Sequence[str], allowed: Sequence[str]) -> None:
    """Refuse formats of animations for maps of single turns, and the other way round."""
    for kind in formats:
        if kind not in allowed:
            shown = f"figure_formats=[{','.join(formats)}]"
            raise InputError(f"{shown}: {kind} is not for this; allowed: {', '.join(allowed)}")


def _write(run: MappedRun, draw_into: Callable[[Path], list[Path]]) -> None:
    with added_files(run.folder) as folder:
        names = [path.name for path in draw_into(folder)]
    for name in names:
        click.echo(f"Written to {run.folder / name}")
