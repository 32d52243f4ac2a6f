"""The answer to a question, the same for the command line, Python and the report.

The command writes and shows it, Python turns it into data frames, and the report puts it on the page. All its
words are here, so the three say the same.
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
    """The answer to a question: findings, tables and figures.

    Parameters
    ----------
    title : str
        Title of what was analysed.
    rows : Mapping of str to sequence of Mapping
        Rows by the name of the table, its file and its data frame. A table without rows is not written.
    main : str
        Name of the main table.
    sentences : sequence of str
        The findings.
    caveats : sequence of str
        Limits of the findings.
    tables : sequence of rich.table.Table
        Tables for readers, on a screen or a page.
    screen : sequence of RenderableType
        The same sentences and tables, in the order of the screen.
    record : Mapping
        Question and result, for the manifest.
    units : Mapping of str to str
        Unit by column, where the name of the column does not give it.
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
