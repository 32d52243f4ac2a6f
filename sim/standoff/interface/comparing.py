"""Comparing – ensembles set beside each other."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from standoff.analysis.compare import comparison
from standoff.errors import ConfigError
from standoff.interface.ensemble import Ensemble
from standoff.interface.findings import Findings
from standoff.interface.frames import frames_of
from standoff.scenario.names import nearest
from standoff.statistics.contrast import KINDS
from standoff.sweep.comparable import require_comparable
from standoff.sweep.stored import MOST

if TYPE_CHECKING:
    from standoff.plots.sheet import Figure

__all__ = ["compare"]


def compare(*results: Ensemble, by: str = "any_war") -> Findings:
    """Compare ensembles: how surely their outcomes differ, and in which order they stand.

    Parameters
    ----------
    *results : Ensemble
        Two to seven with names of their own (`Ensemble.named`); the others are set against the first, run by
        run where they share their chance.
    by : str
        What they are ranked by: ``any_war`` or an outcome.

    Raises
    ------
    ConfigError
        If there are too few or too many, if two have the same name, or if nothing is called so.
    ResultError
        If a comparison makes no sense.
    """
    if by not in KINDS:
        raise ConfigError(f"by = {by}: is unknown; {nearest(by, KINDS)}")
    if not 2 <= len(results) <= MOST:
        raise ConfigError(f"{len(results)} results: 2 to {MOST} are compared at a time")
    name, count = Counter(result.sample.name for result in results).most_common(1)[0]
    if count > 1:
        raise ConfigError(f"{count} results are called '{name}'; give them other names with named('...')")
    for other in results[1:]:
        require_comparable(results[0], other)
    found = comparison.compare([result.sample for result in results], by)
    title = results[0].terms.scenario["title"]

    def draw() -> dict[str, Figure]:
        from standoff.analysis.compare.figures import (
            compare_figures,  # loads matplotlib, which can be done without
        )

        return compare_figures(found, title)

    return Findings(title, frames_of(comparison.tables(found), {}), "differences", draw)
