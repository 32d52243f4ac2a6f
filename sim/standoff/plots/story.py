"""Story – the trace of one run as the figures read it, with days as dates."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from matplotlib.axes import Axes
from matplotlib.dates import DateFormatter, date2num
from matplotlib.ticker import MultipleLocator

from standoff.drivers.stage import Stage
from standoff.plots.style import EVENT_MARKS, INK, SHADE, TURNING_POINTS, shown
from standoff.vocabulary import OptionClass

__all__ = ["Row", "Story", "over_time"]

LETTER: Final = 0.045
"""Share of a narrow panel's width that a letter takes."""
LETTER_ROW: Final = 11
"""Points between two rows of letters."""
LETTER_GROUND: Final = {"fc": "white", "ec": "none", "alpha": 0.8, "pad": 0.6}
"""What keeps a letter legible on whatever is drawn below it."""

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Story:
    """One run to be drawn.

    Parameters
    ----------
    stage : Stage
        The crisis.
    tables : Mapping of str to Sequence of Row
        The tables of its trace.
    """

    stage: Stage
    tables: Mapping[str, Sequence[Row]]

    def rows(self, table: str, **where: object) -> list[Row]:
        """Give the rows of a table in which the named columns have the given values."""
        return [row for row in self.tables.get(table, ()) if all(row[key] == where[key] for key in where)]

    def date(self, day: float) -> float:
        """Give the date of a day after the opening, as matplotlib counts dates."""
        opening: float = date2num(self.stage.opens_at)  # type: ignore[no-untyped-call]
        return opening + float(day)

    @cached_property
    def days(self) -> list[float]:
        """Days on which the turns began."""
        return sorted({row["day"] for row in self.tables["actors"]})

    @cached_property
    def edges(self) -> list[float]:
        """Dates between which the turns lie: one more than turns."""
        ends = [*self.days, self.days[-1] + float(self.stage.facts.rules.turn_days)]
        return [self.date(day) for day in ends]

    def title(self, name: str) -> str:
        """Give the name of an actor as readers see it."""
        return self.stage.names.title(name)

    def exercises(self) -> list[Row]:
        """Give the exercises of the calendar that fall into the run."""
        return [row for row in self.rows("calendar", kind="exercise") if self._is_shown(row)]

    def seasons(self) -> list[float]:
        """Give the dates in the run on which the ground changes."""
        return [self.date(row["day"]) for row in self.rows("calendar", kind="season") if self._is_shown(row)]

    def injects(self) -> list[tuple[str, Row]]:
        """Give the injects of the run by the letter that marks each, in their order."""
        rows = [row for row in self.rows("calendar", kind="inject") if self._is_shown(row)]
        return [(_letter(number), row) for number, row in enumerate(rows)]

    def happenings(self) -> dict[str, list[Row]]:
        """Give what happened by kind, in the order of the style."""
        kinds = dict.fromkeys([*EVENT_MARKS, *(row["kind"] for row in self.tables.get("events", ()))])
        found = {kind: self.rows("events", kind=kind) for kind in kinds}
        return {kind: rows for kind, rows in found.items() if rows}

    def option_class(self, action: str) -> OptionClass:
        """Give the class of an action."""
        row = self.stage.names.actions.index(action)
        return OptionClass(int(self.stage.facts.action[row].option_class))

    def _is_shown(self, row: Row) -> bool:
        return bool(row["until"] >= 0.0 and self.date(row["day"]) < self.edges[-1])


def _letter(number: int) -> str:
    """Give A to Z, then A2 to Z2, and so on."""
    turn, place = divmod(number, 26)
    return chr(ord("A") + place) + (str(turn + 1) if turn else "")


def over_time(story: Story, ax: Axes, most_dates: int = 4) -> None:
    """Make the x axis one of dates; shade exercises, mark seasons and turning points.

    Parameters
    ----------
    story : Story
        The run.
    ax : Axes
        Where to draw; its data come first, so that the legend names them first.
    most_dates : int
        Intervals between dates on the axis, at most.
    """
    for row in story.exercises():
        begins, ends = story.date(row["day"]), story.date(row["until"])
        ax.axvspan(begins, ends, color=SHADE, lw=0, zorder=0, label="exercise planned")
    for date in story.seasons():
        ax.axvline(date, color=INK, lw=0.9, ls=":", label="ground changes")
    for kind, rows in story.happenings().items():
        colour, dashes = TURNING_POINTS.get(kind, ("", ""))
        for row in rows if colour else ():
            ax.axvline(story.date(row["day"]), color=colour, lw=1.2, ls=dashes, label=shown(kind).lower())
    _letter_injects(story, ax)
    ax.xaxis_date()
    ax.set_xlim(story.edges[0], story.edges[-1])
    step = math.ceil((story.edges[-1] - story.edges[0]) / most_dates)
    ax.xaxis.set_major_locator(MultipleLocator(step, offset=story.edges[0]))
    ax.xaxis.set_major_formatter(DateFormatter("%d %b"))  # type: ignore[no-untyped-call]
    years = dict.fromkeys((story.stage.opens_at + dt.timedelta(days=day)).year for day in story.days)
    ax.set_xlabel(f"date ({'–'.join(str(year) for year in years)})")


def _letter_injects(story: Story, ax: Axes) -> None:
    """Put the letter of each inject beside its line, in as many rows as keep letters apart."""
    by_day: dict[float, list[str]] = {}
    for letter, row in story.injects():
        turn = max(day for day in story.days if day <= row["day"])
        by_day.setdefault(turn, []).append(letter)
    ends: list[float] = []  # where the last letter of each row ends
    for day, letters in by_day.items():
        date = story.date(day)
        place = next((number for number, end in enumerate(ends) if end <= date), len(ends))
        ends[place : place + 1] = [date + len(letters) * LETTER * (story.edges[-1] - story.edges[0])]
        ax.annotate(
            " ".join(letters), (date, 1.0), xycoords=("data", "axes fraction"), ha="left", va="top",
            xytext=(2, -2 - LETTER_ROW * place), textcoords="offset points", zorder=4,
            fontsize=7.5, color=TURNING_POINTS["inject"][0], bbox=LETTER_GROUND,
        )  # fmt: skip
