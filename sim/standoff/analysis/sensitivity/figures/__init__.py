"""Sensitivity figures – the figures that an analysis of sensitivity allows, drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from standoff.analysis.sensitivity.figures.panels import (
    MOST_BARS,
    bars_height,
    convergence,
    effect_bars,
    effect_map,
    index_bars,
    pawn_bars,
    response_title,
    strongest,
    swing_bars,
)
from standoff.analysis.sensitivity.findings import ResponseSensitivity, Sensitivity
from standoff.analysis.sensitivity.pawn import MOST_RESAMPLED
from standoff.plots.sheet import Panel, draw_sheet
from standoff.plots.style import SHEET
from standoff.plots.sweep.tornado import MOST_ROWS, tornado_height

__all__ = ["sensitivity_figures"]

MAP_HEIGHT: Final = 3.2
"""Inches of a panel of points or lines."""

Page = tuple[str, Figure]


def sensitivity_figures(found: Sensitivity, title: str) -> dict[str, Figure]:
    """Draw the figures that an analysis allows; a panel for each response that varies.

    | figure | shows | design |
    |---|---|---|
    | ``indices`` | first and total Sobol indices | saltelli |
    | ``convergence`` | how they go with the number of points | saltelli |
    | ``effects`` | size of the elementary effects, and how they differ between places | morris |
    | ``pawn`` | PAWN indices, and which are noise | latin_hypercube, sobol, saltelli by source |
    | ``tornado`` | what each factor does by itself | one_at_a_time |

    Parameters
    ----------
    found : Sensitivity
        What was found.
    title : str
        Title of the scenario and the experiment.

    Returns
    -------
    dict of str to Figure
        By name.
    """
    with rc_context(SHEET):
        return dict(_pages(found, title))


def _pages(found: Sensitivity, title: str) -> Iterator[Page]:
    varying = [finding for finding in found.findings if finding.spread.varies]
    if any(finding.sobol for finding in varying):
        yield from _of_variance(found, varying, title)
    effects = [(finding, finding.morris) for finding in varying if finding.morris]
    if effects:
        panels = [
            _titled(finding, partial(draw, one, finding.of.unit))
            for finding, one in effects
            for draw in (effect_bars, effect_map)
        ]
        height = max(MAP_HEIGHT, *(bars_height(one.names) for _, one in effects))
        headline = "What a step of each factor changes (Morris), the strongest on top"
        yield "effects", draw_sheet(panels, headline, _note(title, len(found.inputs)), height, columns=1)
    pawns = [(finding, finding.pawn) for finding in varying if finding.pawn]
    if pawns:
        panels = [_titled(finding, partial(pawn_bars, one)) for finding, one in pawns]
        height = max(bars_height([one.names[place] for place in one.order]) for _, one in pawns)
        headline = "How far fixing a factor shifts the distribution over the points (PAWN)"
        few = f"; the {MOST_RESAMPLED} strongest have intervals" if len(found.inputs) > MOST_RESAMPLED else ""
        note = _note(title, len(found.inputs)) + few
        yield "pawn", draw_sheet(panels, headline, note, height, columns=1)
    swinging = [finding for finding in varying if finding.swings]
    if swinging:
        panels = [_titled(finding, partial(swing_bars, finding)) for finding in swinging]
        height = max(tornado_height([swing.factor for swing in one.swings[:MOST_ROWS]]) for one in swinging)
        headline = "What each factor changes by itself, from its lowest to its highest value"
        note = f"{_note(title, len(swinging[0].swings), most=MOST_ROWS)}; {_pairing(swinging)}"
        yield "tornado", draw_sheet(panels, headline, note, height, columns=1)


def _of_variance(found: Sensitivity, varying: Sequence[ResponseSensitivity], title: str) -> Iterator[Page]:
    what = "source" if found.is_grouped else "factor"
    lasts = [finding.sobol[-1] for finding in varying]
    panels = [
        _titled(finding, partial(index_bars, last)) for finding, last in zip(varying, lasts, strict=True)
    ]
    height = max(bars_height([last.names[place] for place in last.order]) for last in lasts)
    headline = f"How much of what varies over the points goes back to each {what} (Sobol)"
    note = _note(title, len(found.groups), what)
    yield "indices", draw_sheet(panels, headline, note, height, columns=1)
    names = strongest(lasts)
    panels = [
        _titled(finding, partial(convergence, finding.sobol, names, kind))
        for finding in varying
        for kind in ("total", "first")
    ]
    headline = "Whether the indices have settled: from an eighth of the points to all"
    yield "convergence", draw_sheet(panels, headline, f"{title} – whiskers are 95 % intervals", MAP_HEIGHT, 2)


def _titled(finding: ResponseSensitivity, panel: Callable[[Axes], Axes]) -> Panel:
    def titled(ax: Axes) -> Axes:
        panel(ax).set_title(response_title(finding))
        return ax

    return titled


def _note(title: str, count: int, what: str = "factor", most: int = MOST_BARS) -> str:
    cut = f"; the strongest {most} of {count:,} {what}s are shown" if count > most else ""
    return f"{title}{cut}"


def _pairing(swinging: Sequence[ResponseSensitivity]) -> str:
    contrasts = [
        end.contrast
        for finding in swinging
        for swing in finding.swings
        for end in (swing.low, swing.high)
        if end.contrast
    ]
    n = max((one.difference.n for one in contrasts), default=0)
    how = "run by run" if all(one.is_paired for one in contrasts) else "as independent runs"
    return f"compared with the base {how}, n = {n:,} runs at a point"
