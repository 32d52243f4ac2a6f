from __future__ import annotations

import numpy as np
import pytest

from standoff.analysis.search.verification import means_of, summarised, verdict
from standoff.statistics.goals import Goal

WAR, PEACE = Goal("war", "share of runs", is_max=False), Goal("peace", "share of runs", is_max=True)


def test_the_worst_decile_is_the_mean_of_the_worst_tenth_of_the_states():
    means = np.arange(20.0)[None]
    assert summarised(WAR, "worst_decile", means).tolist() == [18.5]
    assert summarised(PEACE, "worst_decile", means).tolist() == [0.5]
    assert summarised(WAR, "mean", means).tolist() == [9.5]
    assert summarised(WAR, "worst_decile", means[:, :4]).tolist() == [3.0]


def test_a_state_that_is_drawn_twice_counts_twice():
    means, counts = np.array([[1.0, 5.0, 3.0]]), np.array([[1.0, 2.0, 0.0]])
    assert summarised(WAR, "mean", means, counts).tolist() == [pytest.approx(11 / 3)]
    twenty = np.arange(20.0)[None]
    twice = np.ones((1, 20))
    twice[0, [19, 0]] = 2.0, 0.0
    assert summarised(WAR, "worst_decile", twenty, twice).tolist() == [19.0]


def test_runs_without_a_value_are_ignored():
    values = np.array([[1.0, np.nan, 3.0], [np.nan, np.nan, np.nan]])
    means = means_of(values)
    assert means[0, 0] == 2.0
    assert np.isnan(means[0, 1])


def test_a_setting_differs_from_itself_by_zero_and_from_a_better_one_as_planted():
    rng = np.random.default_rng(1)
    there = (rng.random((8, 500)) < 0.6).astype(float)
    here = there * (rng.random((8, 500)) < 0.5)  # every second war is prevented
    same = verdict(WAR, "mean", there, there)
    assert (same.difference, same.difference_low, same.difference_high) == (0.0, 0.0, 0.0)
    assert not same.is_better(WAR)
    fresh = verdict(WAR, "mean", here, there)
    assert fresh.value == pytest.approx(here.mean())
    assert fresh.difference_low < -0.3 < fresh.difference_high
    assert fresh.is_better(WAR)
    assert not fresh.is_better(PEACE)


def test_an_interval_of_fresh_runs_has_its_nominal_coverage():
    hits = 0
    for seed in range(40):
        rng = np.random.default_rng(seed)
        state, luck = rng.normal(0.0, 0.5, (16, 1)), rng.normal(0.0, 1.0, (1, 200))
        noise = rng.normal(0.0, 1.0, (2, 16, 200))
        there = state + luck + noise[0]
        fresh = verdict(WAR, "mean", there + 1.0 + 0.3 * rng.normal(0.0, 1.0, (16, 1)), there)
        hits += int(fresh.difference_low <= 1.0 <= fresh.difference_high)
    assert 32 <= hits <= 40  # 38 expected; percentiles over 16 states are a little narrow
