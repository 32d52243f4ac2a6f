from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from standoff.statistics.summary import share_of
from standoff.statistics.unpaired import mean_gap, share_gap

trials = st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("here", "there", "low", "high"),
    [
        # Newcombe (1998), table II, method 10.
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((10, 10), (0, 20), 0.6791, 1.0000),
        ((5, 56), (0, 29), -0.0381, 0.1926),
    ],
)
def test_the_interval_of_two_shares_is_the_published_one(here, there, low, high):
    difference = share_gap(share_of(*there), share_of(*here))
    assert (difference.low, difference.high) == pytest.approx((low, high), abs=5e-5)
    assert difference.value == pytest.approx(here[0] / here[1] - there[0] / there[1])


@given(here=trials, there=trials)
def test_the_difference_of_shares_lies_in_its_interval_and_changes_sign_with_the_order(here, there):
    difference, back = (
        share_gap(share_of(*there), share_of(*here)),
        share_gap(share_of(*here), share_of(*there)),
    )
    assert -1 <= difference.low <= difference.value <= difference.high <= 1
    assert (back.value, back.low, back.high) == pytest.approx(
        (-difference.value, -difference.high, -difference.low)
    )


def moment(values: np.ndarray) -> tuple[int, float, float]:
    return len(values), float(values.mean()), float(((values - values.mean()) ** 2).sum())


def test_the_interval_of_two_means_is_welch_s_as_scipy_has_it():
    rng = np.random.default_rng(5)
    there, here = rng.normal(0, 1, 12), rng.normal(1, 4, 40)
    difference = mean_gap(moment(there), moment(here))
    expected = stats.ttest_ind(here, there, equal_var=False).confidence_interval(0.95)
    assert (difference.low, difference.high) == pytest.approx((expected.low, expected.high), abs=1e-12)
    assert (difference.n, difference.value) == (12, pytest.approx(here.mean() - there.mean()))


def test_values_without_spread_differ_exactly():
    difference = mean_gap((5, 2.0, 0.0), (5, 3.0, 0.0))
    assert (difference.value, difference.low, difference.high) == (1.0, 1.0, 1.0)


def test_a_single_run_gives_a_difference_without_interval_and_no_run_gives_none():
    one, none = mean_gap((1, 2.0, 0.0), (9, 3.0, 4.0)), mean_gap((0, 0.0, 0.0), (9, 3.0, 4.0))
    assert (one.value, math.isnan(one.low), math.isnan(one.high)) == (1.0, True, True)
    assert math.isnan(none.value)
