"""How far the runs have come by each day, stacked: at war, settled, calmed down, or undecided."""

from __future__ import annotations

from typing import Final

import numpy as np
from matplotlib.axes import Axes

from standoff.plots.labels import direct_labels, in_percent, percent_text
from standoff.plots.style import INK, OUTCOME_COLOURS
from standoff.statistics.course import Course
from standoff.vocabulary import Outcome

__all__ = ["ends_by_day"]

ORDER: Final = (
    Outcome.WIDER_WAR, Outcome.FULL_INVASION, Outcome.LIMITED_INCURSION, Outcome.STANDOFF,
    Outcome.DE_ESCALATION, Outcome.SETTLEMENT,
)  # fmt: skip
"""From the bottom: wars, what is undecided, peaceful ends."""


def ends_by_day(course: Course, ax: Axes) -> Axes:
    """Draw the share of runs that have come to each end, by day, as a stack of areas.

    Parameters
    ----------
    course : Course
        The runs.
    """
    below = np.zeros(len(course.days))
    ends = {}
    for outcome in ORDER:
        share = course.share((outcome,))
        if not share.any():
            continue
        above = below + share
        ax.fill_between(course.days, below, above, step="post", color=OUTCOME_COLOURS[outcome], lw=0)
        ax.step(course.days, above, where="post", color="white", lw=0.6)
        name = "undecided" if outcome is Outcome.STANDOFF else outcome.title
        if share[-1] > 0.0:
            ends[f"{name} {percent_text(share[-1])}"] = (float(below[-1] + above[-1]) / 2, INK)
        below = above
    ax.set_xlim(0, float(course.days[-1]))
    ax.set_xlabel("days since the start")
    ax.set_ylim(0, 1)
    in_percent(ax.yaxis)
    ax.set_ylabel("share of runs (%)")
    ax.grid(visible=False)
    direct_labels(ends, ax)
    return ax
