"""Findings – what an analysis found: tables as data frames, figures, and sentences where it has them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

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
    title : str
        What was analysed.
    frames : Mapping of str to pandas.DataFrame
        The tables, under the names of the files that the command line writes.
    main : str
        Name of the table that says most.
    draw : callable
        Draws the figures.
    sentences : tuple of str
        What was found in words, and how far it goes; empty where the analysis has none.
    """

    title: str
    frames: Mapping[str, DataFrame]
    main: str
    draw: Callable[[], dict[str, Figure]]
    sentences: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Show title, sentences and main table."""
        head, table, rest = self._parts
        shown = table.to_string(max_rows=MOST_ROWS, line_width=WIDTH, max_colwidth=WIDTH // 2)
        return "\n".join([*head, "", f"{self.main}:", shown, rest])

    def _repr_html_(self) -> str:
        """Show the same in a notebook."""
        head, table, rest = self._parts
        told = "".join(f"<p>{escape(line.strip())}</p>" for line in head)
        return f"{told}<p>{escape(self.main)}:</p>{table.to_html(max_rows=MOST_ROWS)}<p>{escape(rest)}</p>"

    def figures(self) -> dict[str, Figure]:
        """Draw the figures by name; their ``axes`` can be styled anew."""
        return self.draw()

    @property
    def _parts(self) -> tuple[tuple[str, ...], DataFrame, str]:
        others = ", ".join(name for name in self.frames if name != self.main)
        return (self.title, *self.sentences), self.frames[self.main], f"other frames: {others}"
