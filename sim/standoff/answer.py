"""Answer: what a question gives to every front.

The command writes and shows it, Python turns it into data frames, the report puts it on the page. Nothing
that a reader meets is worded anywhere else, so the three say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from standoff.plots.sheet import Figure

__all__ = ["Answer", "Row"]

Row = Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Answer:
    """The answer to a question.

    Parameters
    ----------
    title : str
        What was analysed.
    rows : Mapping of str to sequence of Mapping
        Rows by the name of their table, which is that of its file and of its data frame. A table without
        rows is not written.
    main : str
        Name of the table that says most.
    sentences : sequence of str
        The findings.
    caveats : sequence of str
        How far the findings go.
    tables : sequence of rich.table.Table
        The tables that people read, on a screen or on a page.
    screen : sequence of RenderableType
        The same sentences and tables in the order in which a screen shows them.
    record : Mapping
        What was asked and found, for the manifest.
    units : Mapping of str to str
        Unit by column, where the name of the column does not tell it.
    draw : callable
        Draws the figures by name; the numbers of a figure are the rows of the same name.
    """

    title: str
    rows: Mapping[str, Sequence[Row]]
    main: str
    sentences: Sequence[str] = ()
    caveats: Sequence[str] = ()
    tables: Sequence[Table] = ()
    screen: Sequence[RenderableType] = ()
    record: Mapping[str, Any] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    draw: Callable[[], Mapping[str, Figure]] = dict
