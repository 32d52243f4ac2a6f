from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from standoff.statistics.contrast import contrasts, extreme_contrast, share_contrast
from standoff.statistics.sample import paired
from standoff.vocabulary import OUTCOME_SETS, Outcome
from tests.samples import MEASURES, drawn, made


def lines(*samples):
    return {line.of: line for line in contrasts(samples)}


def test_every_outcome_any_war_and_every_measure_is_compared_with_the_first():
    compared = contrasts([drawn(name, 0.5, 20) for name in "abc"])
    assert [line.of for line in compared] == [*OUTCOME_SETS, *MEASURES] * 2
    assert [line.result for line in compared] == ["b"] * len(compared[:11]) + ["c"] * 11
    assert {line.reference for line in compared} == {"a"}


def test_a_planted_difference_is_found_in_its_size():
    u = np.random.default_rng(3).random(4000)
    rows = lines(drawn("a", 0.3, 4000, u), drawn("b", 0.42, 4000, u))
    war = rows["any_war"]
    assert war.is_paired
    assert war.difference.low < 0.12 < war.difference.high
    assert war.is_clear
    assert war.value_result - war.value_reference == pytest.approx(war.difference.value)
    assert rows["full_invasion"].difference == war.difference
    assert rows["settlement"].difference.value == 0.0


def test_equal_results_have_a_difference_of_exactly_zero():
    a = made("a", np.random.default_rng(2).integers(0, 6, 200))
    for line in contrasts([a, replace(a, name="b", place="elsewhere")]):
        assert line.difference.value == 0.0
        assert not line.is_clear
        assert line.n_enough is None


def test_common_chance_makes_the_interval_narrower_and_without_it_it_is_unpaired():
    u = np.random.default_rng(4).random(500)
    a, b = drawn("a", 0.4, 500, u), drawn("b", 0.45, 500, u)
    together = share_contrast(a, b, "any_war")
    apart = share_contrast(a, replace(b, seed=2), "any_war")
    assert (together.is_paired, apart.is_paired) == (True, False)
    assert together.difference.value == pytest.approx(apart.difference.value)
    widths = [one.difference.high - one.difference.low for one in (together, apart)]
    assert widths[0] < 0.5 * widths[1]


def test_of_unequally_many_runs_of_one_seed_the_shared_ones_are_compared():
    u = np.random.default_rng(5).random(300)
    a, b = drawn("a", 0.4, 300, u), drawn("b", 0.5, 200, u[:200])
    rows = lines(a, b)["any_war"]
    assert (rows.n_reference, rows.n_result, rows.difference.n) == (200, 200, 200)
    assert rows.value_reference == np.mean(u[:200] < 0.4)


def test_of_unequally_many_runs_of_different_seeds_all_are_compared():
    rows = lines(drawn("a", 0.4, 300), drawn("b", 0.5, 200, seed=2))["any_war"]
    assert (rows.n_reference, rows.n_result) == (300, 200)


def test_sums_alone_give_the_same_differences_as_rows_but_no_means_over_common_runs():
    u = np.random.default_rng(6).random(300)
    a, b = drawn("a", 0.4, 300, u), drawn("b", 0.5, 300, u)
    summed = replace(a, runs=None), replace(b, runs=None, reference=(a.place, paired(a, b)))
    (partial,) = (line for line in contrasts(summed) if line.is_common)
    assert partial.of == "days_to_violence"
    assert np.isnan([partial.value_reference, partial.value_result]).all()
    for line, known in zip(contrasts(summed), contrasts([a, b]), strict=True):
        if line.is_common:
            line = replace(line, value_reference=known.value_reference, value_result=known.value_result)
        assert line == known


def test_a_measure_that_runs_have_in_one_sample_only_is_compared_over_the_common_runs():
    """The means stand beside the difference, so they are of the runs that it is of."""
    a = made("a", [4, 4, 4, 0, 0, 4], chance=1)
    b = made("b", [4, 4, 0, 4, 0, 4], chance=2)
    rows = lines(a, b)["days_to_violence"]
    days = np.stack([a.values("days_to_violence"), b.values("days_to_violence")])
    common = days[:, ~np.isnan(days).any(axis=0)].mean(axis=1)
    assert (rows.n_reference, rows.n_result, rows.difference.n, rows.is_common) == (3, 3, 3, True)
    assert (rows.value_reference, rows.value_result) == pytest.approx(tuple(common))
    assert rows.value_result - rows.value_reference == pytest.approx(rows.difference.value)
    assert not lines(a, b)["days"].is_common


