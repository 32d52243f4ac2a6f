"""Figures of a sensitivity analysis."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from standoff.analysis.sensitivity.figures.convergence import convergence, strongest
from standoff.analysis.sensitivity.figures.panels import (
    MOST_BARS,
    bars_height,
    effect_bars,
    effect_map,
    index_bars,
    one_group,
    pawn_bars,
    response_title,
)
from standoff.analysis.sensitivity.findings import ResponseSensitivity, Sensitivity
from standoff.analysis.sensitivity.pawn import MOST_RESAMPLED
from standoff.config.levers import title_of
from standoff.plots.labels import percent_text
from standoff.plots.sheet import Panel, draw_sheet
from standoff.plots.style import SHEET, shown
from standoff.vocabulary import share_title

__all__ = ["sensitivity_figures"]

LONGEST_NAME: Final = 50
"""Most characters of the name of a factor or a source in a title."""
MAP_HEIGHT: Final = 3.2
"""Height of a panel of points or lines, inches."""

Page = tuple[str, Figure]


def sensitivity_figures(result: Sensitivity, title: str) -> dict[str, Figure]:
    """Draw the figures of an analysis, with a panel for each response that varies.

    | figure | shows | design |
    |---|---|---|
    | ``indices`` | first and total Sobol indices | saltelli |
    | ``convergence`` | the indices by number of points | saltelli |
    | ``effects`` | mean and standard deviation of the elementary effects | morris |
    | ``pawn`` | PAWN indices, and which are noise | latin_hypercube, sobol, saltelli by source |

    Parameters
    ----------
    result : Sensitivity
        The analysis.
    title : str
        Title of the scenario and the experiment.

    Returns
    -------
    dict of str to Figure
        Figure by name.
    """
    with rc_context(SHEET):
        return dict(_pages(result, title))


def _pages(result: Sensitivity, title: str) -> Iterator[Page]:
    varying = [finding for finding in result.findings if finding.spread.varies]
    if any(finding.sobol for finding in varying):
        yield from _of_variance(result, varying, title)
    effects = [(finding, finding.morris) for finding in varying if finding.morris]
    if effects:
        panels = [
            _titled(finding, partial(draw, morris, finding.response.unit, setter_of=result.setter))
            for finding, morris in effects
            for draw in (effect_bars, effect_map)
        ]
        height = max(MAP_HEIGHT, *(bars_height(morris.names, result.setter) for _, morris in effects))
        finding, morris = effects[0]
        index = morris.order[0]
        size = _amount(finding, float(morris.mu_star[index]))
        headline = f"{_strongest(morris.names[index])} moves {_named(finding)} most: {size} over its range"
        yield "effects", draw_sheet(panels, headline, _note(title, len(result.inputs)), height, columns=1)
    pawns = [(finding, finding.pawn) for finding in varying if finding.pawn]
    if pawns:
        panels = [
            _titled(finding, partial(pawn_bars, pawn, setter_of=result.setter)) for finding, pawn in pawns
        ]
        height = max(
            bars_height([pawn.names[index] for index in pawn.order], result.setter) for _, pawn in pawns
        )
        finding, pawn = pawns[0]
        n_clear = int((pawn.value > pawn.threshold).sum())
        headline = (
            f"{_strongest(pawn.names[pawn.order[0]])} shifts {_named(finding)} most; {n_clear} of "
            f"{len(pawn.names)} factors stand out from noise"
        )
        few = f"; intervals for the {MOST_RESAMPLED} strongest" if len(result.inputs) > MOST_RESAMPLED else ""
        note = _note(title, len(result.inputs)) + few
        yield "pawn", draw_sheet(panels, headline, note, height, columns=1)


def _of_variance(result: Sensitivity, varying: Sequence[ResponseSensitivity], title: str) -> Iterator[Page]:
    what = "source" if result.is_grouped else "factor"
    lasts = [finding.sobol[-1] for finding in varying]
    setter_of = one_group if result.is_grouped else result.setter
    panels = [
        _titled(finding, partial(index_bars, last, setter_of=setter_of))
        for finding, last in zip(varying, lasts, strict=True)
    ]
    height = max(bars_height([last.names[index] for index in last.order], setter_of) for last in lasts)
    first = lasts[0]
    index = first.order[0]
    headline = (
        f"{_strongest(first.names[index])} explains most of {_named(varying[0])}: "
        f"{percent_text(float(first.total[index]))} of its variance"
    )
    note = _note(title, len(result.groups), what)
    yield "indices", draw_sheet(panels, headline, note, height, columns=1)
    names = strongest(lasts)
    panels = [
        _titled(finding, partial(convergence, finding.sobol, names, kind))
        for finding in varying
        for kind in ("total", "first")
    ]
    moved = 100 * varying[0].settling.moved
    headline = (
        f"From half of the points to all, an index of {_named(varying[0])} moves by up to {moved:.1f} points"
    )
    yield "convergence", draw_sheet(panels, headline, f"{title}\nWhiskers: 95 % intervals.", MAP_HEIGHT, 2)


def _strongest(name: str) -> str:
    """Begin a title with a factor or a source."""
    title = textwrap.shorten(title_of(name), LONGEST_NAME, placeholder=" …")
    return title[:1].upper() + title[1:]


def _named(finding: ResponseSensitivity) -> str:
    """Give the name of a response in a title."""
    response = finding.response
    return share_title(response.name) if response.is_share else shown(response.name).lower()


def _amount(finding: ResponseSensitivity, value: float) -> str:
    """Format an amount of a response."""
    if finding.response.is_share:
        return f"{100 * value:.0f} points"
    return f"{value:.3g} {finding.response.unit.replace('_', ' ')}"


def _titled(finding: ResponseSensitivity, panel: Callable[[Axes], Axes]) -> Panel:
    def titled(ax: Axes) -> Axes:
        panel(ax).set_title(response_title(finding))
        return ax

    return titled


def _note(title: str, count: int, what: str = "factor", most: int = MOST_BARS) -> str:
    cut = f"; the strongest {most} of {count:,} {what}s" if count > most else ""
    return f"{title}{cut}"
