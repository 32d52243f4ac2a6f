"""Progress – many runs with a progress bar, a given number of them or as many as fit in some seconds."""

from __future__ import annotations

import time

import numpy as np
import numpy.typing as npt
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from sim.drivers.ensemble import play
from sim.drivers.stage import Stage

__all__ = ["play_many"]

FEWEST, MOST = 200, 20_000
"""How many runs are played in a given time: fewer say little, more change nothing that is shown."""


def play_many(stage: Stage, seed: int, replications: int | None, seconds: float) -> npt.NDArray[np.void]:
    """Play the runs of an ensemble and show how far they are.

    Parameters
    ----------
    stage : Stage
        The crisis.
    seed : int
        Seed of the ensemble.
    replications : int or None
        How many; None = as many as fit in the time.
    seconds : float
        That time; at least 200 and at most 20,000 runs are played.

    Returns
    -------
    recarray (n_runs,)
        ``RESULT``, replications 0, 1, …
    """
    limit = replications or MOST
    blocks: list[npt.NDArray[np.void]] = []
    n, started = 0, time.perf_counter()
    with _bar() as bar:
        task = bar.add_task("playing", total=replications or seconds, runs=0, rate=0.0)
        for block in play(stage, seed, 0, limit):
            blocks.append(block)
            n += len(block)
            elapsed = time.perf_counter() - started
            bar.update(task, completed=n if replications else elapsed, runs=n, rate=n / elapsed)
            if replications is None and elapsed >= seconds and n >= FEWEST:
                break
    return np.concatenate(blocks)


def _bar() -> Progress:
    """Make the bar; it goes to the error stream and is silent where that is no terminal."""
    console = Console(stderr=True)
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[runs]:,} runs, {task.fields[rate]:,.0f} per second"),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
