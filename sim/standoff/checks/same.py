"""Comparison of two sets of runs: equal run by run, or equal in their shares of outcomes.

Rule       runs: equal outcome, and equal measures except for the last bits. Single runs that differ are
           noted; it is a failure if more than ``FEW`` of all differ, or if the 95 % interval of a paired
           difference in shares excludes 0
           shares: equal if the whole interval of each difference is within ``MARGIN``; a failure if it is
           wholly outside; unclear otherwise
Assumes    rows with the same index are the same replication; they may share all, part or none of their chance
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from standoff.arrays import Flags
from standoff.checks.check import Finding, Verdict, worst
from standoff.statistics.paired import Difference, outcome_shifts, share_difference
from standoff.statistics.sample import Runs
from standoff.vocabulary import Outcome, share_title

__all__ = [
    "MARGIN",
    "differing",
    "largest_difference",
    "points",
    "run_findings",
    "share_change",
    "share_findings",
]

MARGIN: Final = 0.03
"""Largest difference in a share of outcomes between equal settings."""
FEW: Final = 0.05
"""Largest share of runs that may differ by a special case of the rules."""
LAST_BITS: Final = 1e-6
"""Largest relative difference in a measure from the order of a sum."""
OF_SHARE: Final = "difference of the share of runs"


def differing(first: Runs, second: Runs, measures: Flags | None = None) -> Flags:
    """Find the runs that differ in outcome or in a measure.

    Parameters
    ----------
    first, second : Runs
        Equal numbers of runs.
    measures : ndarray (n_measures,), optional
        Which measures count; default: all.
    """
    values_first, values_second = first.values, second.values
    if measures is not None:
        values_first, values_second = values_first[measures], values_second[measures]
    alike = np.isclose(values_first, values_second, rtol=LAST_BITS, atol=LAST_BITS, equal_nan=True).all(
        axis=0
    )
    is_different: Flags = ~alike | (first.outcomes != second.outcomes)
    return is_different


def share_change(first: Runs, second: Runs, outcomes: Sequence[Outcome]) -> Difference:
    """Give the paired difference in the share of some outcomes, second minus first."""
    sides = (np.isin(runs.outcomes, outcomes).astype(np.int64) for runs in (first, second))
    return share_difference(outcome_shifts(*sides), 1)


def run_findings(first: Runs, second: Runs, item: str, measures: Flags | None = None) -> list[Finding]:
    """Judge whether all runs are equal; if not, give the difference in each share of outcomes."""
    n_odd = int(np.count_nonzero(differing(first, second, measures)))
    n = len(first.outcomes)
    if not n_odd:
        return [Finding(item, "runs that differ", Verdict.PASS, n_odd, n)]
    shares = []
    for outcome in Outcome:
        change = share_change(first, second, [outcome])
        verdict = Verdict.NOTE if change.low <= 0.0 <= change.high else Verdict.FAIL
        shares.append(_share(item, outcome, change, verdict))
    verdict = Verdict.FAIL if n_odd > FEW * n else worst(shares)
    return [Finding(item, "runs that differ", verdict, n_odd, n), *shares]


def share_findings(first: Runs, second: Runs, item: str) -> Iterator[Finding]:
    """Judge for each outcome whether its share is equal."""
    for outcome in Outcome:
        change = share_change(first, second, [outcome])
        verdict = Verdict.NOTE
        if change.low >= -MARGIN and change.high <= MARGIN:
            verdict = Verdict.PASS
        elif change.low > MARGIN or change.high < -MARGIN:
            verdict = Verdict.FAIL
        yield _share(item, outcome, change, verdict)


def _share(item: str, outcome: Outcome, change: Difference, verdict: Verdict) -> Finding:
    name = f"{item}: {outcome.key}"
    return Finding(name, OF_SHARE, verdict, change.value, change.n, change.low, change.high)


def largest_difference(findings: Sequence[Finding]) -> str:
    """Format the largest of some differences in shares, with its interval, in percentage points."""
    top = max(findings, key=lambda finding: abs(finding.value))
    outcome = share_title(top.item.rpartition(": ")[2])
    return f"{points(top)} in {outcome} (n = {top.n:,})"


def points(finding: Finding) -> str:
    """Format a difference in shares and its interval in percentage points.

    Examples
    --------
    >>> points(Finding("", "", Verdict.PASS, 0.012, 100, -0.1, 0.03))
    '+1.2 percentage points (−10.0 to +3.0)'
    """
    value, low, high = (100 * (end or 0.0) for end in (finding.value, finding.low, finding.high))
    return f"{value:+.1f} percentage points ({low:+.1f} to {high:+.1f})".replace("-", "−")
