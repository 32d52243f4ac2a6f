"""``standoff warmup``: compiling the rules in advance."""

from __future__ import annotations

import os
import time
from pathlib import Path

import click

from standoff.config.compose import compose
from standoff.terminal.lines import note, say
from standoff.terminal.progress import phase

__all__ = ["warmup"]


@click.command()
def warmup() -> None:
    """Compile the rules now, so that later commands start quickly."""
    note("Compiling the rules; if they are compiled already, this takes a second.")
    started = time.perf_counter()
    with phase("compiling the rules"):
        from standoff.config.setup import make_stage
        from standoff.drivers.talks import play_talks
        from standoff.terminal.first_start import compile_rules  # loads the rules

        _, stage = make_stage(compose(())[0].settings.scenario.name)
        folder = compile_rules(stage)
        play_talks(stage, 0, 0, 1)
    kept = (
        f"the compiled rules are kept in {folder}"
        if folder
        else "the compiled rules cannot be kept, since no folder can be used; set STANDOFF_CACHE_DIR"
    )
    chosen = os.environ.get("STANDOFF_CACHE_DIR")
    if chosen and not (folder and folder.is_relative_to(Path(chosen).absolute())):
        note(
            f"STANDOFF_CACHE_DIR={chosen}: is not used; it must be writable, belong to you, and be closed to "
            "writing by others"
        )
    say(f"Ready after {time.perf_counter() - started:.1f} s; {kept}")
