"""Sentences on how reliable a sensitivity analysis is."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.analysis.sensitivity.findings import ResponseSensitivity
from standoff.analysis.sensitivity.sobol import TOLERANCE
from standoff.vocabulary import OUTCOME_SETS, share_title

__all__ = ["caveats"]


def caveats(finding: ResponseSensitivity) -> Iterator[str]:
    """Say how reliable the indices, effects or differences of a response are."""
    spread = finding.spread
    if not spread.varies:
        yield (
            f"{finding.response.name} is {spread.mean:g} at all {spread.n_points:,} points: no factor has an "
            "effect on it."
        )
        return
    if spread.n_left_out:
        yield (
            f"{spread.n_left_out:,} points are left out: they failed or have no value, or belong to a block "
            "or trajectory with such a point."
        )
    if not finding.swings:
        yield (
            f"Over {spread.n_points:,} points {_words(finding)} has a mean of {spread.mean:.4g} and a "
            f"standard deviation of {spread.sd:.4g} ({finding.response.unit}). With {spread.n_runs:,.0f} "
            f"runs at each point, noise would be {100 * spread.noise:.1f} % of this variance if chance were "
            "independent between points; the points share their chance, which removes part of it."
        )
    if finding.sobol:
        yield from _settled(finding)
    if any(end.contrast and not end.contrast.is_paired for swing in finding.swings
           for end in (swing.low, swing.high)):  # fmt: skip
        yield (
            "The base was not the reference of the sweep, so the ends are compared with it as independent "
            "runs; sweep with reference=reported to compare them run by run."
        )


def _words(finding: ResponseSensitivity) -> str:
    return (
        share_title(finding.response.name) if finding.response.name in OUTCOME_SETS else finding.response.name
    )


def _settled(finding: ResponseSensitivity) -> Iterator[str]:
    settling, last = finding.settling, finding.sobol[-1]
    alone = 100 * float(last.first.sum())
    yield (
        f"Together the first-order indices explain {alone:.0f} % of the variance of {_words(finding)}; the "
        "rest is interactions and estimation error."
    )
    moved = (
        f"from half of the points to all, the largest change of an index is {100 * settling.moved:.1f} "
        "percentage points"
        if len(finding.sobol) > 1
        else "half of the points are too few to measure the change"
    )
    widest = f"the widest interval, of {settling.name}, is ± {100 * settling.reach:.1f} percentage points"
    if settling.is_settled:
        yield f"The indices have settled: {moved}, and {widest} (tolerance: {100 * TOLERANCE:g})."
    else:
        yield (
            f"Warning: the indices have not settled: {moved}, and {widest} (tolerance: {100 * TOLERANCE:g}). "
            f"About design.points={settling.n_enough} would be enough."
        )
