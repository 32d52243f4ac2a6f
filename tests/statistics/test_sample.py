from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from standoff.statistics.sample import paired
from standoff.vocabulary import Outcome
from tests.samples import made


def test_runs_of_one_seed_are_paired_replication_by_replication():
    pairs = paired(made("a", [0, 0, 4, 2]), made("b", [0, 4, 4, 1], chance=1))
    expected = np.zeros((6, 6), int)
    expected[0, 0] = expected[0, 4] = expected[4, 4] = expected[2, 1] = 1
    assert np.array_equal(pairs.shifts, expected)


def test_measures_are_paired_where_both_have_them():
    a, b = made("a", [4, 4, 0, 4]), made("b", [4, 0, 4, 4], chance=1)
    pairs = paired(a, b).differences
    row = a.measures.index("days_to_violence")
    gaps = (b.values("days_to_violence") - a.values("days_to_violence"))[[0, 3]]
    assert (pairs.n[row], pairs.mean[row]) == (2, pytest.approx(gaps.mean()))


def test_runs_of_different_seeds_or_without_rows_are_not_paired():
    a, b = made("a", [0, 4]), made("b", [0, 4], seed=2)
    assert paired(a, b) is None
    assert paired(a, replace(made("c", [0, 4]), runs=None)) is None


def test_a_point_is_paired_with_its_reference_without_rows_and_the_other_way_round():
    a, b = made("a", [0, 0, 4, 2]), made("b", [0, 4, 4, 1], chance=1)
    pairs = paired(a, b)
    here = replace(b, runs=None, reference=(a.place, pairs))
    there = replace(a, runs=None)
    assert paired(there, here) is pairs
    back, expected = paired(here, there), paired(b, a)
    assert np.array_equal(back.shifts, expected.shifts)
    assert back.differences.mean == pytest.approx(expected.differences.mean)
    assert back.differences.m2 == pytest.approx(expected.differences.m2)


def test_the_first_runs_are_a_sample_of_their_own():
    sample = made("a", [0, 4, 4, 4])
    first = sample.first(2)
    assert first.n == 2
    assert first.outcomes.tolist() == [1, 0, 0, 0, 1, 0]
    assert first.share([Outcome.FULL_INVASION]).share == 0.5
    assert first.moments.mean[0] == pytest.approx(sample.values("days")[:2].mean())
