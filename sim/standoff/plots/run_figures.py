"""The figures of one run, with their numbers; and those of a whole result, written to files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from matplotlib import rc_context
from matplotlib.figure import Figure

from standoff.drivers.stage import Stage
from standoff.plots.beliefs import beliefs, beliefs_title, subjects_of_learning
from standoff.plots.decisions import attackers, decisions, decisions_title
from standoff.plots.ensemble_figures import DrawnEnsemble, Pages, ensemble_pages
from standoff.plots.forces import actors_with_forces, forces, forces_title
from standoff.plots.forces_map.drawing import ForceMap, ForcesOnMap
from standoff.plots.forces_map.ground import Ground
from standoff.plots.over_time import lettered_injects
from standoff.plots.page import FigureWithData, write_pages
from standoff.plots.positions import positions, positions_height, positions_title
from standoff.plots.readings import with_reading
from standoff.plots.run_tables import belief_lines, decision_lines, force_lines, position_lines, rung_lines
from standoff.plots.rungs import lanes_height, rungs, rungs_title
from standoff.plots.sheet import FORMATS, draw_sheet
from standoff.plots.style import SHEET
from standoff.story.trace import Row, RunTrace

__all__ = ["figures_of_run", "pages_of_run", "write_figures"]


def write_figures(  # noqa: PLR0913 – the results of a command
    folder: Path,
    stage: Stage,
    trace_tables: Mapping[str, Sequence[Row]],
    ensemble: DrawnEnsemble | None,
    title: str,
    *,
    replication: int | None = None,
    ground: Ground | None = None,
    formats: Sequence[str] = FORMATS,
) -> list[Path]:
    """Draw all figures that the given results allow, and write each with its numbers as CSV.

    Parameters
    ----------
    folder : Path
        Where to write; it is created if needed.
    stage : Stage
        The crisis.
    trace_tables : Mapping of str to Sequence of Row
        The tables of the trace of one run; empty = no figures of a run.
    ensemble : DrawnEnsemble or None
        The ensemble; None = no figures of one.
    title : str
        Title of the scenario.
    replication : int, optional
        Number of the traced run, for the subtitles.
    ground : Ground, optional
        The map of the scenario; None = no maps.
    formats : Sequence of str
        ``png``, ``svg``, ``pdf``.

    Returns
    -------
    list of Path
        The files.
    """
    paths = []
    if ensemble is not None:
        paths += write_pages(folder, ensemble_pages(ensemble), formats)
    if trace_tables:
        trace, note = RunTrace(stage, trace_tables), _run_title(title, replication)
        with rc_context(SHEET):
            paths += write_pages(folder, _pages(trace, note), formats)
            if ground is not None:
                paths += write_pages(folder, _maps(ForcesOnMap(trace, ground, note)), formats)
    return paths


def pages_of_run(
    stage: Stage, trace_tables: Mapping[str, Sequence[Row]], title: str, replication: int | None = None
) -> dict[str, FigureWithData]:
    """Draw the figures of one run and return each with its numbers, by name; see `write_figures`."""
    with rc_context(SHEET):
        return dict(_pages(RunTrace(stage, trace_tables), _run_title(title, replication)))


def figures_of_run(
    stage: Stage, trace_tables: Mapping[str, Sequence[Row]], title: str, replication: int | None = None
) -> dict[str, Figure]:
    """Draw the same figures and return them by name, without their numbers; see `write_figures`."""
    pages = pages_of_run(stage, trace_tables, title, replication)
    return {name: with_reading(name, page.figure) for name, page in pages.items()}


def _run_title(title: str, replication: int | None) -> str:
    return f"{title} – " + ("one run" if replication is None else f"run {replication}")


def _maps(forces: ForcesOnMap) -> Pages:
    page, turns = ForceMap(forces), list(forces.turns)
    for name, turn in (("map_opening", turns[0]), ("map_end", turns[-1])):
        rows = forces.trace.rows("forces", turn=turn)
        yield name, FigureWithData(page.show(turn), list(force_lines(rows)))


def _pages(trace: RunTrace, subtitle: str) -> Pages:
    injects = "; ".join(f"{letter} {row['effect']}" for letter, row in lettered_injects(trace))
    caption = f"\nInjects: {injects}." if injects else ""
    height = 3.7 + lanes_height(trace)
    figure = draw_sheet([partial(rungs, trace)], rungs_title(trace), subtitle + caption, height)
    yield "rungs", _page(figure, rung_lines(trace))
    shown = actors_with_forces(trace)
    panels = [partial(forces, trace, actor) for actor in shown]
    rows = [row for actor in shown for row in trace.rows("forces", actor=actor)]
    note = f"{subtitle}\nEach panel has its own scale.{caption}"
    yield "forces", _page(draw_sheet(panels, forces_title(trace), note, 2.1), force_lines(rows))
    learned = subjects_of_learning(trace)
    if learned:
        panels = [partial(beliefs, trace, subject) for subject in learned]
        note = f"{subtitle}\nResolved: war costs it less than the middle type.{caption}"
        figure = draw_sheet(panels, beliefs_title(trace, learned[0]), note, 2.3, columns=1)
        yield "beliefs", _page(figure, belief_lines(trace, learned))
    panel = partial(positions, trace)
    figure = draw_sheet([panel], positions_title(trace), subtitle, positions_height(trace))
    yield "positions", _page(figure, position_lines(trace))
    deciding = attackers(trace)
    if deciding:
        panels = [partial(decisions, trace, actor) for actor in deciding]
        figure = draw_sheet(panels, decisions_title(trace, deciding[0]), subtitle + caption, 2.8, columns=1)
        yield "decisions", _page(figure, decision_lines(trace, deciding))


def _page(figure: Figure, lines: Iterable[Row]) -> FigureWithData:
    return FigureWithData(figure, list(lines))
