"""Printing of tables and lines, to a terminal or at a fixed width to a pipe."""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping, Sequence

import click
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

__all__ = ["as_text", "heading", "note", "show", "titled_table"]

PIPE_WIDTH = 200


def show(*parts: RenderableType) -> None:
    """Print parts one below another."""
    console = Console(width=_width(), highlight=False, markup=False)
    for part in parts:
        console.print(part)


def as_text(parts: Sequence[RenderableType]) -> str:
    """Give parts as `show` prints them, without colours."""
    page = io.StringIO()
    console = Console(
        file=page, width=_width(), color_system=None, force_jupyter=False, highlight=False, markup=False
    )
    for part in parts:
        console.print(part)
    return "\n".join(line.rstrip() for line in page.getvalue().splitlines())


def _width() -> int | None:
    """Give the characters of a line, None for those of the terminal."""
    return None if sys.stdout.isatty() else PIPE_WIDTH


def note(text: str) -> None:
    """Print a line on the error stream."""
    click.echo(text, err=True)


def heading(scenario: Mapping[str, str]) -> str:
    """Give the title, name and version of a scenario from its record in a manifest."""
    return f"{scenario['title']} ({scenario['name']} {scenario['version']})"


def titled_table(title: str) -> Table:
    """Make an empty table with a title above it and, if set, a caption below."""
    return Table(
        title=Text(title), title_justify="left", title_style="bold", caption_justify="left", show_edge=False,
        pad_edge=False,
    )  # fmt: skip
