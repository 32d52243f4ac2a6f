"""Tale – the trace of one run as a narrator reads it: by turn, with dates and titles."""

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

__all__ = ["Row", "Tale"]

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Tale:
    """One run to be told.

    Parameters
    ----------
    scenario : Scenario
        The crisis in words.
    stage : Stage
        The crisis as it was played.
    tables : Mapping of str to Sequence of Row
        The tables of the trace.
    """

    scenario: Scenario
    stage: Stage
    tables: Mapping[str, Sequence[Row]]

    @cached_property
    def turns(self) -> list[int]:
        """The turns, in order."""
        return sorted(self._by_turn["actors"])

    @cached_property
    def _by_turn(self) -> dict[str, dict[int, list[Row]]]:
        found: dict[str, dict[int, list[Row]]] = defaultdict(lambda: defaultdict(list))
        for table, rows in self.tables.items():
            for row in rows if table != "calendar" else ():
                found[table][row["turn"]].append(row)
        return found

    def rows(self, table: str, turn: int, **where: object) -> list[Row]:
        """Give the rows of a table and turn in which the named columns have the given values."""
        rows = self._by_turn[table].get(turn, [])
        return [row for row in rows if all(row[name] == where[name] for name in where)]

    def day(self, turn: int) -> float:
        """Give the day on which a turn begins."""
        return float(self.rows("actors", turn)[0]["day"])

    def date(self, day: float) -> dt.date:
        """Give the date of a day after the opening."""
        return self.stage.opens_at + dt.timedelta(days=int(day))

    def title(self, actor: str) -> str:
        """Give the name of an actor as readers see it."""
        return self.stage.names.title(actor)

    @cached_property
    def act_titles(self) -> dict[str, str]:
        """What each action is, as words that follow 'to'."""
        return {name: action.title for name, action in self.scenario.actions.items()}

    def axis_title(self, axis: str) -> str:
        """Give the name of an axis of advance; forces on none are elsewhere."""
        return self.scenario.crisis.axes[axis].title if axis in self.scenario.crisis.axes else "elsewhere"

    def chosen(self, actor: str, turn: int) -> Row | None:
        """Give the option that an actor took, or None if it had no opportunity."""
        return next(iter(self.rows("decisions", turn, actor=actor, is_chosen=True)), None)

    def resolved(self, observer: str, subject: str, turn: int) -> tuple[float, float]:
        """Give the probability, before and after, that an observer gives to a resolved subject.

        Resolved are the types that find war cheaper than the middle one does.
        """
        held = self.rows("beliefs", turn, observer=observer, subject=subject)[: N_TYPES // 2]
        return sum(row["before"] for row in held), sum(row["after"] for row in held)
