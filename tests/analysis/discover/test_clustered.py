"""Shares of runs that come in points: intervals over the points."""

from __future__ import annotations

import math

import numpy as np
import pytest

from standoff.analysis.discover.clustered import clustered
from standoff.statistics.summary import wilson


def test_the_share_is_that_of_all_runs_together():
    assert clustered(np.array([8, 0, 3]), np.array([10, 0, 5])).value == 11 / 15


def test_without_a_trial_nothing_is_known():
    estimate = clustered(np.array([0, 0]), np.array([0, 0]))
    assert math.isnan(estimate.value)
    assert (estimate.low, estimate.high) == (0.0, 1.0)


def test_points_of_one_trial_each_have_wilson_s_interval():
    hits = np.array([1] * 300 + [0] * 700)
    estimate = clustered(hits, np.ones(1000, int))
    assert (estimate.low, estimate.high) == pytest.approx(
        wilson(300, 1000), abs=2e-4
    )  # but for Student's factor


def test_runs_of_a_point_that_end_alike_count_as_one():
    alike = clustered(np.array([50] * 30 + [0] * 30), np.full(60, 50))
    alone = clustered(np.array([1] * 30 + [0] * 30), np.ones(60, int))
    assert (alike.low, alike.high) == pytest.approx((alone.low, alone.high))


def test_points_alike_by_luck_are_worth_their_runs_at_most_and_never_certain():
    few = clustered(np.array([25, 25, 25, 25, 24, 26]), np.full(6, 50))
    low, high = wilson(150, 300)
    assert few.low < low < high < few.high
    all_so = clustered(np.full(12, 50), np.full(12, 50))
    assert all_so.low == pytest.approx(wilson(12, 12)[0])


def test_the_interval_has_its_nominal_coverage():
    rng = np.random.default_rng(3)
    covered, trials = 0, 800
    for _ in range(trials):
        shares = rng.beta(2.0, 1.0, 30)  # mean 2/3, spread wide
        estimate = clustered(rng.binomial(40, shares), np.full(30, 40))
        covered += estimate.low <= 2 / 3 <= estimate.high
    assert 0.93 <= covered / trials <= 0.975  # 95 % within three standard errors
