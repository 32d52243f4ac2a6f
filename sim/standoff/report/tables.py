"""Tables of the screen as tables of a page."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table as Shown

from standoff.report.page import Table

__all__ = ["of_screen", "parts_of"]


def of_screen(shown: Shown) -> Table:
    """Convert a table of the screen into one of the page.

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
    """Convert the tables in a group of the screen."""
    return [of_screen(part) for part in (shown.renderables if isinstance(shown, Group) else [shown])
            if isinstance(part, Shown)]  # fmt: skip