def covered(n: int, gap: float, common: bool) -> float:
    """How often, of 1000 times, the interval of the share of any war holds the true difference."""
    rng, hits = np.random.default_rng(7), 0
    for _ in range(1000):
        u = rng.random(n)
        a, b = drawn("a", 0.3, n, u), drawn("b", 0.3 + gap, n, u if common else rng.random(n))
        difference = share_contrast(a, b if common else replace(b, seed=2), "any_war").difference
        hits += difference.low <= gap <= difference.high
    return hits / 1000


@pytest.mark.parametrize("common", [True, False])
@pytest.mark.parametrize("gap", [0.03, 0.2])
def test_the_interval_of_a_difference_has_its_nominal_coverage(gap: float, common: bool):
    # 1000 trials are off by 1.4 points at most; discrete counts wander by another one.
    assert covered(150, gap, common) == pytest.approx(0.95, abs=0.025)


def test_the_number_of_runs_needed_is_enough_in_four_of_five_cases():
    """A difference that few runs leave unclear is clear with the number named, as often as promised."""
    rng = np.random.default_rng(8)
    # Of 100 pairs 12 gained and 8 lost: a difference of .04 that the interval does not show.
    few = share_contrast(made("a", [0] * 92 + [4] * 8), made("b", [0] * 80 + [4] * 12 + [0] * 8), "any_war")
    assert not few.is_clear
    assert few.n_enough is not None
    clear = 0
    for _ in range(300):
        kind = rng.random(few.n_enough)
        a = made("a", np.where(kind < 0.08, Outcome.FULL_INVASION, Outcome.STANDOFF))
        gained = (kind >= 0.08) & (kind < 0.20)
        clear += share_contrast(a, made("b", np.where(gained, 4, 0)), "any_war").difference.low > 0
    assert clear / 300 == pytest.approx(0.8, abs=0.07)  # 300 trials are off by 7 points at most, 3 sigma


def test_a_measure_that_few_runs_have_needs_more_runs():
    rng = np.random.default_rng(9)
    ends = np.where(rng.random(400) < 0.25, Outcome.FULL_INVASION, Outcome.STANDOFF)
    rows = lines(made("a", ends, chance=1), made("b", ends, chance=2))["days_to_violence"]
    gaps = rows.difference
    assert rows.n_enough is not None
    spread = (gaps.high - gaps.low) / 2 * np.sqrt(gaps.n) / 1.984  # of Student with some 100 pairs
    assert rows.n_enough == pytest.approx((2.8016 * spread / gaps.value) ** 2 * 400 / gaps.n, rel=0.01)


def claims_without_effect(n_points: int, n_runs: int, own_chance: float, correct_for: int) -> float:
    """Share of 400 sweeps without any effect in which the two extremes are said to differ.

    A run of a point takes the common chance of its replication, or with ``own_chance`` one of its own.
    """
    rng, claims = np.random.default_rng(9), 0
    for _ in range(400):
        u = np.where(rng.random((n_points, n_runs)) < own_chance, rng.random((n_points, n_runs)),
                     rng.random(n_runs))  # fmt: skip
        wars = (u < 0.6).sum(axis=1)
        lowest, highest = int(wars.argmin()), int(wars.argmax())
        samples = (drawn(f"{point}", 0.6, n_runs, u[point]) for point in (lowest, highest))
        claims += extreme_contrast(*samples, "any_war", correct_for).is_clear
    return claims / 400


@pytest.mark.parametrize(
    ("n_points", "n_runs", "own_chance"), [(12, 250, 0.1), (12, 250, 1.0), (60, 60, 0.2)]
)
def test_without_an_effect_the_extremes_of_a_sweep_are_seldom_said_to_differ(n_points, n_runs, own_chance):
    """5 % at most; 400 sweeps have a standard error of 1.1 points."""
    assert claims_without_effect(n_points, n_runs, own_chance, n_points) <= 0.05


def test_without_the_correction_the_extremes_would_often_be_said_to_differ():
    assert claims_without_effect(12, 250, 0.1, 2) > 0.2


def test_extremes_differ_clearly_although_their_intervals_overlap():
    """66.0 % against 55.6 % of 250 runs that share their chance, the extremes of 12 points."""
    u = np.arange(250) / 250
    lowest, highest = drawn("lowest", 0.556, 250, u), drawn("highest", 0.66, 250, u)
    shares = [each.share(OUTCOME_SETS["any_war"]) for each in (lowest, highest)]
    assert shares[0].high > shares[1].low
    gap = extreme_contrast(lowest, highest, "any_war", 12)
    assert gap.is_paired
    assert gap.is_clear
    alone = share_contrast(lowest, highest, "any_war").difference
    assert gap.difference.low < alone.low < gap.difference.value == alone.value
    apart = extreme_contrast(lowest, replace(highest, seed=2), "any_war", 12)
    assert (apart.is_paired, apart.is_clear) == (False, False)
