"""Axes of dates, with the calendar and the events of a run."""

from __future__ import annotations

import datetime as dt
import math
from typing import Final

from matplotlib.axes import Axes
from matplotlib.dates import DateFormatter, date2num
from matplotlib.ticker import MultipleLocator

from standoff.plots.style import EVENT_MARKS, INK, SHADE, TURNING_POINTS, shown
from standoff.story.trace import Row, RunTrace

__all__ = ["edges", "events_by_kind", "lettered_injects", "on_axis", "over_time"]

LETTER: Final = 0.045
"""Width of a letter, share of the width of a narrow panel."""
LETTER_ROW: Final = 11
"""Distance between two rows of letters, points."""
LETTER_GROUND: Final = {"fc": "white", "ec": "none", "alpha": 0.8, "pad": 0.6}
"""Background that keeps a letter legible over what is drawn below it."""


def on_axis(trace: RunTrace, day: float) -> float:
    """Return the date of a day after the opening, as matplotlib counts dates."""
    opening: float = date2num(trace.stage.opens_at)  # type: ignore[no-untyped-call]
    return opening + float(day)


def edges(trace: RunTrace) -> list[float]:
    """Return the dates between which the turns lie, one more than turns, as matplotlib counts dates."""
    return [on_axis(trace, day) for day in (*trace.days, trace.end)]


def lettered_injects(trace: RunTrace) -> list[tuple[str, Row]]:
    """Return the injects of a run in order, each with the letter that marks it."""
    return [(_letter(number), row) for number, row in enumerate(trace.planned("inject"))]


def events_by_kind(trace: RunTrace) -> dict[str, list[Row]]:
    """Return the events of a run by kind, in the order in which figures list them."""
    kinds = dict.fromkeys([*EVENT_MARKS, *(row["kind"] for row in trace.tables.get("events", ()))])
    rows = {kind: trace.rows("events", kind=kind) for kind in kinds}
    return {kind: events for kind, events in rows.items() if events}


def _letter(number: int) -> str:
    """Return A to Z, then A2 to Z2, and so on."""
    cycle, index = divmod(number, 26)
    return chr(ord("A") + index) + (str(cycle + 1) if cycle else "")


def over_time(trace: RunTrace, ax: Axes, most_dates: int = 4, end: float | None = None) -> None:
    """Make x an axis of dates; shade exercises, and mark changes of season and important events.

    Parameters
    ----------
    trace : RunTrace
        The run.
    ax : Axes
        Where to draw; draw the data first, so that the legend lists them first.
    most_dates : int
        Largest number of intervals between dates on the axis.
    end : float, optional
        Last day that is shown; default: the end of the run.
    """
    first, last = edges(trace)[0], on_axis(trace, trace.end if end is None else end)
    for row in trace.planned("exercise"):
        begins, ends = on_axis(trace, row["day"]), on_axis(trace, row["until"])
        ax.axvspan(begins, ends, color=SHADE, lw=0, zorder=0, label="planned exercise")
    for date in [on_axis(trace, row["day"]) for row in trace.planned("season")]:
        ax.axvline(date, color=INK, lw=0.9, ls=":", label="change of season")
    for kind, rows in events_by_kind(trace).items():
        colour, dashes = TURNING_POINTS.get(kind, ("", ""))
        for row in rows if colour else ():
            ax.axvline(on_axis(trace, row["day"]), color=colour, lw=1.2, ls=dashes, label=shown(kind).lower())
    _letter_injects(trace, ax)
    ax.xaxis_date()
    ax.set_xlim(first, last)
    step = math.ceil((last - first) / most_dates)
    ax.xaxis.set_major_locator(MultipleLocator(step, offset=first))
    ax.xaxis.set_major_formatter(DateFormatter("%d %b"))  # type: ignore[no-untyped-call]
    years = dict.fromkeys((trace.stage.opens_at + dt.timedelta(days=day)).year for day in trace.days)
    ax.set_xlabel(f"date ({'–'.join(str(year) for year in years)})")


def _letter_injects(trace: RunTrace, ax: Axes) -> None:
    """Put the letter of each inject beside its line, in as many rows as keep the letters apart."""
    by_day: dict[float, list[str]] = {}
    for letter, row in lettered_injects(trace):
        turn = max(day for day in trace.days if day <= row["day"])
        by_day.setdefault(turn, []).append(letter)
    ends: list[float] = []  # end of the last letter of each row
    for day, letters in by_day.items():
        date = on_axis(trace, day)
        line = next((number for number, end in enumerate(ends) if end <= date), len(ends))
        ends[line : line + 1] = [date + len(letters) * LETTER * (edges(trace)[-1] - edges(trace)[0])]
        ax.annotate(
            " ".join(letters), (date, 1.0), xycoords=("data", "axes fraction"), ha="left", va="top",
            xytext=(2, -2 - LETTER_ROW * line), textcoords="offset points", zorder=4,
            fontsize=7.5, color=TURNING_POINTS["inject"][0], bbox=LETTER_GROUND,
        )  # fmt: skip
