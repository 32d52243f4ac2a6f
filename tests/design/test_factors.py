from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.design.factors import Factor, FactorKind, as_column
from standoff.errors import InputError

finite = st.floats(allow_nan=False, allow_infinity=False, width=32)
ranges = st.tuples(finite, finite).map(sorted).filter(lambda ends: ends[0] < ends[1])


def factor(**given: Any) -> Factor:
    return Factor("diplomacy.trust", FactorKind.LEVER, "share", **given)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({}, "has nothing to vary"),
        ({"values": (0.1, 0.2), "low": 0.0, "high": 1.0}, "values and a range"),
        ({"values": (0.1, 0.2), "high": 1.0}, "values and a range"),
        ({"low": 0.0}, "lacks an end"),
        ({"high": 0.0}, "lacks an end"),
        ({"low": 1.0, "high": 1.0}, "1 to 1 is empty"),
        ({"low": 2.0, "high": 1.0}, "2 to 1 is empty"),
        ({"low": math.nan, "high": 1.0}, "not finite"),
        ({"low": 0.0, "high": math.inf}, "not finite"),
        ({"low": -1e308, "high": 1e308}, "not finite"),
        ({"low": 0, "high": 10**400}, "not finite"),
        ({"values": (0.1, math.nan)}, "value 2 is nan"),
        ({"values": (math.inf,)}, "value 1 is inf"),
        ({"values": (10**400,)}, "finite number"),
        ({"values": (0.1, None)}, "value 2 is None"),
        ({"values": (True,)}, "value 1 is True"),
        ({"values": ("base", "")}, "value 2 is ''"),
        ({"values": (0.1, "base")}, "only numbers or only words"),
        ({"values": (0.1, 0.2, 0.1)}, "0.1 is listed twice"),
        ({"values": (1, 1.0)}, "listed twice"),
        ({"values": ("base", "base")}, "base is listed twice"),
    ],
)
def test_a_factor_that_no_design_could_use_is_refused_by_name_with_the_reason(given, reason):
    with pytest.raises(InputError, match=f"^diplomacy.trust: .*{reason}"):
        factor(**given)


def test_a_factor_is_a_range_or_a_list():
    assert factor(low=0, high=1).is_range
    assert not factor(values=(0, 1)).is_range


def test_numbers_become_floats_and_words_stay_words():
    assert as_column("x", (1, np.int64(2), 3.5, np.float64(0.5))).dtype == np.float64
    assert as_column("x", ("base", "prospect")).tolist() == ["base", "prospect"]


@given(ranges, st.lists(st.floats(0, 1), min_size=1))
def test_values_never_leave_the_range(ends, places):
    values = factor(low=ends[0], high=ends[1]).at(np.array(places))
    assert ((values >= ends[0]) & (values <= ends[1])).all()


def test_a_sum_that_rounds_past_the_upper_end_is_held_at_the_end():
    low, high = 0.3, 0.9
    assert low + 1.0 * (high - low) > high  # what makes this a test
    assert factor(low=low, high=high).at(np.array([1.0])).tolist() == [high]


def test_a_range_is_spread_evenly():
    assert factor(low=-2, high=6).at(np.array([0, 0.25, 0.5, 1])).tolist() == [-2, 0, 2, 6]


@given(st.integers(1, 12), st.integers(1, 20))
def test_listed_values_get_slices_of_equal_width_in_their_order(n, each):
    values = tuple(float(-index) for index in range(n))
    middles = (np.arange(n * each) + 0.5) / (n * each)
    assert factor(values=values).at(middles).tolist() == np.repeat(values, each).tolist()


def test_the_end_of_the_unit_interval_belongs_to_the_last_value():
    assert factor(values=("base", "prospect")).at(np.array([1.0])).tolist() == ["prospect"]
