"""Injects in the figures over time: a line for each turn, letters that stay apart, a key that tells them."""

import re

import pytest

from standoff.plots.forces import forces
from standoff.plots.over_time import lettered_injects, on_axis
from standoff.plots.run_figures import figures_of_run
from standoff.plots.rungs import rungs
from standoff.plots.sheet import draw_sheet
from standoff.story.trace import RunTrace
from tests.figures import texts_of


def with_injects(stage, tables, days):
    """The run with an inject on each of the days."""
    calendar = [
        {"day": float(day), "until": float(day), "kind": "inject", "actor": "red", "host": "", "action": "",
         "other": "", "effect": f"Red: rung +{number}", "reason": "A test."}
        for number, day in enumerate(days)
    ]  # fmt: skip
    events = [{"day": float(day), "kind": "inject", "actor": "red", "other": "", "text": ""} for day in days]
    return RunTrace(
        stage,
        {**tables, "calendar": tables["calendar"] + calendar, "events": tables["events"] + events},
    )


def lettered(ax):
    """The letters of injects: one or more behind each other."""
    return [text for text in ax.texts if re.fullmatch(r"[A-Z]\d*( [A-Z]\d*)*", text.get_text())]


@pytest.mark.parametrize("draw", [rungs, lambda trace, ax: forces(trace, "red", ax)])
def test_each_inject_has_a_line_and_a_letter_at_its_date(stage, tables, ax, draw):
    trace = with_injects(stage, tables, [2, 4, 4])
    draw(trace, ax)
    lines = {line.get_xdata()[0] for line in ax.lines if line.get_label() == "inject"}
    assert lines == {on_axis(trace, 2), on_axis(trace, 4)}
    assert [(text.get_text(), text.xy[0]) for text in lettered(ax)] == [
        ("A", on_axis(trace, 2)),
        ("B C", on_axis(trace, 4)),
    ]


def test_the_letter_is_at_the_turn_that_contains_its_day(stage, tables, ax):
    trace = with_injects(stage, tables, [2])
    trace.tables["calendar"][-1]["day"] = trace.tables["calendar"][-1]["until"] = 2.75
    rungs(trace, ax)
    assert [text.xy[0] for text in lettered(ax)] == [on_axis(trace, 2)]


def test_an_inject_after_the_end_of_the_run_is_not_shown(stage, tables):
    trace = with_injects(stage, tables, [3, 12])
    assert [letter for letter, _ in lettered_injects(trace)] == ["A"]


def test_letters_continue_after_z(stage, tables):
    trace = with_injects(stage, tables, [1] * 28)
    assert [letter for letter, _ in lettered_injects(trace)][-3:] == ["Z", "A2", "B2"]


def test_letters_of_neighbouring_days_do_not_overlap(stage, tables):
    trace = with_injects(stage, tables, [0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 4, 4, 4, 8])
    panels = [lambda ax, name=name: forces(trace, name, ax) for name in ("red", "white_house", "far_ally")]
    figure = draw_sheet(panels, "Troops", "one run", 2.1)
    figure.canvas.draw()
    for ax in figure.axes[:3]:
        boxes = [text.get_window_extent() for text in lettered(ax)]
        assert len(boxes) == 6
        for number, box in enumerate(boxes):
            assert not any(box.overlaps(other) for other in boxes[number + 1 :])


def drawn(trace):
    return figures_of_run(trace.stage, trace.tables, "A run")


def test_every_figure_over_time_explains_the_letters(stage, tables):
    trace = with_injects(stage, tables, [2, 4])
    for name, figure in drawn(trace).items():
        injects = "Injects: A Red: rung +0; B Red: rung +1."
        assert (injects in texts_of(figure)) == (name != "positions"), name


def test_a_run_without_injects_has_no_letters(trace):
    for figure in drawn(trace).values():
        assert "A run – one run" in texts_of(figure)
        assert "Injects" not in texts_of(figure)
        assert not any(lettered(ax) for ax in figure.axes)


def test_a_longer_header_makes_the_page_taller_and_keeps_the_size_of_the_panels(stage, tables, trace):
    def panel_height(trace):
        figure = drawn(trace)["forces"]
        figure.canvas.draw()
        return figure.axes[0].get_position().height * figure.get_size_inches()[1]

    many = with_injects(stage, tables, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    assert panel_height(many) == pytest.approx(panel_height(trace), rel=0.1)
