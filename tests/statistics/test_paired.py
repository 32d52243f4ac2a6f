from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from standoff.statistics.paired import NOTHING, mean_difference, mean_interval, share_difference

cells = st.integers(0, 10_000)


def shifts(both: int, gained: int, lost: int, neither: int) -> np.ndarray:
    """Runs by outcome there (rows) and here (columns), of which the one in question is the last of three."""
    table = np.zeros((3, 3), np.int64)
    table[2, 2] = both
    table[0, 2], table[1, 2] = gained - gained // 3, gained // 3
    table[2, 0], table[2, 1] = lost // 4, lost - lost // 4
    table[0, 0], table[1, 0] = neither - neither // 2, neither // 2
    return table


def test_the_interval_is_that_of_the_published_program():
    # PropCIs (Agresti's own code), diffpropci.mp(b = 40, c = 20, n = 160), with its estimate at the middle.
    difference = share_difference(shifts(both=50, gained=20, lost=40, neither=50), 2)
    assert (difference.low, difference.high) == pytest.approx((-0.21601726, -0.03089632), abs=5e-9)
    assert (difference.low + difference.high) / 2 == pytest.approx(-0.1234568, abs=5e-8)
    assert (difference.n, difference.value) == (160, -20 / 160)


def test_the_interval_is_that_of_a_hand_calculation():
    # 8 of 20 gained, 2 lost: with a half in each of four cells 8.5, 2.5, n = 22; z = 1.959964.
    difference = share_difference(shifts(both=4, gained=8, lost=2, neither=6), 2)
    middle, half = 6 / 22, 1.959964 * math.sqrt(11 - 36 / 22) / 22
    assert (difference.n, difference.value) == (20, 0.3)
    assert (difference.low, difference.high) == pytest.approx((middle - half, middle + half), abs=1e-7)


def test_pairs_with_equal_outcomes_only_add_to_the_number_of_runs():
    moved = shifts(both=3, gained=4, lost=1, neither=12)
    other = shifts(both=12, gained=4, lost=1, neither=3)
    assert share_difference(moved, 2) == share_difference(other, 2)


@given(both=cells, gained=cells, lost=cells, neither=cells)
def test_the_reversed_difference_has_the_opposite_sign(both: int, gained: int, lost: int, neither: int):
    table = shifts(both, gained, lost, neither)
    there, back = share_difference(table, 2), share_difference(table.T, 2)
    if there.n:
        assert (back.value, back.low, back.high) == pytest.approx((-there.value, -there.high, -there.low))


@given(both=cells, gained=cells, lost=cells, neither=cells)
def test_the_difference_lies_in_its_interval_and_that_between_minus_one_and_one(
    both: int, gained: int, lost: int, neither: int
):
    difference = share_difference(shifts(both, gained, lost, neither), 2)
    if difference.n:
        assert -1 <= difference.low <= difference.value <= difference.high <= 1
        assert difference.value == pytest.approx((gained - lost) / difference.n)


def test_when_all_runs_change_the_interval_ends_at_one():
    difference = share_difference(shifts(both=0, gained=100, lost=0, neither=0), 2)
    assert (difference.value, difference.high) == (1.0, 1.0)
    assert 0.9 < difference.low < 1.0


def test_when_no_run_changes_the_interval_depends_on_the_number_of_runs():
    difference = share_difference(shifts(both=60, gained=0, lost=0, neither=40), 2)
    assert difference.value == 0.0
    assert (difference.low, difference.high) == pytest.approx((-1.959964 / 102, 1.959964 / 102), abs=1e-6)


def test_without_pairs_there_is_no_difference():
    assert share_difference(np.zeros((3, 3), np.int64), 1) is NOTHING
    assert mean_difference(0, 0.0, 0.0) is NOTHING
    assert NOTHING.n == 0
    assert all(math.isnan(end) for end in (NOTHING.value, NOTHING.low, NOTHING.high))


