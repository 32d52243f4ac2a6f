"""The command ``standoff search``."""

from __future__ import annotations

import shlex
import time

import click

from standoff.config.compose import composer_of
from standoff.config.search_settings import SearchSettings
from standoff.store.drafts import require_free
from standoff.terminal.hydra_arguments import FOR_HYDRA
from standoff.terminal.output_folder import output_folder

__all__ = ["search"]

PROGRAM, CONFIG = "standoff search", "search"


@click.command(context_settings=FOR_HYDRA, add_help_option=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def search(arguments: tuple[str, ...]) -> None:
    """Search for the best package of levers, and verify it with a new seed."""
    composer = composer_of(arguments, PROGRAM, CONFIG, SearchSettings)
    if composer is None:
        return
    composed = composer.at({})
    settings = composer.settings({})
    experiment = "search" if composed.experiment == "run" else composed.experiment
    place = output_folder(settings.out, experiment)
    if settings.out is not None:
        require_free(place)
    from standoff.analysis.search.answer import plan_of, search_answer, searcher_of  # loads the rules
    from standoff.config.apply import rule_values
    from standoff.scenario.load import load_scenario
    from standoff.store.manifest import Provenance, manifest, scenario_record
    from standoff.terminal.first_start import announce_compiling
    from standoff.terminal.screen import heading
    from standoff.terminal.writing import Output, write_answer

    scenario = load_scenario(settings.scenario.name)
    searcher = searcher_of(composer, scenario)
    click.echo(plan_of(searcher))
    announce_compiling()
    overrides = tuple(text for text in composer.given.values() if isinstance(text, str))
    line = shlex.join([*PROGRAM.split(), *arguments])
    provenance = Provenance(line, experiment, composer.config({}), overrides, rule_values({}, {}))
    started = time.perf_counter()
    write_answer(
        lambda: search_answer(searcher, scenario.crisis.title, _stopped),
        Output(place, may_rename=settings.out is None, figures=settings.figures),
        heading=(heading(scenario_record(scenario)), ""),
        manifest=lambda answer: manifest(
            provenance, scenario, answer.record, {"search": time.perf_counter() - started}
        ),
    )


def _stopped(n_trials: int) -> None:
    click.echo(
        f"Stopped after {n_trials:,} trials; verifying the best of them (Ctrl-C again to quit)", err=True
    )
