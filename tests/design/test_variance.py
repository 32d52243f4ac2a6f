from __future__ import annotations

import json
import math

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.design.design import Design
from standoff.design.factors import Factor, FactorKind
from standoff.design.variance import morris, saltelli
from standoff.errors import InputError

ANGLES = [Factor(f"x{index}", FactorKind.UNCERTAINTY, "", low=-math.pi, high=math.pi) for index in range(3)]
RULES = Factor("rules", FactorKind.CHOICE, "", ("base", "prospect", "no_audience"))
COST = Factor("actors.red.costs.war", FactorKind.UNCERTAINTY, "utility", low=-3.0, high=5.0)

seeds = st.integers(0, 2**64)


def numbers(design: Design) -> npt.NDArray[np.float64]:
    return np.stack(list(design.columns.values()), axis=1)


@given(st.integers(0, 5), st.integers(1, 4), seeds)
def test_each_mixed_sample_takes_one_column_from_b_and_the_others_from_a(power, k, seed):
    factors = [Factor(f"x{index}", FactorKind.LEVER, "", low=-1, high=3 + index) for index in range(k)]
    design = saltelli(factors, 2**power, seed)
    assert design.n_points == 2**power * (k + 2)
    blocks = numbers(design).reshape(2**power, k + 2, k)
    a, b = blocks[:, 0], blocks[:, -1]
    for index in range(k):
        mixed = blocks[:, 1 + index]
        assert (mixed[:, index] == b[:, index]).all()
        assert (np.delete(mixed, index, axis=1) == np.delete(a, index, axis=1)).all()
        assert (a[:, index] != b[:, index]).all()


GROUPS = {"angles": ["x0", "x2"], "the rest": ["x1"]}


def test_each_mixed_sample_takes_all_columns_of_a_group_from_b():
    design = saltelli(ANGLES, 16, seed=3, groups=GROUPS)
    assert design.options["order"] == ["A", "A_B(angles)", "A_B(the rest)", "B"]
    assert json.loads(json.dumps(design.options))["groups"] == GROUPS
    blocks = numbers(design).reshape(16, 4, 3)
    a, b = blocks[:, 0], blocks[:, -1]
    assert (blocks[:, 1] == np.stack([b[:, 0], a[:, 1], b[:, 2]], axis=1)).all()
    assert (blocks[:, 2] == np.stack([a[:, 0], b[:, 1], a[:, 2]], axis=1)).all()


def test_groups_of_one_factor_each_are_laid_out_as_without_groups():
    alone = saltelli(ANGLES, 16, 3, {factor.name: [factor.name] for factor in ANGLES})
    assert (numbers(alone) == numbers(saltelli(ANGLES, 16, 3))).all()
    assert "groups" not in saltelli(ANGLES, 16, 3).options


@pytest.mark.parametrize("groups", [{"some": ["x0", "x1"]}, {"all": ["x0", "x1", "x2"], "twice": ["x2"]}])
def test_groups_that_leave_out_a_factor_or_hold_it_twice_are_refused(groups):
    with pytest.raises(InputError, match="put each of the factors"):
        saltelli(ANGLES, 16, 3, groups)


@given(st.integers(0, 6), seeds)
def test_both_samples_of_saltelli_have_one_point_in_each_slice(power, seed):
    blocks = numbers(saltelli(ANGLES, 2**power, seed)).reshape(2**power, 5, 3)
    for sample in (blocks[:, 0], blocks[:, -1]):
        for column in sample.T:
            counts = np.histogram(column, bins=2**power, range=(-math.pi, math.pi))[0]
            assert counts.tolist() == [1] * 2**power


def test_the_options_of_saltelli_name_each_point_of_a_block():
    design = saltelli([COST, RULES], 8, seed=1)
    assert design.options["order"] == ["A", "A_B(actors.red.costs.war)", "A_B(rules)", "B"]
    assert json.loads(json.dumps(design.options)) == design.options


@pytest.mark.parametrize("levels", [2, 4, 6, 10])
def test_a_morris_trajectory_changes_one_factor_at_a_step_and_each_factor_once(levels):
    factors = [COST, *ANGLES]
    walks = numbers(morris(factors, 50, levels, seed=4)).reshape(50, 5, 4)
    lows = np.array([factor.low for factor in factors])
    widths = np.array([factor.high - factor.low for factor in factors])
    steps = np.diff((walks - lows) / widths, axis=1)
    moved = np.abs(steps) > 1e-9  # rounding of the scaling; a step is at least one half
    assert (moved.sum(axis=2) == 1).all()
    assert (moved.sum(axis=1) == 1).all()
    assert np.abs(steps[moved]) == pytest.approx(levels / (2 * (levels - 1)), abs=1e-12)


