from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from standoff.report.exemplars import typical_run, worst_run

MEASURES = ("days", "attacker_losses", "target_losses", "days_to_violence")
NEVER = np.nan


def test_a_typical_run_has_the_most_frequent_outcome_and_lies_in_the_middle_of_it():
    outcomes = np.array([4, 4, 4, 4, 4, 0])
    values = np.array([[1.0, 2.0, 3.0, 4.0, 90.0, 3.0], [5.0, 1.0, 3.0, 2.0, 4.0, 3.0]])
    assert typical_run(outcomes, values, 4) == 2


def test_a_measure_counts_by_its_spread_and_not_by_its_unit():
    values = np.array([[1.0, 2.0, 3.0, 4.0, 5.0], [300.0, 500.0, 200.0, 400.0, 100.0]])
    near_in_both = typical_run(np.full(5, 4), values, 4)
    assert near_in_both == typical_run(np.full(5, 4), values * [[1.0], [1e-6]], 4)


def test_missing_measures_are_ignored():
    values = np.array([[1.0, 2.0, 3.0], [NEVER, NEVER, NEVER], [7.0, 7.0, 7.0]])
    assert typical_run(np.zeros(3, np.int64), values, 0) == 1


def test_the_worst_run_is_severest_then_bloodiest_then_earliest():
    outcomes = np.array([5, 4, 5, 5, 5])
    values = np.array(
        [[1.0] * 5, [1.0, 99.0, 2.0, 3.0, 2.0], [1.0, 99.0, 3.0, 2.0, 3.0], [0.0, 0.0, 9.0, 8.0, 8.0]]
    )
    assert worst_run(outcomes, values, MEASURES) == 3
    values[3, 3] = 20.0
    assert worst_run(outcomes, values, MEASURES) == 4


def test_of_runs_without_violence_the_first_is_the_worst():
    values = np.array([[1.0, 1.0], [0.0, 0.0], [0.0, 0.0], [NEVER, NEVER]])
    assert worst_run(np.zeros(2, np.int64), values, MEASURES) == 0


@given(st.lists(st.sampled_from([0, 4, 5]), min_size=1, max_size=30), st.randoms(use_true_random=False))
def test_no_run_is_worse_than_the_worst(outcomes: list[int], random) -> None:
    values = np.array([[random.random() for _ in outcomes] for _ in MEASURES])
    worst = worst_run(np.array(outcomes), values, MEASURES)
    assert outcomes[worst] == max(outcomes)
    losses = values[1] + values[2]
    assert losses[worst] == max(losses[place] for place, end in enumerate(outcomes) if end == max(outcomes))
