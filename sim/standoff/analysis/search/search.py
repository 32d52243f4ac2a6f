"""Search for packages: a sampler suggests them, and the best are verified with fresh chance.

Trials share their seed and states of the world, so they are compared run by run, and the sampler sees no
noise between equal packages. The best of many owes part of its value to luck, so the values reported for it
come from chance and states that the search did not use.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from standoff.analysis.robust.choice import Package
from standoff.analysis.search.searcher import Advance, Searcher, States
from standoff.analysis.search.trials import Search, Trial, Verified, best_trials
from standoff.analysis.search.verification import verdict
from standoff.arrays import Numbers
from standoff.design.factors import Factor
from standoff.errors import ConfigError, MissingExtra, SimError

__all__ = ["search", "verify"]


def search(searcher: Searcher, advance: Advance) -> Iterator[Trial]:
    """Try packages, as many as the settings define.

    Parameters
    ----------
    searcher : Searcher
        Plays the packages.
    advance : callable
        Called with the number of runs whenever some are done.

    Yields
    ------
    Trial
        Each trial; a repeated package is not played again.

    Raises
    ------
    MissingExtra
        If optuna is not installed.
    """
    optuna = _optuna()
    settings = searcher.settings
    directions = ["maximize" if goal.is_max else "minimize" for goal in searcher.goals]
    study = optuna.create_study(
        directions=directions, sampler=optuna.samplers.TPESampler(seed=settings.seed % 2**32)
    )
    space = {factor.name: _distribution(optuna, factor) for factor in searcher.space}
    states = searcher.states(settings.seed)
    known: dict[tuple[tuple[str, float | str], ...], tuple[tuple[float, ...], str]] = {}
    for number in range(settings.trials):
        suggestion = study.ask(space)
        package = {factor.name: suggestion.params[factor.name] for factor in searcher.space}
        key = tuple(package.items())
        if key not in known:
            known[key] = _tried(searcher, package, states, advance)
        values, failure = known[key]
        if failure:
            study.tell(suggestion, state=optuna.trial.TrialState.FAIL)
        else:
            study.tell(suggestion, values)
        yield Trial(number, package, values, failure)


def _tried(
    searcher: Searcher, package: Package, states: States, advance: Advance
) -> tuple[tuple[float, ...], str]:
    """Play a package with the chance of the search; give its goals, or the reason of failure."""
    settings = searcher.settings
    nothing = (float("nan"),) * len(searcher.goals)
    try:
        played = searcher.play(package, states, settings.seed, settings.replications, advance)
    except SimError as error:
        return nothing, str(error)
    values = searcher.summarised(played)
    return (values, "") if np.isfinite(values).all() else (nothing, "no run has a value of the goal")


def verify(searcher: Searcher, trials: Sequence[Trial], advance: Advance) -> Search:
    """Play the best trials and the setting as reported with fresh chance and fresh states.

    Parameters
    ----------
    searcher : Searcher
        Plays the packages.
    trials : sequence of Trial
        The trials, one or more.
    advance : callable
        Called with the number of runs whenever some are done.

    Raises
    ------
    ConfigError
        If no trial could be played.
    """
    settings, goals = searcher.settings, searcher.goals
    best = best_trials(goals, trials, settings.verify.best)
    if not best:
        raise ConfigError(f"all {len(trials)} trials failed; the first because: {trials[0].failure}")
    searched, failure = _tried(searcher, {}, searcher.states(settings.seed), advance)
    if failure:
        raise ConfigError(f"the setting as reported cannot be played: {failure}")
    fresh = searcher.states(settings.fresh_seed)

    def replay(package: Package) -> Numbers:
        n_runs = settings.verify.replications
        return searcher.play(package, fresh, settings.fresh_seed, n_runs, advance)

    reported = replay({})
    verified = []
    for trial in (None, *best):
        played = reported if trial is None else replay(trial.package)
        verdicts = tuple(
            verdict(goal, settings.statistic, values, base)
            for goal, values, base in zip(goals, played, reported, strict=True)
        )
        verified.append(Verified(trial, searched if trial is None else trial.values, verdicts))
    n_fresh = settings.verify.replications
    return Search(
        goals,
        settings.statistic,
        searcher.n_states,
        settings.replications,
        n_fresh,
        tuple(trials),
        tuple(verified),
    )


def _optuna() -> Any:
    try:
        import optuna  # an extra, and slow to load
    except ImportError as error:
        raise MissingExtra("standoff search", "search") from error
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    return optuna


def _distribution(optuna: Any, factor: Factor) -> Any:
    if factor.is_range:
        return optuna.distributions.FloatDistribution(factor.low, factor.high)
    return optuna.distributions.CategoricalDistribution(factor.values)
