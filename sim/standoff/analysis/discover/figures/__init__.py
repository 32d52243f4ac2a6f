"""Discovery figures – the figures of boxes, drawn."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from matplotlib import rc_context
from matplotlib.figure import Figure

from standoff.analysis.discover.discovery import Discovery
from standoff.analysis.discover.figures.limits import box_limits, limits_height
from standoff.analysis.discover.figures.peeling import peeling
from standoff.analysis.discover.figures.points import box_points
from standoff.analysis.discover.words import box_told, headline, named
from standoff.plots.labels import EQUALS
from standoff.plots.sheet import draw_sheet
from standoff.plots.style import SHEET

__all__ = ["discovery_figures"]

MOST: Final = 4
"""Boxes whose limits are drawn."""


def discovery_figures(found: Discovery, title: str) -> dict[str, Figure]:
    """Draw the figures that a discovery allows.

    | figure | shows | needs |
    |---|---|---|
    | ``trajectory`` | coverage against density while PRIM peels, on both halves | PRIM |
    | ``limits`` | the limits of up to four boxes in the ranges of their factors | a box |
    | ``scatter`` | the points held out over the two surest factors of the first box | a box |

    Parameters
    ----------
    found : Discovery
        What was found.
    title : str
        Title of the scenario.

    Returns
    -------
    dict of str to Figure
        By name.
    """
    with rc_context(SHEET):
        return dict(_figures(found, title))


def _figures(found: Discovery, title: str) -> Iterator[tuple[str, Figure]]:
    halves = (
        f"{found.whole.training.n_points:,} points to find boxes, {found.whole.held_out.n_points:,} held out"
    )
    least, most = found.cases.n.min(), found.cases.n.max()
    runs = f", n{EQUALS}{least:,}" + (f" to {most:,}" if most > least else "") + " runs at each"
    note = f"{title} – {halves}{runs if found.aim.counted == 'runs' else ''}"
    asked = headline(found)
    if found.steps:
        yield "trajectory", draw_sheet([partial(peeling, found)], f"Peeling towards {asked}", note, 4.2)
    boxes = list(named(found))[:MOST]
    if not boxes:
        return
    panels = [partial(box_limits, found, boxes)]
    yield "limits", draw_sheet(panels, f"Boxes with {asked}", note, limits_height(boxes))
    name, one = boxes[0]
    n_other = max(0, len(one.box.factors) - 2)
    small = "; small: outside by other factors" if n_other else ""
    told = f"{title} – the {found.whole.held_out.n_points:,} points held out{small}\n{box_told(found, one)}"
    yield (
        "scatter",
        draw_sheet([partial(box_points, found, one)], f"{name} on points that it has not seen", told, 4.2),
    )
