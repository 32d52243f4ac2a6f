"""The answer of ``standoff search``: the best packages of levers, verified with fresh chance."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from standoff.analysis.search.rows import rows
from standoff.analysis.search.screen import verified_table
from standoff.analysis.search.search import search, verify
from standoff.analysis.search.searcher import Searcher
from standoff.analysis.search.trials import Search, Trial
from standoff.analysis.search.words import failures, verdict
from standoff.answer import Answer
from standoff.config.composer import Composer
from standoff.config.levers import undecidable
from standoff.config.search_settings import SearchSettings
from standoff.scenario.content import Scenario
from standoff.sweep.factor_records import factor_record
from standoff.terminal.progress import run_bar

if TYPE_CHECKING:
    from standoff.plots.sheet import Figure

__all__ = ["Searcher", "plan_of", "search_answer", "searcher_of"]


def searcher_of(composer: Composer[SearchSettings], scenario: Scenario) -> Searcher:
    """Make the searcher, which plays the packages.

    Raises
    ------
    InputError
        If there is nothing to search, or optuna is not installed.
    """
    return Searcher(composer, scenario)


def plan_of(searcher: Searcher) -> str:
    """Describe the plan of a search: numbers of packages and runs."""
    settings, n_states = searcher.settings, searcher.n_states
    in_states = f" in {n_states} states of the world" * (n_states > 1)
    return (
        f"search: {len(searcher.space)} levers or presets, {settings.trials:,} trials, "
        f"{settings.replications:,} runs of each{in_states}, "
        f"{settings.trials * settings.replications * n_states:,} runs in total; then the best "
        f"{settings.verify.best} and the setting as reported again under seed {settings.fresh_seed}, "
        f"{settings.verify.replications:,} runs of each{in_states}"
    )


def search_answer(searcher: Searcher, title: str, stopped: Callable[[int], None]) -> Answer:
    """Search for packages, and verify the best.

    Parameters
    ----------
    searcher : Searcher
        Plays the packages.
    title : str
        Title of the figures.
    stopped : callable
        Called with the number of trials if Ctrl-C ends the search; the best of them are still verified.
    """
    trials, settings = _trials(searcher, stopped), searcher.settings
    n_runs = (1 + settings.verify.best) * settings.verify.replications + settings.replications
    with run_bar(searcher.n_states * n_runs) as advance:
        result = verify(searcher, trials, advance)

    def draw() -> dict[str, Figure]:
        from standoff.analysis.search.figures import search_figures  # loads matplotlib

        return search_figures(result, title)

    tables = [verified_table(result, index) for index in range(len(result.goals))]
    findings, caveats = tuple(verdict(result)), tuple(_caveats(result))
    return Answer(
        title=title,
        rows=rows(result),
        main="verified",
        sentences=findings,
        caveats=caveats,
        tables=tables,
        screen=[*(part for table in tables for part in (table, "")), *findings, *caveats],
        record=_record(searcher, result),
        units={factor.name: factor.unit for factor in searcher.space if factor.unit},
        draw=draw,
    )


def _trials(searcher: Searcher, stopped: Callable[[int], None]) -> list[Trial]:
    """Try packages up to the number of trials, or until Ctrl-C."""
    settings = searcher.settings
    trials: list[Trial] = []
    try:
        with run_bar(settings.trials * settings.replications * searcher.n_states) as advance:
            for trial in search(searcher, advance):
                trials.append(trial)
    except KeyboardInterrupt:
        if not trials:
            raise
        stopped(len(trials))
    return trials


def _caveats(result: Search) -> Iterator[str]:
    yield from failures(result)
    if unset := undecidable(result.trials[0].package):
        yield f"Warning: {unset}"
    if result.n_states > 1:
        yield f"Verified in {result.n_states} states of the world that the search did not use."


def _record(searcher: Searcher, result: Search) -> dict[str, Any]:
    settings = searcher.settings
    return {
        "kind": "search",
        "search": {
            "goals": [goal.as_text for goal in result.goals],
            "statistic": result.statistic,
            "space": [factor_record(factor) for factor in searcher.space],
            "n_trials": len(result.trials),
            "n_states": result.n_states,
            "seed": settings.seed,
            "replications": result.n_runs,
            "verify_seed": settings.fresh_seed,
            "verify_replications": result.n_fresh_runs,
        },
    }
