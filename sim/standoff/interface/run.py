"""Run – one run with its full story."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from standoff.drivers.record import RunRecord
from standoff.drivers.stage import Stage
from standoff.errors import InputError
from standoff.interface.frames import STORY, UNITS, frame_of
from standoff.scenario.names import nearest

if TYPE_CHECKING:
    from pandas import DataFrame

    from standoff.plots.sheet import Figure

__all__ = ["Run"]


@dataclass(frozen=True, repr=False, eq=False)
class Run:
    """One run with its full story.

    Parameters
    ----------
    stage : Stage
        What was played.
    title : str
        Name of the crisis, with what was set.
    record : RunRecord
        The run in a row: outcome, length, losses and the like.
    trace : Mapping of str to list of dict
        Its story, rows by table (``sim/standoff/drivers/trace.py`` says what they hold).
    """

    stage: Stage
    title: str
    record: RunRecord
    trace: Mapping[str, list[dict[str, Any]]]

    def __repr__(self) -> str:
        """Say how the run ended."""
        record = self.record
        end = record.outcome.title
        return f"<{self.title}: run {record.replication}, {end} after {record.days:g} days>"

    def table(self, name: str) -> DataFrame:
        """Give a table of the story, such as ``events``, ``decisions`` or ``beliefs``.

        Raises
        ------
        InputError
            If there is no such table.
        """
        if name not in self.trace:
            raise InputError(f"table '{name}' is unknown; {nearest(name, self.trace)}")
        return frame_of(self.trace[name], {**STORY, **UNITS.get(name, {})})

    def figures(self) -> dict[str, Figure]:
        """Draw the figures of the run, by name: ``rungs``, ``forces``, ``beliefs`` and so on."""
        from standoff.plots.run_figures import figures_of_run  # loads matplotlib, which can be done without

        return figures_of_run(self.stage, self.trace, self.title, self.record.replication)
