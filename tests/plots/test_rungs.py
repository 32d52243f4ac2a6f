"""Rungs: the steps are the table, acts and events stand where they happened."""

import numpy as np
import pytest
from matplotlib.dates import num2date

from standoff.plots.actors import actor_colour
from standoff.plots.over_time import edges, on_axis
from standoff.plots.rungs import lanes_height, rungs
from standoff.plots.style import OPTION_MARKS
from standoff.story.trace import RunTrace
from standoff.vocabulary import OptionClass


def test_each_actor_s_steps_equal_its_rungs(trace, ax, steps):
    drawn = steps(rungs(trace, ax))
    assert list(drawn) == ["White House", "Red", "Far Ally"]
    for name, actor in zip(drawn, trace.stage.names.actors, strict=True):
        assert list(drawn[name].values) == [row["rung"] for row in trace.rows("actors", actor=actor)]
        assert list(drawn[name].edges) == edges(trace)


def test_dates_run_from_the_opening_to_the_end_of_the_last_turn(trace, ax):
    rungs(trace, ax)
    first, last = (num2date(edge).date().isoformat() for edge in ax.get_xlim())
    assert (first, last) == ("2031-12-26", "2032-01-07")
    assert ax.get_xlabel() == "date (2031–2032)"


def test_an_act_is_marked_at_its_day_and_rung_by_its_class_and_actor(trace, ax):
    rungs(trace, ax)
    mark = OPTION_MARKS[OptionClass.FULL_ATTACK]
    attack = [line for line in ax.lines if line.get_marker() == mark and len(line.get_xdata())]
    assert [(line.get_xdata()[0], line.get_ydata()[0]) for line in attack] == [(on_axis(trace, 7), 12.0)]
    assert attack[0].get_color() == actor_colour(trace.stage, 1)


def test_equal_rungs_of_two_actors_do_not_hide_each_other(trace, ax):
    rungs(trace, ax)
    ax.figure.canvas.draw()
    patches = [patch for patch in ax.patches if patch.get_label() in ("White House", "Red")]
    heights = [patch.get_transform().transform((edges(trace)[0], 4.0))[1] for patch in patches]
    assert abs(heights[0] - heights[1]) > 2.0 * ax.figure.dpi / 72


def test_lanes_name_exercises_seasons_and_each_kind_of_event_once(trace, ax):
    rungs(trace, ax)
    (lanes,) = ax.child_axes[1:]
    labels = [label.get_text() for label in lanes.get_yticklabels()]
    assert labels == [
        "exercise: Red in Far Ally", "exercise: White House", "change of season", "attack", "intervention",
        "clash", "incident", "ceasefire", "refusal", "no package", "mediation",
    ]  # fmt: skip
    assert lanes_height(trace) == pytest.approx(0.19 * len(labels))


def test_lanes_mark_events_on_their_days(trace, ax):
    rungs(trace, ax)
    lanes = ax.child_axes[1]
    marked = {int(line.get_ydata()[0]): list(line.get_xdata()) for line in lanes.lines}
    assert marked[3] == [on_axis(trace, 7)]
    assert marked[6] == [on_axis(trace, 1), on_axis(trace, 2)]
    bars = {
        round(bar.get_y() + bar.get_height() / 2): (bar.get_x(), bar.get_width()) for bar in lanes.patches
    }
    assert bars == {0: (on_axis(trace, 2), 4.0), 1: (on_axis(trace, 3), 2.0)}


def test_a_run_without_calendar_and_events_has_no_lanes(stage, tables, ax):
    trace = RunTrace(stage, {**tables, "calendar": [], "events": []})
    rungs(trace, ax)
    assert len(ax.child_axes) == 1
    assert lanes_height(trace) == 0.0


def test_an_event_of_unknown_kind_gets_its_own_lane(stage, tables, ax):
    row = {"day": 4.0, "kind": "leak", "actor": "", "other": "", "text": ""}
    rungs(RunTrace(stage, {**tables, "events": [row]}), ax)
    assert ax.child_axes[1].get_yticklabels()[-1].get_text() == "leak"


def test_the_ladder_grows_with_the_highest_rung(stage, tables, ax):
    tables["actors"][-1]["rung"] = 16.0
    rungs(RunTrace(stage, tables), ax)
    assert np.array_equal(ax.get_yticks(), range(1, 17))
    assert ax.get_ylim()[1] > 16.0
