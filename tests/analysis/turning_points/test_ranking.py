"""Turning points: distances between outcomes, what is noise, and the ranking."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from standoff.analysis.turning_points.continuations import Decision
from standoff.analysis.turning_points.ranking import SETS, courses_of, distance, turning_points
from standoff.state.crisis import STATE
from standoff.statistics.summary import joint_confidence

N = 6
STANDOFF, SETTLEMENT, INVASION = 0, 2, 4


def decision(probability, chosen=0, turn=0, actor=0):
    return Decision(turn, float(turn), actor, chosen, np.array(probability), np.zeros(1, STATE))


def shifts_of(there, here):
    shifts = np.zeros((N, N), np.int64)
    np.add.at(shifts, (there, here), 1)
    return shifts


def ranked(decisions, outcomes):
    """Turning points of decisions whose courses end as given, in the order of `courses_of`."""
    return turning_points(courses_of(decisions), [np.array(each) for each in outcomes])


@given(arrays(np.int64, (N, N), elements=st.integers(0, 40)).filter(np.any))
def test_the_distance_is_the_largest_difference_in_the_share_of_any_set_of_outcomes(shifts):
    there, here = shifts.sum(axis=1) / shifts.sum(), shifts.sum(axis=0) / shifts.sum()
    sets = [list(each) for size in range(N + 1) for each in combinations(range(N), size)]
    measured = distance(shifts, 0.95)
    assert measured.value == pytest.approx(
        max(here[each].sum() - there[each].sum() for each in sets), abs=1e-12
    )
    assert 0.0 <= measured.low <= measured.value + 1e-12
    assert measured.value <= measured.high + 1e-12 <= 1.0 + 1e-9
    assert distance(shifts.T, 0.95).value == pytest.approx(measured.value, abs=1e-12)


def test_an_act_that_decides_everything_has_the_distance_one():
    (point,) = ranked([decision([0.5, 0.5])], [[STANDOFF] * 200, [INVASION] * 200])
    assert point.strongest.distance.value == 1.0
    assert point.strongest.war.value == 1.0
    assert point.is_clear
    assert point.strongest.distance.low > 0.9


def test_the_same_outcomes_have_the_distance_zero_even_if_they_vary():
    outcomes = [STANDOFF, SETTLEMENT, INVASION] * 60
    (point,) = ranked([decision([0.5, 0.5])], [outcomes, outcomes])
    assert point.strongest.distance.value == 0.0
    assert point.strongest.distance.low == 0.0
    assert not point.is_clear


def test_outcomes_that_move_without_any_war_count():
    (point,) = ranked([decision([0.5, 0.5])], [[STANDOFF] * 100, [SETTLEMENT] * 100])
    assert (point.strongest.distance.value, point.strongest.war.value) == (1.0, 0.0)


def test_decisions_are_ranked_by_their_strongest_alternative():
    weak, strong, none = [STANDOFF] * 90 + [INVASION] * 110, [INVASION] * 200, [STANDOFF] * 200
    first, second = decision([0.4, 0.3, 0.3], turn=1), decision([0.0, 0.5, 0.5], chosen=2, turn=2)
    points = ranked([first, second], [none, none, weak, none, strong])
    assert [point.decision.turn for point in points] == [2, 1]
    assert [each.option for each in points[0].alternatives] == [1]
    assert [each.option for each in points[1].alternatives] == [2, 1]
    assert points[1].alternatives[1].distance.value == 0.0
    assert points[1].alternatives[0].war.value == pytest.approx(0.55)


def test_changes_beyond_noise_come_before_larger_ones_within_noise():
    """Of 60 pairs, 23 move one way and 7 back; or 15 move one way and none back, which is less, but surer."""
    shaky, moved = [STANDOFF] * 53 + [INVASION] * 7, [INVASION] * 23 + [STANDOFF] * 37
    steady, pushed = [STANDOFF] * 60, [INVASION] * 15 + [STANDOFF] * 45
    points = ranked(
        [decision([0.5, 0.5], turn=1), decision([0.5, 0.5], turn=2)], [shaky, moved, steady, pushed]
    )
    assert [point.strongest.distance.value for point in points] == [15 / 60, 16 / 60]
    assert [point.is_clear for point in points] == [True, False]
    assert [point.decision.turn for point in points] == [2, 1]


def test_options_below_one_per_cent_and_acts_without_alternative_are_not_compared():
    alone, both = decision([0.995, 0.005]), decision([0.98, 0.01, 0.0, 0.01], turn=1)
    assert [(course.decision.turn, course.option) for course in courses_of([alone, both])] == [
        (1, 0),
        (1, 1),
        (1, 3),
    ]


def test_chance_alone_hardly_ever_looks_like_a_turning_point():
    """All alternatives of a run are alike; in at most 1 of 20 runs may any seem to matter."""
    rng = np.random.default_rng(1)
    n_runs, n_alternatives = 60, 12
    chances = [0.3, 0.2, 0.2, 0.1, 0.15, 0.05]
    alarms = 0
    for _ in range(n_runs):
        courses = rng.choice(N, (n_alternatives + 1, 200), p=chances)
        (point,) = ranked([decision([1 / (n_alternatives + 1)] * (n_alternatives + 1))], courses)
        alarms += point.is_clear
    assert alarms <= 0.05 * n_runs


@pytest.mark.parametrize(
    "chances", [[0.3, 0.2, 0.2, 0.1, 0.15, 0.05], [0.32, 0.28, 0.1, 0.1, 0.15, 0.05], [1, 0, 0, 0, 0, 0]]
)
def test_the_interval_of_a_distance_covers_it(chances: list[float]):
    rng = np.random.default_rng(2)
    base = np.array([0.3, 0.2, 0.2, 0.1, 0.15, 0.05])
    truth = np.abs(base - chances).sum() / 2
    hits = []
    for _ in range(300):
        shifts = shifts_of(rng.choice(N, 200, p=base), rng.choice(N, 200, p=chances))
        measured = distance(shifts, joint_confidence(len(SETS)))
        hits.append(measured.low - 1e-12 <= truth <= measured.high)
    assert np.mean(hits) >= 0.95


def test_more_alternatives_need_more_confidence():
    assert 0.95 < joint_confidence(len(SETS)) < joint_confidence(500 * len(SETS)) < 1.0
