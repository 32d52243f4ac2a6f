from __future__ import annotations

import numpy as np
import pytest

from standoff.statistics.response import mean_response, share_response
from standoff.statistics.sums import Moments, moments
from standoff.vocabulary import Outcome


def test_a_share_counts_all_its_outcomes() -> None:
    counts = np.array([[10, 0, 30, 20, 40, 0], [0, 0, 0, 0, 0, 5]])
    response = share_response("any_war", (Outcome.LIMITED_INCURSION, Outcome.FULL_INVASION), counts)
    assert response.n.tolist() == [100, 5]
    assert response.value.tolist() == [0.6, 0.0]
    assert response.error == pytest.approx([np.sqrt(0.6 * 0.4 / 100), 0.0])
    assert response.is_share


def test_a_point_without_runs_has_no_share() -> None:
    response = share_response("standoff", (Outcome.STANDOFF,), np.zeros((1, 6), np.int64))
    assert np.isnan(response.value[0])
    assert np.isnan(response.error[0])


def test_a_mean_has_the_standard_error_of_its_values() -> None:
    values = np.random.default_rng(1).normal(3.0, 2.0, (3, 400))
    kept = moments(values)  # three measures stand for three points
    response = mean_response("days", "days", Moments(kept.n, kept.mean, kept.m2))
    assert response.value == pytest.approx(values.mean(axis=1))
    assert response.error == pytest.approx(values.std(axis=1, ddof=1) / 20.0)
    assert not response.is_share


def test_a_single_run_has_a_mean_and_no_error() -> None:
    response = mean_response("days", "days", moments(np.array([[4.0], [np.nan]])))
    assert response.value[0] == 4.0
    assert np.isnan(response.error[0])
    assert np.isnan(response.value[1])
    assert np.isnan(response.error[1])
