"""A progress bar: runs done, runs per second, remaining time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

__all__ = ["run_bar"]


@contextmanager
def run_bar(n_runs: int) -> Iterator[Callable[[int], None]]:
    """Show a progress bar on the error stream if that is a terminal.

    Parameters
    ----------
    n_runs : int
        Number of runs to play.

    Yields
    ------
    callable
        Takes the number of runs done since the last call.
    """
    console = Console(stderr=True)
    if not console.is_terminal:  # in older versions of rich, a disabled bar prints an empty line
        yield lambda n: None
        return
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,.0f} of {task.total:,.0f} runs, {task.fields[rate]:,.0f} per second"),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    )
    started = time.perf_counter()
    done = 0

    def advance(n: int) -> None:
        nonlocal done
        done += n
        bar.update(task, completed=done, rate=done / (time.perf_counter() - started))

    with bar:
        task = bar.add_task("playing", total=n_runs, rate=0.0)
        yield advance
