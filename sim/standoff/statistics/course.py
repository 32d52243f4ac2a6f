"""The course of an ensemble: in how many runs a war has begun, or another end has come, by each day.

Rule     a war counts from the day on which its fighting begins, as the outcome that it has become at the end;
         a settlement and a de-escalation count from the last day of the run; what is left is a standoff
Source   cumulative incidence with competing ends; no run is censored, so it is a share of all runs
Assumes  row i is replication i; the counts of the last day are those of the outcomes
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from standoff.arrays import Counts, Numbers
from standoff.statistics.rows import Line
from standoff.statistics.sample import Sample
from standoff.statistics.summary import Share, share_of
from standoff.vocabulary import ANY_WAR, FIRST_WAR, OUTCOME_SETS, Outcome

__all__ = ["Course", "course", "course_lines", "course_of"]


@dataclass(frozen=True, eq=False)
class Course:
    """How many runs have come to each end by each day.

    Parameters
    ----------
    days : ndarray (n_days,)
        Days since the start on which a count changes, from 0, and the last day of the longest run; a count
        holds until the next.
    counts : ndarray (6, n_days)
        Runs by outcome; those that are still undecided count as a standoff.
    """

    days: Numbers
    counts: Counts

    @property
    def n(self) -> int:
        """Number of runs."""
        return int(self.counts[:, 0].sum())

    def share(self, outcomes: tuple[Outcome, ...]) -> Numbers:
        """Give the share of runs that have come to one of some ends, by day, (n_days,)."""
        share: Numbers = self.counts[list(outcomes)].sum(axis=0) / self.n
        return share

    def intervals(self, outcomes: tuple[Outcome, ...]) -> list[Share]:
        """Give the same shares with their 95 % intervals."""
        return [share_of(count, self.n) for count in self.counts[list(outcomes)].sum(axis=0).tolist()]

    def half_of_wars(self) -> float | None:
        """Give the day by which half of the wars have begun; None without a war."""
        wars = self.counts[list(ANY_WAR)].sum(axis=0)
        return float(self.days[np.argmax(2 * wars >= wars[-1])]) if wars[-1] else None


def course(outcomes: Counts, days: Numbers, days_to_violence: Numbers) -> Course:
    """Count the runs that have come to each end, by day.

    Parameters
    ----------
    outcomes : ndarray (n_runs,)
        Outcome of each run.
    days : ndarray (n_runs,)
        Its length, days.
    days_to_violence : ndarray (n_runs,)
        Days until its fighting began; read in wars only.

    Examples
    --------
    >>> two = course(np.array([4, 2]), np.array([9.0, 5.0]), np.array([3.0, -1.0]))
    >>> two.days.tolist(), two.counts[[0, 2, 4]].tolist()
    ([0.0, 3.0, 5.0, 9.0], [[2, 1, 0, 0], [0, 0, 1, 1], [0, 1, 1, 1]])
    """
    when = np.where(outcomes >= FIRST_WAR, days_to_violence, days)
    grid = np.unique(np.concatenate([[0.0], when[outcomes != Outcome.STANDOFF], [days.max()]]))
    counts = np.zeros((len(Outcome), len(grid)), np.int64)
    for outcome in Outcome:
        if outcome is not Outcome.STANDOFF:
            counts[outcome] = np.searchsorted(np.sort(when[outcomes == outcome]), grid, side="right")
    counts[Outcome.STANDOFF] = len(outcomes) - counts.sum(axis=0)
    return Course(grid, counts)


def course_of(sample: Sample) -> Course:
    """Give the course of a sample that keeps its runs."""
    assert sample.runs is not None
    return course(sample.runs.outcomes, sample.values("days"), sample.values("days_to_violence"))


def course_lines(course: Course) -> Iterator[Line]:
    """Give a line for any war and for each outcome by each day, with its 95 % interval."""
    for name, outcomes in OUTCOME_SETS.items():
        for day, share in zip(course.days.tolist(), course.intervals(outcomes), strict=True):
            yield {"outcome": name, "day": day, "n": share.n, "count": share.count, "share": share.share,
                   "low": share.low, "high": share.high}  # fmt: skip
