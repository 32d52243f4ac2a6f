"""Comparing: what a comparison found, on the screen and in a folder of tables and figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from sim.analysis.comparison import Comparison, compare, tables
from sim.apps.compare_tables import WORDS, difference_tables, ranking_table, setting_table
from sim.apps.first_start import announce_compiling
from sim.apps.progress import run_bar
from sim.apps.screen import show
from sim.errors import InputError
from sim.store.manifest import MANIFEST, SCHEMA
from sim.store.write import result_folder, write_csv, write_json
from sim.sweep.again import played_again
from sim.sweep.opened import Opened
from sim.sweep.settings_told import differing

__all__ = ["left_out", "verdict", "versions", "with_rows", "write_comparison"]

CLEAR = 0.95
"""Share of resamples from which on an order is said to survive."""


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


def write_comparison(
    opened: Sequence[Opened], by: str, place: Path, *, may_rename: bool, formats: Sequence[str]
) -> None:
    """Compare results, show what was found, and write it.

    Parameters
    ----------
    opened : sequence of Opened
        Two or more.
    by : str
        What they are ranked by.
    place : pathlib.Path
        Folder to write.
    may_rename : bool
        Whether another name may be taken if the folder is there already.
    formats : sequence of str
        Formats to draw in; none = nothing is drawn.

    Raises
    ------
    ResultError
        If the place is taken or cannot be written.
    """
    with result_folder(place, may_rename=may_rename) as draft:
        found = compare([one.sample for one in opened], by)
        _write(draft.folder, found, opened)
        if formats:
            from sim.plots import write_compare_figures  # loads matplotlib, which can be done without

            write_compare_figures(draft.folder, found, opened[0].manifest["scenario"]["title"], formats)
    _show(found, opened)
    click.echo(f"Written to {draft.place}")


def _write(folder: Path, found: Comparison, opened: Sequence[Opened]) -> None:
    """Write the tables, each beside the figure of its name, and where they come from."""
    for name, lines in tables(found).items():
        write_csv(folder / f"{name}.csv", lines)
    of = [{"result": one.sample.name, "place": one.sample.place, "command": one.manifest["command"]}
          for one in opened]  # fmt: skip
    names = [one.sample.name for one in opened]
    settings = differing([one.settings for one in opened])
    told = {key: dict(zip(names, values, strict=True)) for key, values in settings.items()}
    created = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    head = {"schema": SCHEMA, "kind": "comparison", "created": created}
    write_json(folder / MANIFEST, {**head, "of": of, "by": found.ranking.by, "settings": told})


def _show(found: Comparison, opened: Sequence[Opened]) -> None:
    names = [one.sample.name for one in opened]
    scenario = opened[0].manifest["scenario"]
    show(f"{scenario['title']} ({scenario['name']} {scenario['version']})", "")
    show(setting_table(names, differing([one.settings for one in opened])), *versions(opened), "")
    for table in difference_tables(found):
        show(table, "")
    show(ranking_table(found.ranking), *verdict(found), *left_out(found))


def versions(opened: Sequence[Opened]) -> Iterator[str]:
    """Warn of results that were played by different versions of the rules."""
    for key, what in (("rules", "rules"), ("parameters", "rule parameters (scenarios/rules.yaml)")):
        if len({one.manifest["code"][key] for one in opened}) > 1:
            told = ", ".join(f"{one.sample.name} by {one.manifest['code']['commit']}" for one in opened)
            yield f"Warning: played by different versions of the {what}, which may matter: {told}."


def verdict(found: Comparison) -> Iterator[str]:
    """Say whether the order survives, and how many runs would make sure of it."""
    order = found.ranking
    how = {1: "all drawn together, run by run", len(order.names): "each drawn on its own"}
    survives = "survives" if min(order.resampled, order.halved) >= CLEAR else "does not survive"
    yield (
        f"The order {survives}: it holds in {100 * order.resampled:.1f} % of bootstrap resamples of the runs "
        f"and in {100 * order.halved:.1f} % of random halves of them "
        f"({how.get(order.n_groups, 'drawn together where they share their chance')})."
    )
    what = WORDS[order.by]
    for gap in (step.gap for step in order.steps):
        n = min(gap.n_here, gap.n_there)
        if gap.n_enough is not None:
            yield (
                f"Warning: {n:,} runs each are too few to set {gap.here} above {gap.there} in {what}; about "
                f"{gap.n_enough:,} each would do, if the difference is as large as it looks."
            )
        elif gap.difference.value == 0.0:
            yield f"{gap.here} and {gap.there} are level in {what}: their order is a coin's toss."


def left_out(found: Comparison) -> Iterator[str]:
    """Say which results cannot be shown in all figures, and why."""
    if sums := [sample.name for sample in found.samples if sample.runs is None]:
        yield (
            f"Without a row for each run, and so not in the figures of survival and settlements: "
            f"{', '.join(sums)} (--replay plays them again; a sweep with record=runs keeps rows)."
        )
    if bare := [sample.name for sample in found.samples if sample.fan is None]:
        yield f"Written by an older version, without fans: {', '.join(bare)}."
