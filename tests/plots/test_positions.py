"""Positions: bars are red lines, marks are ideals, and the verdict on a zone is right."""

from dataclasses import replace

from standoff.plots.actors import actor_colour
from standoff.plots.positions import positions, positions_title
from standoff.story.trace import RunTrace


def bars(ax, label):
    """From where to where the bars of a label run."""
    patches = [bar for group in ax.containers if group.get_label() == label for bar in group]
    return [(round(bar.get_x(), 9), round(bar.get_x() + bar.get_width(), 9)) for bar in patches]


def test_bars_span_the_red_lines(trace, ax):
    positions(trace, ax)
    assert bars(ax, "White House") == [(0.5, 1.0), (0.7, 1.0)]
    assert bars(ax, "Red") == [(0.0, 0.8), (0.0, 0.6)]


def test_marks_are_at_the_ideals_and_grow_with_salience(trace, ax):
    positions(trace, ax)
    colour = actor_colour(trace.stage, 0)
    marks = [line for line in ax.lines if line.get_marker() == "o" and line.get_color() == colour]
    assert [float(line.get_xdata()[0]) for line in marks] == [0.9, 1.0]
    assert marks[0].get_markersize() > marks[1].get_markersize()


def test_the_zone_of_agreement_is_shaded_and_labelled(trace, ax):
    positions(trace, ax)
    assert bars(ax, "zone of agreement") == [(0.5, 0.8)]
    assert ax.child_axes[0].get_yticklabels()[0].get_text() == "agreement\n0.50 to 0.80"


def test_an_issue_without_a_zone_shows_its_gap(trace, ax):
    positions(trace, ax)
    assert bars(ax, "gap (no agreement possible)") == [(0.6, 0.7)]
    assert ax.child_axes[0].get_yticklabels()[1].get_text() == "gap\n0.60 to 0.70"


def test_the_status_quo_is_drawn_at_the_start_and_at_the_end(trace, ax):
    positions(trace, ax)
    drawn = {
        label: [
            float(line.get_xdata()[0])
            for line in ax.lines
            if line.get_label() == f"status quo at the {label}"
        ]
        for label in ("start", "end")
    }
    assert drawn == {"start": [0.7, 0.65], "end": [0.55, 0.55]}


def test_issues_are_read_from_the_top(trace, ax):
    positions(trace, ax)
    headings = {text.get_text(): text.get_position()[1] for text in ax.texts if text.get_weight() == "bold"}
    assert list(headings) == ["Strait", "Tariffs"]
    assert headings["Strait"] < headings["Tariffs"]
    assert ax.yaxis_inverted()


def test_each_issue_names_its_ends_at_its_ends(stage, tables, ax):
    ends = {"strait": ("closed to all but Red", "open to all " * 12)}
    names = replace(stage.names, issue_ends=ends, issue_titles={"strait": "Passage of the strait"})
    positions(RunTrace(replace(stage, names=names), tables), ax)
    texts = {text.get_text(): text for text in ax.texts}
    assert texts["0: closed to all but Red"].get_horizontalalignment() == "left"
    (far,) = (text for words, text in texts.items() if words.startswith("1: open"))
    assert (far.get_horizontalalignment(), far.get_text().count("\n")) == ("right", 1)
    assert "Passage of the strait" in texts


def test_the_title_counts_the_issues_with_a_zone_and_those_that_moved(trace, stage, tables):
    assert positions_title(trace) == "Agreement is possible on 1 of 2 issues; 2 moved in this run"
    still = [
        {**row, "position": {"strait": 0.7, "tariffs": 0.65}[row["issue"]]} for row in tables["positions"]
    ]
    unmoved = RunTrace(stage, {**tables, "positions": still})
    assert positions_title(unmoved) == "Agreement is possible on 1 of 2 issues; none moved in this run"
