"""Drawing the maps of a run of a result, which is played again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from standoff.errors import InputError
from standoff.plots.forces_map.drawing import ForcesOnMap
from standoff.plots.forces_map.files import write_animation, write_maps
from standoff.plots.forces_map.ground import require_ground
from standoff.store.drafts import added_files
from standoff.story.trace import RunTrace
from standoff.sweep.traced_run import traced_run, verified_to
from standoff.terminal.lines import say
from standoff.terminal.progress import phase

__all__ = ["MappedRun", "draw", "draw_moving", "mapped_run"]


@dataclass(frozen=True)
class MappedRun:
    """A run to be drawn, a folder, and the name of the folder of its maps in it; empty: the folder itself."""

    forces: ForcesOnMap
    place: Path
    inner: str


def mapped_run(
    result: Path, point: int | None, replication: int | None, out: Path | None = None
) -> MappedRun:
    """Find a run of a result and play it again; a stored trace must be the same.

    Parameters
    ----------
    result : pathlib.Path
        The result.
    point, replication : int or None
        Numbers of the point and the run; None: those of the traced run.
    out : pathlib.Path, optional
        Folder of the maps; default: a folder in the result.

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
    forces = ForcesOnMap(RunTrace(run.stage, tables), ground, run.note)
    return MappedRun(forces, out or result, "" if out else inner)


def draw(run: MappedRun, turns: Sequence[int], formats: Sequence[str]) -> None:
    """Draw the maps of some turns; by default of the first and the last."""
    available = list(run.forces.turns)
    span = f"{available[0]} to {available[-1]}"
    for turn in turns:
        if turn not in run.forces.turns:
            raise InputError(f"--turn={turn}: the run has no such turn; allowed range is {span}")
    drawn = list(dict.fromkeys(turns or (available[0], available[-1])))
    _write(run, lambda folder: write_maps(folder, run.forces, drawn, formats))


def draw_moving(run: MappedRun, formats: Sequence[str]) -> None:
    """Draw all turns as an animation."""
    _write(run, lambda folder: [write_animation(folder, run.forces, kind) for kind in formats])


def _write(run: MappedRun, draw_into: Callable[[Path], list[Path]]) -> None:
    with phase("drawing the maps"), added_files(run.place, run.inner) as folder:
        names = [path.name for path in draw_into(folder)]
    for name in names:
        say(f"Written to {run.place / run.inner / name}")
