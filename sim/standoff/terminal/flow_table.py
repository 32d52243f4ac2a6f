"""The table of flows: how many runs end in each outcome under one setting, by their outcome under another."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from standoff.statistics.flows import Flow
from standoff.terminal.screen import titled_table
from standoff.vocabulary import Outcome

__all__ = ["flow_table"]


def flow_table(flow: Flow) -> Table:
    """Show how many runs end in each outcome of a result, by their outcome in the reference."""
    table = titled_table(f"Runs by outcome: {flow.reference} (rows), {flow.result} (columns)")
    table.add_column("outcome", no_wrap=True)
    before, after = flow.counts.sum(axis=1), flow.counts.sum(axis=0)
    columns = [outcome for outcome in Outcome if after[outcome]]
    for outcome in columns:
        table.add_column(outcome.title.replace(" ", "\n"), justify="right")
    table.add_column("all", justify="right")
    for outcome in (outcome for outcome in Outcome if before[outcome]):
        cells = [_count(flow.counts[outcome, other], is_kept=outcome == other) for other in columns]
        table.add_row(outcome.title, *cells, f"{before[outcome]:,}")
    table.add_section()
    table.add_row("all", *(f"{after[outcome]:,}" for outcome in columns), f"{flow.n:,}")
    table.caption = (
        f"Each run is paired with the run of the same chance. {flow.n_moved:,} runs end otherwise."
    )
    return table


def _count(count: int, *, is_kept: bool) -> Text:
    """Write a number of runs; those that keep their outcome are dim, and none is a dash."""
    return Text(f"{count:,}" if count else "–", style="dim" if is_kept or not count else "")
