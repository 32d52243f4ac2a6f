"""Comparing: results set beside each other, and what a comparison found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click
from rich.console import RenderableType

from standoff.analysis.compare.comparison import Comparison, compare, tables
from standoff.analysis.compare.screen import difference_tables, ranking_table, setting_table
from standoff.analysis.compare.words import verdict
from standoff.errors import InputError
from standoff.store.manifest import analysis_manifest
from standoff.sweep.replayed import played_again
from standoff.sweep.settings_text import differing
from standoff.sweep.stored import Opened
from standoff.terminal.first_start import announce_compiling
from standoff.terminal.progress import run_bar
from standoff.terminal.screen import heading
from standoff.terminal.writing import Analysis

if TYPE_CHECKING:
    from standoff.plots.sheet import Figure

__all__ = ["comparison_of", "left_out", "versions", "with_rows"]

MOST_PLAYED = 100_000
"""Runs up to which points of sweeps are played again unasked, to have their rows."""


def with_rows(opened: Sequence[Opened], replay: bool | None) -> list[Opened]:
    """Play points of sweeps again that kept sums alone, so that they are compared run by run.

    Parameters
    ----------
    opened : sequence of Opened
        All results.
    replay : bool or None
        Whether to do so; None = where it can be done and does not take long.

    Raises
    ------
    InputError
        If it was asked for and cannot be done.
    """
    n_runs = sum(one.sample.n for one in opened if one.sample.runs is None)
    if n_runs == 0 or not (n_runs <= MOST_PLAYED if replay is None else replay):
        return list(opened)
    announce_compiling()
    click.echo(f"Playing {n_runs:,} runs of sweeps again, of which sums alone were kept", err=True)
    try:
        with run_bar(n_runs) as advance:
            return [one if one.sample.runs else played_again(one, advance) for one in opened]
    except InputError as error:
        if replay:
            raise
        click.echo(f"{error}\nSo their sums are compared as they are", err=True)
        return list(opened)


def comparison_of(opened: Sequence[Opened], by: str) -> Analysis:
    """Compare results, two or more, and rank them by a share."""
    found = compare([one.sample for one in opened], by)

    def draw() -> dict[str, Figure]:
        from standoff.analysis.compare.figures import (
            compare_figures,  # loads matplotlib, which can be done without
        )

        return compare_figures(found, opened[0].manifest["scenario"]["title"])

    of = [{"result": one.sample.name, "place": one.sample.place, "command": one.manifest["command"]}
          for one in opened]  # fmt: skip
    names = [one.sample.name for one in opened]
    settings = differing([one.settings for one in opened])
    told = {key: dict(zip(names, values, strict=True)) for key, values in settings.items()}
    content = analysis_manifest("comparison", of, {"by": found.ranking.by, "settings": told})
    return Analysis(tables(found), _screen(found, opened), content, draw)


def _screen(found: Comparison, opened: Sequence[Opened]) -> Iterator[RenderableType]:
    yield from (heading(opened[0].manifest["scenario"]), "")
    yield setting_table([one.sample.name for one in opened], differing([one.settings for one in opened]))
    yield from (*versions(opened), "")
    for table in difference_tables(found):
        yield from (table, "")
    yield ranking_table(found.ranking)
    yield from (*verdict(found), *left_out(found))


def versions(opened: Sequence[Opened]) -> Iterator[str]:
    """Warn of results that were played by different versions of the rules."""
    for key, what in (("rules", "rules"), ("parameters", "rule parameters (scenarios/rules.yaml)")):
        if len({one.manifest["code"][key] for one in opened}) > 1:
            told = ", ".join(f"{one.sample.name} by {one.manifest['code']['commit']}" for one in opened)
            yield f"Warning: played by different versions of the {what}, which may matter: {told}."


def left_out(found: Comparison) -> Iterator[str]:
    """Say which results cannot be shown in all figures, and why."""
    if sums := [sample.name for sample in found.samples if sample.runs is None]:
        yield (
            f"Without a row for each run, and so not in the figures of survival and settlements: "
            f"{', '.join(sums)} (--replay plays them again; a sweep with record=runs keeps rows)."
        )
    if bare := [sample.name for sample in found.samples if sample.fan is None]:
        yield f"Written by an older version, without fans: {', '.join(bare)}."
