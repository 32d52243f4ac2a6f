"""Printing of tables and lines, to a terminal or at a fixed width to a pipe."""

from __future__ import annotations

import io
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
"""Characters of a line that does not go to a terminal."""
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
    """Print parts; on a terminal that is too narrow, lines go on in the next one and nothing is cut."""
    for part in parts:
        for table in _tables(part):
            for column in table.columns:
                _keep_numbers_whole(column)
        width = console.width
        needed = [
            sum(BESIDE + (column.min_width or 0) for column in table.columns) for table in _tables(part)
        ]
        console.width = max([width, *needed])
        console.print(_Printable(part), crop=False)
        console.width = width


def _tables(part: RenderableType) -> Iterator[Table]:
    if isinstance(part, Table):
        yield part
    elif isinstance(part, Group):
        for inner in part.renderables:
            yield from _tables(inner)


def _keep_numbers_whole(column: Column) -> None:
    """Let words of a column be broken, but no number, and no cell that is not wrapped or stands right."""
    column.overflow = "fold"
    lines = [line for cell in column.cells for line in _plain(cell).splitlines()]
    if not column.no_wrap and column.justify != "right":
        lines = [word for line in lines for word in line.split() if NUMBER.search(word)]
    column.min_width = max([column.min_width or 1, *map(len, lines)])


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
    """Give the characters of a line, None for those of the terminal."""
    return None if sys.stdout.isatty() else PIPE_WIDTH


def heading(scenario: Mapping[str, str]) -> str:
    """Give the title, name and version of a scenario from its record in a manifest."""
    return f"{scenario['title']} ({scenario['name']} {scenario['version']})"


def titled_table(title: str) -> Table:
    """Make an empty table with a title above it and, if set, a caption below."""
    return Table(
        title=Text(title), title_justify="left", title_style="bold", caption_justify="left", show_edge=False,
        pad_edge=False,
    )  # fmt: skip
