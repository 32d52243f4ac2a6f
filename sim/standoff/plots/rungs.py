"""Each actor's rung on the ladder of escalation over time, with acts, calendar and events."""

from __future__ import annotations

from typing import Final

from matplotlib.axes import Axes
from matplotlib.transforms import ScaledTranslation, blended_transform_factory

from standoff.plots.actors import actor_style
from standoff.plots.over_time import edges, events_by_kind, on_axis, over_time
from standoff.plots.style import (
    EVENT_MARKS,
    INK,
    OPTION_MARKS,
    SHADE,
    TURNING_POINTS,
    shown,
    words,
)
from standoff.story.peace import end_of_peace
from standoff.story.trace import Row, RunTrace
from standoff.story.words import date_text
from standoff.vocabulary import OptionClass

__all__ = ["lanes_height", "rungs", "rungs_title"]

RUNG_NAMES: Final = {
    1: "ostensible crisis",
    4: "hardening of positions",
    6: "significant mobilisation",
    8: "harassing violence",
    9: "dramatic confrontation",
    12: "large conventional war",
}
"""Kahn's names of some rungs."""
TOP: Final = 13
"""Lowest rung at which the axis may end."""
LANE: Final = 0.19
"""Height of a row of events, inches."""


def rungs(trace: RunTrace, ax: Axes) -> Axes:
    """Draw the rung of each actor over time with its acts; rows above it hold calendar and events.

    Parameters
    ----------
    trace : RunTrace
        The run.
    """
    highest = TOP
    for row, actor in enumerate(trace.stage.names.actors):
        lines = trace.rows("actors", actor=actor)
        highest = max(highest, *(int(line["rung"]) for line in lines))
        _draw_actor(trace, ax, row, lines)
    for option_class in _classes(trace):
        ax.plot([], [], OPTION_MARKS[option_class], color=INK, ms=5, label=f"act: {words(option_class)}")
    ax.set_ylim(0.4, highest + 0.6)
    ax.set_yticks(range(1, highest + 1))
    ax.set_ylabel("rung of escalation (Kahn's ladder, 1–16)")
    names = ax.secondary_yaxis("right")
    names.set_yticks(list(RUNG_NAMES), list(RUNG_NAMES.values()))
    names.tick_params(length=0, labelsize=8)
    names.spines["right"].set_visible(False)
    over_time(trace, ax, most_dates=8)
    _draw_lanes(trace, ax)
    return ax


def rungs_title(trace: RunTrace) -> str:
    """Say what ended the peace, or that nothing did, and how high the ladder was climbed."""
    peace = end_of_peace(trace)
    top = max(line["rung"] for line in trace.rows("actors"))
    if peace is None:
        return f"Neither an attack nor a package: the highest rung is {top:.0f}"
    return f"{date_text(trace.date(peace.day))}: {peace.text.rstrip('.')}"


def lanes_height(trace: RunTrace) -> float:
    """Return the height of the rows above the panel, inches."""
    return LANE * _n_lanes(trace)


def _n_lanes(trace: RunTrace) -> int:
    return len(trace.planned("exercise")) + bool(trace.planned("season")) + len(events_by_kind(trace))


def _draw_actor(trace: RunTrace, ax: Axes, row: int, lines: list[Row]) -> None:
    """Draw the rungs and acts of an actor, shifted a little so that equal rungs do not hide each other."""
    points = (row - (len(trace.stage.names.actors) - 1) / 2) * 2.4
    shifted = ax.transData + ScaledTranslation(0, points / 72, ax.figure.dpi_scale_trans)
    look = {**actor_style(trace.stage, row), "transform": shifted}
    steps = [line["rung"] for line in lines]
    ax.stairs(
        steps,
        edges(trace),
        baseline=None,
        lw=2,
        label=trace.title(trace.stage.names.actors[row]),
        **look,
    )
    for line in lines:
        if line["action"]:
            mark = OPTION_MARKS[trace.option_class(line["action"])]
            x, y = on_axis(trace, line["day"]), line["rung"]
            ax.plot(x, y, mark, mec="white", mew=0.5, ms=6.5, zorder=3, clip_on=False, **look)


def _classes(trace: RunTrace) -> list[OptionClass]:
    taken = {trace.option_class(line["action"]) for line in trace.tables["actors"] if line["action"]}
    return sorted(taken)


def _draw_lanes(trace: RunTrace, ax: Axes) -> None:
    """Draw a row for each exercise, for the seasons and for each kind of event, above the panel."""
    count = _n_lanes(trace)
    if not count:
        return
    above = ax.figure.dpi_scale_trans + ScaledTranslation(0, 1, ax.transAxes)  # type: ignore[arg-type]
    transform = blended_transform_factory(ax.transAxes, above)
    lanes = ax.inset_axes((0, 0.04, 1, LANE * count), transform=transform, sharex=ax)
    labels: list[str] = []
    for row in trace.planned("exercise"):
        begins, ends = on_axis(trace, row["day"]), on_axis(trace, row["until"])
        lanes.barh(len(labels), ends - begins, left=begins, height=0.6, color=SHADE, ec="#999999", lw=0.5)
        labels.append(
            f"exercise: {trace.title(row['actor'])}"
            + (f" in {trace.title(row['host'])}" if row["host"] else "")
        )
    if seasons := [on_axis(trace, row["day"]) for row in trace.planned("season")]:
        lanes.plot(seasons, [len(labels)] * len(seasons), "|", color=INK, ms=8)
        labels.append("change of season")
    for kind, rows in events_by_kind(trace).items():
        dates = [on_axis(trace, row["day"]) for row in rows]
        mark, colour = EVENT_MARKS.get(kind, "."), TURNING_POINTS.get(kind, (INK, ""))[0]
        lanes.plot(dates, [len(labels)] * len(dates), mark, color=colour, ms=6, clip_on=False)
        labels.append(shown(kind).lower())
    lanes.set_ylim(count - 0.4, -0.6)
    lanes.set_yticks(range(count), labels)
    lanes.yaxis.tick_right()
    lanes.tick_params(bottom=False, labelbottom=False, length=0, labelsize=8)
    lanes.spines[:].set_visible(False)
