"""Plots – the figures of a run, of an ensemble and of a sweep; nothing here computes what is shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from matplotlib import rc_context
from matplotlib.figure import Figure

from sim.analysis.ground import Ground
from sim.analysis.turning_points import TurningPoint
from sim.drivers.stage import Stage
from sim.plots.beliefs import beliefs, pairs_that_learn
from sim.plots.compare_figures import compare_figures, write_compare_figures
from sim.plots.decisions import attackers, decisions
from sim.plots.explanation import Decision, options_height, probabilities, utilities
from sim.plots.force_map import ForceMap, Forces
from sim.plots.forces import actors_with_forces, forces
from sim.plots.inline import inline_svg
from sim.plots.map_files import MOVING, STILL, write_animation, write_maps
from sim.plots.outcomes import Share, outcomes
from sim.plots.positions import positions
from sim.plots.rungs import lanes_height, rungs
from sim.plots.sheet import draw_sheet, save_sheet
from sim.plots.story import Row, Story
from sim.plots.style import SHEET
from sim.plots.sweep import SweepData
from sim.plots.sweep_figures import figures_of_sweep, write_sweep_figures
from sim.plots.turning_points import shares_at, shown_at, turning_points

__all__ = [
    "MOVING",
    "STILL",
    "Decision",
    "Figure",
    "Forces",
    "Share",
    "Story",
    "SweepData",
    "compare_figures",
    "figure_of_explanation",
    "figure_of_map",
    "figure_of_outcomes",
    "figure_of_turning_points",
    "figures_of_run",
    "figures_of_sweep",
    "inline_svg",
    "save_sheet",
    "write_animation",
    "write_compare_figures",
    "write_explanation",
    "write_figures",
    "write_maps",
    "write_sweep_figures",
    "write_turning_points",
]


def write_figures(  # noqa: PLR0913 – what an app holds when it is done
    folder: Path,
    stage: Stage,
    trace_tables: Mapping[str, Sequence[Row]],
    shares: Sequence[Share],
    title: str,
    *,
    replication: int | None = None,
    ground: Ground | None = None,
) -> list[Path]:
    """Draw all figures that the given results allow and write each as PNG and SVG.

    Parameters
    ----------
    folder : Path
        Where to write; it is made if needed.
    stage : Stage
        The crisis.
    trace_tables : Mapping of str to Sequence of Row
        The tables of one run's trace; empty = no figures of a run.
    shares : Sequence of Share
        Shares of the outcomes of an ensemble; empty = no figure of outcomes.
    title : str
        Title of the scenario.
    replication : int, optional
        Which run the trace tells, to be named on its figures.
    ground : Ground, optional
        The map of the scenario; without it there are no maps.

    Returns
    -------
    list of Path
        The files, two for each figure.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    with rc_context(SHEET):
        if trace_tables:
            for name, figure in figures_of_run(stage, trace_tables, title, replication).items():
                paths += save_sheet(figure, folder, name)
            if ground is not None:
                note = _run_named(title, replication)
                paths += _maps(Forces(Story(stage, trace_tables), ground, note), folder)
        if shares:
            paths += save_sheet(figure_of_outcomes(shares, title), folder, "outcomes")
    return paths


def figures_of_run(
    stage: Stage, trace_tables: Mapping[str, Sequence[Row]], title: str, replication: int | None = None
) -> dict[str, Figure]:
    """Draw the figures of one run, by name; see `write_figures`."""
    with rc_context(SHEET):
        return dict(_pages(Story(stage, trace_tables), _run_named(title, replication)))


def _run_named(title: str, replication: int | None) -> str:
    return f"{title} – one run" + ("" if replication is None else f", replication {replication}")


def figure_of_outcomes(shares: Sequence[Share], title: str) -> Figure:
    """Draw how the runs of an ensemble end; see `write_figures`."""
    note = f"{title} – n = {shares[0].n} runs"
    with rc_context(SHEET):
        return draw_sheet([partial(outcomes, shares)], "How the runs end", note, 2.4)


