"""``standoff sweep``: many points with many runs at each."""

from __future__ import annotations

import shlex

import click

from standoff.config.compose import composer_of
from standoff.config.sweep_settings import SweepSettings
from standoff.store.drafts import require_free
from standoff.terminal.hydra_arguments import FOR_HYDRA
from standoff.terminal.output_folder import output_folder

__all__ = ["sweep"]

PROGRAM, CONFIG = "standoff sweep", "sweep"


@click.command(context_settings=FOR_HYDRA, add_help_option=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def sweep(arguments: tuple[str, ...]) -> None:
    """Run a crisis many times at each of many settings of the levers."""
    composer = composer_of(arguments, PROGRAM, CONFIG, SweepSettings)
    if composer is None:
        return
    composed = composer.at({})
    settings = composer.settings({})
    experiment = "sweep" if composed.experiment == "run" else composed.experiment
    place = output_folder(settings.out, experiment)
    if settings.out is not None:
        require_free(place)
    from standoff.apps.sweep.work import start  # loads the compiled rules, not needed for help

    start(composer, settings, experiment, shlex.join([*PROGRAM.split(), *arguments]), place)
