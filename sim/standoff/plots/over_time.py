"""Figures over time: days as dates on an axis, with what was planned and what happened."""

from __future__ import annotations

import datetime as dt
import math
from typing import Final

from matplotlib.axes import Axes
from matplotlib.dates import DateFormatter, date2num
from matplotlib.ticker import MultipleLocator

from standoff.plots.style import EVENT_MARKS, INK, SHADE, TURNING_POINTS, shown
from standoff.story.trace import Row, RunTrace

__all__ = ["edges", "happenings", "lettered_injects", "on_axis", "over_time"]

LETTER: Final = 0.045
"""Share of a narrow panel's width that a letter takes."""
LETTER_ROW: Final = 11
"""Points between two rows of letters."""
LETTER_GROUND: Final = {"fc": "white", "ec": "none", "alpha": 0.8, "pad": 0.6}
"""What keeps a letter legible on whatever is drawn below it."""


def on_axis(trace: RunTrace, day: float) -> float:
    """Give the date of a day after the opening, as matplotlib counts dates."""
    opening: float = date2num(trace.stage.opens_at)  # type: ignore[no-untyped-call]
    return opening + float(day)


def edges(trace: RunTrace) -> list[float]:
    """Give the dates between which the turns lie, as matplotlib counts dates: one more than turns."""
    return [on_axis(trace, day) for day in (*trace.days, trace.end)]


def lettered_injects(trace: RunTrace) -> list[tuple[str, Row]]:
    """Give the injects of a run by the letter that marks each, in their order."""
    return [(_letter(number), row) for number, row in enumerate(trace.planned("inject"))]


def happenings(trace: RunTrace) -> dict[str, list[Row]]:
    """Give what happened by kind, in the order of the style."""
    kinds = dict.fromkeys([*EVENT_MARKS, *(row["kind"] for row in trace.tables.get("events", ()))])
    rows = {kind: trace.rows("events", kind=kind) for kind in kinds}
    return {kind: events for kind, events in rows.items() if events}


def _letter(number: int) -> str:
    """Give A to Z, then A2 to Z2, and so on."""
    turn, place = divmod(number, 26)
    return chr(ord("A") + place) + (str(turn + 1) if turn else "")


def over_time(trace: RunTrace, ax: Axes, most_dates: int = 4) -> None:
    """Make the x axis one of dates; shade exercises, mark seasons and turning points.

    Parameters
    ----------
    trace : RunTrace
        The run.
    ax : Axes
        Where to draw; its data come first, so that the legend names them first.
    most_dates : int
        Intervals between dates on the axis, at most.
    """
    for row in trace.planned("exercise"):
        begins, ends = on_axis(trace, row["day"]), on_axis(trace, row["until"])
        ax.axvspan(begins, ends, color=SHADE, lw=0, zorder=0, label="exercise planned")
    for date in [on_axis(trace, row["day"]) for row in trace.planned("season")]:
        ax.axvline(date, color=INK, lw=0.9, ls=":", label="ground changes")
    for kind, rows in happenings(trace).items():
        colour, dashes = TURNING_POINTS.get(kind, ("", ""))
        for row in rows if colour else ():
            ax.axvline(on_axis(trace, row["day"]), color=colour, lw=1.2, ls=dashes, label=shown(kind).lower())
    _letter_injects(trace, ax)
    ax.xaxis_date()
    ax.set_xlim(edges(trace)[0], edges(trace)[-1])
    step = math.ceil((edges(trace)[-1] - edges(trace)[0]) / most_dates)
    ax.xaxis.set_major_locator(MultipleLocator(step, offset=edges(trace)[0]))
    ax.xaxis.set_major_formatter(DateFormatter("%d %b"))  # type: ignore[no-untyped-call]
    years = dict.fromkeys((trace.stage.opens_at + dt.timedelta(days=day)).year for day in trace.days)
    ax.set_xlabel(f"date ({'–'.join(str(year) for year in years)})")


def _letter_injects(trace: RunTrace, ax: Axes) -> None:
    """Put the letter of each inject beside its line, in as many rows as keep letters apart."""
    by_day: dict[float, list[str]] = {}
    for letter, row in lettered_injects(trace):
        turn = max(day for day in trace.days if day <= row["day"])
        by_day.setdefault(turn, []).append(letter)
    ends: list[float] = []  # where the last letter of each row ends
    for day, letters in by_day.items():
        date = on_axis(trace, day)
        place = next((number for number, end in enumerate(ends) if end <= date), len(ends))
        ends[place : place + 1] = [date + len(letters) * LETTER * (edges(trace)[-1] - edges(trace)[0])]
        ax.annotate(
            " ".join(letters), (date, 1.0), xycoords=("data", "axes fraction"), ha="left", va="top",
            xytext=(2, -2 - LETTER_ROW * place), textcoords="offset points", zorder=4,
            fontsize=7.5, color=TURNING_POINTS["inject"][0], bbox=LETTER_GROUND,
        )  # fmt: skip