def test_morris_trajectories_differ_in_order_direction_and_start():
    walks = numbers(morris(ANGLES, 600, 4, seed=4)).reshape(600, 4, 3)
    steps = np.diff(walks, axis=1)
    orders, counts = np.unique(np.argmax(np.abs(steps), axis=2), axis=0, return_counts=True)
    assert len(orders) == 6
    assert counts == pytest.approx([100] * 6, abs=40)  # four standard deviations of a count around 600 / 6
    rises = (steps.sum(axis=1) > 0).sum(axis=0)
    assert rises == pytest.approx([300] * 3, abs=50)
    for column in walks[:, 0].T:
        levels, counts = np.unique(column, return_counts=True)
        assert levels == pytest.approx([-math.pi, -math.pi / 3, math.pi / 3, math.pi])
        assert counts == pytest.approx([150] * 4, abs=45)


@given(st.lists(st.integers(-9, 9), min_size=1, max_size=5), st.sampled_from([2, 4, 8]), seeds)
def test_elementary_effects_of_a_linear_function_are_its_coefficients(coefficients, levels, seed):
    factors = [Factor(f"x{index}", FactorKind.LEVER, "", low=0, high=1) for index in range(len(coefficients))]
    design = morris(factors, 5, levels, seed)
    k, delta = design.options["k"], design.options["delta"]
    walks = numbers(design).reshape(5, k + 1, k)
    steps, rise = np.diff(walks, axis=1), np.diff(walks @ np.array(coefficients, float), axis=1)
    moved = np.argmax(np.abs(steps), axis=2)
    signs = np.sign(np.take_along_axis(steps, moved[:, :, np.newaxis], axis=2)[:, :, 0])
    effects = signs * rise / delta
    assert effects == pytest.approx(np.array(coefficients)[moved], abs=1e-12)  # rounding


@given(st.sampled_from([2, 4, 6, 10, 14]).flatmap(lambda p: st.tuples(st.just(p), st.integers(2, p))), seeds)
def test_each_step_of_morris_changes_a_listed_value_and_only_one(sizes, seed):
    levels, n = sizes
    options = Factor("rules", FactorKind.CHOICE, "", tuple(f"option {index}" for index in range(n)))
    design = morris([options, COST], 10, levels, seed)
    words = design.columns["rules"].reshape(10, 3)
    costs = design.columns["actors.red.costs.war"].reshape(10, 3)
    changes = (words[:, 1:] != words[:, :-1]).astype(int) + (costs[:, 1:] != costs[:, :-1])
    assert (changes == 1).all()
    assert ((words[:, 1:] != words[:, :-1]).sum(axis=1) == 1).all()


def test_morris_reaches_every_listed_value():
    words = morris([RULES, COST], 100, 4, seed=2).columns["rules"]
    assert set(words) == set(RULES.values)


def test_the_ends_of_a_range_are_among_the_levels_of_morris():
    column = morris([COST], 100, 4, seed=2).columns["actors.red.costs.war"]
    assert (column.min(), column.max()) == (-3.0, 5.0)


@pytest.mark.parametrize(
    ("plan", "options"),
    [(saltelli, {"points": 8, "seed": 5}), (morris, {"trajectories": 8, "levels": 4, "seed": 5})],
)
def test_a_design_follows_from_its_seed_and_leaves_the_state_of_numpy_alone(plan, options):
    before = np.random.get_state()[1].copy()  # noqa: NPY002 – the state that must stay
    design, again = plan(ANGLES, **options), plan(ANGLES, **options)
    other = plan(ANGLES, **{**options, "seed": 6})
    assert (np.random.get_state()[1] == before).all()  # noqa: NPY002
    assert (numbers(design) == numbers(again)).all()
    assert (numbers(design) != numbers(other)).any()


@pytest.mark.parametrize(
    ("trajectories", "levels", "reason"),
    [
        (0, 4, "trajectories = 0"),
        (5, 3, "levels = 3; give an even"),
        (5, 0, "levels = 0"),
        (5, -2, "levels = -2"),
    ],
)
def test_numbers_that_morris_cannot_use_are_refused(trajectories, levels, reason):
    with pytest.raises(InputError, match=reason):
        morris(ANGLES, trajectories, levels, seed=1)


def test_more_listed_values_than_levels_are_refused_with_enough_levels():
    with pytest.raises(InputError, match=r"rules has 3 values.*give levels = 4"):
        morris([RULES], 5, 2, seed=1)


@pytest.mark.parametrize("plan", [lambda f: saltelli(f, 4, 1), lambda f: morris(f, 4, 4, 1)])
def test_factors_that_can_show_no_effect_are_refused(plan):
    with pytest.raises(InputError, match="there is no factor"):
        plan([])
    with pytest.raises(InputError, match="rules has one value"):
        plan([COST, Factor("rules", FactorKind.CHOICE, "", ("base",))])


def test_saltelli_refuses_an_unbalanced_number_of_points():
    with pytest.raises(InputError, match="give 64 or 128"):
        saltelli(ANGLES, 100, seed=1)
