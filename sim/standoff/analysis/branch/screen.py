"""The table of the continuations of a run."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table

from standoff.analysis.branch.words import WITH, WITHOUT
from standoff.answer import Row
from standoff.statistics.paired import Difference
from standoff.terminal.cells import percent, points_cell
from standoff.terminal.screen import titled_table
from standoff.vocabulary import share_title

__all__ = ["outcome_table"]


def outcome_table(outcomes: Sequence[Row]) -> Table:
    """Show the share of each outcome with the changes and without; rows as of the CSV file."""
    n = outcomes[0]["n"]
    table = titled_table(f"Outcomes of {n:,} continuations with the change and {n:,} without (%)")
    table.add_column("outcome", no_wrap=True)
    for column in (WITHOUT, WITH, "difference,\npoints (95 %)"):
        table.add_column(column, justify="right")
    for row in outcomes:
        shares = (percent(row[name]) for name in ("share_without", "share_with"))
        is_clear = row["low"] > 0.0 or row["high"] < 0.0
        difference = points_cell(Difference(n, row["difference"], row["low"], row["high"]))
        style = "bold" if row["outcome"] == "any_war" else "" if is_clear else "dim"
        table.add_row(share_title(row["outcome"]), *shares, difference, style=style)
    return table
