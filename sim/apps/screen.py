"""The screen: where tables and lines go, wide enough for a pipe."""

from __future__ import annotations

import sys

from rich.console import Console, RenderableType

__all__ = ["show"]

PIPE_WIDTH = 200


def show(*parts: RenderableType) -> None:
    """Print parts one below the other."""
    console = Console(width=None if sys.stdout.isatty() else PIPE_WIDTH, highlight=False, markup=False)
    for part in parts:
        console.print(part)
