"""The answer of ``standoff compare``: differences between results, and their ranking."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.table import Table

from standoff.analysis.compare.comparison import compare
from standoff.analysis.compare.options import BY
from standoff.analysis.compare.rows import rows
from standoff.analysis.compare.screen import difference_tables, ranking_table, setting_table, type_table
from standoff.analysis.compare.types import telling_types
from standoff.analysis.compare.words import apart, left_out, moved, split, verdict, versions
from standoff.answer import Answer
from standoff.errors import InputError
from standoff.statistics.sample import Sample
from standoff.sweep.replayed import MOST_REPLAYED, replay_point
from standoff.sweep.settings_text import differing
from standoff.sweep.stored import StoredResult
from standoff.terminal.first_start import announce_compiling
from standoff.terminal.flow_table import flow_table
from standoff.terminal.progress import run_bar

if TYPE_CHECKING:
    from standoff.plots.sheet import Figure

__all__ = ["compare_answer", "with_rows"]


def with_rows(
    opened: Sequence[StoredResult], replay: bool | None, tell: Callable[[str], None]
) -> list[StoredResult]:
    """Replay the points of sweeps that kept only sums, so that they can be compared run by run.

    Parameters
    ----------
    opened : sequence of StoredResult
        All results.
    replay : bool or None
        Whether to replay; None = where it is possible and does not take long.
    tell : callable
        Receives messages on what is going on.

    Raises
    ------
    InputError
        If a replay was requested and is not possible.
    """
    n_runs = sum(result.sample.n for result in opened if result.sample.runs is None)
    if n_runs == 0 or not (n_runs <= MOST_REPLAYED if replay is None else replay):
        return list(opened)
    announce_compiling(tell)
    tell(f"Replaying {n_runs:,} runs of sweeps that kept only sums")
    try:
        with run_bar(n_runs) as advance:
            return [result if result.sample.runs else replay_point(result, advance) for result in opened]
    except InputError as error:
        if replay:
            raise
        tell(f"{error}\nComparing the sums instead")
        return list(opened)


def compare_answer(
    samples: Sequence[Sample], title: str, by: str = BY, results: Sequence[StoredResult] = ()
) -> Answer:
    """Compare samples and rank them by a share.

    Parameters
    ----------
    samples : sequence of Sample
        One or more; the others are compared with the first. A single one has figures but no findings.
    title : str
        Title of the figures.
    by : str
        ``any_war`` or an outcome.
    results : sequence of StoredResult
        The stored results of the samples, whose settings and versions are compared as well.
    """
    comparison = compare(samples, by)

    def draw() -> dict[str, Figure]:
        from standoff.analysis.compare.figures import compare_figures  # loads matplotlib

        return compare_figures(comparison, title)

    settings = differing([result.settings for result in results]) if results else {}
    names = [sample.name for sample in samples]
    head = [setting_table(names, settings)] if results else []
    warnings = tuple(versions(results))
    tables = [
        *difference_tables(comparison),
        *map(flow_table, comparison.flows),
        *map(type_table, telling_types(comparison.types)),
        ranking_table(comparison.ranking),
    ]
    findings = (
        (*apart(comparison), *moved(comparison), *split(comparison), *verdict(comparison))
        if len(samples) > 1
        else ()
    )
    missing = tuple(left_out(comparison))
    return Answer(
        title=title,
        rows=rows(comparison),
        main="differences",
        sentences=findings,
        caveats=(*(part for part in head if isinstance(part, str)), *warnings, *missing),
        tables=[*(part for part in head if isinstance(part, Table)), *tables],
        screen=[*findings, *([""] if findings else []), *head, *warnings, "", *_spaced(tables), *missing],
        record={
            "by": comparison.ranking.by,
            "settings": {key: dict(zip(names, values, strict=True)) for key, values in settings.items()},
        },
        draw=draw,
    )


def _spaced(tables: Sequence[Table]) -> Iterator[RenderableType]:
    """Separate tables by empty lines."""
    for table in tables[:-1]:
        yield from (table, "")
    yield tables[-1]
