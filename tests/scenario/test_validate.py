from __future__ import annotations

import copy
import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.errors import Fault, ScenarioError
from standoff.scenario.content import Documents, Scenario
from standoff.scenario.validate import validated

PARTS = ("crisis", "actors", "actions", "sources", "facts")
NUMBERS = (0, -1, 1e300, math.nan, math.inf, 10**400)
TEXTS = ("", "x", "a.b", "a>b", b"bytes")
DATES = (dt.date(2099, 1, 1), dt.datetime(2020, 1, 1, 12))
HOLDERS = ([], [[]], [None], {}, {"x": {}}, {"value": 1, "low": 2, "high": "3"})
JUNK = (None, True, *NUMBERS, *TEXTS, *DATES, *HOLDERS)


def places(element: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    keys = element if isinstance(element, dict) else range(len(element)) if isinstance(element, list) else ()
    for key in keys:
        yield (*path, key)
        yield from places(element[key], (*path, key))


def spoilt(documents: Documents, place: tuple[Any, ...], junk: Any) -> Documents:
    content = {part: copy.deepcopy(getattr(documents, part)) for part in PARTS}
    element: Any = content
    for key in place[:-1]:
        element = element[key]
    if junk is Ellipsis:
        del element[place[-1]]
    else:
        element[place[-1]] = junk
    return replace(documents, **content)


@given(data=st.data())
def test_any_content_gives_a_scenario_or_its_faults(strait: Scenario, data: st.DataObject):
    documents = strait.documents
    everywhere = list(places({part: getattr(documents, part) for part in PARTS}))
    inside = [place for place in everywhere if len(place) > 1]
    place = data.draw(st.sampled_from(inside))
    junk = data.draw(st.sampled_from((*JUNK, ...)))
    faults = faults_of(spoilt(documents, place, junk))
    assert all(fault.path and fault.remedy for fault in faults)


def faults_of(documents: Documents) -> list[Fault]:
    try:
        validated(documents)
    except ScenarioError as error:
        return error.faults
    return []


@pytest.mark.parametrize("part", ["actions", "sources", "facts"])
@pytest.mark.parametrize("junk", [None, [], "x", 1])
def test_a_file_that_is_not_a_mapping_is_one_fault_of_that_file(strait: Scenario, part: str, junk: object):
    with pytest.raises(ScenarioError) as caught:
        validated(replace(strait.documents, **{part: junk}))
    faults = [fault for fault in caught.value.faults if fault.path == strait.documents.shown[part]]
    assert [fault.remedy for fault in faults] == ["a mapping is expected"]


def test_checking_does_not_change_the_documents(strait: Scenario):
    before = copy.deepcopy(strait.documents)
    assert validated(strait.documents).fingerprint == strait.fingerprint
    assert strait.documents == before
