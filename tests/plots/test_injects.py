"""Injects in the figures over time: a line for each turn, letters that stay apart, a key that tells them."""

import pytest

from standoff.plots.forces import forces
from standoff.plots.run_figures import figures_of_run
from standoff.plots.rungs import rungs
from standoff.plots.sheet import draw_sheet
from standoff.plots.story import Story


def with_injects(stage, tables, days):
    """The run with an inject on each of the days."""
    calendar = [
        {"day": float(day), "until": float(day), "kind": "inject", "actor": "red", "host": "", "action": "",
         "other": "", "effect": f"Red: rung +{number}", "reason": "A test."}
        for number, day in enumerate(days)
    ]  # fmt: skip
    events = [{"day": float(day), "kind": "inject", "actor": "red", "other": "", "text": ""} for day in days]
    return Story(
        stage,
        {**tables, "calendar": tables["calendar"] + calendar, "events": tables["events"] + events},
    )


def lettered(ax):
    return [text for text in ax.texts if text.get_text()]


@pytest.mark.parametrize("draw", [rungs, lambda story, ax: forces(story, "red", ax)])
def test_each_inject_has_a_line_and_a_letter_at_its_date(stage, tables, ax, draw):
    story = with_injects(stage, tables, [2, 4, 4])
    draw(story, ax)
    lines = {line.get_xdata()[0] for line in ax.lines if line.get_label() == "inject"}
    assert lines == {story.date(2), story.date(4)}
    assert [(text.get_text(), text.xy[0]) for text in lettered(ax)] == [
        ("A", story.date(2)),
        ("B C", story.date(4)),
    ]


def test_the_letter_stands_at_the_turn_in_which_its_day_falls(stage, tables, ax):
    story = with_injects(stage, tables, [2])
    story.tables["calendar"][-1]["day"] = story.tables["calendar"][-1]["until"] = 2.75
    rungs(story, ax)
    assert [text.xy[0] for text in lettered(ax)] == [story.date(2)]


def test_an_inject_after_the_end_of_the_run_is_not_shown(stage, tables):
    story = with_injects(stage, tables, [3, 12])
    assert [letter for letter, _ in story.injects()] == ["A"]


def test_letters_go_on_after_the_alphabet(stage, tables):
    story = with_injects(stage, tables, [1] * 28)
    assert [letter for letter, _ in story.injects()][-3:] == ["Z", "A2", "B2"]


def test_letters_of_neighbouring_days_do_not_overlap(stage, tables):
    story = with_injects(stage, tables, [0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 4, 4, 4, 8])
    panels = [lambda ax, name=name: forces(story, name, ax) for name in ("red", "white_house", "far_ally")]
    figure = draw_sheet(panels, "Troops", "one run", 2.1)
    figure.canvas.draw()
    for ax in figure.axes[:3]:
        boxes = [text.get_window_extent() for text in lettered(ax)]
        assert len(boxes) == 6
        for number, box in enumerate(boxes):
            assert not any(box.overlaps(other) for other in boxes[number + 1 :])


def drawn(story):
    return figures_of_run(story.stage, story.tables, "A run")


def test_every_figure_over_time_tells_what_the_letters_mean(stage, tables):
    story = with_injects(stage, tables, [2, 4])
    told = {name: figure.get_suptitle() for name, figure in drawn(story).items()}
    for name, title in told.items():
        assert ("Injects: A Red: rung +0; B Red: rung +1" in title) == (name != "positions"), name


def test_a_run_without_injects_looks_as_before(story):
    for figure in drawn(story).values():
        assert figure.get_suptitle().endswith("\nA run – one run")
        assert not any(lettered(ax) for ax in figure.axes)


def test_a_longer_header_makes_the_page_higher_and_leaves_the_panels_their_room(stage, tables, story):
    def panel_height(story):
        figure = drawn(story)["forces"]
        figure.canvas.draw()
        return figure.axes[0].get_position().height * figure.get_size_inches()[1]

    many = with_injects(stage, tables, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    assert panel_height(many) == pytest.approx(panel_height(story), rel=0.1)
