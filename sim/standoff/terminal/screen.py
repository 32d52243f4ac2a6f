"""Printing of tables and lines, to a terminal or at a fixed width to a pipe."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.segment import Segment
from rich.table import Column, Table
from rich.text import Text

from standoff.errors import printable_lines
from standoff.terminal.lines import note, say

__all__ = ["as_text", "heading", "note", "say", "show", "titled_table"]

PIPE_WIDTH = 200
"""Characters of a line that does not go to a terminal, unless the variable COLUMNS says otherwise."""
BESIDE = 3
"""Characters of a line between two columns."""
NUMBER = re.compile(r"^[^A-Za-z]*\d[^A-Za-z]*$")
"""A word that is a number, a range of numbers or a date."""


def show(*parts: RenderableType) -> None:
    """Print parts one below another."""
    _print(Console(width=_width(), highlight=False, markup=False), parts)


def as_text(parts: Sequence[RenderableType]) -> str:
    """Give parts as `show` prints them, without colours."""
    page = io.StringIO()
    console = Console(
        file=page, width=_width(), color_system=None, force_jupyter=False, highlight=False, markup=False
    )
    _print(console, parts)
    return "\n".join(line.rstrip() for line in page.getvalue().splitlines())


def _print(console: Console, parts: Sequence[RenderableType]) -> None:
    """Print parts; a table that needs more room than there is becomes records, so that nothing is cut."""
    for part in parts:
        for shown in _fitting(part, console.width):
            console.print(_Printable(shown), crop=False)


def _fitting(part: RenderableType, width: int) -> Iterator[RenderableType]:
    """Give a part in a form that fits into a width."""
    if isinstance(part, Group):
        for inner in part.renderables:
            yield from _fitting(inner, width)
        return
    if not isinstance(part, Table):
        yield part
        return
    edges = 2 if part.pad_edge else 0
    if _fit(part.columns, width - BESIDE * (len(part.columns) - 1) - edges):
        yield part
    else:
        yield from _records(part)


def _fit(columns: Sequence[Column], room: int) -> bool:
    """Set the widths of columns so that they fill some room at most; tell whether that can be done."""
    least = [_least_width(column) for column in columns]
    natural = [max(map(len, _lines(column)), default=0) for column in columns]
    spare = room - sum(least)
    if spare < 0:
        return False
    pairs = zip(least, natural, strict=True)
    wishes = sorted((max(0, want - need), row) for row, (need, want) in enumerate(pairs))
    for done, (wish, row) in enumerate(wishes):  # what the modest leave is for the others
        more = min(wish, spare // (len(wishes) - done))
        spare -= more
        columns[row].overflow, columns[row].width = "fold", least[row] + more
    return True


def _records(table: Table) -> Iterator[Text]:
    """Write a table as records: for each row its first cell, and below it the others with their headings.

    Empty cells are left out.
    """
    if table.title:
        yield Text(_plain(table.title), style="bold")
    headings = [" ".join(_plain(column.header).split()) for column in table.columns]
    reach = max(map(len, headings[1:]), default=0)
    rows = zip(*(map(_plain, column.cells) for column in table.columns), strict=True)
    for row, cells in zip(table.rows, rows, strict=True):
        first = cells[0].strip()
        yield Text(f"{headings[0]} {first}" if NUMBER.search(first) else first, style=row.style or "bold")
        for name, cell in zip(headings[1:], cells[1:], strict=True):
            if cell.strip():
                yield Text(f"  {name.ljust(reach)}  {' '.join(cell.split())}")
    if table.caption:
        yield Text(_plain(table.caption))


def _least_width(column: Column) -> int:
    """Give the width that a column needs: words may be broken, but no number, no word of its heading, and no
    cell that is not wrapped or stands right.
    """
    lines = [line for cell in column.cells for line in _plain(cell).splitlines()]
    if not column.no_wrap and column.justify != "right":
        lines = [word for line in lines for word in line.split() if NUMBER.search(word)]
    return max([column.min_width or 1, *map(len, lines), *map(len, _plain(column.header).split())])


def _lines(column: Column) -> list[str]:
    return [line for cell in (column.header, *column.cells) for line in _plain(cell).splitlines()]


def _plain(cell: RenderableType) -> str:
    return cell.plain if isinstance(cell, Text) else cell if isinstance(cell, str) else ""


class _Printable:
    """A part whose texts make a terminal do nothing, whatever they hold; its colours stay."""

    def __init__(self, part: RenderableType) -> None:
        self.part = part

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for segment in console.render(self.part, options):
            yield segment if segment.control else Segment(printable_lines(segment.text), segment.style)


def _width() -> int | None:
    """Give the characters of a line: those of the terminal (None), or as the environment says."""
    if sys.stdout.isatty():
        return None
    columns = os.environ.get("COLUMNS", "")
    return int(columns) if columns.isdecimal() and int(columns) > 0 else PIPE_WIDTH


def heading(scenario: Mapping[str, str]) -> str:
    """Give the title, name and version of a scenario from its record in a manifest."""
    return f"{scenario['title']} ({scenario['name']} {scenario['version']})"


def titled_table(title: str) -> Table:
    """Make an empty table with a title above it and, if set, a caption below."""
    return Table(
        title=Text(title), title_justify="left", title_style="bold", caption_justify="left", show_edge=False,
        pad_edge=False,
    )  # fmt: skip
