"""Tables of a comparison: settings that differ, differences, ranking."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.table import Table

from standoff.analysis.compare.comparison import Comparison
from standoff.analysis.compare.ranking import Ranking
from standoff.analysis.compare.types import TypeContrast
from standoff.config.levers import setter_of
from standoff.design.setter import apart
from standoff.state.tables import N_TYPES
from standoff.statistics.contrast import Contrast
from standoff.terminal.cells import percent, share_cells, signed
from standoff.terminal.screen import titled_table
from standoff.vocabulary import OUTCOME_SETS, share_title

__all__ = ["difference_tables", "ranking_table", "setting_table", "type_table"]

METHODS = {
    True: "Paired run by run under the same chance; intervals of Agresti–Min for shares, Student for means. "
    "Where some runs have a measure in one result only, all columns are over the runs that have it in both "
    "(common runs).",
    False: "Unpaired, as independent runs; intervals of Newcombe for shares, Welch for means.",
}
PLAYED = ("seed", "n")
"""Settings that are part of how a result was played, and of no crisis."""
COMMON = "; common runs"
SHARED = " Both results share their chance, so the true intervals are usually narrower."


def setting_table(names: Sequence[str], settings: Mapping[str, Sequence[Any]]) -> Table | str:
    """Show the settings in which results differ."""
    if not settings:
        return "The settings of the results are the same."
    table = _table("Settings that differ", "setting")
    table.add_column("set by")
    for name in names:
        table.add_column(name, justify="right", overflow="fold")
    for key in PLAYED:
        if key in settings:
            table.add_row(key, "", *map(_setting, settings[key]))
    previous = None
    for key in apart((key for key in settings if key not in PLAYED), setter_of):
        if setter_of(key) != previous:
            table.add_section()
        previous = setter_of(key)
        table.add_row(key, previous, *map(_setting, settings[key]))
    return table


def difference_tables(comparison: Comparison) -> Iterator[Table]:
    """Show the differences of each result from the first."""
    for sample in comparison.samples[1:]:
        lines = [line for line in comparison.contrasts if line.result == sample.name]
        is_shared = not lines[0].is_paired and sample.seed == comparison.samples[0].seed
        yield _difference_table(lines, METHODS[lines[0].is_paired] + SHARED * is_shared)


def _difference_table(lines: Sequence[Contrast], method: str) -> Table:
    reference, result = lines[0].reference, lines[0].result
    table = _table(f"{result}: difference from {reference}", "outcome or measure")
    for column in (f"{reference}", f"{result}", "difference", "95 % interval", "n", "runs\nneeded"):
        table.add_column(column, justify="right")
    for line in lines:
        if line.of == "days":
            table.add_section()
        table.add_row(*_cells(line), style="" if line.is_clear else "dim")
    table.caption = (
        f"{method} Shares in %, their differences in percentage points. Intervals are not adjusted for "
        f"multiple comparisons: of these {len(lines)}, about one in 20 misses the true value by chance. Runs "
        "needed: where the interval includes 0, runs of each result that would show the difference with a "
        "power of 80 %, if it is as large as observed."
    )
    return table


def _cells(line: Contrast) -> list[str]:
    is_share = line.of in OUTCOME_SETS
    name = (
        share_title(line.of)
        if is_share
        else f"{line.of.replace('_', ' ')} ({line.unit}{COMMON * line.is_common})"
    )
    cell = _percent if is_share else _number
    value, low, high = line.difference.ends
    n = f"{line.difference.n:,}" if line.is_paired else f"{line.n_reference:,} | {line.n_result:,}"
    return [
        name,
        cell(line.value_reference).removeprefix("+"),
        cell(line.value_result).removeprefix("+"),
        cell(value),
        f"{cell(low)} to {cell(high)}" if math.isfinite(low) else "",
        n,
        f"{line.n_enough:,}" if line.n_enough else "",
    ]


def type_table(lines: Sequence[TypeContrast]) -> Table:
    """Show the shares of a result and the first by the private type of an actor, and their differences."""
    first, actor = lines[0], lines[0].actor.replace("_", " ")
    table = _table(f"{share_title(first.of).capitalize()} by the private type of {actor}, % of runs", "type")
    for column in (first.reference, first.result, "difference", "95 % interval", "n"):
        table.add_column(column, justify="right")
    for line in lines:
        value, low, high = (_percent(end) for end in line.difference.ends)
        n = (
            f"{line.difference.n:,}"
            if line.is_paired
            else f"{line.share_reference.n:,} | {line.share_result.n:,}"
        )
        shares = (percent(share.share) for share in (line.share_reference, line.share_result))
        is_clear = line.difference.low > 0.0 or line.difference.high < 0.0
        style = "" if is_clear else "dim"
        table.add_row(f"{line.type}", *shares, value, f"{low} to {high}", n, style=style)
    table.caption = (
        f"Type 0 finds war cheapest, type {N_TYPES - 1} dearest. Of all actors, this is the one by whose "
        f"type the share of {first.reference} varies most; types.csv holds the others."
    )
    return table


def ranking_table(order: Ranking) -> Table:
    """Show the ranking of the results, and how stable each step of it is."""
    table = _table(f"Ranking by {share_title(order.by)}, % of runs", "rank")
    table.add_column("result")
    for column in (
        "share",
        "95 % interval",
        "n",
        "lead over next",
        "holds in\nresamples",
        "holds in\nhalves",
    ):
        table.add_column(column, justify="right")
    for rank, (name, share) in enumerate(zip(order.names, order.shares, strict=True)):
        step = order.steps[rank] if rank < len(order.steps) else None
        lead = ["", "", ""]
        if step:
            value, low, high = (_percent(end) for end in step.gap.difference.ends)
            holds = (f"{100 * share:.1f} %" for share in (step.resampled, step.halved))
            lead = [f"{value} ({low} to {high})", *holds]
        table.add_row(f"{rank + 1}", name, *share_cells(share), *lead)
    return table


def _table(title: str, first: str) -> Table:
    table = titled_table(title)
    table.add_column(first, no_wrap=True)
    return table


def _setting(value: Any) -> str:
    if value is None:
        return "as reported"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _percent(share: float) -> str:
    return signed(f"{100 * share:+.1f}", share)


def _number(value: float) -> str:
    return signed(f"{value:+.4g}", value)
