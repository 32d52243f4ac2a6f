"""Ranking – what each factor changes by itself, between the ends of its values; the strongest on top."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from matplotlib.axes import Axes

from sim.design.factors import Factor
from sim.plots.labels import in_lines, in_percent, range_told
from sim.plots.page import Line
from sim.plots.style import INK, SHADE
from sim.plots.sweep import Points, SweepData
from sim.vocabulary import Outcome

__all__ = ["Ends", "ends_of", "ranking", "ranking_height", "ranking_lines", "strongest"]

BASE: Final = 0
"""Point at which all factors stand at the base."""
LOW_COLOUR: Final = "#56A5DC"
HIGH_COLOUR: Final = "#D55E00"
MOST_FACTORS: Final = 20
WIDTH: Final = 32
"""Characters of a line of a name."""
HALF: Final = 0.4
"""Height of the bar of an end, share of a row."""


@dataclass(frozen=True)
class Ends:
    """The points at which a factor stands at its lowest and at its highest value, all others at the base."""

    factor: Factor
    low: int
    high: int


def ends_of(data: SweepData) -> list[Ends]:
    """Find the ends of all factors of a sweep that varies one at a time; an end may be the base itself."""
    found = []
    for factor in data.numbers:
        values = data.values(factor)
        points = np.append(BASE, np.flatnonzero(values != values[BASE]))
        low, high = points[values[points].argmin()], points[values[points].argmax()]
        found.append(Ends(factor, int(low), int(high)))
    return found


def strongest(data: SweepData, outcomes: Sequence[Outcome]) -> list[Ends]:
    """Give the factors that move a share most, the strongest first; those with a failed end come last."""
    spans = {}
    for ends in ends_of(data):
        shares = data.share(outcomes, np.array([BASE, ends.low, ends.high]))
        spans[ends] = -1.0 if np.isnan(shares).any() else float(np.ptp(shares))
    return sorted(spans, key=lambda ends: -spans[ends])[:MOST_FACTORS]


def ranking(data: SweepData, ranked: Sequence[Ends], outcomes: Sequence[Outcome], ax: Axes) -> Axes:
    """Draw how far a share moves from the base when one factor goes to either end of its values.

    Parameters
    ----------
    data : SweepData
        A sweep of one factor at a time, whose base did not fail.
    ranked : Sequence of Ends
        Factors, from top to bottom.
    outcomes : Sequence of Outcome
        What is counted.
    ax : Axes
        Where to draw.

    Returns
    -------
    Axes
        The same.
    """
    base = data.estimate(outcomes, np.array([BASE]))
    start = float(base.share[0])
    ax.axvspan(float(base.low[0]), float(base.high[0]), color=SHADE, lw=0, zorder=0.5)
    ax.axvline(start, color=INK, lw=1.2, label="base, with its interval")
    rows = np.arange(len(ranked))
    sides = (
        ([ends.low for ends in ranked], -HALF / 2, LOW_COLOUR, "lowest value (upper bar)"),
        ([ends.high for ends in ranked], HALF / 2, HIGH_COLOUR, "highest value (lower bar)"),
    )
    for points, aside, colour, label in sides:
        found = data.estimate(outcomes, np.array(points))
        ax.barh(rows + aside, found.share - start, HALF, left=start, color=colour, label=label)
        ax.errorbar(
            found.share, rows + aside, xerr=found.reach, fmt="none", ecolor=INK, elinewidth=1, capsize=2
        )
    ax.set_xlabel("share of runs (%) with 95 % interval")
    in_percent(ax.xaxis, most_ticks=8)
    _name_rows(data, ranked, ax)
    return ax


def ranking_lines(data: SweepData, ranked: Sequence[Ends], kind: str) -> Iterator[Line]:
    """Give what `ranking` draws as lines of a table: the base first, then both ends of each factor."""
    base = next(data.lines([kind], np.array([BASE]), []))
    yield {"factor": "", "unit": "", "end": "base", "value": None, **base}
    for ends in ranked:
        for end, point in (("lowest", ends.low), ("highest", ends.high)):
            line = next(data.lines([kind], np.array([point]), []))
            value = float(data.values(ends.factor)[point])
            yield {"factor": ends.factor.name, "unit": ends.factor.unit, "end": end, "value": value, **line}


def ranking_height(ranked: Sequence[Ends]) -> float:
    """Give the height of a panel, inches."""
    lines = max(in_lines(ends.factor.name, WIDTH).count("\n") + 1 for ends in ranked)
    return 0.8 + (0.13 * lines + 0.1) * len(ranked)


def _name_rows(data: SweepData, ranked: Sequence[Ends], ax: Axes) -> None:
    """Name the factors on the left and their values on the right."""
    rows = range(len(ranked))
    ax.set_yticks(rows, [in_lines(ends.factor.name, WIDTH) for ends in ranked])
    ax.set_ylim(len(ranked) - 0.5, -0.5)
    ax.set_ylabel("factor, the strongest on top")
    ax.grid(visible=False, axis="y")
    values = ax.secondary_yaxis("right")
    values.set_yticks(rows, [_values_told(data, ends) for ends in ranked])
    values.tick_params(length=0)
    values.spines["right"].set_visible(False)


def _values_told(data: SweepData, ends: Ends) -> str:
    points: Points = np.array([ends.low, ends.high])
    low, high = data.values(ends.factor)[points].tolist()
    told = range_told(ends.factor, low, high)
    return told if data.n[points].all() else f"{told}, one failed"
