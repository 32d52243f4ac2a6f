"""Drawing the figures of a stored result: of its runs, of its traced run, or of the points of a sweep."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from standoff.errors import ResultError
from standoff.plots.ensemble_figures import DrawnEnsemble
from standoff.plots.forces_map.ground import make_ground
from standoff.plots.run_figures import write_figures
from standoff.plots.sweep.figures import write_sweep_figures
from standoff.scenario.outlines import read_outlines
from standoff.store.drafts import added_files
from standoff.store.manifest_file import read_manifest
from standoff.sweep.chosen_run import REPLAY
from standoff.sweep.drawing import drawn_sweep
from standoff.sweep.result import SweepResult, open_sweep
from standoff.sweep.samples import require_finished, run_sample
from standoff.sweep.traced_run import traced_run, verified_to
from standoff.terminal.lines import say
from standoff.terminal.progress import phase

__all__ = ["draw_result", "draw_sweep"]

FIGURES = "figures"


def draw_result(result: Path, formats: Sequence[str]) -> None:
    """Draw the figures of a result into its folder.

    Raises
    ------
    InputError
        If it is of another kind, unfinished or damaged, or the scenario or the rules have changed since.
    """
    kind = read_manifest(result).get("kind")
    if kind == "sweep":
        sweep = open_sweep(result)
        require_finished(sweep.parts, sweep.study.partition)
        draw_sweep(sweep, formats)
    elif kind in (None, REPLAY):
        _draw_run(result, formats, is_replay=kind is not None)
    else:
        raise ResultError(
            f"{result}: this is the result of a {kind}, which draws its figures itself; give the folder of a "
            "run, a replay or a sweep"
        )
    say(f"Written to {result / FIGURES}")


def draw_sweep(sweep: SweepResult, formats: Sequence[str]) -> None:
    """Draw the figures that suit the design of a sweep, and the gauges over time at its reference point."""
    drawn = drawn_sweep(sweep.study, sweep.points())
    title = f"{sweep.study.scenario.crisis.title} ({sweep.experiment})"
    with phase("drawing the figures"), added_files(sweep.folder, FIGURES, sweep.way_on) as folder:
        write_sweep_figures(folder, drawn, title, formats)


def _draw_run(result: Path, formats: Sequence[str], *, is_replay: bool) -> None:
    with phase("playing the run again"):
        traced = traced_run(result, None, None)
        tables, run = verified_to(traced), traced.run
    ensemble = None
    if not is_replay:
        ensemble = DrawnEnsemble(run_sample(result, read_manifest(result)), run.stage, run.title)
    with phase("drawing the figures"), added_files(result, FIGURES) as folder:
        write_figures(
            folder,
            run.stage,
            tables,
            ensemble,
            run.title,
            replication=run.replication,
            ground=make_ground(run.scenario, read_outlines(run.scenario)),
            formats=formats,
        )
