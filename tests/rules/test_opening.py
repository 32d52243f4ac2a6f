"""Opening: what the acts before a run have taught."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.vocabulary import EventKind
from tests.edits import watch_closely


@pytest.mark.parametrize(("day", "is_known"), [(-2.0, True), (0.0, True), (0.5, False), (1.0, False)])
def test_acts_up_to_the_day_of_the_opening_are_known_and_later_ones_are_not(set_crisis, day, is_known):
    """A run begins on the evening of its first day."""

    def date(facts):
        watch_closely(facts)
        facts.event["day"][facts.event["kind"] == EventKind.ACT] = day

    stage = set_crisis("strait", date)
    orlen, vesper = (stage.names.actors.index(name) for name in ("orlen", "vesper"))
    belief = stage.opening.belief[orlen, vesper]
    assert (not np.array_equal(belief, stage.facts.prior)) == is_known
