"""Sentences of a comparison: how far apart the results are, who moved, by which private type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from standoff.analysis.compare.comparison import Comparison
from standoff.analysis.compare.types import telling_types
from standoff.state.tables import N_TYPES
from standoff.statistics.flows import moves, moves_listed
from standoff.statistics.headline import difference_words, frequency
from standoff.sweep.stored import StoredResult
from standoff.vocabulary import OUTCOME_SETS, share_title

__all__ = ["apart", "left_out", "moved", "split", "verdict", "versions"]

CLEAR: Final = 0.95
"""Least share of resamples in which a stable order holds."""


def verdict(comparison: Comparison) -> Iterator[str]:
    """Say whether the order is stable, and how many runs would establish it."""
    order = comparison.ranking
    how = {
        1: "all results resampled together, run by run",
        len(order.names): "each result resampled by itself",
    }
    stable = "is stable" if min(order.resampled, order.halved) >= CLEAR else "is not stable"
    yield (
        f"The order {stable}: it holds in {100 * order.resampled:.1f} % of bootstrap resamples of the runs "
        f"and in {100 * order.halved:.1f} % of random halves "
        f"({how.get(order.n_groups, 'results that share their chance resampled together')})."
    )
    what = share_title(order.by)
    for gap in (step.gap for step in order.steps):
        n = min(gap.n_result, gap.n_reference)
        if gap.n_enough is not None:
            yield (
                f"Warning: {n:,} runs each are too few to rank {gap.result} above {gap.reference} by {what}; "
                f"about {gap.n_enough:,} each would be enough, if the difference is as large as observed."
            )
        elif gap.difference.value == 0.0:
            yield f"{gap.result} and {gap.reference} are tied in {what}: their order is arbitrary."


def apart(comparison: Comparison) -> Iterator[str]:
    """Say how far each of the other results lies from the first in what they are ranked by."""
    by = comparison.ranking.by
    reference, *others = comparison.samples
    gaps = {line.result: line for line in comparison.contrasts if line.of == by}
    for sample in others:
        line = gaps[sample.name]
        shares = [f"{frequency(each.share(OUTCOME_SETS[by]))} of {each.name}" for each in (sample, reference)]
        yield (
            f"{share_title(by).capitalize()} in {shares[0]} and in {shares[1]}: "
            f"{difference_words(line.difference)}, {'paired run by run' if line.is_paired else 'unpaired'}."
        )


def moved(comparison: Comparison) -> Iterator[str]:
    """Say how many runs end in another kind of outcome, and in which."""
    for flow in comparison.flows:
        counted = moves(flow)
        n, listed = sum(count for *_, count in counted), moves_listed(counted)
        yield (
            f"{flow.result} changes the kind of end of {n:,} in {flow.n:,} runs of {flow.reference} "
            f"({100 * n / flow.n:.1f} %)" + (f": {listed}." if listed else ".")
        )


def split(comparison: Comparison) -> Iterator[str]:
    """Say with which private type of the actor that matters most each result lies furthest from the first."""
    for lines in telling_types(comparison.types):
        by_size = sorted(lines, key=lambda line: -abs(line.difference.value))
        parts = [f"with type {line.type}, {difference_words(line.difference)}" for line in by_size]
        first = lines[0]
        yield (
            f"{share_title(first.of).capitalize()} depends most on the private type of "
            f"{first.actor.replace('_', ' ')} (0 finds war cheapest, {N_TYPES - 1} dearest). {first.result} "
            f"against {first.reference}: {'; '.join(dict.fromkeys((parts[0], parts[-1])))}."
        )


def versions(results: Sequence[StoredResult]) -> Iterator[str]:
    """Warn of results that were played with different versions of the rules."""
    for key, what in (("rules", "rules"), ("parameters", "rule parameters (scenarios/rules.yaml)")):
        if len({result.manifest["code"][key] for result in results}) > 1:
            commits = ", ".join(
                f"{result.sample.name} (commit {result.manifest['code']['commit']})" for result in results
            )
            yield f"Warning: the results were played with different versions of the {what}: {commits}."


def left_out(comparison: Comparison) -> Iterator[str]:
    """Say which results are missing from some figures, and why."""
    if sums := [sample.name for sample in comparison.samples if sample.runs is None]:
        yield (
            "Not in the figures of war by day and settlements, because only sums were kept: "
            f"{', '.join(sums)} (replay them, or keep each run of a sweep with record=runs)."
        )
