"""Printing of tables and lines, to a terminal or at a fixed width to a pipe."""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping, Sequence

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from standoff.errors import printable_lines
from standoff.terminal.lines import note, say

__all__ = ["as_text", "heading", "note", "say", "show", "titled_table"]

PIPE_WIDTH = 200


def show(*parts: RenderableType) -> None:
    """Print parts one below another."""
    console = Console(width=_width(), highlight=False, markup=False)
    for part in parts:
        console.print(_Printable(part))


def as_text(parts: Sequence[RenderableType]) -> str:
    """Give parts as `show` prints them, without colours."""
    page = io.StringIO()
    console = Console(
        file=page, width=_width(), color_system=None, force_jupyter=False, highlight=False, markup=False
    )
    for part in parts:
        console.print(_Printable(part))
    return "\n".join(line.rstrip() for line in page.getvalue().splitlines())


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
