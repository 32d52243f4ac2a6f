"""Sweeping: a sweep started or gone on with, announced, watched, and shown."""

from __future__ import annotations

import datetime as dt
import math
import sys
import time
from collections.abc import Sequence
from concurrent.futures import Executor
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from standoff.config.apply import rule_values
from standoff.config.composer import Composer
from standoff.config.sweep_settings import SweepSettings
from standoff.drivers.ensemble import play
from standoff.drivers.executors import n_workers, open_executor
from standoff.errors import ConfigError, ResultError
from standoff.scenario.load import load_scenario
from standoff.store.lock import locked
from standoff.store.manifest import Provenance
from standoff.sweep.layout import study_of
from standoff.sweep.playing import ExecutorLost
from standoff.sweep.result import SweepResult, create_sweep
from standoff.sweep.study import Study
from standoff.sweep.summing import PointSums, point_sums
from standoff.sweep.work import finish_sweep, missing_parts, n_runs_of, repair
from standoff.terminal.first_start import announce_compiling
from standoff.terminal.progress import run_bar
from standoff.terminal.screen import show
from standoff.vocabulary import Outcome

__all__ = ["play_rest", "start"]

LONG_SECONDS = 3_600.0
"""A sweep that is expected to take longer has to be confirmed."""
INTERRUPTED = 130
"""Exit status of a command that Ctrl-C ended."""
PILOT_RUNS = 64
"""Runs by which the speed is measured."""
MOST_FACTORS = 4
"""Factors in the table on the screen."""
MOST_SHOWN = 12
"""Points in the table on the screen; the others stand in the files."""


def start(
    composer: Composer[SweepSettings], settings: SweepSettings, experiment: str, command: str, place: Path
) -> None:
    """Lay out a sweep, make its folder, and play it.

    Raises
    ------
    InputError
        If it cannot be laid out, or is long and not confirmed.
    """
    study = study_of(composer, load_scenario(settings.scenario.name))
    choice = settings.executor
    with open_executor(choice.name, choice.workers, choice.address) as executor:
        _announce(study, settings, n_workers(executor))
        overrides = tuple(text for text in composer.given.values() if isinstance(text, str))
        content = composer.config({})
        provenance = Provenance(command, experiment, content, overrides, rule_values({}, {}))
        result = create_sweep(study, provenance, place, may_rename=settings.out is None)
        play_rest(result, executor, settings.figure_formats if settings.figures else ())


def _rate(study: Study) -> float:
    """Measure the runs per second of one worker; what compiling takes does not count."""
    started = 0.0
    for n_runs in (1, PILOT_RUNS):
        started = time.perf_counter()
        for _ in play(study.base, study.seed, 0, n_runs, n_threads=1):
            pass
    return PILOT_RUNS / (time.perf_counter() - started)


def _announce(study: Study, settings: SweepSettings, workers: int) -> None:
    """Say how much there is to play; ask before a sweep that takes very long."""
    plan, n_factors = study.partition, len(study.design.factors)
    click.echo(
        f"{study.design.kind}: {n_factors} factor{'s' * (n_factors > 1)}, {plan.n_points:,} points, "
        f"{study.replications:,} runs at each, {plan.n_runs:,} runs in all"
    )
    announce_compiling()
    with Console(stderr=True).status("loading the rules"):
        rate = _rate(study)
    seconds = math.ceil(plan.n_runs / (rate * workers))
    about = dt.timedelta(seconds=seconds)
    click.echo(f"Expected: {about} (hours, minutes, seconds) with {workers} {settings.executor.name}")
    if seconds <= LONG_SECONDS or settings.yes:
        return
    if not (sys.stdin.isatty() and click.confirm("That is long. Go on?", err=True)):
        raise ConfigError(
            f"a sweep of about {about} has to be confirmed; add yes=true, or ask for fewer runs"
        )


def play_rest(result: SweepResult, executor: Executor, formats: Sequence[str]) -> None:
    """Play what is missing of a sweep, show what came of it, and draw it in some formats, or in none.

    Raises
    ------
    ResultError
        If somebody else writes into the folder, or the sweep was stopped; what is written stays.
    """
    with locked(result.folder):
        for number in repair(result):
            click.echo(f"Part {number} was damaged; it is played again", err=True)
        parts = missing_parts(result)
        goes_on = f"`standoff resume {result.folder}` goes on"
        try:
            with run_bar(n_runs_of(parts)) as advance:
                finish_sweep(result, parts, executor, advance)
        except KeyboardInterrupt:
            click.echo(f"Stopped; what was played is kept, {goes_on}", err=True)
            sys.exit(INTERRUPTED)
        except ExecutorLost as error:
            raise ResultError(f"{error}; what was played is kept, {goes_on}") from error
    _show(result)
    if formats:
        _draw(result, formats)
    click.echo(f"Written to {result.folder}")


def _show(result: SweepResult) -> None:
    """Show the share of each outcome at the first points."""
    study = result.study
    table = Table(title=Text("Outcomes, % of runs"), title_justify="left", show_edge=False, pad_edge=False)
    for factor in ("point", *(factor.name for factor in study.design.factors[:MOST_FACTORS])):
        table.add_column(factor, justify="right", overflow="fold")
    for outcome in Outcome:
        table.add_column(outcome.title, justify="right")
    failed = 0
    for found in point_sums(study.partition, result.parts):
        failed += bool(found.failure)
        if found.point < MOST_SHOWN:
            table.add_row(*_cells(study, found))
    show(table)
    more = study.partition.n_points - MOST_SHOWN
    if more > 0:
        click.echo(f"and {more:,} more points, with intervals, in outcomes.csv")
    if failed:
        click.echo(f"{failed:,} points failed, with their reasons in failures.csv", err=True)


def _cells(study: Study, found: PointSums) -> list[str]:
    values = list(study.design.point(found.point).values())[:MOST_FACTORS]
    named = [value if isinstance(value, str) else f"{value:.4g}" for value in values]
    n = found.sums.n
    shares = [f"{100 * count / n:.1f}" if n else "" for count in found.sums.outcomes.tolist()]
    return [str(found.point), *named, *shares]


def _draw(result: SweepResult, formats: Sequence[str]) -> None:
    """Draw what the design allows, and how things go over time at the reference point."""
    from standoff.plots.sweep.figures import (
        write_sweep_figures,  # loads matplotlib, which can be done without
    )
    from standoff.sweep.drawing import drawn_sweep

    study = result.study
    drawn = drawn_sweep(study, point_sums(study.partition, result.parts))
    title = f"{study.scenario.crisis.title} ({result.experiment})"
    write_sweep_figures(result.folder / "figures", drawn, title, formats)
