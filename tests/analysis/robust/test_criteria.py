"""Criteria of choice under uncertainty, on tables that can be worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from standoff.analysis.robust.criteria import regrets, scores
from standoff.statistics.goals import Goal

GAIN, LOSS = Goal("gain", "utility", is_max=True), Goal("loss", "utility", is_max=False)
TABLE = np.array([[2.0, 2.0, 0.0, 1.0], [1.0, 1.0, 1.0, 1.0], [0.0, 4.0, 0.0, 0.0], [1.0, 3.0, 0.0, 0.0]])
"""Milnor (1954): four acts in four states; Laplace, Wald, Hurwicz and Savage choose different ones."""

VALUES = arrays.arrays(
    float, st.tuples(st.integers(2, 5), st.integers(2, 12)), elements=st.integers(-9, 9).map(float)
)


def test_the_criteria_choose_different_acts_in_milnor_s_table():
    satisfied = TABLE >= 1.0
    satisfied[1] = [True, False, False, False]  # an aim of its own, which the safe act does not keep
    scored = scores(GAIN, TABLE, satisfied)
    assert scored["mean"].best == (0,)
    assert scored["worst"].best == (1,)
    assert scored["regret_max"].best == (3,)
    assert scored["satisficing"].best == (0,)
    assert scored["mean"].value.tolist() == [1.25, 1.0, 1.0, 1.0]
    assert scored["worst"].value.tolist() == [0.0, 1.0, 0.0, 0.0]
    assert scored["regret_max"].value.tolist() == [2.0, 3.0, 2.0, 1.0]
    assert scored["satisficing"].value.tolist() == [0.75, 0.25, 0.25, 0.5]


def test_level_acts_share_the_better_rank():
    assert scores(GAIN, TABLE)["mean"].rank.tolist() == [1, 2, 2, 2]
    assert "satisficing" not in scores(GAIN, TABLE)


def test_regret_is_the_distance_from_the_best_act_of_the_state():
    assert regrets(GAIN, TABLE).tolist() == [[0, 2, 1, 0], [1, 3, 0, 0], [2, 0, 1, 1], [1, 1, 1, 1]]
    assert regrets(LOSS, TABLE)[:, 0].tolist() == [2, 1, 0, 1]


def test_what_is_kept_in_90_percent_of_the_states_is_not_passed_in_more_than_a_tenth():
    losses = np.array([np.arange(20.0), np.full(20, 30.0)])
    scored = scores(LOSS, losses)
    assert scored["p90"].value.tolist() == [17.0, 30.0]  # passed in two states of twenty
    assert scores(LOSS, losses[:, :19])["p90"].value[0] == 17.0  # passed in one of nineteen


@given(VALUES)
def test_a_gain_is_a_negative_loss(values):
    gain, loss = scores(GAIN, values), scores(LOSS, -values)
    for criterion, score in gain.items():
        sign = 1.0 if criterion.startswith("regret") else -1.0
        other = loss[criterion]
        assert np.allclose(score.value, sign * other.value)
        ends = (other.low, other.high) if sign > 0 else (-other.high, -other.low)
        assert np.allclose((score.low, score.high), ends)
        assert score.rank.tolist() == other.rank.tolist()


@given(VALUES)
def test_regret_ignores_what_a_state_adds_to_all_acts_and_intervals_hold_their_ends_in_order(values):
    shifted = values + np.arange(values.shape[1])
    one, other = scores(LOSS, values), scores(LOSS, shifted)
    assert np.allclose(one["regret_max"].value, other["regret_max"].value)
    for score in one.values():
        assert (score.low <= score.high).all()
        assert score.best_share.sum() == pytest.approx(1.0)
    assert (one["worst"].high <= one["worst"].value).all()  # no resample is worse than the worst state


def test_a_planted_robust_act_is_found_among_others_under_noise():
    rng = np.random.default_rng(3)
    state = rng.random(128)
    gambles = [np.abs(state - middle) for middle in (0.1, 0.5, 0.9)]  # each the best somewhere, bad elsewhere
    acts = np.stack([*gambles[:2], np.full(128, 0.24), gambles[2]])
    scored = scores(LOSS, acts + rng.normal(0.0, 0.01, acts.shape))
    for criterion in ("p90", "worst", "regret_p90", "regret_max"):
        assert scored[criterion].best == (2,)
        assert scored[criterion].best_share[2] > 0.95
    assert scored["mean"].best != (2,) or scored["mean"].best_share[2] < 0.95


def test_equal_acts_are_best_by_half_each():
    scored = scores(LOSS, np.array([[1.0, 2.0, 3.0]] * 2))
    for score in scored.values():
        assert score.best == (0, 1)
        assert score.best_share.tolist() == [0.5, 0.5]


def test_an_interval_of_a_mean_covers_it_as_often_as_it_says():
    rng = np.random.default_rng(5)
    hits = 0
    for _ in range(60):
        score = scores(LOSS, rng.normal(0.0, 1.0, (2, 50)))["mean"]
        hits += int((score.low[0] <= 0.0) & (score.high[0] >= 0.0))
    assert 50 <= hits <= 60  # 57 expected; fewer than 50 comes once in 10,000
