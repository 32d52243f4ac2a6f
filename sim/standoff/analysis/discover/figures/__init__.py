"""Figures of a discovery."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from matplotlib import rc_context
from matplotlib.figure import Figure

from standoff.analysis.discover.discovery import Discovery, ScoredBox
from standoff.analysis.discover.figures.limits import box_limits, limits_height
from standoff.analysis.discover.figures.peeling import peeling
from standoff.analysis.discover.figures.points import box_points
from standoff.analysis.discover.words import box_text, headline, named
from standoff.plots.labels import EQUALS, percent_text
from standoff.plots.sheet import draw_sheet
from standoff.plots.style import SHEET

__all__ = ["discovery_figures"]

MOST: Final = 4
"""Most boxes whose limits are drawn."""


def discovery_figures(discovery: Discovery, title: str) -> dict[str, Figure]:
    """Draw the figures for which a discovery has data.

    | figure | shows | needs |
    |---|---|---|
    | ``trajectory`` | coverage against density while PRIM peels, on both halves | PRIM |
    | ``limits`` | the limits of up to four boxes in the ranges of their factors | a box |
    | ``scatter`` | the held-out points over the two main factors of the first box | a box |

    Parameters
    ----------
    discovery : Discovery
        The discovery.
    title : str
        Title of the scenario.

    Returns
    -------
    dict of str to Figure
        Figure by name.
    """
    with rc_context(SHEET):
        return dict(_figures(discovery, title))


def _figures(discovery: Discovery, title: str) -> Iterator[tuple[str, Figure]]:
    whole = discovery.whole
    halves = f"{whole.training.n_points:,} training points, {whole.held_out.n_points:,} held out"
    least, most = discovery.cases.n.min(), discovery.cases.n.max()
    runs = f", n{EQUALS}{least:,}" + (f" to {most:,}" if most > least else "") + " runs at each"
    note = f"{title} – {halves}{runs if discovery.target.counted == 'runs' else ''}"
    if discovery.steps:
        yield (
            "trajectory",
            draw_sheet(
                [partial(peeling, discovery)],
                _peeling_title(discovery),
                note,
                4.2,
            ),
        )
    boxes = list(named(discovery))[:MOST]
    if not boxes:
        return
    panels = [partial(box_limits, discovery, boxes)]
    yield "limits", draw_sheet(panels, _capital(box_text(discovery, boxes[0][1])), note, limits_height(boxes))
    name, scored = boxes[0]
    n_other = max(0, len(scored.box.factors) - 2)
    small = "; small dots: outside the box in other factors" if n_other else ""
    points = f"{whole.held_out.n_points:,} held-out points"
    note = f"{title} – {points}{small}\n{box_text(discovery, scored)}"
    yield (
        "scatter",
        draw_sheet([partial(box_points, discovery, scored)], _held_title(discovery, name, scored), note, 4.2),
    )


def _peeling_title(discovery: Discovery) -> str:
    """Say what was sought, and in how many steps."""
    return f"{_capital(headline(discovery))}: {len(discovery.steps)} steps of peeling"


def _held_title(discovery: Discovery, name: str, scored: ScoredBox) -> str:
    """Say how frequent the outcome is in a box on the points held out, and without any limit."""
    inside, all_points = (percent_text(fit.held_out.share.value) for fit in (scored, discovery.whole))
    return (
        f"{name} box: {discovery.target.what} in {inside} of the runs held out, {all_points} without limits"
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
