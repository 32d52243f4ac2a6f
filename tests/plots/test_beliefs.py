"""Beliefs: pairs that learn are chosen, the stack is the table, the true type is framed."""

import numpy as np
import pytest

from standoff.plots.beliefs import beliefs, pairs_that_learn
from standoff.story.trace import RunTrace
from standoff.vocabulary import TYPE_NAMES


def test_only_pairs_whose_beliefs_move_get_a_panel(trace):
    assert pairs_that_learn(trace) == [("white_house", "red"), ("far_ally", "red")]


@pytest.mark.parametrize(("change", "is_shown"), [(0.009, False), (0.011, True)])
def test_a_change_of_one_percentage_point_is_the_threshold(stage, tables, change, is_shown):
    for row in tables["beliefs"]:
        row["after"] = row["before"] + (change if row["type"] == 0 and row["day"] == 4 else 0.0)
    assert bool(pairs_that_learn(RunTrace(stage, tables))) == is_shown


def test_at_most_six_pairs_are_shown(stage, tables):
    for row in tables["beliefs"]:
        row["after"] = row["before"] + 0.1 * (row["type"] == 0)
    assert len(pairs_that_learn(RunTrace(stage, tables))) == 6


def test_each_band_is_the_belief_in_its_type(trace, ax, steps):
    drawn = steps(beliefs(trace, ("white_house", "red"), ax))
    for kind, name in enumerate(TYPE_NAMES):
        held = [
            row["after"] for row in trace.rows("beliefs", observer="white_house", subject="red", type=kind)
        ]
        assert np.allclose(drawn[name].values - drawn[name].baseline, held)
    assert np.allclose(drawn["least resolved"].values, 1.0)


def test_the_true_type_is_framed_and_named(trace, ax, steps):
    drawn = steps(beliefs(trace, ("far_ally", "red"), ax))
    assert np.array_equal(drawn["true type (framed)"].values, drawn["more resolved"].values)
    assert ax.get_title(loc="left") == "Far Ally about Red\n(true type: more resolved)"
