"""Search for packages of levers from Python."""

from __future__ import annotations

import warnings

from standoff.config.composer import Composer
from standoff.config.search_settings import SearchSettings
from standoff.interface.findings import Findings
from standoff.scenario.content import Scenario

__all__ = ["search"]


def search(composer: Composer[SearchSettings], scenario: Scenario, title: str) -> Findings:
    """Search for packages, and verify the best; see `Crisis.search`.

    Raises
    ------
    InputError
        If there is nothing to search, or optuna is not installed.
    """
    from standoff.analysis.search.answer import search_answer, searcher_of

    return Findings(search_answer(searcher_of(composer, scenario), title, _warn))


def _warn(n_trials: int) -> None:
    text = f"the search was stopped after {n_trials:,} trials; the best of them are verified"
    warnings.warn(text, stacklevel=2)
