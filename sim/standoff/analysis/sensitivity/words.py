"""Sentences on how far the causes of a response can be trusted."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.analysis.sensitivity.findings import ResponseSensitivity
from standoff.analysis.sensitivity.sobol import TOLERANCE
from standoff.vocabulary import OUTCOME_SETS, share_title

__all__ = ["caveats"]


def caveats(finding: ResponseSensitivity) -> Iterator[str]:
    """Say how far the indices, effects or differences of a response can be trusted."""
    spread = finding.spread
    if not spread.varies:
        yield (
            f"{finding.of.name} is {spread.mean:g} at all {spread.n_points:,} points: nothing moves it "
            "there, so that there is nothing to explain."
        )
        return
    if spread.n_left_out:
        yield (
            f"{spread.n_left_out:,} points are left out: they failed or have no value, or belong to a block "
            "or walk of which a point does."
        )
    if not finding.swings:
        yield (
            f"Over {spread.n_points:,} points the mean of {_words(finding)} is {spread.mean:.4g}, the "
            f"standard deviation {spread.sd:.4g} ({finding.of.unit}). Chance alone, drawn anew for the "
            f"{spread.n_runs:,.0f} runs of each point, would give {100 * spread.noise:.1f} % of that "
            "variance; in fact the points share their chance, which takes part of it out of what is compared."
        )
    if finding.sobol:
        yield from _settled(finding)
    if any(end.contrast and not end.contrast.is_paired for swing in finding.swings
           for end in (swing.low, swing.high)):  # fmt: skip
        yield (
            "The base was not the reference of the sweep, so that the ends are compared with it as "
            "independent runs; with reference=0 they are compared run by run."
        )


def _words(finding: ResponseSensitivity) -> str:
    return share_title(finding.of.name) if finding.of.name in OUTCOME_SETS else finding.of.name


def _settled(finding: ResponseSensitivity) -> Iterator[str]:
    found, last = finding.settling, finding.sobol[-1]
    alone = 100 * float(last.first.sum())
    yield (
        f"By themselves they explain {alone:.0f} % of the variance of {_words(finding)} together; the rest "
        "are interactions, and the error of these numbers."
    )
    moved = (
        f"from half of the points to all the index that moved most did so by {100 * found.moved:.1f}"
        if len(finding.sobol) > 1
        else "half of the points are too few to see whether they move"
    )
    widest = f"the widest interval, of {found.name}, reaches {100 * found.reach:.1f} points to either side"
    if found.is_settled:
        yield f"The indices have settled: {moved}, and {widest}; both are within {100 * TOLERANCE:g}."
    else:
        yield (
            f"Warning: the indices have not settled: {moved}, and {widest}, where {100 * TOLERANCE:g} is "
            f"asked for. About design.points={found.n_enough} would do."
        )
