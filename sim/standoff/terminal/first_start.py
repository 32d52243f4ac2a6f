"""The first start: compiling the rules, while a process with interpreted rules shows the traced run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

from standoff.compiled import cache_directory
from standoff.config.settings import RunSettings
from standoff.config.setup import make_stage
from standoff.drivers.ensemble import play
from standoff.drivers.single import run_one
from standoff.drivers.stage import Stage
from standoff.drivers.trace import Trace
from standoff.terminal.lines import note, say
from standoff.terminal.progress import phase

__all__ = ["announce_compiling", "compile_rules", "is_compiled", "load_rules", "show_run_while_compiling"]

LONGEST = 45
"""Most events shown while the rules compile."""


def is_compiled() -> bool:
    """Tell whether an earlier process has compiled the rules."""
    directory = cache_directory()
    return directory is not None and any(directory.rglob("kernel.run_chunk*.nbi"))


def announce_compiling(tell: Callable[[str], None] = note) -> None:
    """Announce that the rules will be compiled, unless they are already; by default on the error stream."""
    if not is_compiled():
        tell("Compiling the rules; this happens once and takes about a minute.")


def compile_rules(stage: Stage) -> Path | None:
    """Compile everything that runs need, and give the folder where it is kept, if there is one."""
    for _ in play(stage, 0, 0, 1):
        pass
    run_one(stage, 0, 0, trace=Trace())
    return cache_directory()


def load_rules(stage: Stage) -> None:
    """Load the rules that ensembles need, so that this is not timed as playing; compile all where needed."""
    if not is_compiled():
        compile_rules(stage)
        return
    for _ in play(stage, 0, 0, 1):
        pass


@contextmanager
def show_run_while_compiling(settings: RunSettings) -> Iterator[subprocess.Popen[bytes] | None]:
    """Show the traced run from another process while the body compiles the rules, unless they are compiled.

    The other process interprets the rules, which gives the same bits.

    Parameters
    ----------
    settings : RunSettings
        The settings of the run.

    Yields
    ------
    subprocess.Popen or None
        The other process, which is ended with the body.
    """
    if is_compiled():
        with phase("loading the rules"):
            yield None
        return
    note(
        "Compiling the rules; this happens once and takes about a minute. "
        f"Meanwhile, here is run {settings.traced}, played by interpreted rules with the same result:"
    )
    choices = {
        "scenario": settings.scenario.name,
        "levers": settings.levers,
        "rules": settings.variant,
        "turn_days": settings.turn_days,
        "horizon_days": settings.horizon_days,
        "injects": settings.injects.events,
        "seed": settings.seed,
        "replication": settings.traced,
    }
    with subprocess.Popen(
        # -P: do not import a package of this name from the current folder
        [sys.executable, "-P", "-m", "standoff.terminal.first_start", json.dumps(choices)],
        env={**os.environ, "NUMBA_DISABLE_JIT": "1"},
        stdin=subprocess.PIPE,  # ends when this process does, even if it is killed
        stdout=2,
        start_new_session=True,  # Ctrl-C is for this process, which then ends the other
    ) as process:
        try:
            yield process
        finally:
            process.terminate()


def _show_run(choices: dict[str, Any]) -> None:
    """Play a run and print its events; called in a process of its own."""
    keys = ("scenario", "levers", "rules", "turn_days", "horizon_days", "injects")
    _, stage = make_stage(*(choices[key] for key in keys))
    trace = Trace()
    record = run_one(stage, choices["seed"], choices["replication"], trace=trace)
    events = trace.tables["events"]
    for event in events[:LONGEST]:
        say(f"  day {event['day']:g}: {event['text']}")
    if len(events) > LONGEST:
        say(f"  ... and {len(events) - LONGEST} more events")
    say(f"  Outcome after {record.days:g} days: {record.outcome.title}.")


def _end_with_parent() -> None:
    os.read(0, 1)  # unlike sys.stdin, it holds no lock that the end of the interpreter waits for
    os._exit(1)


if __name__ == "__main__":
    Thread(target=_end_with_parent, daemon=True).start()
    _show_run(json.loads(sys.argv[1]))
