from __future__ import annotations

import copy
from dataclasses import replace

import pytest

from standoff.errors import ScenarioError
from standoff.scenario.content import Scenario
from standoff.scenario.validate import validated


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
