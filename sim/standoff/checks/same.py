"""Same – whether two sets of runs under the same chance are the same: run by run, or in their shares.

Rule       the same run: equal outcome, and equal measures but for the last bits. Single runs that differ are
           noted; they fail if they are more than ``FEW`` of all, or if the 95 % interval of a paired
           difference of shares leaves out 0
           the same shares: the whole interval of each difference lies within ``MARGIN``; they fail if it lies
           outside altogether, and between that it cannot be told
Assumes    rows of one number are the same replication; they may share all their chance, a part, or none
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from standoff.arrays import Flags
from standoff.checks.check import Finding, Verdict, worst
from standoff.statistics.paired import Difference, outcome_shifts, share_difference
from standoff.statistics.sample import Runs
from standoff.vocabulary import Outcome

__all__ = ["MARGIN", "differing", "points", "run_findings", "share_change", "share_findings", "told_range"]

MARGIN: Final = 0.03
"""Difference of a share of outcomes below which two settings count as the same."""
FEW: Final = 0.05
"""Share of runs that may differ by a corner of the rules."""
LAST_BITS: Final = 1e-6
"""Relative difference of a measure that the order of a sum may make."""
OF_SHARE: Final = "difference of the share of runs"


def differing(there: Runs, here: Runs, measures: Flags | None = None) -> Flags:
    """Tell which runs differ in outcome or in a measure.

    Parameters
    ----------
    there, here : Runs
        As many of each.
    measures : ndarray (n_measures,), optional
        Which measures count; default: all.
    """
    one, other = there.values, here.values
    if measures is not None:
        one, other = one[measures], other[measures]
    alike = np.isclose(one, other, rtol=LAST_BITS, atol=LAST_BITS, equal_nan=True).all(axis=0)
    found: Flags = ~alike | (there.outcomes != here.outcomes)
    return found


def share_change(there: Runs, here: Runs, outcomes: Sequence[Outcome]) -> Difference:
    """Give how much more often runs end with one of some outcomes here than there, paired."""
    sides = (np.isin(runs.outcomes, outcomes).astype(np.int64) for runs in (there, here))
    return share_difference(outcome_shifts(*sides), 1)


def run_findings(there: Runs, here: Runs, item: str, measures: Flags | None = None) -> list[Finding]:
    """Judge whether all runs are the same; if not, with the difference of each share of outcomes."""
    n_odd = int(np.count_nonzero(differing(there, here, measures)))
    n = len(there.outcomes)
    if not n_odd:
        return [Finding(item, "runs that differ", Verdict.PASS, n_odd, n)]
    shares = []
    for outcome in Outcome:
        found = share_change(there, here, [outcome])
        verdict = Verdict.NOTE if found.low <= 0.0 <= found.high else Verdict.FAIL
        shares.append(_share(item, outcome, found, verdict))
    verdict = Verdict.FAIL if n_odd > FEW * n else worst(shares)
    return [Finding(item, "runs that differ", verdict, n_odd, n), *shares]


def share_findings(there: Runs, here: Runs, item: str) -> Iterator[Finding]:
    """Judge by each outcome whether its share is the same."""
    for outcome in Outcome:
        found = share_change(there, here, [outcome])
        verdict = Verdict.NOTE
        if found.low >= -MARGIN and found.high <= MARGIN:
            verdict = Verdict.PASS
        elif found.low > MARGIN or found.high < -MARGIN:
            verdict = Verdict.FAIL
        yield _share(item, outcome, found, verdict)


def _share(item: str, outcome: Outcome, found: Difference, verdict: Verdict) -> Finding:
    name = f"{item}: {outcome.key}"
    return Finding(name, OF_SHARE, verdict, found.value, found.n, found.low, found.high)


def told_range(findings: Sequence[Finding]) -> str:
    """Tell the largest of some differences of shares, with its interval, in points."""
    top = max(findings, key=lambda one: abs(one.value))
    outcome = top.item.rpartition(": ")[2].replace("_", " ")
    return f"{points(top)} in {outcome} (n = {top.n:,})"


def points(finding: Finding) -> str:
    """Tell a difference of shares and its interval in points.

    Examples
    --------
    >>> points(Finding("", "", Verdict.PASS, 0.012, 100, -0.1, 0.03))
    '+1.2 points (−10.0 to +3.0)'
    """
    value, low, high = (100 * (end or 0.0) for end in (finding.value, finding.low, finding.high))
    return f"{value:+.1f} points ({low:+.1f} to {high:+.1f})".replace("-", "−")
