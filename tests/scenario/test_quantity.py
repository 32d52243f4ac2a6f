from __future__ import annotations

import datetime as dt
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from standoff.scenario.names import Context
from standoff.scenario.quantity import Quantity
from standoff.scenario.units import RANGES, Unit

CONTEXT = Context(dt.date(2030, 3, 2), {"source": ["book", "assumption"], "fact": ["F1"]})


def quantity(**changes: object) -> Quantity:
    plain = {"value": 0.5, "low": 0.25, "high": 0.75, "unit": "share", "source": "book", "kind": "reported"}
    content = {**plain, "known": dt.date(2030, 3, 2), **changes}
    return Quantity.model_validate(content, context=CONTEXT)


def test_every_unit_has_a_range():
    assert RANGES.keys() == set(get_args(Unit))


@pytest.mark.parametrize("unit", RANGES)
def test_both_ends_of_a_range_are_allowed_and_nothing_beyond(unit: str):
    least, most = RANGES[unit]
    assert quantity(unit=unit, value=least, low=least, high=most).value == least
    assert quantity(unit=unit, value=most, low=least, high=most).value == most
    with pytest.raises(ValidationError, match="allowed range is"):
        quantity(unit=unit, value=least, low=least - abs(least) * 1e-6 - 1e-6, high=most)
    with pytest.raises(ValidationError, match="allowed range is"):
        quantity(unit=unit, value=most, low=least, high=most + abs(most) * 1e-6 + 1e-6)


@given(numbers=st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1)))
def test_a_quantity_is_valid_if_and_only_if_its_value_lies_in_its_range(numbers: tuple[float, float, float]):
    low, value, high = numbers
    if low <= value <= high:
        assert quantity(low=low, value=value, high=high).value == value
        return
    with pytest.raises(ValidationError, match="low ≤ value ≤ high is required"):
        quantity(low=low, value=value, high=high)


@given(known=st.dates(dt.date(1800, 1, 1), dt.date(2199, 12, 31)))
def test_nothing_is_known_after_the_freeze(known: dt.date):
    if known <= dt.date(2030, 3, 2):
        assert quantity(known=known).known == known
        return
    with pytest.raises(ValidationError, match=f"known {known} is after the freeze 2030-03-02"):
        quantity(known=known)


def test_one_source_may_be_written_without_a_list():
    assert quantity(source="book").source == quantity(source=["book"]).source == ("book",)


def test_a_percentage_is_recognised_only_where_its_hundredth_fits():
    with pytest.raises(ValidationError, match=r"If this is a percentage, write 0\.4$|write 0\.4 "):
        quantity(value=40)
    with pytest.raises(ValidationError, match="allowed range is") as caught:
        quantity(value=140)
    assert "percentage" not in str(caught.value)


@pytest.mark.parametrize("field", ["value", "low", "high", "unit", "source", "kind", "known"])
def test_no_field_may_be_left_out(field: str):
    content = quantity().model_dump()
    del content[field]
    with pytest.raises(ValidationError, match="Field required"):
        Quantity.model_validate(content, context=CONTEXT)


def test_a_quantity_cannot_be_changed():
    with pytest.raises(ValidationError, match="frozen"):
        quantity().value = 0.6
