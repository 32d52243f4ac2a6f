"""Decisions: the line is the best attack less the best peace, until the attack; marks are the acts."""

import pytest

from standoff.plots.decisions import attackers, decisions, decisions_title, gaps
from standoff.plots.over_time import on_axis
from standoff.plots.style import OPTION_MARKS
from standoff.story.trace import RunTrace
from standoff.vocabulary import OptionClass

EXPECTED = [0.1 + 0.03 * day - 0.3 for day in range(8)]
"""Attack rises by 0.03 a day from 0.1; the best peace is worth 0.3."""


def without_the_attack(tables):
    rows = [
        {**row, "is_chosen": row["is_chosen"] and row["option_class"] != "full_attack"}
        for row in tables["decisions"]
    ]
    return {**tables, "decisions": rows}


def test_only_actors_that_may_attack_and_could_are_shown(trace, stage, tables):
    assert attackers(trace) == ["red"]
    closed = [row for row in tables["decisions"] if row["option_class"] != "full_attack"]
    assert attackers(RunTrace(stage, {**tables, "decisions": closed})) == []


def test_the_gap_is_the_best_attack_less_the_best_other_option_until_the_attack(stage, tables):
    worse = [
        {**row, "expected_utility": row["expected_utility"] - 0.1, "is_chosen": False}
        for row in tables["decisions"]
    ]
    listed = gaps(RunTrace(stage, {**tables, "decisions": worse + tables["decisions"]}), "red")
    assert [turn.day for turn in listed] == [float(day) for day in range(8)]
    assert [turn.value for turn in listed] == pytest.approx(EXPECTED)
    assert {turn.peace for turn in listed} == {0.3}
    acts = {turn.day: turn.act for turn in listed if turn.act is not None}
    assert acts == {3.0: OptionClass.COERCE, 7.0: OptionClass.FULL_ATTACK}


def test_the_line_and_the_marks_are_the_gaps(trace, ax):
    decisions(trace, "red", ax)
    line = ax.lines[0]
    assert line.get_ydata()[::2] == pytest.approx(EXPECTED)
    assert line.get_xdata()[0] == on_axis(trace, 0)
    assert line.get_xdata()[-1] == on_axis(trace, 8)
    marked = {
        line.get_marker(): (line.get_xdata()[0], line.get_ydata()[0])
        for line in ax.lines
        if line.get_marker() in OPTION_MARKS.values()
    }
    assert marked == {
        OPTION_MARKS[OptionClass.COERCE]: (on_axis(trace, 3.5), pytest.approx(EXPECTED[3])),
        OPTION_MARKS[OptionClass.FULL_ATTACK]: (on_axis(trace, 7.5), pytest.approx(EXPECTED[7])),
    }
    assert [text.get_text() for text in ax.texts] == ["+0.010"]


def test_the_title_gives_the_gap_at_the_attack_or_the_greatest_one(trace, stage, tables):
    assert (
        decisions_title(trace, "red") == "Red attacks on 2 January 2032, worth 0.010 more than its best peace"
    )
    peaceful = RunTrace(stage, without_the_attack(tables))
    assert decisions_title(peaceful, "red") == (
        "Red does not attack, though it is worth 0.010 more than peace on 2 January 2032"
    )
    early = [row for row in without_the_attack(tables)["decisions"] if row["day"] < 7]
    assert decisions_title(RunTrace(stage, {**tables, "decisions": early}), "red") == (
        "To Red an attack is never worth its best peace; on 1 January 2032 it lacks 0.020"
    )
