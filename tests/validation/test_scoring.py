"""Scores, baselines and intervals on answers that are known."""

from __future__ import annotations

import math
from itertools import product
from types import SimpleNamespace

import numpy as np
import pytest

from standoff.vocabulary import Outcome
from tests.validation.logistic import fit, forecast, left_out
from tests.validation.scoring import Card, by_chance, classes_of, ordering, skill_over


def card(name: str, brier: list[float]) -> Card:
    scores = np.array(brier)
    return Card(name, np.zeros((len(brier), 3)), scores, scores, scores)


def test_an_interval_over_crises_is_that_of_all_samples_with_replacement() -> None:
    here, there = np.array([0.1, 0.4, 0.9, 0.3]), np.array([0.2, 0.3, 0.5, 0.7])
    picks = [list(pick) for pick in product(range(4), repeat=4)]
    drawn = sorted(1 - here[pick].sum() / there[pick].sum() for pick in picks)
    skill = skill_over(card("one", here.tolist()), card("other", there.tolist()), "brier")
    assert skill[0] == pytest.approx(1 - 1.7 / 1.7)
    tails = (math.ceil(0.025 * len(drawn)) - 1, math.ceil(0.975 * len(drawn)) - 1)
    assert skill[1:] == pytest.approx([drawn[tail] for tail in tails])


def test_skill_is_zero_for_equal_forecasts_and_positive_for_better_ones() -> None:
    same = skill_over(card("one", [0.1, 0.2]), card("other", [0.1, 0.2]), "log")
    assert same == (0.0, 0.0, 0.0)
    assert skill_over(card("one", [0.1, 0.1]), card("other", [0.2, 0.3]), "ranked")[1] > 0.0


def test_the_order_of_six_crises_is_uncertain_even_if_half_of_the_pairs_are_right() -> None:
    value, low, high = ordering([0.9, 0.1, 0.8, 0.95, 0.99, 0.6], [False, False, True, True, False, True])
    assert value == pytest.approx(4 / 9)
    assert (low, high) == (0.0, 1.0)


def test_a_perfect_order_of_three_and_three_comes_by_chance_once_in_twenty() -> None:
    happened = [False, False, False, True, True, True]
    assert by_chance([0.1, 0.2, 0.3, 0.4, 0.5, 0.6], happened) == pytest.approx(1 / 20)
    assert by_chance([0.6, 0.5, 0.4, 0.3, 0.2, 0.1], happened) == 1.0


def test_a_case_is_forecast_by_others_as_if_it_were_left_out() -> None:
    known, ends = np.array([[0.1], [0.4], [0.5], [0.9]]), np.array([0.0, 1.0, 0.0, 1.0])
    rest = [0, 1, 3]
    assert forecast(known[rest], ends[rest], known[2]) == left_out(known, ends)[2]
    assert forecast(known[rest], ends[rest], np.array([2.0])) > 0.5


def test_a_perfect_order_stays_perfect_in_every_sample() -> None:
    assert ordering([0.1, 0.2, 0.8, 0.9], [False, False, True, True]) == (1.0, 1.0, 1.0)


def test_no_forecast_of_the_model_is_certain_and_its_classes_are_those_of_the_base_rate() -> None:
    ends = [Outcome.STANDOFF] * 3 + [Outcome.SETTLEMENT] + [Outcome.WIDER_WAR] * 4
    played = SimpleNamespace(rows=np.array([(end,) for end in ends], [("outcome", np.int64)]))
    assert classes_of(played) == pytest.approx([4.5 / 9.5, 0.5 / 9.5, 4.5 / 9.5])


def test_the_logistic_fit_has_no_slope_at_its_optimum() -> None:
    columns = np.column_stack([np.ones(5), [-1.0, -0.5, 0.2, 0.7, 1.5]])
    happened = np.array([0.0, 1.0, 0.0, 1.0, 1.0])
    coefficients = fit(columns, happened)

    def loss(parameters: np.ndarray) -> float:
        score = columns @ parameters
        return float(np.sum(np.log1p(np.exp(score)) - happened * score) + parameters @ parameters / 2)

    steps = np.eye(2) * 1e-4
    assert all(loss(coefficients) < loss(coefficients + sign * step) for step in steps for sign in (1, -1))
    assert coefficients[1] > 0.0


def test_a_crisis_left_out_does_not_know_how_it_ended() -> None:
    known = np.array([[0.1], [0.4], [0.5], [0.9]])
    ends = np.array([0.0, 1.0, 0.0, 1.0])
    other = ends.copy()
    other[2] = 1.0
    assert left_out(known, ends)[2] == left_out(known, other)[2]
    assert left_out(known, ends)[3] != left_out(known, other)[3]
