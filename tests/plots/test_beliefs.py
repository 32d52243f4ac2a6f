"""Beliefs: a line is the probability that the subject is resolved, and the title has the truth."""

import numpy as np
import pytest

from standoff.plots.actors import actor_colour
from standoff.plots.beliefs import beliefs, beliefs_title, observed, resolved_by_day, subjects_of_learning
from standoff.story.trace import RunTrace


def test_the_probability_is_that_of_the_types_for_which_war_is_cheaper_than_for_the_middle_one(trace):
    held = resolved_by_day(trace, "white_house", "red")
    assert held == pytest.approx([0.4, *(0.4 + 0.02 * day for day in range(12))])
    assert resolved_by_day(trace, "red", "red") == []


def test_only_actors_about_whom_beliefs_move_get_a_panel(trace):
    assert subjects_of_learning(trace) == ["red"]
    assert list(observed(trace, "red")) == ["white_house", "far_ally"]


@pytest.mark.parametrize(("change", "is_shown"), [(0.009, False), (0.011, True)])
def test_a_change_of_one_percentage_point_is_the_threshold(stage, tables, change, is_shown):
    for row in tables["beliefs"]:
        row["after"] = row["before"] + (change if row["type"] == 0 and row["day"] == 4 else 0.0)
    assert bool(subjects_of_learning(RunTrace(stage, tables))) == is_shown


def test_each_line_is_an_observer_and_ends_at_its_label(trace, ax):
    beliefs(trace, "red", ax)
    lines = [patch.get_data().values for patch in ax.patches if hasattr(patch, "get_data")]
    assert np.allclose(lines, [values[1:] for values in observed(trace, "red").values()])
    labels = ax.child_axes[0].get_yticklabels()
    assert [label.get_text() for label in labels] == ["White House 62 %", "Far Ally 62 %"]
    assert [label.get_color() for label in labels] == [actor_colour(trace.stage, row) for row in (0, 2)]


@pytest.mark.parametrize(("kind", "words", "height"), [(1, "more resolved", 1.0), (2, "middle", 0.0)])
def test_the_truth_is_a_line_and_stands_in_the_title(stage, tables, ax, kind, words, height):
    for row in tables["actors"]:
        row["type"] = kind
    trace = RunTrace(stage, tables)
    beliefs(trace, "red", ax)
    (truth,) = (line for line in ax.lines if line.get_label() == "the truth")
    assert set(truth.get_ydata()) == {height}
    assert ax.get_title(loc="left") == f"About Red: {words}"
    assert beliefs_title(trace, "red") == f"Others end 62 % sure that Red is resolved; it is the {words} type"