def write_turning_points(
    folder: Path,
    stage: Stage,
    trace_tables: Mapping[str, Sequence[Row]],
    points: Sequence[TurningPoint],
    title: str,
) -> list[Path]:
    """Draw what hung on the decisions of a run, as PNG and SVG.

    Parameters
    ----------
    folder : Path
        Where to write; it is made if needed.
    stage : Stage
        The crisis.
    trace_tables : Mapping of str to Sequence of Row
        The tables of the run's trace.
    points : Sequence of TurningPoint
        Its decisions in their rank, one or more.
    title : str
        Of the scenario and the run.

    Returns
    -------
    list of Path
        The files.
    """
    folder.mkdir(parents=True, exist_ok=True)
    figure = figure_of_turning_points(Story(stage, trace_tables), points, title)
    with rc_context(SHEET):
        return save_sheet(figure, folder, "turning_points")


def figure_of_turning_points(story: Story, points: Sequence[TurningPoint], title: str) -> Figure:
    """Draw what hung on the decisions of a run; see `write_turning_points`."""
    shown = shown_at(points)
    panels = [partial(turning_points, story, points), *([partial(shares_at, story, shown)] if shown else [])]
    note = f"{title} – {points[0].strongest.distance.n} continuations of each option"
    headline = "How far the outcomes would have moved with another act"
    with rc_context(SHEET):
        return draw_sheet(panels, headline, note, 3.6, 1)


def write_explanation(folder: Path, story: Story, decision: Decision, title: str, name: str) -> list[Path]:
    """Draw what an actor's options were worth in a turn, as PNG and SVG.

    Parameters
    ----------
    folder : Path
        Where to write.
    story : Story
        The run.
    decision : Decision
        Whose options, and when.
    title : str
        Which run it is.
    name : str
        Name of the files without suffix.

    Returns
    -------
    list of Path
        The files.
    """
    figure = figure_of_explanation(story, decision, title)
    with rc_context(SHEET):
        return save_sheet(figure, folder, name)


def figure_of_explanation(story: Story, decision: Decision, title: str) -> Figure:
    """Draw what an actor's options were worth in a turn; see `write_explanation`."""
    options = story.rows("decisions", actor=decision.actor, turn=decision.turn)
    day = options[0]["day"]
    when = story.stage.opens_at + dt.timedelta(days=int(day))
    headline = f"What {story.title(decision.actor)} weighed in turn {decision.turn}, {when.isoformat()}"
    panels = [partial(utilities, options, decision.titles), partial(probabilities, options)]
    with rc_context(SHEET):
        return draw_sheet(panels, headline, title, options_height(options), columns=2)


def figure_of_map(forces: Forces, turn: int) -> Figure:
    """Draw the forces on the map at the end of a turn; see `write_maps`."""
    with rc_context(SHEET):
        figure = ForceMap(forces).show(turn)
    figure.set_label(f"Forces on the map at the end of turn {turn}")
    return figure


def _maps(forces: Forces, folder: Path) -> list[Path]:
    page, turns = ForceMap(forces), list(forces.turns)
    ends = (("map_opening", turns[0]), ("map_end", turns[-1]))
    return [path for name, turn in ends for path in save_sheet(page.show(turn), folder, name)]


def _pages(story: Story, note: str) -> Iterator[tuple[str, Figure]]:
    injects = "; ".join(f"{letter} {row['effect']}" for letter, row in story.injects())
    dated = f"{note}\nInjects: {injects}" if injects else note
    height = 3.7 + lanes_height(story)
    headline = "How high each actor stands on the ladder of escalation, what it did and what happened"
    yield "rungs", draw_sheet([partial(rungs, story)], headline, dated, height)
    headline = "Troops by axis of advance (each panel has its own scale)"
    panels = [partial(forces, story, actor) for actor in actors_with_forces(story)]
    yield "forces", draw_sheet(panels, headline, dated, 2.1)
    headline = "How resolved each actor takes the other to be"
    learning = [partial(beliefs, story, pair) for pair in pairs_that_learn(story)]
    if learning:
        yield "beliefs", draw_sheet(learning, headline, dated, 2.0)
    headline = "What each actor wants and accepts, and where the issues stand"
    height = 0.7 + (0.35 + 0.1 * len(story.stage.names.actors)) * len(story.stage.names.issues)
    yield "positions", draw_sheet([partial(positions, story)], headline, note, height)
    headline = "What an attacker expects of its best option of each class, and what it chose"
    weighing = [partial(decisions, story, actor) for actor in attackers(story)]
    if weighing:
        yield "decisions", draw_sheet(weighing, headline, dated, 3.4)
