"""The progress line: what a command is doing, and of its runs how many are done.

It is written to the error stream if that is a terminal. There is one at a time: a phase inside another takes
its place until it ends.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.status import Status

__all__ = ["phase", "run_bar"]

Line = Status | Progress

_shown: list[Line] = []
"""The lines of the phases that have begun and not ended; only the last is on the screen."""


@contextmanager
def phase(doing: str) -> Iterator[None]:
    """Say during the body what is being done.

    Parameters
    ----------
    doing : str
        As in "drawing the figures".
    """
    console = Console(stderr=True)
    if not console.is_terminal:
        yield
        return
    with _on_screen(Status(doing, console=console)):
        yield


@contextmanager
def run_bar(n_runs: int) -> Iterator[Callable[[int], None]]:
    """Show during the body how many runs are done, runs per second, and the remaining time.

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

    task = bar.add_task("playing", total=n_runs, rate=0.0)
    with _on_screen(bar):
        yield advance


@contextmanager
def _on_screen(line: Line) -> Iterator[None]:
    """Put a line in the place of the one before it, and that one back at the end."""
    if _shown:
        _shown[-1].stop()
    _shown.append(line)
    line.start()
    try:
        yield
    finally:
        line.stop()
        _shown.pop()
        if _shown:
            _shown[-1].start()
