from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.design.design import Design
from standoff.design.factorial import grid, grid_size, one_at_a_time, table
from standoff.design.factors import Factor, FactorKind
from standoff.errors import InputError

TRUST = Factor("diplomacy.trust", FactorKind.LEVER, "share", (0.0, 0.5, 1.0))
COST = Factor("actors.red.costs.war", FactorKind.UNCERTAINTY, "utility", low=0.1, high=0.4)
RULES = Factor("rules", FactorKind.CHOICE, "", ("base", "prospect"))

numbers = st.floats(-1e6, 1e6)
levels = st.one_of(
    st.lists(numbers, min_size=1, max_size=4, unique=True),
    st.lists(st.text("abc", min_size=1, max_size=3), min_size=1, max_size=4, unique=True),
)
factor_lists = st.lists(levels, min_size=1, max_size=4).map(
    lambda lists: [
        Factor(f"x{index}", FactorKind.LEVER, "", tuple(values)) for index, values in enumerate(lists)
    ]
)


def points(design: Design) -> list[tuple[float | str, ...]]:
    return [tuple(design.point(index).values()) for index in range(design.n_points)]


@given(factor_lists)
def test_a_grid_has_each_combination_once_in_the_order_of_nested_loops(factors):
    design = grid(factors)
    assert points(design) == list(itertools.product(*(factor.values for factor in factors)))


@given(factor_lists)
def test_the_size_of_a_grid_is_the_product_of_the_numbers_of_values(factors):
    assert grid_size(factors) == math.prod(len(factor.values) for factor in factors) == grid(factors).n_points


def test_the_size_of_a_grid_that_no_memory_holds_is_exact():
    factors = [Factor(f"x{index}", FactorKind.LEVER, "", tuple(range(10))) for index in range(30)]
    assert grid_size(factors) == 10**30


@pytest.mark.parametrize("plan", [grid, grid_size])
def test_a_range_is_refused_where_values_are_needed_with_what_to_do(plan):
    with pytest.raises(InputError, match=r"actors\.red\.costs\.war is the range 0\.1 to 0\.4.*a,b,c.*sobol"):
        plan([TRUST, COST])


@pytest.mark.parametrize("plan", [grid, lambda factors: one_at_a_time(factors, {})])
def test_a_design_without_factors_is_refused(plan):
    with pytest.raises(InputError, match="there is no factor"):
        plan([])


def test_a_factor_that_is_named_twice_is_refused():
    with pytest.raises(InputError, match=r"diplomacy\.trust is named twice"):
        grid([TRUST, TRUST])


def test_one_at_a_time_starts_at_the_base_and_leaves_it_by_one_factor():
    base = {"rules": "base", "actors.red.costs.war": 0.2, "diplomacy.trust": 0.5, "seed": 1.0}
    design = one_at_a_time([TRUST, COST, RULES], base)
    assert points(design) == [
        (0.5, 0.2, "base"),
        (0.0, 0.2, "base"),
        (1.0, 0.2, "base"),
        (0.5, 0.1, "base"),
        (0.5, 0.4, "base"),
        (0.5, 0.2, "prospect"),
    ]
    assert design.options == {"base": {name: base[name] for name in design.columns}}


def test_one_at_a_time_needs_a_base_of_each_factor():
    with pytest.raises(InputError, match="no value of rules"):
        one_at_a_time([TRUST, RULES], {"diplomacy.trust": 0.5})


def test_one_at_a_time_refuses_a_word_as_base_of_numbers():
    with pytest.raises(InputError, match=r"diplomacy\.trust: 'much'"):
        one_at_a_time([TRUST], {"diplomacy.trust": "much"})


def test_a_table_keeps_its_rows_and_takes_the_order_of_the_factors():
    rows = {"rules": ["prospect", "base", "base"], "actors.red.costs.war": [0.3, 0.2, 0.2]}
    design = table(rows, [COST, RULES])
    assert list(design.columns) == ["actors.red.costs.war", "rules"]
    assert points(design) == [(0.3, "prospect"), (0.2, "base"), (0.2, "base")]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ({"rules": ["base"]}, "not those of the factors"),
        ({"rules": ["base"], "diplomacy.trust": [0.1], "seed": [1.0]}, "not those of the factors"),
        ({"rules": ["base"], "diplomacy.trust": [0.1, 0.2]}, "differ in length"),
        ({"rules": ["base", "base"], "diplomacy.trust": [0.1, math.nan]}, "value 2 is nan"),
        ({"rules": [], "diplomacy.trust": []}, "no point"),
    ],
)
def test_a_table_that_does_not_fit_its_factors_is_refused(rows, reason):
    with pytest.raises(InputError, match=reason):
        table(rows, [TRUST, RULES])
