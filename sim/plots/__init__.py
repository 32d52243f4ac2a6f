"""Plots – the figures of a run, of an ensemble and of a sweep; nothing here computes what is shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from matplotlib import rc_context
from matplotlib.figure import Figure

from sim.analysis.turning_points import TurningPoint
from sim.plots.compare_figures import compare_figures, compare_pages
from sim.plots.discovery_figures import discovery_figures
from sim.plots.explanation import Decision, options_height, probabilities, utilities
from sim.plots.force_map import ForceMap, Forces
from sim.plots.inline import inline_svg
from sim.plots.map_files import MOVING, STILL, write_animation, write_maps
from sim.plots.outcomes import Share
from sim.plots.page import Page, write_pages
from sim.plots.robust import robust_figures
from sim.plots.run_figures import (
    figure_of_outcomes,
    figures_of_run,
    page_of_outcomes,
    pages_of_run,
    write_figures,
)
from sim.plots.search import search_figures
from sim.plots.sensitivity_figures import sensitivity_figures
from sim.plots.sheet import draw_sheet, save_sheet, save_sheets
from sim.plots.story import Story
from sim.plots.style import SHEET
from sim.plots.sweep import SweepData
from sim.plots.sweep_figures import figures_of_sweep, pages_of_sweep, write_sweep_figures
from sim.plots.turning_points import shares_at, shown_at, turning_points

__all__ = [
    "MOVING",
    "STILL",
    "Decision",
    "Figure",
    "Forces",
    "Page",
    "Share",
    "Story",
    "SweepData",
    "compare_figures",
    "compare_pages",
    "discovery_figures",
    "figure_of_explanation",
    "figure_of_map",
    "figure_of_outcomes",
    "figure_of_turning_points",
    "figures_of_run",
    "figures_of_sweep",
    "inline_svg",
    "page_of_outcomes",
    "pages_of_run",
    "pages_of_sweep",
    "robust_figures",
    "save_sheets",
    "search_figures",
    "sensitivity_figures",
    "write_animation",
    "write_explanation",
    "write_figures",
    "write_maps",
    "write_pages",
    "write_sweep_figures",
]


def figure_of_turning_points(story: Story, points: Sequence[TurningPoint], title: str) -> Figure:
    """Draw what hung on the decisions of a run.

    Parameters
    ----------
    story : Story
        The run.
    points : Sequence of TurningPoint
        Its decisions in their rank, one or more.
    title : str
        Of the scenario and the run.
    """
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
