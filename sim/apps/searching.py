"""Searching: a search played, watched, verified, shown and written."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
import numpy as np

from sim.analysis.searched import Search, Trial
from sim.apps.first_start import announce_compiling
from sim.apps.progress import run_bar
from sim.apps.screen import show
from sim.apps.search_tables import reached, shown, verified_table
from sim.config.apply import rule_values
from sim.config.points import Composer
from sim.config.search_settings import SearchSettings
from sim.scenario.content import Scenario
from sim.scenario.load import load_scenario
from sim.store.manifest import MANIFEST, Provenance, manifest
from sim.store.write import result_folder, write_csv, write_json
from sim.sweep.search import search, verify
from sim.sweep.searcher import Searcher

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
    started = time.perf_counter()
    with result_folder(place, may_rename=settings.out is None) as draft:
        trials = _tried(searcher)
        n_states, n_again = searcher.n_states, settings.verify.replications
        n_again = n_states * ((1 + settings.verify.best) * n_again + settings.replications)
        with run_bar(n_again) as advance:
            found = verify(searcher, trials, advance)
        overrides = tuple(text for text in composer.given.values() if isinstance(text, str))
        asked = Provenance(command, experiment, composer.config({}), overrides, rule_values({}, {}))
        seconds = {"search": time.perf_counter() - started}
        _write(draft.folder, found, manifest(asked, scenario, _told(searcher, found), seconds))
        if settings.figures:
            from sim.plots import save_sheets, search_figures  # loads matplotlib, which can be done without

            save_sheets(search_figures(found, scenario.crisis.title), draft.folder)
    _show(found, scenario)
    click.echo(f"Written to {draft.place}")


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


def _write(folder: Path, found: Search, content: Mapping[str, Any]) -> None:
    for name, lines in found.tables().items():
        write_csv(folder / f"{name}.csv", lines)
    write_json(folder / MANIFEST, content)


def _show(found: Search, scenario: Scenario) -> None:
    crisis = scenario.crisis
    show(f"{crisis.title} ({scenario.name} {crisis.version})", "")
    show(*(table for place in range(len(found.goals)) for table in (verified_table(found, place), "")))
    show(*_verdict(found), *_failed(found))
    if found.n_states > 1:
        click.echo(f"Verified in {found.n_states} states of the world that the search has not seen.")


def _verdict(found: Search) -> Iterator[str]:
    """Say what was gained, and how much of what the search saw was luck."""
    for place, goal in enumerate(found.goals):
        best = min(found.verified[1:], key=lambda one: goal.sign * one.verdicts[place].value)
        gap = best.verdicts[place]
        ends = (shown(goal, end) for end in (gap.difference_low, gap.difference_high))
        span = f"{reached(goal, gap.difference)} ({' to '.join(ends)})"
        if gap.is_better(goal):
            yield f"{goal.told}: {best.name} is better than as reported, on fresh chance by {span}."
        else:
            yield (
                f"{goal.told}: nothing that was found is surely better than as reported; of what was "
                f"verified {best.name} is best, and differs by {span}."
            )
        gains = np.mean([found.gains(one, place) for one in found.verified[1:]], axis=0)
        searched, fresh = (reached(goal, gain) for gain in gains.tolist())
        luck = " The rest was luck, of which the best of many trials has more than others."
        yield (
            f"  Gain over the setting as reported, on average over the {len(found.verified) - 1} that were "
            f"verified: {searched} in the search, {fresh} on fresh chance.{luck * bool(gains[1] < gains[0])}"
        )


def _failed(found: Search) -> Iterator[str]:
    if failed := [trial for trial in found.trials if trial.failure]:
        yield f"{len(failed):,} trials failed, told in trials.csv; the first: {failed[0].failure}"
