"""Printing of lines: the only place that prints text, so that no text controls the terminal.

A title, a path or a reason may come from somebody else's scenario or result, and may hold sequences that move
the cursor, change the title of the window or worse.
"""

from __future__ import annotations

import click

from standoff.errors import printable_lines

__all__ = ["note", "say"]


def say(text: str) -> None:
    """Print a line, or several, on the output stream."""
    click.echo(printable_lines(text))  # noqa: TID251


def note(text: str) -> None:
    """Print a line, or several, on the error stream."""
    click.echo(printable_lines(text), err=True)  # noqa: TID251
