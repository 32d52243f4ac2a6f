from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.design.design import Design
from standoff.design.factors import Factor, FactorKind
from standoff.design.sampling import latin_hypercube, sobol, sobol_points
from standoff.errors import InputError

TRUST = Factor("diplomacy.trust", FactorKind.LEVER, "share", low=0.0, high=1.0)
COST = Factor("actors.red.costs.war", FactorKind.UNCERTAINTY, "utility", low=-3.0, high=5.0)
RULES = Factor("rules", FactorKind.CHOICE, "", ("base", "prospect", "no_audience", "true_odds"))
FACTORS = [TRUST, COST, RULES]

seeds = st.integers(0, 2**64)


def strata(design: Design, factor: Factor) -> list[int]:
    """Number of points in each of as many equal slices of a range as there are points."""
    places = (design.columns[factor.name] - factor.low) / (factor.high - factor.low)
    return np.histogram(places, bins=design.n_points, range=(0, 1))[0].tolist()


@given(st.integers(1, 200), seeds)
def test_a_latin_hypercube_has_one_point_in_each_slice_of_each_factor(points, seed):
    design = latin_hypercube([TRUST, COST], points, seed)
    assert strata(design, TRUST) == strata(design, COST) == [1] * points


@given(st.integers(0, 8), seeds)
def test_sobol_points_have_one_point_in_each_slice_of_each_factor(power, seed):
    design = sobol([TRUST, COST], 2**power, seed)
    assert strata(design, TRUST) == strata(design, COST) == [1] * 2**power


@pytest.mark.parametrize("rows", [1, 2, 4, 8, 16, 32, 64])
def test_the_first_two_sobol_dimensions_have_one_point_in_each_elementary_rectangle(rows):
    # The first two dimensions are a (0, m, 2)-net (Sobol' 1967), and scrambling keeps that (Owen 1998).
    places = sobol_points(2, 64, seed=11)
    counts = np.histogram2d(*places.T, bins=(rows, 64 // rows), range=((0, 1), (0, 1)))[0]
    assert (counts == 1).all()


@pytest.mark.parametrize("plan", [latin_hypercube, sobol])
def test_listed_values_come_up_equally_often(plan):
    names, counts = np.unique(plan(FACTORS, 64, seed=3).columns["rules"], return_counts=True)
    assert set(names) == set(RULES.values)
    assert counts.tolist() == [16] * 4


@pytest.mark.parametrize("plan", [latin_hypercube, sobol])
def test_a_design_follows_from_its_options_and_leaves_the_state_of_numpy_alone(plan):
    before = np.random.get_state()[1].copy()  # noqa: NPY002 – the state that must stay
    design = plan(FACTORS, 32, seed=8)
    again = plan(FACTORS, **json.loads(json.dumps(design.options)))
    assert (np.random.get_state()[1] == before).all()  # noqa: NPY002
    other = plan(FACTORS, 32, seed=9)
    for name, column in design.columns.items():
        assert column.tolist() == again.columns[name].tolist()
        assert column.tolist() != other.columns[name].tolist()


@pytest.mark.parametrize(
    ("points", "remedy"),
    [
        (0, "from 1 to"),
        (-8, "from 1 to"),
        (3, "give 2 or 4"),
        (1000, "give 512 or 1024"),
        (2**31, "from 1 to 1073741824"),
    ],
)
def test_an_unbalanced_number_of_sobol_points_is_refused_with_its_neighbours(points, remedy):
    with pytest.raises(InputError, match=f"points = {points}.*{remedy}"):
        sobol(FACTORS, points, seed=1)


def test_a_latin_hypercube_of_no_points_is_refused():
    with pytest.raises(InputError, match="points = 0; give at least 1"):
        latin_hypercube(FACTORS, 0, seed=1)


def test_more_dimensions_than_sobol_points_have_are_refused():
    with pytest.raises(InputError, match=r"21202 dimensions .* at most 21201"):
        sobol_points(21202, 1, seed=1)


@pytest.mark.parametrize("plan", [latin_hypercube, sobol])
def test_a_negative_seed_and_a_design_without_factors_are_refused(plan):
    with pytest.raises(InputError, match="seed = -1"):
        plan(FACTORS, 4, seed=-1)
    with pytest.raises(InputError, match="there is no factor"):
        plan([], 4, seed=1)
