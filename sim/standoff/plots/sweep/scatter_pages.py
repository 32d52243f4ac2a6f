"""Figures of any war over many factors at once, at sampled or listed points."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

import numpy as np

from standoff.design.setter import Setter, apart
from standoff.plots.page import FigureWithData
from standoff.plots.sheet import draw_sheet
from standoff.plots.sweep.points import MOST_DOTS, panel_height, scatter, scatter_lines
from standoff.plots.sweep.titles import point_title
from standoff.statistics.association import Association, associations, independent
from standoff.statistics.surface import Points, Surface

__all__ = ["points_page"]

MOST_FACTORS: Final = 6


def points_page(surface: Surface, title: str) -> FigureWithData:
    """Draw the share of any war against the factors with the largest rank correlations."""
    points = independent(surface)
    ranked = associations(surface, points)
    shown = apart(ranked[:MOST_FACTORS], lambda each: each.factor.setter)
    panels = [partial(scatter, surface, points, each) for each in shown]
    caveats = _caveats(surface, points, ranked)
    if len(ranked) > len(shown):
        caveats.append(f"The largest of {len(ranked):,} correlations are partly due to chance.")
    if len(points) > MOST_DOTS:
        caveats.append(f"Dots are a random selection of {MOST_DOTS:,} points; means are those of all points.")
    caveats.append("Intervals treat points as independent draws.")
    if len({each.factor.setter for each in shown}) > 1:
        caveats.append(_groups_text(shown))
    figure = draw_sheet(
        panels, point_title(ranked), _note(surface, title, caveats), panel_height(surface, shown)
    )
    return FigureWithData(figure, [line for each in shown for line in scatter_lines(surface, points, each)])


def _groups_text(shown: Sequence[Association]) -> str:
    """Name the factors of each group."""
    names: dict[Setter, list[str]] = {}
    for each in shown:
        names.setdefault(each.factor.setter, []).append(
            each.factor.title or each.factor.name.rpartition(".")[2]
        )
    return "; ".join(f"{setter.heading}: {', '.join(named)}" for setter, named in names.items()) + "."


def _note(surface: Surface, title: str, caveats: list[str]) -> str:
    runs = surface.runs_text(np.arange(surface.design.n_points))
    return f"{title} – {runs}\n{' '.join(caveats)}"


def _caveats(surface: Surface, points: Points, ranked: list[Association]) -> list[str]:
    caveats = []
    if len(points) < len(surface.played):
        caveats.append(
            f"Only the {len(points):,} points of samples A and B are used; the others repeat their values."
        )
    if len(ranked) > MOST_FACTORS:
        caveats.append(
            f"The {MOST_FACTORS} factors with the largest rank correlations are shown, the other "
            f"{len(ranked) - MOST_FACTORS:,} are left out."
        )
    return caveats
