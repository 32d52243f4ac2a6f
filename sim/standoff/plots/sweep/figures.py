"""The figures of a sweep, chosen by what its design varies, drawn and written to files."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np
from matplotlib import rc_context
from matplotlib.figure import Figure

from standoff.plots.page import FigureWithData, write_pages
from standoff.plots.readings import with_reading
from standoff.plots.sheet import FORMATS, draw_sheet
from standoff.plots.style import SHEET
from standoff.plots.sweep.curve_pages import curve_page, variant_pages
from standoff.plots.sweep.heat_map import is_full_grid
from standoff.plots.sweep.heat_map_pages import can_be_mapped, map_pages
from standoff.plots.sweep.options import line_height, options
from standoff.plots.sweep.pages import Pages, by_options, of_single_points, titled, top
from standoff.plots.sweep.ranking import ranking, ranking_lines, strongest, whiskers_text
from standoff.plots.sweep.scatter_pages import points_page
from standoff.plots.sweep.titles import option_title, ranking_title
from standoff.plots.sweep.tornado import tornado_height
from standoff.statistics.association import independent
from standoff.statistics.surface import Surface
from standoff.vocabulary import OUTCOME_SETS, Outcome, share_title

__all__ = ["figures_of_sweep", "pages_of_sweep", "write_sweep_figures"]

SAMPLED: Final = ("latin_hypercube", "sobol", "saltelli", "morris")
"""Designs that sample their points, so that hardly any value occurs twice."""
MOST_ROWS: Final = 12
MOST_OPTIONS: Final = 5 * MOST_ROWS
RANKED: Final = ("any_war", "settlement")


def write_sweep_figures(
    folder: Path, surface: Surface, title: str, formats: Sequence[str] = FORMATS
) -> list[Path]:
    """Draw the figures that the design of a sweep allows, and write each with its numbers as CSV.

    | the design varies | figure |
    |---|---|
    | one number, any choices | ``curves``: share of each outcome against it, a panel for each combination |
    | one number and choices | ``variants`` as well: a panel for each outcome, a line for each combination |
    | two numbers on a full grid | ``map``: shares of all outcomes over both |
    | more on a full grid, or choices | ``map_any_war`` and so on: a map of one outcome for each setting |
    | one factor at a time | ``ranking``: the effect of each factor, the largest at the top |
    | only choices | ``options``: share of each outcome under each combination |
    | anything else | ``points``: any war against the factors with the largest rank correlations |

    Parameters
    ----------
    folder : Path
        Where to write; it is created if needed.
    surface : Surface
        The sweep.
    title : str
        Title of the scenario and the experiment.
    formats : Sequence of str
        ``png``, ``svg``, ``pdf``.

    Returns
    -------
    list of Path
        The files; none if all points failed.
    """
    with rc_context(SHEET):
        return write_pages(folder, _pages(surface, title), formats)


def pages_of_sweep(surface: Surface, title: str) -> dict[str, FigureWithData]:
    """Draw the same figures and return each with its numbers, by name; see `write_sweep_figures`."""
    with rc_context(SHEET):
        return dict(_pages(surface, title))


def figures_of_sweep(surface: Surface, title: str) -> dict[str, Figure]:
    """Draw the same figures and return them by name, without their numbers; see `write_sweep_figures`."""
    return {name: with_reading(name, page.figure) for name, page in pages_of_sweep(surface, title).items()}


def _pages(surface: Surface, title: str) -> Pages:
    """Draw the figures that suit the design; none if all points failed."""
    if not len(surface.played):
        return
    kind, n_numbers = surface.design.kind, len(surface.numbers)
    is_sampled = kind in SAMPLED
    if n_numbers == 0:
        yield from _options(surface, title)
    elif n_numbers == 1 and not is_sampled and len(surface.groups) < surface.design.n_points:
        yield "curves", curve_page(surface, title)
        yield from variant_pages(surface, title)
    elif n_numbers > 1 and not is_sampled and is_full_grid(surface) and can_be_mapped(surface):
        yield from map_pages(surface, title)
    elif kind == "one_at_a_time" and surface.n[0]:
        yield from _ranking(surface, title)
    elif len(independent(surface)):
        yield "points", points_page(surface, title)


def _options(surface: Surface, title: str) -> Pages:
    shown, cut = by_options(surface, MOST_OPTIONS)
    points = np.array([group[0] for group in shown.values()])
    kinds = [outcome.key for outcome in Outcome]
    end = max(top(surface, points, kind) for kind in kinds)
    note = f"{title} – {surface.runs_text(points)}\n{of_single_points(surface, 'Whiskers')}{cut}"
    n_pages = math.ceil(len(shown) / MOST_ROWS)
    for page in range(n_pages):
        rows = list(shown)[page * MOST_ROWS : (page + 1) * MOST_ROWS]
        panels = [partial(options, surface, rows, outcome, end) for outcome in Outcome]
        height = 0.85 + line_height(rows) * len(rows)
        number = f" ({page + 1} of {n_pages})" if n_pages > 1 else ""
        figure = draw_sheet(panels, f"{option_title(surface, points)}{number}", note, height, columns=3)
        table = list(surface.lines(kinds, points[page * MOST_ROWS : (page + 1) * MOST_ROWS]))
        yield "options" if n_pages == 1 else f"options_{page + 1}", FigureWithData(figure, table)


def _ranking(surface: Surface, title: str) -> Pages:
    """Rank the factors by their effect on each outcome that any of them changes; nothing if there is none."""
    moved = [kind for kind in RANKED if np.ptp(surface.share(OUTCOME_SETS[kind], surface.played)) > 0.0]
    if not moved:
        return
    ranked = {kind: strongest(surface, OUTCOME_SETS[kind]) for kind in moved}
    panels = [
        titled(share_title(kind).capitalize(), partial(ranking, surface, ends, OUTCOME_SETS[kind]))
        for kind, ends in ranked.items()
    ]
    n_shown = len(ranked[moved[0]])
    left_out = len(surface.numbers) - n_shown
    cut = f" The {left_out:,} weakest of {len(surface.numbers):,} factors are left out." if left_out else ""
    caption = (
        "Each factor goes from its lowest to its highest value, with all others at the base. "
        f"{whiskers_text(surface)}{cut}"
    )
    note = f"{title} – {surface.runs_text(np.arange(surface.design.n_points))}\n{caption}"
    headline = ranking_title(surface, ranked[moved[0]], moved[0])
    height = max(
        tornado_height([each.factor.shown for each in ends], [each.factor.setter for each in ends])
        for ends in ranked.values()
    )
    figure = draw_sheet(panels, headline, note, height)
    table = [line for kind, ends in ranked.items() for line in ranking_lines(surface, ends, kind)]
    yield "ranking", FigureWithData(figure, table)
