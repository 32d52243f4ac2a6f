from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from standoff.analysis.compare.ranking import N_RESAMPLES, ranking
from standoff.statistics.sample import paired
from tests.samples import drawn, made

# A share of resamples is off by at most 4 standard errors, 0.5 / sqrt(4000) each.
OFF = 4 * 0.5 / np.sqrt(N_RESAMPLES)


def test_results_are_ranked_by_their_shares():
    order = ranking([drawn("low", 0.1, 400), drawn("high", 0.8, 400), drawn("middle", 0.4, 400)], "any_war")
    assert order.names == ("high", "middle", "low")
    assert [share.n for share in order.shares] == [400] * 3
    assert (order.resampled, order.halved) == (1.0, 1.0)
    assert [(step.gap.result, step.gap.reference) for step in order.steps] == [
        ("high", "middle"),
        ("middle", "low"),
    ]


def test_by_another_outcome_the_order_is_another():
    a, b = made("a", [4] * 30 + [2] * 10), made("b", [4] * 10 + [2] * 20 + [0] * 10)
    assert ranking([a, b], "full_invasion").names == ("a", "b")
    assert ranking([a, b], "settlement").names == ("b", "a")


@pytest.mark.parametrize("seed", [1, 2])
def test_the_ranking_of_equal_results_is_a_coin_s_toss(seed: int):
    ends = np.random.default_rng(1).integers(0, 6, 500)
    order = ranking([made("a", ends), made("b", ends, seed=seed)], "any_war")
    assert order.names == ("a", "b")
    assert order.resampled == pytest.approx(0.5, abs=OFF)
    assert order.halved == pytest.approx(0.5, abs=OFF)
    assert order.steps[0].resampled == pytest.approx(0.5, abs=OFF)


def test_the_order_of_three_equal_results_holds_once_in_six_times():
    ends = np.random.default_rng(1).integers(0, 6, 500)
    order = ranking([made(name, ends) for name in "abc"], "any_war")
    assert order.resampled == pytest.approx(1 / 6, abs=OFF)


def test_the_bootstrap_of_a_pair_is_that_of_its_discordant_runs():
    """Of 100 pairs 12 speak for the one and 8 for the other: the exact probability is that of a trinomial."""
    a, b = made("a", [0] * 92 + [4] * 8), made("b", [0] * 80 + [4] * 12 + [0] * 8)
    draws = np.random.default_rng(5).multinomial(100, [0.12, 0.08, 0.80], 400_000)
    expected = np.mean(draws[:, 0] > draws[:, 1]) + np.mean(draws[:, 0] == draws[:, 1]) / 2
    order = ranking([a, b], "any_war")
    assert order.n_groups == 1
    assert order.steps[0].resampled == pytest.approx(expected, abs=OFF)
    assert order.resampled == pytest.approx(expected, abs=OFF)


def test_drawn_one_by_one_the_same_order_is_less_sure():
    u = np.random.default_rng(3).random(400)
    a, b = drawn("a", 0.45, 400, u), drawn("b", 0.42, 400, u)
    together, apart = ranking([a, b], "any_war"), ranking([a, replace(b, seed=2)], "any_war")
    assert (together.n_groups, apart.n_groups) == (1, 2)
    assert together.resampled > 0.99
    assert 0.7 < apart.resampled < 0.95


def test_those_of_one_seed_are_drawn_together_among_others():
    u = np.random.default_rng(3).random(400)
    samples = [drawn("a", 0.45, 400, u), drawn("b", 0.42, 300, u[:300]), drawn("c", 0.1, 200, seed=2)]
    order = ranking(samples, "any_war")
    assert order.n_groups == 2
    assert [share.n for share in order.shares] == [300, 300, 200]
    assert order.steps[0].resampled > 0.98


def test_sums_of_a_pair_rank_like_its_rows_and_sums_without_pairs_one_by_one():
    u = np.random.default_rng(3).random(400)
    a, b = drawn("a", 0.45, 400, u), drawn("b", 0.42, 400, u)
    summed = [replace(a, runs=None), replace(b, runs=None, reference=(a.place, paired(a, b)))]
    assert ranking(summed, "any_war") == ranking([a, b], "any_war")
    assert ranking([replace(each, reference=None) for each in summed], "any_war").n_groups == 2


def test_halves_are_less_sure_than_the_whole_by_half_the_runs():
    """A random half of finite runs spreads as far about the whole as a resample of all of them."""
    a, b = drawn("a", 0.45, 1000), drawn("b", 0.42, 1000, seed=2)
    order = ranking([a, b], "any_war")
    assert order.halved == pytest.approx(order.resampled, abs=0.03)


def test_one_run_each_can_be_ranked():
    order = ranking([made("a", [4]), made("b", [0])], "any_war")
    assert (order.names, order.resampled, order.halved) == (("a", "b"), 1.0, 1.0)
