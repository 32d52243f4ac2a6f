"""Findings – an answer in Python: tables as data frames, figures, and the sentences of the command line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING

from standoff.answer import Answer
from standoff.interface.frames import frames_of

if TYPE_CHECKING:
    from pandas import DataFrame

    from standoff.plots.sheet import Figure

__all__ = ["Findings"]

MOST_ROWS = 60
"""Rows that are shown."""
WIDTH = 120
"""Characters of a line on a screen."""


@dataclass(frozen=True, repr=False, eq=False)
class Findings:
    """What an analysis found; a notebook shows its sentences and its main table.

    Parameters
    ----------
    answer : Answer
        What the command line writes and shows, and the report prints.
    """

    answer: Answer

    @property
    def title(self) -> str:
        """What was analysed."""
        return self.answer.title

    @property
    def main(self) -> str:
        """Name of the frame that says most."""
        return self.answer.main

    @property
    def sentences(self) -> tuple[str, ...]:
        """The findings, then how far they go."""
        return (*self.answer.sentences, *self.answer.caveats)

    @cached_property
    def frames(self) -> dict[str, DataFrame]:
        """The tables, under the names of the files that the command line writes."""
        return frames_of({name: rows for name, rows in self.answer.rows.items() if rows}, self.answer.units)

    def __repr__(self) -> str:
        """Show title, sentences and main table."""
        head, table, rest = self._parts
        shown = table.to_string(max_rows=MOST_ROWS, line_width=WIDTH, max_colwidth=WIDTH // 2)
        return "\n".join([*head, "", f"{self.main}:", shown, rest])

    def _repr_html_(self) -> str:
        """Show the same in a notebook."""
        head, table, rest = self._parts
        lines = "".join(f"<p>{escape(line.strip())}</p>" for line in head)
        return f"{lines}<p>{escape(self.main)}:</p>{table.to_html(max_rows=MOST_ROWS)}<p>{escape(rest)}</p>"

    def figures(self) -> dict[str, Figure]:
        """Draw the figures by name; their ``axes`` can be styled anew."""
        return dict(self.answer.draw())

    @property
    def _parts(self) -> tuple[tuple[str, ...], DataFrame, str]:
        others = ", ".join(name for name in self.frames if name != self.main)
        return (self.title, *self.sentences), self.frames[self.main], f"other frames: {others}"
