"""The sentence that answers: how often there is war of any kind, and how that differs from a reference."""

from __future__ import annotations

import numpy as np

from standoff.arrays import Counts
from standoff.statistics.paired import Difference, outcome_shifts, set_difference
from standoff.statistics.summary import Share, share_of
from standoff.vocabulary import ANY_WAR, Outcome

__all__ = ["REPORTED", "difference_words", "frequency", "headline", "war_difference", "war_share"]

REPORTED = "as reported"
"""Name of the setting in which nothing is changed."""
HUNDRED = 100
IS_WAR = np.isin(np.arange(len(Outcome)), ANY_WAR)


def war_share(outcomes: Counts) -> Share:
    """Give the share of runs with war of any kind from the outcome of each run, (n_runs,)."""
    return share_of(int(np.count_nonzero(IS_WAR[outcomes])), len(outcomes))


def war_difference(outcomes: Counts, reference: Counts) -> Difference:
    """Give how much more war of any kind there is than in a reference, run by run, over the runs of both.

    Parameters
    ----------
    outcomes, reference : ndarray (n_runs,)
        Outcome of each run; replication i is row i in either, and met the same chance.
    """
    n = min(len(outcomes), len(reference))
    return set_difference(outcome_shifts(reference[:n], outcomes[:n]), IS_WAR)


def headline(outcomes: Counts, reference: Counts | None = None, name: str = REPORTED) -> str:
    """Say in one sentence how often there is war of any kind.

    Parameters
    ----------
    outcomes : ndarray (n_runs,)
        Outcome of each run.
    reference : ndarray (n_runs,), optional
        Outcome of each run of another setting that met the same chance; see `war_difference`.
    name : str
        Name of the other setting.

    Examples
    --------
    >>> headline(np.array([0, 3, 4, 4]))
    'War of any kind in 3 of 4 runs (30–95 of 100).'
    """
    said = f"War of any kind in {frequency(war_share(outcomes))}"
    if reference is None:
        return f"{said}."
    other = war_share(reference)
    base = _whole(other) if other.n >= HUNDRED else f"{other.count} of {other.n}"
    return f"{said}; {name} {base}: {difference_words(war_difference(outcomes, reference))}."


def frequency(share: Share) -> str:
    """Word a share as so many of 100 runs, or of all of them if they are fewer, with its 95 % interval.

    Examples
    --------
    >>> frequency(share_of(3, 7)), frequency(share_of(1, 2000))
    ('3 of 7 runs (16–75 of 100)', 'fewer than 1 of 100 runs (0–0.3)')
    """
    low, high = (HUNDRED * end for end in (share.low, share.high))
    if share.n < HUNDRED:
        runs = "run" if share.n == 1 else "runs"
        return f"{share.count} of {share.n} {runs} ({low:.0f}–{high:.0f} of 100)"
    return f"{_whole(share)} of 100 runs ({_end(low)}–{_end(high)})"


def difference_words(difference: Difference) -> str:
    """Word a paired difference between two shares, second minus first, in percentage points.

    Examples
    --------
    >>> difference_words(Difference(500, 0.03, -0.01, 0.07))
    '3 points more, which chance alone could explain (1 fewer to 7 more)'
    """
    value, low, high = (HUNDRED * end for end in difference.ends)
    if low > 0.0 or high < 0.0:
        near, far = sorted((abs(low), abs(high)))
        digits = 0 if near >= 0.5 and abs(value) >= 0.5 else 1
        size = f"{abs(value):.{digits}f}"
        points = "point" if size == "1" else "points"
        return f"{size} {points} {_way(value)} ({near:.{digits}f}–{far:.{digits}f})"
    span = f"({_moved(low)} to {_moved(high)})"
    size = f"{abs(value):.0f}"
    if size == "0":
        return f"no difference to the point {span}"
    points = "point" if size == "1" else "points"
    return f"{size} {points} {_way(value)}, which chance alone could explain {span}"


def _whole(share: Share) -> str:
    """Write a share in whole runs of 100; what is neither none nor all is not called so."""
    rounded = f"{HUNDRED * share.share:.0f}"
    if rounded == "0" and share.count:
        return "fewer than 1"
    if rounded == "100" and share.count < share.n:
        return "more than 99"
    return rounded


def _end(value: float) -> str:
    """Write an end of an interval in whole runs of 100, near none or all with a digit more."""
    is_near = 0.0 < value < 0.5 or 99.5 <= value < 100.0
    return f"{value:.1f}" if is_near and f"{value:.1f}" not in ("0.0", "100.0") else f"{value:.0f}"


def _way(value: float) -> str:
    return "more" if value > 0.0 else "fewer"


def _moved(value: float) -> str:
    size = f"{abs(value):.0f}"
    return size if size == "0" else f"{size} {_way(value)}"
