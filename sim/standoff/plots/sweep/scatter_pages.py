"""Figures of any war over many factors at once, at sampled or listed points."""

from __future__ import annotations

from functools import partial
from typing import Final

import numpy as np

from standoff.plots.page import FigureWithData
from standoff.plots.sheet import draw_sheet
from standoff.plots.sweep.bins import add_scale, bins_between
from standoff.plots.sweep.parallel import MOST_LINES, drawn_points, parallel, parallel_height
from standoff.plots.sweep.points import MOST_DOTS, panel_height, scatter, scatter_lines
from standoff.statistics.association import Association, associations, independent
from standoff.statistics.surface import Points, Surface
from standoff.vocabulary import ANY_WAR

__all__ = ["parallel_page", "points_page"]

MOST_FACTORS: Final = 12


def points_page(surface: Surface, title: str) -> FigureWithData:
    """Draw the share of any war against the factors with the largest rank correlations."""
    points = independent(surface)
    ranked = associations(surface, points)
    shown = ranked[:MOST_FACTORS]
    panels = [partial(scatter, surface, points, each) for each in shown]
    notes = _notes(surface, title, points, ranked)
    if len(ranked) > len(shown):
        notes.append(f"The largest of {len(ranked):,} correlations are partly so by chance.")
    if len(points) > MOST_DOTS:
        notes.append(f"Dots are a random selection of {MOST_DOTS:,} points; means are those of all points.")
    notes.append("Intervals treat points as independent draws.")
    headline = "Any war by factor, largest rank correlation first"
    figure = draw_sheet(panels, headline, " ".join(notes), panel_height(surface, shown))
    return FigureWithData(figure, [line for each in shown for line in scatter_lines(surface, points, each)])


def parallel_page(surface: Surface, title: str) -> FigureWithData:
    """Draw each point as a line across these factors, coloured by its share of any war."""
    points = independent(surface)
    ranked = associations(surface, points)
    factors = [each.factor for each in ranked[:MOST_FACTORS]]
    share = surface.share(ANY_WAR, points)
    bins = bins_between(float(share.min()), float(share.max()))
    notes = _notes(surface, title, points, ranked)
    if len(points) > MOST_LINES:
        notes.append(f"Lines are a random selection of {MOST_LINES:,} points.")
    widest = 100 * float(np.nanmax(surface.estimate(ANY_WAR, points).reach))
    notes.append(f"95 % intervals: up to ±{widest:.1f} percentage points.")
    headline = "Any war over all factors (parallel coordinates)"
    panel = partial(parallel, surface, points, factors, bins)
    figure = draw_sheet([panel], headline, " ".join(notes), parallel_height(factors))
    add_scale(figure, bins, f"any war (% of runs), bins of {bins.step_text}")
    return FigureWithData(figure, list(surface.lines(["any_war"], np.sort(drawn_points(points)), factors)))


def _notes(surface: Surface, title: str, points: Points, ranked: list[Association]) -> list[str]:
    notes = [f"{title} – {surface.runs_text(np.arange(surface.design.n_points))}\n"]
    if len(points) < len(surface.played):
        notes.append(
            f"Only the {len(points):,} points of samples A and B are used; the others repeat their values."
        )
    if len(ranked) > MOST_FACTORS:
        notes.append(
            f"The {MOST_FACTORS} factors with the largest rank correlations are shown, the other "
            f"{len(ranked) - MOST_FACTORS:,} are left out."
        )
    return notes
