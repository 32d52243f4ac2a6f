"""First start: the rules are compiled, once, while a run is told by interpreted rules to the same bits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from standoff.compiled import cache_directory
from standoff.config.settings import RunSettings
from standoff.config.setup import make_stage
from standoff.drivers.ensemble import play
from standoff.drivers.single import run_one
from standoff.drivers.stage import Stage
from standoff.drivers.trace import Trace
from standoff.terminal.screen import note

__all__ = ["announce_compiling", "compile_rules", "is_compiled", "told_meanwhile"]

LONGEST = 45
"""Events that are told while the rules compile."""


def is_compiled() -> bool:
    """Tell whether a process before this one has compiled the rules."""
    directory = cache_directory()
    return directory is not None and any(directory.rglob("kernel.run_chunk*.nbi"))


def announce_compiling(tell: Callable[[str], None] = note) -> None:
    """Say that the rules will be compiled, if they will; by default on the error stream."""
    if not is_compiled():
        tell("The rules are compiled now, once; that takes about a minute")


def compile_rules(stage: Stage) -> Path | None:
    """Compile all that runs need, and give the place where it is kept, if there is one."""
    for _ in play(stage, 0, 0, 1):
        pass
    run_one(stage, 0, 0, trace=Trace())
    return cache_directory()


@contextmanager
def told_meanwhile(settings: RunSettings) -> Iterator[subprocess.Popen[bytes] | None]:
    """Let another process tell the traced run while the body compiles; do nothing where all is compiled.

    Parameters
    ----------
    settings : RunSettings
        What is played.

    Yields
    ------
    subprocess.Popen or None
        The process that tells; what it has not told when the body ends is not told any more.
    """
    if is_compiled():
        with Console(stderr=True).status("loading the rules"):
            yield None
        return
    click.echo(
        "The rules are compiled now, once; that takes about a minute. "
        f"Meanwhile, run {settings.traced} (interpreted, the same to the last bit):",
        err=True,
    )
    asked = {
        "scenario": settings.scenario.name,
        "levers": settings.levers,
        "rules": settings.variant,
        "turn_days": settings.turn_days,
        "horizon_days": settings.horizon_days,
        "injects": settings.injects.events,
        "seed": settings.seed,
        "replication": settings.traced,
    }
    teller = subprocess.Popen(
        # -P: never a `sim` that lies in the current folder
        [sys.executable, "-P", "-m", "standoff.terminal.first_start", json.dumps(asked)],
        env={**os.environ, "NUMBA_DISABLE_JIT": "1"},
        stdout=sys.stderr.fileno(),
    )
    try:
        yield teller
    finally:
        teller.terminate()
        teller.wait()


def _tell(asked: dict[str, Any]) -> None:
    """Play and tell a run, in a process of its own."""
    keys = ("scenario", "levers", "rules", "turn_days", "horizon_days", "injects")
    _, stage = make_stage(*(asked[key] for key in keys))
    trace = Trace()
    record = run_one(stage, asked["seed"], asked["replication"], trace=trace)
    events = trace.tables["events"]
    for event in events[:LONGEST]:
        click.echo(f"  day {event['day']:g}: {event['text']}")
    if len(events) > LONGEST:
        click.echo(f"  ... and {len(events) - LONGEST} more events")
    click.echo(f"  It ends after {record.days:g} days: {record.outcome.title}.")


if __name__ == "__main__":
    _tell(json.loads(sys.argv[1]))
