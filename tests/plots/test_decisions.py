"""Decisions: lines are the best of each class, marks are the acts."""

import numpy as np
from matplotlib.colors import to_hex

from standoff.plots.decisions import attackers, decisions
from standoff.plots.over_time import on_axis
from standoff.plots.style import OPTION_COLOURS, OPTION_MARKS
from standoff.story.trace import RunTrace
from standoff.vocabulary import OptionClass


def drawn_steps(ax):
    return {
        to_hex(patch.get_edgecolor()).upper(): patch.get_data().values
        for patch in ax.patches
        if hasattr(patch, "get_data")
    }


def test_only_actors_that_may_attack_are_shown(trace):
    assert attackers(trace) == ["red"]


def test_each_line_is_the_best_option_of_its_class(stage, tables, ax):
    worse = [
        {**row, "expected_utility": row["expected_utility"] - 0.1, "is_chosen": False}
        for row in tables["decisions"]
    ]
    lines = drawn_steps(
        decisions(RunTrace(stage, {**tables, "decisions": worse + tables["decisions"]}), "red", ax)
    )
    assert np.allclose(lines[OPTION_COLOURS[OptionClass.NEGOTIATE]], 0.3)
    assert np.allclose(lines[OPTION_COLOURS[OptionClass.COERCE]], 0.28)
    assert OPTION_COLOURS[OptionClass.WITHDRAW] not in lines


def test_a_class_that_is_closed_leaves_a_gap(trace, ax):
    attack = drawn_steps(decisions(trace, "red", ax))[OPTION_COLOURS[OptionClass.FULL_ATTACK]]
    assert np.allclose(attack[:8], 0.1 + 0.03 * np.arange(8))
    assert np.isnan(attack[8:]).all()


def test_acts_are_marked_at_their_utility(trace, ax):
    decisions(trace, "red", ax)
    marked = {
        line.get_marker(): (line.get_xdata()[0], round(line.get_ydata()[0], 9))
        for line in ax.lines
        if line.get_marker() in OPTION_MARKS.values() and len(line.get_xdata())
    }
    assert marked == {
        OPTION_MARKS[OptionClass.COERCE]: (on_axis(trace, 3), 0.28),
        OPTION_MARKS[OptionClass.FULL_ATTACK]: (on_axis(trace, 7), 0.31),
    }
