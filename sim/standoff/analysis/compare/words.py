"""Sentences of a comparison: whether the order survives, and what is left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from standoff.analysis.compare.comparison import Comparison
from standoff.sweep.stored import StoredResult
from standoff.vocabulary import share_title

__all__ = ["left_out", "verdict", "versions"]

CLEAR: Final = 0.95
"""Share of resamples from which on an order is said to survive."""


def verdict(comparison: Comparison) -> Iterator[str]:
    """Say whether the order survives, and how many runs would make sure of it."""
    order = comparison.ranking
    how = {1: "all drawn together, run by run", len(order.names): "each drawn on its own"}
    survives = "survives" if min(order.resampled, order.halved) >= CLEAR else "does not survive"
    yield (
        f"The order {survives}: it holds in {100 * order.resampled:.1f} % of bootstrap resamples of the runs "
        f"and in {100 * order.halved:.1f} % of random halves of them "
        f"({how.get(order.n_groups, 'drawn together where they share their chance')})."
    )
    what = share_title(order.by)
    for gap in (step.gap for step in order.steps):
        n = min(gap.n_here, gap.n_there)
        if gap.n_enough is not None:
            yield (
                f"Warning: {n:,} runs each are too few to set {gap.here} above {gap.there} in {what}; about "
                f"{gap.n_enough:,} each would do, if the difference is as large as it looks."
            )
        elif gap.difference.value == 0.0:
            yield f"{gap.here} and {gap.there} are level in {what}: their order is a coin's toss."


def versions(results: Sequence[StoredResult]) -> Iterator[str]:
    """Warn of results that were played by different versions of the rules."""
    for key, what in (("rules", "rules"), ("parameters", "rule parameters (scenarios/rules.yaml)")):
        if len({result.manifest["code"][key] for result in results}) > 1:
            listed = ", ".join(
                f"{result.sample.name} by {result.manifest['code']['commit']}" for result in results
            )
            yield f"Warning: played by different versions of the {what}, which may matter: {listed}."


def left_out(comparison: Comparison) -> Iterator[str]:
    """Say which results cannot be shown in all figures, and why."""
    if sums := [sample.name for sample in comparison.samples if sample.runs is None]:
        yield (
            f"Without a row for each run, and so not in the figures of survival and settlements: "
            f"{', '.join(sums)} (--replay plays them again; a sweep with record=runs keeps rows)."
        )
    if bare := [sample.name for sample in comparison.samples if sample.fan is None]:
        yield f"Written by an older version, without fans: {', '.join(bare)}."
