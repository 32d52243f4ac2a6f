"""The table of the limits of the boxes of a discovery."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table

from standoff.analysis.discover.boxes import number_text
from standoff.statistics.rows import Line
from standoff.terminal.screen import titled_table

__all__ = ["limits_table"]


def limits_table(lines: Sequence[Line]) -> Table:
    """Show the limits of the boxes, with their p-values."""
    table = titled_table("Limits of the boxes")
    table.add_column("box", no_wrap=True)
    table.add_column("factor", overflow="fold")
    for name in ("limit", "unit", "range in sweep", "p-value,\ntraining", "p-value,\nheld out"):
        table.add_column(name, justify="right")
    for line in lines:
        least, most = line["range_low"], line["range_high"]
        span = "" if least is None else f"{least:.4g} to {most:.4g}".replace("-", "−")
        name, unit = f"{line['method'].upper()} {line['box']}", line["unit"].replace("_", " ")
        p_values = [_p(line[half]) for half in ("p_training", "p_held_out")]
        table.add_row(name, line["factor"], _limit(line), unit, span, *p_values)
    return table


def _p(value: float) -> str:
    return f"{value:.2g}" if value >= 1e-4 else "< 0.0001"


def _limit(line: Line) -> str:
    if line["options"]:
        return str(line["options"])
    sign, number = ("≤", line["at_most"]) if line["at_least"] is None else ("≥", line["at_least"])
    return f"{sign} {number_text(number)}"
