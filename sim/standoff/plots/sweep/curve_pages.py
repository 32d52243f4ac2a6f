"""Curve pages – outcomes against the one number that a sweep varies, by itself and between rule variants."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

import numpy as np
from matplotlib import rc_context

from standoff.plots.page import FigureWithData
from standoff.plots.sheet import draw_sheet
from standoff.plots.sweep.curves import curves
from standoff.plots.sweep.pages import Pages, by_options, seen, titled, told, top
from standoff.plots.sweep.variants import MOST_LINES, variants
from standoff.statistics.surface import Points, Surface
from standoff.vocabulary import OUTCOME_SETS, Outcome, share_title

__all__ = ["curve_page", "variant_pages"]

MOST_PANELS: Final = 6
MOST_PAGES: Final = 4
LONG_HANDLES: Final[dict[Any, Any]] = {"legend.handlelength": 4.0}
"""Long enough to tell dashes apart."""

Groups = Mapping[tuple[str, ...], Points]


def curve_page(surface: Surface, title: str) -> FigureWithData:
    """Draw all outcomes, a panel for each combination of options."""
    shown, cut = by_options(surface, MOST_PANELS)
    points = np.concatenate(list(shown.values()))
    kinds = [outcome.key for outcome in Outcome]
    end = max(top(surface, points, kind) for kind in kinds)
    panels = [
        titled(told(surface, chosen), partial(curves, surface, found, end, is_alone=len(shown) == 1))
        for chosen, found in shown.items()
    ]
    note = f"{title} – {surface.runs_text(points)}{cut}; bands are 95 % intervals"
    headline = f"How the outcomes change with {surface.numbers[0].name}"
    with rc_context(LONG_HANDLES):
        figure = draw_sheet(panels, headline, note, 3.9 if len(panels) == 1 else 2.6)
    return FigureWithData(figure, list(surface.lines(kinds, points)))


def variant_pages(surface: Surface, title: str) -> Pages:
    """Draw each outcome by itself, with a line for each combination of options.

    Of more combinations than lines can be told apart, those that differ in the first choice share a page.
    """
    groups, _ = by_options(surface, len(surface.groups))
    if len(groups) < 2:
        return
    pages: dict[tuple[str, ...], dict[tuple[str, ...], Points]] = {}
    for chosen, points in groups.items():
        pages.setdefault(() if len(groups) <= MOST_LINES else chosen[1:], {})[chosen] = points
    for number, (shared, found) in enumerate(list(pages.items())[:MOST_PAGES], start=1):
        cut = f"; the first {MOST_PAGES} of {len(pages):,} pages are drawn" if len(pages) > MOST_PAGES else ""
        lines = dict(list(found.items())[:MOST_LINES])
        if len(found) > MOST_LINES:
            cut += f"; the first {MOST_LINES} of {len(found):,} lines are drawn"
        page = _variants(surface, lines, title, shared, cut)
        yield "variants" if len(pages) == 1 else f"variants_{number}", page


def _variants(
    surface: Surface, found: Groups, title: str, shared: tuple[str, ...], cut: str
) -> FigureWithData:
    points = np.concatenate(list(found.values()))
    kinds = seen(surface, points)
    at = f" – {told(surface, next(iter(found))).split(', ', 1)[-1]}" if shared else ""
    differing = len(surface.choices) - len(shared)
    lines = {" · ".join(chosen[:differing]): places for chosen, places in found.items()}
    panels = [
        titled(
            share_title(kind).capitalize(),
            partial(variants, surface, lines, OUTCOME_SETS[kind], top(surface, points, kind)),
        )
        for kind in kinds
    ]
    names = " · ".join(factor.name for factor in surface.choices[:differing])
    note = (
        f"{title}{at} – {surface.runs_text(points)}{cut}; bands are 95 % intervals; each panel has its own "
        "scale; lines share their chance, so that differences are surer than bands that overlap suggest"
    )
    headline = f"How the outcomes change with {surface.numbers[0].name} under different {names}"
    with rc_context(LONG_HANDLES):
        return FigureWithData(draw_sheet(panels, headline, note, 2.3, 2), list(surface.lines(kinds, points)))
