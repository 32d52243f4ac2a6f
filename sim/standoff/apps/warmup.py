"""``standoff warmup``: compiling the rules in advance."""

from __future__ import annotations

import time

import click
from rich.console import Console

from standoff.config.compose import compose

__all__ = ["warmup"]


@click.command()
def warmup() -> None:
    """Compile the rules now, so that later commands start quickly."""
    click.echo("Compiling the rules; if they are compiled already, this takes a second.", err=True)
    started = time.perf_counter()
    with Console(stderr=True).status("compiling"):
        from standoff.config.setup import make_stage
        from standoff.terminal.first_start import compile_rules  # loads the rules

        _, stage = make_stage(compose(())[0].settings.scenario.name)
        folder = compile_rules(stage)
    kept = (
        f"the compiled rules are kept in {folder}"
        if folder
        else "the compiled rules cannot be kept, since no folder is writable; set STANDOFF_CACHE_DIR"
    )
    click.echo(f"Ready after {time.perf_counter() - started:.1f} s; {kept}")
