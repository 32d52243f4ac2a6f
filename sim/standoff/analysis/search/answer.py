"""Searching: a search played, watched and verified."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import RenderableType

from standoff.analysis.search.screen import verified_table
from standoff.analysis.search.search import search, verify
from standoff.analysis.search.searcher import Searcher
from standoff.analysis.search.trials import Search, Trial
from standoff.analysis.search.words import failures, verdict
from standoff.config.apply import rule_values
from standoff.config.composer import Composer
from standoff.config.search_settings import SearchSettings
from standoff.scenario.content import Scenario
from standoff.scenario.load import load_scenario
from standoff.store.manifest import Provenance, manifest
from standoff.terminal.first_start import announce_compiling
from standoff.terminal.progress import run_bar
from standoff.terminal.screen import heading
from standoff.terminal.writing import Analysis, write_analysis

if TYPE_CHECKING:
    from standoff.plots.sheet import Figure

__all__ = ["start"]


def start(composer: Composer[SearchSettings], experiment: str, command: str, place: Path) -> None:
    """Search, verify what was found, show it and write it.

    Raises
    ------
    InputError
        If there is nothing to search, optuna is not installed, or the place cannot be written.
    """
    settings = composer.settings({})
    scenario = load_scenario(settings.scenario.name)
    searcher = Searcher(composer, scenario)
    _announce(searcher)
    overrides = tuple(text for text in composer.given.values() if isinstance(text, str))
    asked = Provenance(command, experiment, composer.config({}), overrides, rule_values({}, {}))
    write_analysis(
        lambda: _searched(searcher, scenario, asked), place, may_rename=settings.out is None,
        figures=settings.figures,
    )  # fmt: skip


def _announce(searcher: Searcher) -> None:
    settings, n_states = searcher.settings, searcher.n_states
    in_states = f" in {n_states} states of the world" * (n_states > 1)
    click.echo(
        f"search: {len(searcher.space)} levers or presets, {settings.trials:,} trials, "
        f"{settings.replications:,} runs of each{in_states}, "
        f"{settings.trials * settings.replications * n_states:,} runs in all; then the best "
        f"{settings.verify.best} and the setting as reported under seed {settings.fresh_seed}, "
        f"{settings.verify.replications:,} runs of each{in_states}"
    )
    announce_compiling()


def _searched(searcher: Searcher, scenario: Scenario, asked: Provenance) -> Analysis:
    started, settings = time.perf_counter(), searcher.settings
    trials = _tried(searcher)
    n_states, n_again = searcher.n_states, settings.verify.replications
    n_again = n_states * ((1 + settings.verify.best) * n_again + settings.replications)
    with run_bar(n_again) as advance:
        found = verify(searcher, trials, advance)
    seconds = {"search": time.perf_counter() - started}
    content = manifest(asked, scenario, _told(searcher, found), seconds)

    def draw() -> dict[str, Figure]:
        from standoff.analysis.search.figures import (
            search_figures,  # loads matplotlib, which can be done without
        )

        return search_figures(found, scenario.crisis.title)

    return Analysis(found.tables(), _screen(found, content["scenario"]), content, draw)


def _tried(searcher: Searcher) -> list[Trial]:
    """Try packages until there are enough, or until Ctrl-C."""
    settings = searcher.settings
    trials: list[Trial] = []
    try:
        with run_bar(settings.trials * settings.replications * searcher.n_states) as advance:
            for trial in search(searcher, advance):
                trials.append(trial)
    except KeyboardInterrupt:
        if not trials:
            raise
        click.echo(
            f"Stopped after {len(trials):,} trials; the best of them are verified, Ctrl-C again ends it",
            err=True,
        )
    return trials


def _told(searcher: Searcher, found: Search) -> dict[str, Any]:
    settings = searcher.settings
    return {
        "kind": "search",
        "search": {
            "goals": [goal.told for goal in found.goals],
            "statistic": found.statistic,
            "space": [{**asdict(factor), "role": str(factor.role)} for factor in searcher.space],
            "n_trials": len(found.trials),
            "n_states": found.n_states,
            "seed": settings.seed,
            "replications": found.n_runs,
            "verify_seed": settings.fresh_seed,
            "verify_replications": found.n_fresh_runs,
        },
    }


def _screen(found: Search, scenario: Mapping[str, str]) -> Iterator[RenderableType]:
    yield from (heading(scenario), "")
    for place in range(len(found.goals)):
        yield from (verified_table(found, place), "")
    yield from (*verdict(found), *failures(found))
    if found.n_states > 1:
        yield f"Verified in {found.n_states} states of the world that the search has not seen."
