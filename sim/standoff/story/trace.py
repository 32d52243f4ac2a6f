"""The trace of one run with access by table and turn, dates and titles."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from standoff.drivers.stage import Stage
from standoff.scenario.content import Scenario
from standoff.state.tables import N_TYPES
from standoff.vocabulary import OptionClass

__all__ = ["NarratedTrace", "Row", "RunTrace", "Tables"]

Row = Mapping[str, Any]
Tables = Mapping[str, Sequence[Row]]
"""Rows by the name of their table; ``drivers/trace.py`` says what they hold."""


@dataclass(frozen=True)
class RunTrace:
    """The trace of one run.

    Parameters
    ----------
    stage : Stage
        The crisis as it was played.
    tables : Mapping of str to sequence of Mapping
        The tables of the trace.
    """

    stage: Stage
    tables: Tables

    def rows(self, table: str, **where: object) -> list[Row]:
        """Return the rows of a table whose named columns have the given values."""
        rows: Sequence[Row] = self.tables.get(table, ())
        if "turn" in where:
            rows = self._by_turn[table].get(where.pop("turn"), ())
        return [row for row in rows if all(row[column] == value for column, value in where.items())]

    @cached_property
    def _by_turn(self) -> Mapping[str, Mapping[object, list[Row]]]:
        by_turn: dict[str, dict[object, list[Row]]] = defaultdict(lambda: defaultdict(list))
        for table, rows in self.tables.items():
            for row in rows:
                if "turn" in row:  # rows of the calendar have days only
                    by_turn[table][row["turn"]].append(row)
        return by_turn

    @cached_property
    def turns(self) -> list[int]:
        """The turns, in order."""
        return sorted({row["turn"] for row in self.tables["actors"]})

    @cached_property
    def days(self) -> list[float]:
        """Days on which the turns began."""
        return sorted({row["day"] for row in self.tables["actors"]})

    @property
    def end(self) -> float:
        """Day on which the last turn ends."""
        return self.days[-1] + float(self.stage.facts.rules.turn_days)

    def day(self, turn: int) -> float:
        """Return the day on which a turn begins."""
        return float(self.rows("actors", turn=turn)[0]["day"])

    def date(self, day: float) -> dt.date:
        """Return the date of a day after the opening."""
        return self.stage.opens_at + dt.timedelta(days=int(day))

    def title(self, actor: str) -> str:
        """Return the name of an actor for readers."""
        return self.stage.names.title(actor)

    def option_class(self, action: str) -> OptionClass:
        """Return the class of an action."""
        row = self.stage.names.actions.index(action)
        return OptionClass(int(self.stage.facts.action[row].option_class))

    def planned(self, kind: str) -> list[Row]:
        """Return the entries of the calendar of a kind that fall into the run."""
        return [
            row for row in self.rows("calendar", kind=kind) if row["until"] >= 0.0 and row["day"] < self.end
        ]

    def chosen(self, actor: str, turn: int) -> Row | None:
        """Return the option that an actor chose, or None if it had no opportunity to act."""
        return next(iter(self.rows("decisions", turn=turn, actor=actor, is_chosen=True)), None)

    def resolved(self, observer: str, subject: str, turn: int) -> tuple[float, float]:
        """Return the probability that a subject is resolved, as an observer sees it, before and after a turn.

        Resolved types are those for which war costs less than for the middle type.
        """
        held = self.rows("beliefs", turn=turn, observer=observer, subject=subject)[: N_TYPES // 2]
        return sum(row["before"] for row in held), sum(row["after"] for row in held)


@dataclass(frozen=True)
class NarratedTrace(RunTrace):
    """The trace of one run with the titles of its scenario.

    Parameters
    ----------
    scenario : Scenario
        The crisis in words.
    """

    scenario: Scenario

    @cached_property
    def act_titles(self) -> dict[str, str]:
        """Titles of actions, as words that follow "to"."""
        return {name: action.title for name, action in self.scenario.actions.items()}

    def axis_title(self, axis: str) -> str:
        """Return the title of an axis of advance, or "elsewhere" for forces on no axis."""
        return self.scenario.crisis.axes[axis].title if axis in self.scenario.crisis.axes else "elsewhere"
