"""The command ``standoff search``."""

from __future__ import annotations

import time

import click

from standoff.config.search_settings import SearchSettings
from standoff.scenario.load import load_scenario
from standoff.sweep.factors import drawn_uncertainties, swept_factors
from standoff.sweep.reported import varied_values
from standoff.terminal.early import refuse_unknown_responses
from standoff.terminal.hydra_command import FOR_HYDRA, composed_command
from standoff.terminal.lines import note, say
from standoff.terminal.progress import phase

__all__ = ["search"]


@click.command(context_settings=FOR_HYDRA, add_help_option=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def search(arguments: tuple[str, ...]) -> None:
    """Search for the best package of levers, and verify it with a new seed."""
    command = composed_command(arguments, "search", SearchSettings)
    if command is None:
        return
    scenario = load_scenario(command.settings.scenario.name)
    refuse_unknown_responses(scenario, command.settings.goals)
    swept_factors(varied_values(command.composer, scenario), scenario)
    drawn_uncertainties(command.settings.design.uncertainties, frozenset(), scenario)
    with phase("loading the rules"):
        from standoff.analysis.search.answer import plan_of, search_answer, searcher_of
        from standoff.store.manifest import manifest, scenario_record
        from standoff.terminal.first_start import announce_compiling
        from standoff.terminal.screen import heading
        from standoff.terminal.writing import Output, write_answer

        searcher = searcher_of(command.composer, scenario)
    say(plan_of(searcher))
    announce_compiling()
    started = time.perf_counter()
    write_answer(
        lambda: search_answer(searcher, scenario.crisis.title, _stopped),
        Output(
            command.place,
            may_rename=command.may_rename,
            figures=command.settings.figures,
            formats=command.settings.figure_formats,
        ),
        heading=(heading(scenario_record(scenario)), ""),
        manifest=lambda answer: manifest(
            command.provenance, scenario, answer.record, {"search": time.perf_counter() - started}
        ),
    )


def _stopped(n_trials: int) -> None:
    note(f"Stopped after {n_trials:,} trials; verifying the best of them (Ctrl-C again to quit)")
