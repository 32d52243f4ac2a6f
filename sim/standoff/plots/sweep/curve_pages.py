"""Figures of outcomes against the only number that a sweep varies, for each combination of options."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

import numpy as np
from matplotlib import rc_context

from standoff.plots.page import FigureWithData
from standoff.plots.sheet import draw_sheet
from standoff.plots.sweep.curves import curves
from standoff.plots.sweep.pages import (
    Pages,
    by_options,
    occurring,
    of_single_points,
    options_text,
    titled,
    top,
)
from standoff.plots.sweep.titles import curve_title, range_title
from standoff.plots.sweep.variants import MOST_LINES, variants
from standoff.statistics.surface import Points, Surface
from standoff.vocabulary import OUTCOME_SETS, Outcome, share_title

__all__ = ["curve_page", "variant_pages"]

MOST_PANELS: Final = 6
MOST_PAGES: Final = 4
LONG_HANDLES: Final[dict[Any, Any]] = {"legend.handlelength": 4.0}
"""Long enough to show the dashes."""

Groups = Mapping[tuple[str, ...], Points]


def curve_page(surface: Surface, title: str) -> FigureWithData:
    """Draw the shares of all outcomes, a panel for each combination of options."""
    shown, cut = by_options(surface, MOST_PANELS)
    points = np.concatenate(list(shown.values()))
    kinds = [outcome.key for outcome in Outcome]
    end = max(top(surface, points, kind) for kind in kinds)
    panels = [
        titled(options_text(surface, chosen), partial(curves, surface, group, end, is_alone=len(shown) == 1))
        for chosen, group in shown.items()
    ]
    note = f"{title} – {surface.runs_text(points)}\n{of_single_points(surface, 'Bands')}{cut}"
    if len(shown) == 1:
        headline = curve_title(surface, points)
    else:
        headline = range_title(surface, points, [surface.numbers[0].shown, "the choices"])
    with rc_context(LONG_HANDLES):
        figure = draw_sheet(panels, headline, note, 3.9 if len(panels) == 1 else 2.6)
    return FigureWithData(figure, list(surface.lines(kinds, points)))


def variant_pages(surface: Surface, title: str) -> Pages:
    """Draw a panel for each outcome, with a line for each combination of options.

    If there are more combinations than lines fit a panel, those that differ in the first choice only share a
    page.
    """
    groups, _ = by_options(surface, len(surface.groups))
    if len(groups) < 2:
        return
    pages: dict[tuple[str, ...], dict[tuple[str, ...], Points]] = {}
    for chosen, points in groups.items():
        pages.setdefault(() if len(groups) <= MOST_LINES else chosen[1:], {})[chosen] = points
    for number, (shared, members) in enumerate(list(pages.items())[:MOST_PAGES], start=1):
        cut = f" The first {MOST_PAGES} of {len(pages):,} pages are drawn." if len(pages) > MOST_PAGES else ""
        lines = dict(list(members.items())[:MOST_LINES])
        if len(members) > MOST_LINES:
            cut += f" The first {MOST_LINES} of {len(members):,} lines are drawn."
        page = _variants(surface, lines, title, shared, cut)
        yield "variants" if len(pages) == 1 else f"variants_{number}", page


def _variants(
    surface: Surface, members: Groups, title: str, shared: tuple[str, ...], cut: str
) -> FigureWithData:
    points = np.concatenate(list(members.values()))
    kinds = occurring(surface, points)
    at = f", {options_text(surface, next(iter(members))).split(', ', 1)[-1]}" if shared else ""
    differing = len(surface.choices) - len(shared)
    lines = {" · ".join(chosen[:differing]): group for chosen, group in members.items()}
    panels = [
        titled(
            share_title(kind).capitalize(),
            partial(variants, surface, lines, OUTCOME_SETS[kind], top(surface, points, kind)),
        )
        for kind in kinds
    ]
    names = [surface.numbers[0].shown, *(factor.shown for factor in surface.choices[:differing])]
    note = (
        f"{title}{at} – {surface.runs_text(points)}\n{of_single_points(surface, 'Bands')} "
        f"Each panel has its own scale.{cut}"
    )
    headline = range_title(surface, points, names)
    with rc_context(LONG_HANDLES):
        return FigureWithData(draw_sheet(panels, headline, note, 2.3, 2), list(surface.lines(kinds, points)))
