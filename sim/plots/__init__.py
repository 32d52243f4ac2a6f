"""Plots – the figures of a run, of an ensemble and of a sweep; nothing here computes what is shown."""

from __future__ import annotations

from matplotlib.figure import Figure

from sim.plots.compare_figures import compare_figures, compare_pages
from sim.plots.discovery_figures import discovery_figures
from sim.plots.explanation import Decision, figure_of_explanation, write_explanation
from sim.plots.force_map import Forces
from sim.plots.inline import inline_svg
from sim.plots.map_files import MOVING, STILL, figure_of_map, write_animation, write_maps
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
from sim.plots.sheet import save_sheets
from sim.plots.story import Story
from sim.plots.sweep import SweepData
from sim.plots.sweep_figures import figures_of_sweep, pages_of_sweep, write_sweep_figures
from sim.plots.turning_points import figure_of_turning_points

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
