"""Boxes: what lies inside, and numbers that are short and still part the same points."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.analysis.discover.boxes import Box, Limit, number_text, readable

COLUMNS = {
    "x": np.array([0.1, 0.2, 0.3, 0.4]),
    "y": np.array([5.0, 6.0, 7.0, 8.0]),
    "kind": np.array(["a", "b", "c", "a"]),
}
UNITS = {"x": "per_day", "y": "", "kind": ""}


def test_a_limit_holds_at_its_end():
    assert Limit("x", low=0.2).inside(COLUMNS).tolist() == [False, True, True, True]
    assert Limit("x", high=0.2).inside(COLUMNS).tolist() == [True, True, False, False]
    assert Limit("kind", options=("a", "c")).inside(COLUMNS).tolist() == [True, False, True, True]


def test_what_lies_inside_a_box_lies_inside_all_of_its_limits():
    box = Box((Limit("x", low=0.2), Limit("y", high=7.0), Limit("kind", options=("b",))))
    assert box.inside(COLUMNS).tolist() == [False, True, False, False]
    assert Box(()).inside(COLUMNS).all()


def test_a_box_is_written_by_factor_with_units():
    box = Box((Limit("x", low=0.2), Limit("kind", options=("a", "b")), Limit("x", high=0.35)))
    assert box.as_text(UNITS) == "x is 0.2 to 0.35 (per day) and kind is a or b"
    assert Box((Limit("y", high=-2.0),)).as_text(UNITS) == "y is at most −2"
    assert Box(()).as_text(UNITS) == "anything"


@pytest.mark.parametrize(
    ("values", "limit", "number"),
    [
        ([0.4123, 0.4368], Limit("x", low=0.42), 0.42),  # two figures do
        ([0.0, 0.5, 1.0], Limit("x", low=0.25), 0.5),  # a short value of a point is told as it is
        ([0.0, 0.5, 1.0], Limit("x", high=0.75), 0.5),
        ([-0.01234, 0.02345], Limit("x", low=0.005), 0.0),
        ([123456.0, 987654.0], Limit("x", high=5e5), 600_000.0),  # the rounder one next to the middle
        ([-0.7777, -0.2222], Limit("x", high=-0.5), -0.5),
    ],
)
def test_a_number_is_as_short_as_can_be(values, limit, number):
    (readable_limit,) = readable(Box((limit,)), {"x": np.array(values)}).limits
    assert (readable_limit.low if limit.high is None else readable_limit.high) == number


numbers = st.floats(-1e6, 1e6, allow_subnormal=False)


@given(
    st.lists(st.tuples(numbers, numbers), min_size=2, max_size=40, unique_by=lambda pair: pair[0]), st.data()
)
def test_rounding_never_moves_a_point_across_a_limit(pairs, data):
    x, y = np.array(pairs).T
    places = data.draw(st.lists(st.integers(0, len(x) - 1), min_size=3, max_size=3))
    box = Box((Limit("x", low=x[places[0]]), Limit("x", high=x[places[1]]), Limit("y", low=y[places[2]])))
    columns = {"x": x, "y": y}
    inside = box.inside(columns)
    if inside.any():
        assert (readable(box, columns).inside(columns) == inside).all()


def test_limits_that_cut_nothing_off_keep_all_points():
    columns = {"x": np.array([0.123456, 0.234567])}
    assert readable(Box((Limit("x", low=0.123456),)), columns).inside(columns).all()


def test_the_numbers_shown_are_those_that_are_used():
    assert float(number_text(0.3)) == 0.3
    assert number_text(1e-7) == "1e−07"
