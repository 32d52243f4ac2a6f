from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.statistics.bands import QUANTILES, quantiles

N_BINS = 64
values_of_a_scale = st.lists(st.floats(0.0, 1.0, exclude_max=True), min_size=1, max_size=200)
bins = st.lists(st.integers(0, 50), min_size=2, max_size=80).filter(any)


def counted(values: np.ndarray, low: float, high: float) -> np.ndarray:
    """Count values in equal bins."""
    return np.histogram(values, N_BINS, (low, high))[0]


@given(shares=values_of_a_scale, low=st.floats(-100, 100), width=st.floats(0.1, 1000))
def test_a_quantile_is_off_by_at_most_the_width_of_a_bin(shares: list[float], low: float, width: float):
    values = low + width * np.array(shares)
    bands = quantiles(counted(values, low, low + width), low, low + width)
    # The value that so many do not exceed; between two values that lie far apart no bin says where to be.
    expected = np.quantile(values, QUANTILES, method="inverted_cdf")
    assert np.abs(bands - expected).max() <= width / N_BINS * (1 + 1e-9) + 1e-9 * abs(low)


def test_many_values_give_the_quantiles_of_numpy():
    values = np.random.default_rng(1).beta(2.0, 5.0, 20_000)
    bands = quantiles(counted(values, 0.0, 1.0), 0.0, 1.0)
    # Inside a bin so few values out of many are nearly evenly spread: much closer than a bin is wide.
    assert bands == pytest.approx(np.quantile(values, QUANTILES), abs=0.1 / N_BINS)


@given(counts=bins, low=st.floats(-100, 100), width=st.floats(0.1, 1000))
def test_quantiles_rise_and_stay_inside_the_bins_with_counts(counts: list[int], low: float, width: float):
    bands = quantiles(np.array(counts), low, low + width)
    assert (np.diff(bands) >= 0).all()
    filled = np.flatnonzero(counts)
    slack = 1e-9 * (abs(low) + width)
    assert bands[0] >= low + width * filled[0] / len(counts) - slack
    assert bands[-1] <= low + width * (filled[-1] + 1) / len(counts) + slack


@given(counts=bins, times=st.integers(2, 10**12))
def test_only_shares_count(counts: list[int], times: int):
    many = quantiles(np.array(counts) * times, 0.0, 1.0)
    assert many == pytest.approx(quantiles(np.array(counts), 0.0, 1.0), abs=1e-9)


def test_all_in_one_bin_spread_evenly_inside_it():
    counts = np.zeros(4, np.int64)
    counts[2] = 20
    assert quantiles(counts, 0.0, 4.0) == pytest.approx([2.05, 2.25, 2.5, 2.75, 2.95])


def test_both_ends_of_the_scale_can_be_reached():
    assert quantiles(np.array([10**15, 0]), 0.0, 1.0)[0] < 0.05
    assert quantiles(np.array([0, 10**15]), 0.0, 1.0)[-1] > 0.95


def test_without_counts_there_are_no_quantiles_and_others_keep_theirs():
    counts = np.array([[0, 0, 0], [0, 5, 0]])
    bands = quantiles(counts, 0.0, 3.0)
    assert np.isnan(bands[0]).all()
    assert bands[1].tolist() == quantiles(counts[1], 0.0, 3.0).tolist()


def test_each_row_of_a_table_is_read_by_itself():
    counts = np.random.default_rng(2).integers(0, 9, (3, 5, N_BINS))
    bands = quantiles(counts, -1.0, 1.0)
    assert bands.shape == (3, 5, len(QUANTILES))
    for place in np.ndindex(3, 5):
        assert bands[place].tolist() == quantiles(counts[place], -1.0, 1.0).tolist()
