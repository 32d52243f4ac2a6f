"""``standoff sweep``: many points with many runs at each."""

from __future__ import annotations

import click

from standoff.config.sweep_settings import SweepSettings
from standoff.terminal.hydra_command import FOR_HYDRA, composed_command

__all__ = ["sweep"]


@click.command(context_settings=FOR_HYDRA, add_help_option=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def sweep(arguments: tuple[str, ...]) -> None:
    """Run a crisis many times at each of many settings of the levers."""
    command = composed_command(arguments, "sweep", SweepSettings)
    if command is not None:
        from standoff.apps.sweep.work import start  # loads the compiled rules, not needed for help

        start(command)
