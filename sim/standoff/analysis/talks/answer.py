"""The answer of ``standoff talks``: why talks failed in the runs of a result."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.table import Table

from standoff.analysis.talks.rows import rows
from standoff.analysis.talks.screen import talks_tables
from standoff.analysis.talks.talks import Block, Talks, talks_of
from standoff.analysis.talks.words import caveats, findings, main_obstacle
from standoff.answer import Answer
from standoff.sweep.chosen_run import ChosenRun
from standoff.terminal.progress import run_bar

if TYPE_CHECKING:
    from standoff.plots.sheet import Figure

__all__ = ["talks_answer"]


def talks_answer(run: ChosenRun, runs: range) -> Answer:
    """Say which party blocked which attempts at a package, over which issue, and by how much.

    Parameters
    ----------
    run : ChosenRun
        Any of the runs, with the stage and seed that play them again.
    runs : range
        Their numbers, one or more.
    """
    with run_bar(len(runs)) as advance:
        talks = talks_of(run, runs, advance)
    blocks = talks.blocks()
    title = run.title if len(runs) > 1 else f"{run.title}, run {runs.start}"
    sentences, terms = tuple(findings(talks, blocks)), tuple(caveats(talks))
    tables = tuple(talks_tables(talks, blocks))
    return Answer(
        title=title,
        rows=rows(talks, blocks),
        main="parties" if len(talks.attempts) else "runs",
        sentences=sentences,
        caveats=terms,
        tables=tables,
        screen=[*sentences, "", *_spaced(tables), *terms],
        draw=lambda: _figures(talks, blocks, title),
    )


def _figures(talks: Talks, blocks: Sequence[Block], title: str) -> dict[str, Figure]:
    """Draw who blocked; nothing if nobody did."""
    if not blocks:
        return {}
    from standoff.analysis.talks.figures import figure_of_talks  # loads matplotlib

    n = len(talks.runs)
    note = f"{title} – {len(talks.attempts):,} attempts at a package in {n:,} run{'s' if n > 1 else ''}"
    return {"blocked": figure_of_talks(talks, blocks, main_obstacle(talks, blocks), note)}


def _spaced(tables: Sequence[Table]) -> Iterator[RenderableType]:
    """Follow each table with an empty line."""
    for table in tables:
        yield from (table, "")
