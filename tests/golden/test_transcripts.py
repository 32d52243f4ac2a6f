"""A change of the rules shows as a difference that people can read; `make golden` stores it."""

from __future__ import annotations

import pytest

from tests.golden.transcripts import SCENARIOS, place, transcript_of


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_transcript_of_a_scenario_equals_the_stored_one(name: str):
    assert place(name).is_file(), "no transcript is stored; run `make golden`"
    assert transcript_of(name).splitlines() == place(name).read_text(encoding="utf-8").splitlines()
