"""Figure of the flows of runs from the outcomes of one result to those of another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from matplotlib.axes import Axes

from standoff.arrays import Counts, Numbers
from standoff.plots.style import INK, OUTCOME_COLOURS, SHADE
from standoff.statistics.flows import Flow
from standoff.vocabulary import Outcome

__all__ = ["flow_height", "outcome_flows"]

GAP: Final = 0.07
"""Space between two outcomes, share of all runs: room for two lines of a label each."""
BAR: Final = 0.05
"""Width of the bars, share of the distance between them."""
STEEPNESS: Final = 0.5 * (1 - np.cos(np.pi * np.linspace(0.0, 1.0, 60)))
"""How far up a band is on its way, from 0 to 1."""


def flow_height(flows: Sequence[Flow]) -> float:
    """Give the height of a panel, inches."""
    return 4.2 if len(flows) == 1 else 3.4


def outcome_flows(flow: Flow, ax: Axes) -> Axes:
    """Draw a bar for each outcome on either side, and between them a band for the runs that have both.

    Parameters
    ----------
    flow : Flow
        One run or more.
    """
    shares = flow.counts / flow.n
    before, after = flow.counts.sum(axis=1), flow.counts.sum(axis=0)
    out, into = _tops(before), _tops(after)
    _bars(before, out, -BAR, ax)
    _bars(after, into, 1.0, ax)
    for first, second in np.argwhere(flow.counts)[::-1].tolist():  # from top to bottom on both sides
        share = shares[first, second]
        is_kept = first == second
        colour = SHADE if is_kept else OUTCOME_COLOURS[Outcome(first)]
        edge = out[first] + (into[second] - out[first]) * STEEPNESS
        ax.fill_between(np.linspace(0.0, 1.0, len(edge)), edge, edge - share, color=colour, lw=0,
                        alpha=1.0 if is_kept else 0.75, zorder=1 if is_kept else 2)  # fmt: skip
        out[first] -= share
        into[second] -= share
    lowest = min(float(top.min()) for top in (out, into))
    ax.set_ylim(lowest - 0.03, 0.13)
    ax.set_xlim(-0.5, 1.5)
    ax.set_axis_off()
    for x, name, side in ((0.0, flow.reference, "right"), (1.0, flow.result, "left")):
        ax.text(x, 0.07, name, ha=side, va="bottom", weight="bold", size=9)
    return ax


def _tops(counts: Counts) -> Numbers:
    """Give the upper end of each outcome's bar, the most severe outcome on top, (6,)."""
    heights = np.where(counts > 0, counts / counts.sum() + GAP, 0.0)[::-1]
    tops: Numbers = (heights - np.cumsum(heights))[::-1]
    return tops


def _bars(counts: Counts, tops: Numbers, left: float, ax: Axes) -> None:
    n = int(counts.sum())
    for outcome in (outcome for outcome in Outcome if counts[outcome]):
        count, top = int(counts[outcome]), tops[outcome]
        ax.bar(left, count / n, BAR, top - count / n, align="edge", color=OUTCOME_COLOURS[outcome],
               edgecolor=INK, lw=0.5)  # fmt: skip
        x, side = (left - 0.02, "right") if left < 0.0 else (left + BAR + 0.02, "left")
        text = f"{outcome.title.capitalize()}\n{100 * (count / n):.1f} % ({count:,})"
        ax.text(x, top - count / n / 2, text, ha=side, va="center", size=8)
