"""``standoff search``: the best package of levers, verified on fresh chance."""

from __future__ import annotations

import shlex

import click

from standoff.config.compose import show
from standoff.config.composer import Composer
from standoff.config.search_settings import SearchSettings
from standoff.store.write import require_free
from standoff.terminal.hydra_arguments import FOR_HYDRA
from standoff.terminal.places import place_of

__all__ = ["search"]

PROGRAM, CONFIG = "standoff search", "search"


@click.command(context_settings=FOR_HYDRA, add_help_option=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def search(arguments: tuple[str, ...]) -> None:
    """Look for the best package of levers, and verify what was found on fresh chance."""
    if show(arguments, PROGRAM, CONFIG, SearchSettings):
        return
    composer = Composer(arguments, PROGRAM, CONFIG, SearchSettings)
    composed = composer.at({})
    settings = composer.settings({})
    experiment = "search" if composed.experiment == "run" else composed.experiment
    place = place_of(settings.out, experiment)
    if settings.out is not None:
        require_free(place)
    from standoff.analysis.search.answer import start  # loads the compiled rules, which help can do without

    start(composer, experiment, shlex.join([*PROGRAM.split(), *arguments]), place)
