"""The search of the shared parameters on answers that are known, and on a tiny design."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.scenario.locate import data_root
from tests.calibration.choice import as_good, best, left_out, mean_loss
from tests.calibration.loss import GROUPS, Loss, group_of, losses
from tests.calibration.page import Calibration, blocks
from tests.calibration.points import TUNED, Point, current, evaluated, points
from tests.documents import read_yaml
from tests.validation.playing import Table
from tests.validation.targets import load_targets

N_GROUPS = len(GROUPS)


def point(by_crisis: list[float], noise: float = 0.0, seed: int = 0) -> Point:
    """A point with these losses; those without a batch of runs scatter about them."""
    around = np.random.default_rng(seed).normal(0.0, 1.0, (10, N_GROUPS))
    return Point(current(), Loss([], np.array(by_crisis)), np.array(by_crisis) + noise * around)


def flat(level: float, **others: float) -> list[float]:
    return [others.get(group, level) for group in GROUPS]


def test_a_dated_variant_counts_with_its_crisis_and_all_crises_alike() -> None:
    assert group_of("ukraine_2022@2021-12-01") == "ukraine_2022"
    assert len(GROUPS) == 8
    assert mean_loss(point(flat(0.0, cuba_1962=8.0))) == 1.0


def test_the_crisis_that_is_left_out_has_no_influence() -> None:
    even, lopsided = point(flat(1.0)), point(flat(0.5, cuba_1962=9.0))
    assert best([even, lopsided]) is even
    chosen = left_out([even, lopsided])
    assert chosen["cuba_1962"] is lopsided
    assert all(chosen[group] is even for group in GROUPS if group != "cuba_1962")


def test_points_are_as_good_as_the_best_only_within_the_noise_of_their_runs() -> None:
    least, near = point(flat(1.0)), point(flat(1.05))
    assert as_good([least, near]) == [least]
    noisy = point(flat(1.05), noise=0.3, seed=1)
    assert as_good([least, noisy]) == [least, noisy]


def test_the_standard_error_is_that_of_a_mean_over_batches() -> None:
    """The jackknife of a mean is its standard error: up to twice that much a point is still as good."""
    values = np.array([0.3, 0.1, 0.5, 0.2, 0.4, 0.6, 0.0, 0.7, 0.8, 0.9])
    error = values.std(ddof=1) / np.sqrt(len(values))
    without = (values.sum() - values) / (len(values) - 1)
    least = point(flat(1.0))

    def apart(difference: float) -> Point:
        spread = 1.0 + without[:, None] * np.ones(N_GROUPS)
        return Point(current(), Loss([], np.full(N_GROUPS, 1.0 + difference)), spread)

    assert len(as_good([least, apart(1.99 * error)])) == 2
    assert len(as_good([least, apart(2.01 * error)])) == 1


def test_the_design_stays_in_the_plausible_ranges_and_is_the_same_twice() -> None:
    rows = read_yaml((data_root() / "scenarios/rules.yaml").read_text(encoding="utf-8"))
    designed = points(8)
    assert designed == points(8)
    for name in TUNED:
        values = [rules[name] for rules in designed]
        assert rows[name]["low"] <= min(values) < max(values) <= rows[name]["high"]
        assert current()[name] == rows[name]["value"]


@pytest.fixture(scope="module")
def table() -> Table:
    return Table(20)


@pytest.mark.slow
def test_a_point_gives_the_same_bits_twice_and_other_values_give_another_loss(table: Table) -> None:
    here, again = evaluated(table, current()), evaluated(table, current())
    assert np.array_equal(here.loss.by_crisis, again.loss.by_crisis)
    assert np.array_equal(here.without, again.without)
    other = evaluated(table, {**current(), "limited_cost": 0.4, "limited_sanctions": 0.8})
    spring = GROUPS.index("spring_2021")
    assert other.loss.by_crisis[spring] < here.loss.by_crisis[spring]


@pytest.mark.slow
def test_every_range_but_three_is_in_the_loss_and_every_block_of_the_page_is_made(table: Table) -> None:
    loss = losses(table.played({}))
    left = {"forecast_gap", "half_day_gap", "access_effect"}
    assert {each.target.measure for each in loss.figures} == {one.measure for one in load_targets()} - left
    here = evaluated(table, current())
    made = blocks(Calibration(20, 20, [here], here, here, here))
    page = (data_root() / "docs/calibration.md").read_text(encoding="utf-8")
    for name, block in made.items():
        assert f"<!-- begin: {name} -->" in page
        assert block().strip()
    assert page.count("<!-- begin: ") == len(made)