def coverage(n: int, p_gained: float, p_lost: float) -> float:
    """How often, of 4000 times, the interval of n pairs holds the true difference."""
    counts = np.random.default_rng(1).multinomial(n, [0.3, p_gained, p_lost, 0.7 - p_gained - p_lost], 4000)
    differences = [share_difference(shifts(*row.tolist()), 2) for row in counts]
    return float(np.mean([one.low <= p_gained - p_lost <= one.high for one in differences]))


@pytest.mark.parametrize("n", [100, 400, 1000])
@pytest.mark.parametrize(("p_gained", "p_lost"), [(0.1, 0.05), (0.3, 0.3), (0.25, 0.02), (0.08, 0.08)])
def test_the_interval_of_a_difference_has_its_nominal_coverage(n: int, p_gained: float, p_lost: float):
    # The coverage of discrete counts wanders by a point or so, and 4000 trials are off by at most one.
    assert coverage(n, p_gained, p_lost) == pytest.approx(0.95, abs=0.02)


@pytest.mark.parametrize(("p_gained", "p_lost"), [(0.3, 0.3), (0.25, 0.02), (0.08, 0.08), (0.01, 0.01)])
def test_the_interval_of_few_pairs_is_conservative(p_gained: float, p_lost: float):
    assert coverage(20, p_gained, p_lost) >= 0.93


def test_less_confidence_gives_a_narrower_interval_around_the_same_centre():
    table = shifts(both=40, gained=10, lost=5, neither=45)
    wide, narrow = share_difference(table, 2), share_difference(table, 2, confidence=0.5)
    assert wide.low < narrow.low < narrow.high < wide.high
    assert wide.low + wide.high == pytest.approx(narrow.low + narrow.high)


# Means


@given(st.lists(st.floats(-1000, 1000), min_size=2, max_size=50))
def test_the_interval_of_a_mean_is_that_of_student(values: list[float]):
    n, mean = len(values), float(np.mean(values))
    m2 = float(np.sum((np.array(values) - mean) ** 2))
    error = math.sqrt(m2 / (n - 1) / n)
    low, high = mean_interval(n, mean, m2)
    half = stats.t.ppf(0.975, n - 1) * error
    assert (low, high) == pytest.approx((mean - half, mean + half), rel=1e-9, abs=1e-9)


def test_values_that_are_all_equal_have_an_interval_of_no_width():
    assert mean_interval(5, 2.5, 0.0) == (2.5, 2.5)


@pytest.mark.parametrize("n", [0, 1])
def test_fewer_than_two_values_have_no_interval(n: int):
    assert all(math.isnan(end) for end in mean_interval(n, 1.0, 0.0))


def test_one_pair_has_a_difference_without_an_interval():
    difference = mean_difference(1, -3.0, 0.0)
    assert (difference.n, difference.value) == (1, -3.0)
    assert math.isnan(difference.low)
    assert math.isnan(difference.high)


def test_a_difference_of_means_is_the_paired_test_of_scipy():
    rng = np.random.default_rng(3)
    there, here = rng.normal(0, 2, 60), rng.normal(0.4, 1, 60)
    gaps = here - there
    difference = mean_difference(60, gaps.mean().item(), ((gaps - gaps.mean()) ** 2).sum().item())
    expected = stats.ttest_rel(here, there).confidence_interval(0.95)
    assert (difference.low, difference.high) == pytest.approx((expected.low, expected.high), abs=1e-12)
    assert difference.value == pytest.approx(here.mean() - there.mean(), abs=1e-12)


@pytest.mark.parametrize("n", [5, 30, 200])
def test_the_interval_of_a_mean_has_its_nominal_coverage(n: int):
    values = np.random.default_rng(4).normal(1.0, 3.0, (4000, n))
    means = values.mean(axis=1)
    squares = ((values - means[:, None]) ** 2).sum(axis=1)
    intervals = [
        mean_interval(n, mean, m2) for mean, m2 in zip(means.tolist(), squares.tolist(), strict=True)
    ]
    # Exact for normal values; 4000 trials are off by at most 1 point.
    assert np.mean([low <= 1.0 <= high for low, high in intervals]) == pytest.approx(0.95, abs=0.01)
