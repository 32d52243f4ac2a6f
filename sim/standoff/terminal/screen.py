"""Printing of tables and lines, to a terminal or at a fixed width to a pipe."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

__all__ = ["heading", "show", "titled_table"]

PIPE_WIDTH = 200


def show(*parts: RenderableType) -> None:
    """Print parts one below another."""
    console = Console(width=None if sys.stdout.isatty() else PIPE_WIDTH, highlight=False, markup=False)
    for part in parts:
        console.print(part)


def heading(scenario: Mapping[str, str]) -> str:
    """Give the title, name and version of a scenario from its record in a manifest."""
    return f"{scenario['title']} ({scenario['name']} {scenario['version']})"


def titled_table(title: str) -> Table:
    """Make an empty table with a title above it and, if set, a caption below."""
    return Table(
        title=Text(title), title_justify="left", title_style="bold", caption_justify="left", show_edge=False,
        pad_edge=False,
    )  # fmt: skip
