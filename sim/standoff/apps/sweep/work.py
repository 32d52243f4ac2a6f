"""Starting and continuing a sweep, with its announcement, progress bar, table and figures."""

from __future__ import annotations

import datetime as dt
import math
import sys
import time
from collections.abc import Sequence
from concurrent.futures import Executor

import click

from standoff.apps.sweep.screen import MAIN, next_commands, parts_of_sweep
from standoff.config.sweep_settings import SweepSettings
from standoff.drivers.ensemble import play
from standoff.drivers.executors import n_workers, open_executor
from standoff.errors import ConfigError, ResultError
from standoff.report.extremes import extremes_of
from standoff.store.lock import locked
from standoff.story.words import date_text
from standoff.sweep.playing import ExecutorLost
from standoff.sweep.result import SweepResult, create_sweep
from standoff.sweep.study import Study
from standoff.sweep.surface import read_surface
from standoff.sweep.work import finish_sweep, missing_parts, n_runs_of, repair
from standoff.terminal.ending import Ended
from standoff.terminal.first_start import announce_compiling
from standoff.terminal.hydra_command import ComposedCommand
from standoff.terminal.lines import note, say
from standoff.terminal.progress import phase, run_bar
from standoff.terminal.screen import show

__all__ = ["play_rest", "start"]

LONG_SECONDS = 3_600.0
"""Expected duration above which a sweep must be confirmed."""
PILOT_RUNS = 64
"""Runs played to measure the speed."""
MOST_PLAYED_AGAIN = 10_000
"""Most runs that are played again to pair the lowest with the highest point, which takes seconds."""


def start(command: ComposedCommand[SweepSettings], study: Study) -> None:
    """Make the folder of a sweep that is laid out, and play it.

    Raises
    ------
    InputError
        If it is long and not confirmed, or its folder cannot be written.
    """
    settings = command.settings
    choice = settings.executor
    with open_executor(choice.name, choice.workers, choice.address) as executor:
        _announce(study, settings, n_workers(executor))
        result = create_sweep(study, command.provenance, command.place, may_rename=command.may_rename)
        play_rest(result, executor, settings.figure_formats if settings.figures else ())


def _rate(study: Study) -> float:
    """Measure the runs per second of one worker, excluding the time for compiling."""
    started = 0.0
    for n_runs in (1, PILOT_RUNS):
        started = time.perf_counter()
        for _ in play(study.base, study.seed, 0, n_runs, n_threads=1):
            pass
    return PILOT_RUNS / (time.perf_counter() - started)


def _announce(study: Study, settings: SweepSettings, workers: int) -> None:
    """Announce the size and expected duration of a sweep; ask for confirmation if it is very long."""
    partition, n_factors = study.partition, len(study.design.factors)
    say(
        f"{study.design.kind}: {n_factors} factor{'s' * (n_factors > 1)}, {partition.n_points:,} points, "
        f"{study.replications:,} runs at each, {partition.n_runs:,} runs in total"
    )
    announce_compiling()
    with phase("measuring the speed"):
        rate = _rate(study)
    seconds = math.ceil(partition.n_runs / (rate * workers))
    duration = dt.timedelta(seconds=seconds)
    say(f"Expected time: {duration} (h:mm:ss) with {workers} {settings.executor.name}")
    if seconds <= LONG_SECONDS or settings.yes:
        return
    if not (sys.stdin.isatty() and click.confirm("This will take long. Continue?", err=True)):
        raise ConfigError(
            f"a sweep of about {duration} must be confirmed; add yes=true, or reduce the number of runs"
        )


def play_rest(result: SweepResult, executor: Executor, formats: Sequence[str]) -> None:
    """Play the missing parts of a sweep, print its outcomes, and draw its figures in the given formats.

    Raises
    ------
    ResultError
        If another process is writing into the folder, or the workers are lost; completed parts are kept.
    """
    with locked(result.folder):
        with phase("checking the parts that are there"):
            damaged = repair(result)
        for number in damaged:
            note(f"Part {number} is damaged and will be played again.")
        parts = missing_parts(result)
        advice = f"completed runs are kept; continue with `standoff resume {result.folder}`"
        try:
            with run_bar(n_runs_of(parts)) as advance:
                finish_sweep(result, parts, executor, advance)
        except (KeyboardInterrupt, Ended) as stop:
            stop.add_note(advice)
            raise
        except ExecutorLost as error:
            raise ResultError(f"{error}; {advice}") from error
    if formats:
        from standoff.apps.figures.work import draw_sweep  # loads matplotlib, not needed without figures

        draw_sweep(result, formats)
    _show(result)


def _show(result: SweepResult) -> None:
    """Print the answer of a sweep, and what to do next."""
    failed = sum(bool(point.failure) for point in result.points())
    if failed:
        note(f"{failed:,} points failed; failures.csv has the reasons")
    if failed == result.study.partition.n_points:
        say(f"Written to {result.folder}")
        return
    surface, _ = read_surface(result.folder)
    war = extremes_of(result.folder, surface, lambda _: None, [MAIN], MOST_PLAYED_AGAIN)[MAIN]
    crisis = result.study.scenario.crisis
    show(
        f"{crisis.title}, facts as of {date_text(crisis.frozen_at)}; seed {result.study.seed}",
        *parts_of_sweep(surface, war, notes=result.manifest["config"].get("notes", False)),
        "",
    )
    say(f"Written to {result.folder}")
    say("\n".join(next_commands(surface, war, result.folder)))
