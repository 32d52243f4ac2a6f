"""The class `Findings`: an answer in Python, with its tables as data frames and its figures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING

from standoff.answer import Answer
from standoff.interface.frames import frames_of
from standoff.terminal.screen import as_text

if TYPE_CHECKING:
    from pandas import DataFrame

    from standoff.plots.sheet import Figure

__all__ = ["Findings"]


@dataclass(frozen=True, repr=False, eq=False)
class Findings:
    """The findings of an analysis; printed, or in a notebook, they show what the command line shows.

    Parameters
    ----------
    answer : Answer
        What the command line writes and shows, and the report prints.
    """

    answer: Answer

    @property
    def title(self) -> str:
        """Title of what was analysed."""
        return self.answer.title

    @property
    def main(self) -> str:
        """Name of the main frame."""
        return self.answer.main

    @property
    def sentences(self) -> tuple[str, ...]:
        """The findings, then the caveats."""
        return (*self.answer.sentences, *self.answer.caveats)

    @cached_property
    def frames(self) -> dict[str, DataFrame]:
        """The tables, under the names of the files that the command line writes."""
        return frames_of({name: rows for name, rows in self.answer.rows.items() if rows}, self.answer.units)

    def __repr__(self) -> str:
        """Show what the command line shows, and name the frames."""
        return f"{self._screen}\n\n{self._names}"

    def _repr_html_(self) -> str:
        """Show the same in a notebook."""
        lines = f'<pre style="white-space: pre; overflow-x: auto">{escape(self._screen)}</pre>'
        return f"{lines}<p>{escape(self._names)}</p>"

    def figures(self) -> dict[str, Figure]:
        """Draw the figures, by name; their ``axes`` can be restyled."""
        from standoff.plots.readings import with_reading  # loads matplotlib, which can be done without

        figures = {name.rpartition("/")[2]: figure for name, figure in self.answer.draw().items()}
        return {name: with_reading(name, figure) for name, figure in figures.items()}

    @property
    def _screen(self) -> str:
        parts = list(self.answer.screen)
        head = [] if parts[:1] == [self.title] else [self.title, ""]
        return as_text([*head, *parts])

    @property
    def _names(self) -> str:
        return f"frames: {', '.join(sorted(self.frames, key=lambda name: name != self.main))}"
