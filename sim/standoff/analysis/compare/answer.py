"""The answer of ``standoff compare``: how surely results differ, and in which order they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.table import Table

from standoff.analysis.compare.comparison import compare
from standoff.analysis.compare.options import BY
from standoff.analysis.compare.rows import rows
from standoff.analysis.compare.screen import difference_tables, ranking_table, setting_table
from standoff.analysis.compare.words import left_out, verdict, versions
from standoff.answer import Answer
from standoff.errors import InputError
from standoff.statistics.sample import Sample
from standoff.sweep.replayed import played_again
from standoff.sweep.settings_text import differing
from standoff.sweep.stored import StoredResult
from standoff.terminal.first_start import announce_compiling
from standoff.terminal.progress import run_bar

if TYPE_CHECKING:
    from standoff.plots.sheet import Figure

__all__ = ["compare_answer", "with_rows"]

MOST_PLAYED = 100_000
"""Runs up to which points of sweeps are played again unasked, to have their rows."""


def with_rows(
    opened: Sequence[StoredResult], replay: bool | None, tell: Callable[[str], None]
) -> list[StoredResult]:
    """Play points of sweeps again that kept sums alone, so that they are compared run by run.

    Parameters
    ----------
    opened : sequence of StoredResult
        All results.
    replay : bool or None
        Whether to do so; None = where it can be done and does not take long.
    tell : callable
        Is given what is worth saying meanwhile.

    Raises
    ------
    InputError
        If it was asked for and cannot be done.
    """
    n_runs = sum(result.sample.n for result in opened if result.sample.runs is None)
    if n_runs == 0 or not (n_runs <= MOST_PLAYED if replay is None else replay):
        return list(opened)
    announce_compiling(tell)
    tell(f"Playing {n_runs:,} runs of sweeps again, of which sums alone were kept")
    try:
        with run_bar(n_runs) as advance:
            return [result if result.sample.runs else played_again(result, advance) for result in opened]
    except InputError as error:
        if replay:
            raise
        tell(f"{error}\nSo their sums are compared as they are")
        return list(opened)


def compare_answer(
    samples: Sequence[Sample], title: str, by: str = BY, results: Sequence[StoredResult] = ()
) -> Answer:
    """Compare samples and rank them by a share.

    Parameters
    ----------
    samples : sequence of Sample
        One or more; the others are set against the first. One alone has figures, and nothing to say.
    title : str
        Title of the figures.
    by : str
        ``any_war`` or an outcome.
    results : sequence of StoredResult
        The stored results that the samples are of, whose settings and versions are compared as well.
    """
    comparison = compare(samples, by)

    def draw() -> dict[str, Figure]:
        from standoff.analysis.compare.figures import compare_figures  # loads matplotlib

        return compare_figures(comparison, title)

    settings = differing([result.settings for result in results]) if results else {}
    names = [sample.name for sample in samples]
    head = [setting_table(names, settings)] if results else []
    warnings = tuple(versions(results))
    tables = [*difference_tables(comparison), ranking_table(comparison.ranking)]
    findings = tuple(verdict(comparison)) if len(samples) > 1 else ()
    missing = tuple(left_out(comparison))
    return Answer(
        title=title,
        rows=rows(comparison),
        main="differences",
        sentences=findings,
        caveats=(*(part for part in head if isinstance(part, str)), *warnings, *missing),
        tables=[*(part for part in head if isinstance(part, Table)), *tables],
        screen=[*head, *warnings, "", *_apart(tables), *findings, *missing],
        record={
            "by": comparison.ranking.by,
            "settings": {key: dict(zip(names, values, strict=True)) for key, values in settings.items()},
        },
        draw=draw,
    )


def _apart(tables: Sequence[Table]) -> Iterator[RenderableType]:
    """Part tables by empty lines."""
    for table in tables[:-1]:
        yield from (table, "")
    yield tables[-1]
