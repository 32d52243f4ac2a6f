"""Turning points: decisions of a run ranked by how much an alternative changes the outcomes.

Rule       distance = total variation: half the sum of absolute differences of the shares of outcomes, which
           is the largest difference in the share of any set of outcomes
Intervals  of the difference in each set of outcomes, paired, and joint over all sets and all alternatives of
           the run (Bonferroni); the distance lies between the largest lower and the largest upper end, so
           that the largest of many is not taken for more than noise
Assumes    continuations of an alternative and of the chosen option share their chance, pair by pair
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, product

import numpy as np

from standoff.analysis.turning_points.continuations import Course, Decision
from standoff.arrays import Counts
from standoff.statistics.paired import Difference, set_difference
from standoff.statistics.summary import joint_confidence
from standoff.vocabulary import FIRST_WAR, Outcome

__all__ = ["SETS", "Alternative", "TurningPoint", "courses_of", "distance", "turning_points"]

LEAST = 0.01
"""Least probability of an alternative."""
N_OUTCOMES = len(Outcome)


# A set and its complement have the same difference, so the one without the first outcome is enough.
SETS: tuple[Counts, ...] = tuple(
    np.array((0, *members)) for members in product((0, 1), repeat=N_OUTCOMES - 1) if any(members)
)
WAR: Counts = np.array([int(outcome >= FIRST_WAR) for outcome in Outcome])


@dataclass(frozen=True)
class Alternative:
    """The outcomes of another option.

    Parameters
    ----------
    option : int
        Its row.
    probability : float
        Probability with which the actor would have chosen it.
    outcomes : ndarray (6,)
        Continuations by outcome.
    war : Difference
        Share of any war minus that of the chosen option.
    distance : Difference
        Total variation distance from the outcomes of the chosen option, 0..1.
    """

    option: int
    probability: float
    outcomes: Counts
    war: Difference
    distance: Difference


@dataclass(frozen=True)
class TurningPoint:
    """A decision with the outcomes of its options.

    Parameters
    ----------
    decision : Decision
        The decision.
    outcomes : ndarray (6,)
        Continuations of the chosen option, by outcome.
    alternatives : tuple of Alternative
        One or more, the strongest first.
    """

    decision: Decision
    outcomes: Counts
    alternatives: tuple[Alternative, ...]

    @property
    def strongest(self) -> Alternative:
        """The alternative that changes the outcomes most."""
        return self.alternatives[0]

    @property
    def is_clear(self) -> bool:
        """Whether the outcomes change by more than noise."""
        return self.strongest.distance.low > 0.0


def courses_of(decisions: Iterable[Decision]) -> list[Course]:
    """Give the courses to play: at each decision the chosen option, then each alternative.

    Decisions without an alternative are left out.
    """
    return [
        Course(decision, option)
        for decision in decisions
        if (alternatives := decision.alternatives(LEAST))
        for option in (decision.chosen, *alternatives)
    ]


def turning_points(courses: Sequence[Course], outcomes: Iterable[Counts]) -> list[TurningPoint]:
    """Rank decisions by how much an alternative changes the outcomes.

    Parameters
    ----------
    courses : sequence of Course
        From `courses_of`.
    outcomes : iterable of ndarray (n_replications,)
        Outcomes of the continuations of each course, the same replications in the same order.

    Returns
    -------
    list of TurningPoint
        First those that change the outcomes by more than noise; then by distance, then by time.
    """
    n_alternatives = sum(course.option != course.decision.chosen for course in courses)
    confidence = joint_confidence(len(SETS) * n_alternatives)
    points = []
    played = zip(courses, outcomes, strict=True)
    for _, group in groupby(played, key=lambda pair: id(pair[0].decision)):
        (chosen, chosen_outcomes), *rest = group
        alternatives = [_compare(course, chosen_outcomes, other, confidence) for course, other in rest]
        alternatives.sort(key=lambda each: (each.distance.low <= 0.0, -each.distance.value))
        counts = np.bincount(chosen_outcomes, minlength=N_OUTCOMES)
        points.append(TurningPoint(chosen.decision, counts, tuple(alternatives)))
    return sorted(points, key=lambda point: (not point.is_clear, -point.strongest.distance.value))


def _compare(course: Course, chosen: Counts, other: Counts, confidence: float) -> Alternative:
    shifts = np.zeros((N_OUTCOMES, N_OUTCOMES), np.int64)
    np.add.at(shifts, (chosen, other), 1)
    return Alternative(
        option=course.option,
        probability=float(course.decision.probability[course.option]),
        outcomes=shifts.sum(axis=0),
        war=set_difference(shifts, WAR, confidence),
        distance=distance(shifts, confidence),
    )


def distance(shifts: Counts, confidence: float) -> Difference:
    """Give the total variation between the outcomes of paired runs.

    Parameters
    ----------
    shifts : ndarray (n_outcomes, n_outcomes)
        Pairs by outcome after the chosen option (rows) and after the other (columns).
    confidence : float
        Probability that the interval of one set of outcomes covers its difference.

    Examples
    --------
    >>> shifts = np.zeros((6, 6), np.int64)
    >>> shifts[0, 0], shifts[0, 4] = 60, 40
    >>> moved = distance(shifts, 0.95)
    >>> moved.value, round(moved.low, 3), round(moved.high, 3)
    (0.4, 0.295, 0.489)
    """
    n = int(shifts.sum())
    moved = np.abs(shifts.sum(axis=0) - shifts.sum(axis=1)).sum() / (2 * n)
    differences = [set_difference(shifts, members, confidence) for members in SETS]
    low = max(max(each.low, -each.high) for each in differences)
    high = max(max(each.high, -each.low) for each in differences)
    return Difference(n, float(moved), max(0.0, low), high)
