"""Forces: the stack is the table, troops across the border are hatched."""

import numpy as np

from standoff.plots.forces import actors_with_forces, forces
from standoff.plots.style import AXIS_COLOURS
from standoff.story.trace import RunTrace


def test_the_stack_adds_up_to_all_troops_by_axis(trace, ax, steps):
    drawn = steps(forces(trace, "red", ax))
    for label, axis in {"axis North": "north", "axis South": "south", "on no axis": "rear"}.items():
        troops = [row["troops"] for row in trace.rows("forces", actor="red", axis=axis)]
        assert np.allclose(drawn[label].values - drawn[label].baseline, troops)
    assert np.array_equal(drawn["axis North"].values, drawn["axis South"].baseline)
    assert np.allclose(drawn["all troops"].values, 40.0 + np.arange(12))


def test_troops_across_the_border_are_hatched_inside_their_axis(trace, ax, steps):
    drawn = steps(forces(trace, "red", ax))
    crossed = drawn["across the border"]
    assert list(crossed.values - crossed.baseline) == [0.0] * 8 + [20.0] * 4
    assert np.all(crossed.values <= drawn["axis North"].values)


def test_no_more_troops_are_hatched_than_the_axis_holds(stage, tables, ax, steps):
    for row in tables["forces"]:
        row["crossed"] *= 10.0
    drawn = steps(forces(RunTrace(stage, tables), "red", ax))
    assert np.array_equal(drawn["across the border"].values[8:], drawn["axis North"].values[8:])


def test_an_axis_has_the_colour_of_its_row_in_every_panel(trace, ax):
    forces(trace, "white_house", ax)
    forces(trace, "red", ax)
    colours = {patch.get_facecolor() for patch in ax.patches if patch.get_label() == "axis North"}
    assert len(colours) == 1
    assert AXIS_COLOURS[0] != AXIS_COLOURS[1]


def test_an_actor_with_hardly_any_troops_gets_no_panel(stage, tables):
    assert actors_with_forces(RunTrace(stage, tables)) == ["white_house", "red", "far_ally"]
    for row in tables["actors"]:
        row["force"] *= 0.01 if row["actor"] == "far_ally" else 1.0
    assert actors_with_forces(RunTrace(stage, tables)) == ["white_house", "red"]


def test_the_axis_shows_its_unit_and_the_title_names_the_actor(trace, ax):
    forces(trace, "far_ally", ax)
    assert ax.get_ylabel() == "troops (thousand)"
    assert ax.get_title(loc="left") == "Far Ally"
    assert ax.get_ylim()[0] == 0.0
