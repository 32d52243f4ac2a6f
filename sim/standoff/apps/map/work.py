"""Drawing the maps of a run of a result, which is played again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from standoff.errors import InputError
from standoff.plots.forces_map.drawing import ForcesOnMap
from standoff.plots.forces_map.files import MOVING, STILL, write_animation, write_maps
from standoff.plots.forces_map.ground import require_ground
from standoff.scenario.names import nearest
from standoff.store.drafts import added_files
from standoff.story.trace import RunTrace
from standoff.sweep.traced_run import traced_run, verified_to
from standoff.terminal.lines import say

__all__ = ["MappedRun", "draw", "draw_moving", "mapped_run"]


@dataclass(frozen=True)
class MappedRun:
    """A run to be drawn, its result, and the name of the folder of its maps in it."""

    forces: ForcesOnMap
    result: Path
    inner: str


def mapped_run(result: Path, point: int | None, replication: int | None) -> MappedRun:
    """Find a run of a result and play it again; a stored trace must be the same.

    Raises
    ------
    InputError
        If there is no such run or no trace, the trace is damaged or different, no forces of the scenario have
        a place, its outlines have faults, or the scenario or the rules have changed since the run.
    """
    traced = traced_run(result, point, replication)
    run = traced.run
    ground = require_ground(run.scenario)
    tables = verified_to(traced)
    inner = f"map/{run.name}" if traced.prefix else "map"
    return MappedRun(ForcesOnMap(RunTrace(run.stage, tables), ground, run.note), result, inner)


def draw(run: MappedRun, turns: Sequence[int], kind: str | None) -> None:
    """Draw the maps of some turns; by default of the first and the last."""
    _require_kind(kind, STILL)
    available = list(run.forces.turns)
    span = f"{available[0]} to {available[-1]}"
    for turn in turns:
        if turn not in run.forces.turns:
            raise InputError(f"--turn={turn}: the run has no such turn; allowed range is {span}")
    kinds = STILL if kind is None else (kind,)
    drawn = list(dict.fromkeys(turns or (available[0], available[-1])))
    _write(run, lambda folder: write_maps(folder, run.forces, drawn, kinds))


def draw_moving(run: MappedRun, turns: Sequence[int], kind: str | None) -> None:
    """Draw all turns as an animation."""
    _require_kind(kind, MOVING)
    if turns:
        raise InputError("--animate shows all turns; leave out --turn")
    _write(run, lambda folder: [write_animation(folder, run.forces, kind or MOVING[0])])


def _require_kind(kind: str | None, allowed: Sequence[str]) -> None:
    if kind is not None and kind not in allowed:
        raise InputError(f"--format={kind}: unknown format, {nearest(kind, allowed)}")


def _write(run: MappedRun, draw_into: Callable[[Path], list[Path]]) -> None:
    with added_files(run.result, run.inner) as folder:
        names = [path.name for path in draw_into(folder)]
    for name in names:
        say(f"Written to {run.result / run.inner / name}")
