"""Drawn pages – any war over many factors at once, at points that a design draws or a table lists."""

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
    """Draw the share of any war against each of the factors that it follows most closely."""
    points = independent(surface)
    found = associations(surface, points)
    shown = found[:MOST_FACTORS]
    panels = [partial(scatter, surface, points, one) for one in shown]
    notes = _notes(surface, title, points, found)
    if len(found) > len(shown):
        notes.append(f"the largest of {len(found):,} correlations are so partly by chance")
    if len(points) > MOST_DOTS:
        notes.append(f"dots are {MOST_DOTS:,} points picked at random, means are those of all")
    notes.append("intervals take points as independent draws")
    headline = "How often the runs end in any war, by the factors that this follows most closely"
    figure = draw_sheet(panels, headline, "; ".join(notes), panel_height(surface, shown))
    return FigureWithData(figure, [line for one in shown for line in scatter_lines(surface, points, one)])


def parallel_page(surface: Surface, title: str) -> FigureWithData:
    """Draw each point as a line across these factors, coloured by its share of any war."""
    points = independent(surface)
    found = associations(surface, points)
    factors = [one.factor for one in found[:MOST_FACTORS]]
    share = surface.share(ANY_WAR, points)
    bins = bins_between(float(share.min()), float(share.max()))
    notes = _notes(surface, title, points, found)
    if len(points) > MOST_LINES:
        notes.append(f"lines are {MOST_LINES:,} points picked at random")
    widest = 100 * float(np.nanmax(surface.estimate(ANY_WAR, points).reach))
    notes.append(f"95 % intervals reach at most {widest:.1f} points from a share")
    headline = "Where the runs end in any war: each point is a line across its factors"
    panel = partial(parallel, surface, points, factors, bins)
    figure = draw_sheet([panel], headline, "; ".join(notes), parallel_height(factors))
    add_scale(figure, bins, f"any war (% of runs), bins of {bins.step_text}")
    return FigureWithData(figure, list(surface.lines(["any_war"], np.sort(drawn_points(points)), factors)))


def _notes(surface: Surface, title: str, points: Points, found: list[Association]) -> list[str]:
    notes = [f"{title} – {surface.runs_text(np.arange(surface.design.n_points))}"]
    if len(points) < len(surface.played):
        notes.append(f"used are the {len(points):,} of samples A and B, whose values the others repeat")
    if len(found) > MOST_FACTORS:
        notes.append(
            f"the {MOST_FACTORS} factors with the largest rank correlations are shown, "
            f"the other {len(found) - MOST_FACTORS:,} are left out"
        )
    return notes
