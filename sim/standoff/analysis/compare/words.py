"""Comparison words – what a comparison found, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from standoff.analysis.compare.comparison import Comparison
from standoff.story.words import KIND_WORDS

__all__ = ["verdict"]

CLEAR: Final = 0.95
"""Share of resamples from which on an order is said to survive."""


def verdict(found: Comparison) -> Iterator[str]:
    """Say whether the order survives, and how many runs would make sure of it."""
    order = found.ranking
    how = {1: "all drawn together, run by run", len(order.names): "each drawn on its own"}
    survives = "survives" if min(order.resampled, order.halved) >= CLEAR else "does not survive"
    yield (
        f"The order {survives}: it holds in {100 * order.resampled:.1f} % of bootstrap resamples of the runs "
        f"and in {100 * order.halved:.1f} % of random halves of them "
        f"({how.get(order.n_groups, 'drawn together where they share their chance')})."
    )
    what = KIND_WORDS[order.by]
    for gap in (step.gap for step in order.steps):
        n = min(gap.n_here, gap.n_there)
        if gap.n_enough is not None:
            yield (
                f"Warning: {n:,} runs each are too few to set {gap.here} above {gap.there} in {what}; about "
                f"{gap.n_enough:,} each would do, if the difference is as large as it looks."
            )
        elif gap.difference.value == 0.0:
            yield f"{gap.here} and {gap.there} are level in {what}: their order is a coin's toss."
