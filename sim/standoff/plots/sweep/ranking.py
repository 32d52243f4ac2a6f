"""The effect of each factor on a share, one factor at a time, the largest effect at the top.

Whiskers are intervals of the difference from the base: run by run if the base is the reference of the sweep,
else as independent runs.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
from matplotlib.axes import Axes

from standoff.design.factorial import BASE, Ends, ends_of
from standoff.design.setter import apart
from standoff.plots.labels import in_percent, range_text
from standoff.plots.page import Line
from standoff.plots.sweep.tornado import MOST_ROWS, Range, Row, tornado
from standoff.statistics.surface import Points, Surface
from standoff.statistics.unpaired import share_gap
from standoff.vocabulary import Outcome

__all__ = ["ranking", "ranking_lines", "strongest", "whiskers_text"]


def strongest(surface: Surface, outcomes: Sequence[Outcome]) -> list[Ends]:
    """Return the factors with the largest effects on a share.

    They are in groups by who can set them, in each the largest effect first; failed points count as none.
    """
    spans = {}
    for ends in ends_of(surface.design):
        shares = surface.share(outcomes, np.array([BASE, ends.low, ends.high]))
        spans[ends] = -1.0 if np.isnan(shares).any() else float(np.ptp(shares))
    largest = sorted(spans, key=lambda ends: -spans[ends])[:MOST_ROWS]
    return apart(largest, lambda ends: ends.factor.setter)


def ranking(surface: Surface, ranked: Sequence[Ends], outcomes: Sequence[Outcome], ax: Axes) -> Axes:
    """Draw how far a share moves from the base at the lowest and the highest value of each factor.

    Parameters
    ----------
    surface : Surface
        A sweep of one factor at a time, whose base did not fail.
    ranked : Sequence of Ends
        Factors, from top to bottom.
    outcomes : Sequence of Outcome
        What is counted.
    """
    rows = [
        Row(
            ends.factor.shown,
            _values_text(surface, ends),
            _range(surface, outcomes, ends.low),
            _range(surface, outcomes, ends.high),
            ends.factor.setter,
        )
        for ends in ranked
    ]
    base = surface.share_at(outcomes, BASE).share
    tornado((base, base, base), rows, ax)
    ax.set_xlabel("share of runs (%)")
    in_percent(ax.xaxis, most_ticks=8)
    return ax


def whiskers_text(surface: Surface) -> str:
    """Say what the whiskers are."""
    how = "run by run" if surface.reference == BASE else "as independent runs"
    return f"Whiskers are 95 % intervals of the difference from the base, compared {how}."


def ranking_lines(surface: Surface, ranked: Sequence[Ends], kind: str) -> Iterator[Line]:
    """Yield the numbers that `ranking` draws: the base, then the lowest and highest value of each factor."""
    base = next(surface.lines([kind], np.array([BASE]), []))
    yield {"factor": "", "set_by": "", "unit": "", "end": "base", "value": None, **base}
    for ends in ranked:
        for end, point in (("lowest", ends.low), ("highest", ends.high)):
            line = next(surface.lines([kind], np.array([point]), []))
            value = float(surface.values(ends.factor)[point])
            factor = ends.factor
            head = {"factor": factor.name, "set_by": str(factor.setter), "unit": factor.unit}
            yield {**head, "end": end, "value": value, **line}


def _range(surface: Surface, outcomes: Sequence[Outcome], point: int) -> Range:
    """Give the share at a point, and the interval of its difference from the base, added to the base."""
    base, here = (surface.share_at(outcomes, each) for each in (BASE, point))
    if not here.n:
        return math.nan, math.nan, math.nan
    if surface.reference == BASE:
        gaps = surface.differences(outcomes, np.array([point]))
        low, high = float(gaps.low[0]), float(gaps.high[0])
    else:
        gap = share_gap(base, here)
        low, high = gap.low, gap.high
    return here.share, max(0.0, base.share + low), min(1.0, base.share + high)


def _values_text(surface: Surface, ends: Ends) -> str:
    points: Points = np.array([ends.low, ends.high])
    low, high = surface.values(ends.factor)[points].tolist()
    values = range_text(ends.factor.unit, low, high)
    return values if surface.n[points].all() else f"{values}, one failed"
