"""Against the published figures of six outcomes and of forecasts of a single event."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.validation.scores import FLOOR, brier, concordance, log_score, ranked, skill

ORDER = 4  # settlement, de-escalation, standoff, limited, full, wider: the full one happened


def of_event(probability: float) -> list[float]:
    return [1.0 - probability, probability]


@pytest.mark.parametrize(
    ("probability", "squared", "surprise"),
    [
        (0.40, 0.360, 0.916),
        (0.50, 0.250, 0.693),
        (0.60, 0.160, 0.511),
        (0.65, 0.1225, 0.431),
        (0.79, 0.044, 0.236),
    ],
)
def test_an_event_that_occurred_scores_as_published(
    probability: float, squared: float, surprise: float
) -> None:
    assert brier(of_event(probability), 1) / 2 == pytest.approx(squared, abs=5e-4)
    assert log_score(of_event(probability), 1) == pytest.approx(surprise, abs=5e-4)


def test_equal_chances_of_six_outcomes_score_as_published() -> None:
    even = [1 / 6] * 6
    assert brier(even, ORDER) == pytest.approx(0.833, abs=5e-4)
    assert log_score(even, ORDER) == pytest.approx(1.792, abs=5e-4)
    assert ranked(even, ORDER) == pytest.approx(0.1722, abs=5e-5)


def test_a_near_miss_is_forgiven_by_the_ranked_score_alone() -> None:
    near, far = [0, 0, 0, 1, 0, 0], [1, 0, 0, 0, 0, 0]
    assert ranked(near, ORDER) < ranked(far, ORDER)
    assert brier(near, ORDER) == brier(far, ORDER)


@given(st.lists(st.floats(0.01, 1.0), min_size=3, max_size=6), st.data())
def test_no_forecast_expects_a_better_score_than_the_truth(weights: list[float], data: st.DataObject) -> None:
    total = sum(weights)
    truth = [weight / total for weight in weights]
    other = data.draw(st.permutations(truth))
    for score in (brier, log_score, ranked):
        expected = [
            sum(p * score(forecast, end) for end, p in enumerate(truth)) for forecast in (truth, other)
        ]
        assert expected[0] <= expected[1] + 1e-12


def test_an_event_called_impossible_has_a_large_but_finite_score() -> None:
    assert log_score([1.0, 0.0], 1) == pytest.approx(-math.log(FLOOR))


def test_a_forecast_must_sum_to_one() -> None:
    with pytest.raises(ValueError, match="do not sum to 1"):
        brier([0.5, 0.6], 0)


def test_skill_is_zero_for_an_equal_forecast_and_one_for_a_perfect_one() -> None:
    assert skill(0.25, 0.25) == 0.0
    assert skill(0.0, 0.25) == 1.0
    assert skill(0.5, 0.25) == -1.0
    assert math.isnan(skill(0.0, 0.0))


def test_concordance_counts_pairs_and_halves_ties() -> None:
    assert concordance([0.9, 0.8, 0.1], [True, True, False]) == 1.0
    assert concordance([0.1, 0.9], [True, False]) == 0.0
    assert concordance([0.4, 0.4], [True, False]) == 0.5
    assert math.isnan(concordance([0.4, 0.5], [True, True]))
