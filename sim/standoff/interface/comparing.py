"""Comparison of ensembles from Python."""

from __future__ import annotations

from collections import Counter

from standoff.analysis.compare.options import BY, RANKED_BY
from standoff.errors import ConfigError
from standoff.interface.arguments import instance_of, text
from standoff.interface.ensemble import Ensemble
from standoff.interface.findings import Findings
from standoff.scenario.names import nearest
from standoff.sweep.comparable import require_comparable
from standoff.sweep.stored import MOST

__all__ = ["compare"]


def compare(*results: Ensemble, by: str = BY) -> Findings:
    """Compare ensembles: differences between their outcomes with intervals, and their ranking.

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
    by = text("by", by)
    for result in results:
        instance_of(Ensemble, "results", result, "run_many() or read()")
    if by not in RANKED_BY:
        raise ConfigError(f"by = {by}: is unknown; {nearest(by, RANKED_BY)}")
    if not 2 <= len(results) <= MOST:
        raise ConfigError(f"{len(results)} results: 2 to {MOST} are compared at a time")
    name, count = Counter(result.sample.name for result in results).most_common(1)[0]
    if count > 1:
        raise ConfigError(f"{count} results are called '{name}'; give them other names with named('...')")
    for other in results[1:]:
        require_comparable(results[0], other)
    from standoff.analysis.compare.answer import compare_answer

    samples = [result.sample for result in results]
    return Findings(compare_answer(samples, results[0].conditions.scenario["title"], by))
