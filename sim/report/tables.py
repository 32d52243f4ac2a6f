"""Tables – what the screen shows in tables, and what analyses give as lines, as tables of a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table as Shown

from sim.report.page import Table

__all__ = ["of_lines", "of_screen", "parts_of"]


def of_screen(shown: Shown) -> Table:
    """Give a table of the screen as one of the page.

    Examples
    --------
    >>> shown = Shown("outcome", "share", title="Outcomes")
    >>> shown.add_row("war", "60.5")
    >>> of_screen(shown).rows
    [('war', '60.5')]
    """
    columns = [" ".join(str(column.header).split()) for column in shown.columns]
    rows = list(zip(*([str(cell) for cell in column.cells] for column in shown.columns), strict=True))
    strong = frozenset(number for number, row in enumerate(shown.rows) if "bold" in str(row.style))
    return Table(str(shown.title or ""), columns, rows, str(shown.caption or ""), strong)


def parts_of(shown: RenderableType) -> list[Table]:
    """Give the tables of what the screen shows together."""
    return [of_screen(part) for part in (shown.renderables if isinstance(shown, Group) else [shown])
            if isinstance(part, Shown)]  # fmt: skip


def of_lines(title: str, lines: Sequence[Mapping[str, Any]], note: str = "") -> Table:
    """Give lines of an analysis, with equal keys, as a table of the page.

    Examples
    --------
    >>> of_lines("Shares", [{"outcome": "war", "n": 2000, "share_low": 0.12345, "why": None}]).rows
    [['war', '2,000', '0.1235', '']]
    """
    columns = [key.replace("_", " ") for key in lines[0]] if lines else []
    return Table(title, columns, [[_cell(value) for value in line.values()] for line in lines], note)


def _cell(value: Any) -> str:
    if value is None or value != value:
        return ""
    if isinstance(value, bool | str):
        return str(value)
    return f"{value:,}" if isinstance(value, int) else f"{value:.4g}"
