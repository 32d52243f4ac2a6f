"""The share of runs in which a war has begun, by day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from matplotlib.axes import Axes

from standoff.plots.labels import direct_labels, in_percent, percent_text
from standoff.plots.style import INK, OUTCOME_COLOURS, result_style
from standoff.statistics.course import Course
from standoff.vocabulary import ANY_WAR, Outcome

__all__ = ["compared_wars", "war_by_day"]

FULL: Final = (Outcome.FULL_INVASION, Outcome.WIDER_WAR)
LINES: Final = {
    "any war": (ANY_WAR, INK),
    "full-scale": (FULL, OUTCOME_COLOURS[Outcome.FULL_INVASION]),
    "limited": ((Outcome.LIMITED_INCURSION,), OUTCOME_COLOURS[Outcome.LIMITED_INCURSION]),
}
"""The kinds of war that are drawn, with their outcomes and colours."""


def war_by_day(course: Course, ax: Axes) -> Axes:
    """Draw the share of runs with any war, with one that becomes full-scale, and with one that stays limited.

    Parameters
    ----------
    course : Course
        The runs.
    """
    for outcomes, colour in LINES.values():
        _draw(course, outcomes, ax, color=colour)
    ends = {name: (float(course.share(outcomes)[-1]), colour) for name, (outcomes, colour) in LINES.items()}
    return _finish({name: end for name, end in ends.items() if end[0] > 0.0}, float(course.days[-1]), ax)


def compared_wars(courses: Mapping[str, Course], ax: Axes) -> Axes:
    """Draw the share of runs with any war for several results.

    Parameters
    ----------
    courses : Mapping of str to Course
        The runs by the name of the result; one or more.
    """
    ends = {}
    for index, (name, course) in enumerate(courses.items()):
        look = result_style(index)
        _draw(course, ANY_WAR, ax, **look)
        ends[name] = float(course.share(ANY_WAR)[-1]), look["color"]
    return _finish(ends, max(float(course.days[-1]) for course in courses.values()), ax)


def _draw(course: Course, outcomes: tuple[Outcome, ...], ax: Axes, **look: Any) -> None:
    shares = course.intervals(outcomes)
    low, high = (np.array([getattr(share, end) for share in shares]) for end in ("low", "high"))
    ax.fill_between(course.days, low, high, step="post", color=look["color"], alpha=0.15, lw=0)
    ax.step(course.days, course.share(outcomes), where="post", lw=1.8, **look)


def _finish(ends: Mapping[str, tuple[float, str]], last_day: float, ax: Axes) -> Axes:
    """Label the lines at their ends, and the axes."""
    ax.set_xlim(0, last_day)
    ax.set_xlabel("days since the start")
    top = max((share for share, _ in ends.values()), default=0.0)
    ax.set_ylim(0, min(1.02, max(0.05, 1.2 * top)))
    in_percent(ax.yaxis)
    ax.set_ylabel("runs in which a war has begun (%)")
    named = {f"{name} {percent_text(share)}": (share, colour) for name, (share, colour) in ends.items()}
    direct_labels(named, ax)
    return ax
