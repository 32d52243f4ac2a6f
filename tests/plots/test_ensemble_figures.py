"""Figures of an ensemble: lines, areas and paths are the counted runs; titles say what was found."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib import rc_context
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from standoff.drivers.paths import Paths
from standoff.plots.ends_by_day import ends_by_day
from standoff.plots.ensemble_figures import DrawnEnsemble, ensemble_pages
from standoff.plots.labels import spread
from standoff.plots.sample_of_runs import sample_of_runs
from standoff.plots.style import OUTCOME_COLOURS, SHEET
from standoff.plots.war_by_day import compared_wars, war_by_day
from standoff.statistics.course import course, course_of
from standoff.vocabulary import ANY_WAR, Gauge, Outcome
from tests.figures import is_within_page, texts_of
from tests.samples import made

CENTS = [0] * 20 + [1] * 10 + [2] * 10 + [3] * 10 + [4] * 50


@pytest.fixture(scope="module")
def sample():
    """A hundred runs: 20 stay undecided, 10 calm down, 10 settle, 60 end in war."""
    return made("a", CENTS)


@pytest.fixture
def axes():
    with rc_context(SHEET):
        yield Figure().subplots()


def labels_beside(ax):
    return [label.get_text() for label in ax.child_axes[0].get_yticklabels()]


def test_lines_of_war_are_the_shares_by_day_with_their_intervals(sample, axes):
    ends = course_of(sample)
    war_by_day(ends, axes)
    line, band = axes.lines[0], axes.collections[0].get_paths()[0].vertices
    assert np.allclose(line.get_xydata(), np.stack([ends.days, ends.share(ANY_WAR)], axis=1))
    assert line.get_drawstyle() == "steps-post"
    assert band[:, 1].max() == pytest.approx(ends.intervals(ANY_WAR)[-1].high)
    assert labels_beside(axes) == ["any war 60 %", "full-scale 50 %", "limited 10 %"]


def test_lines_of_several_results_end_where_their_shares_do(axes):
    courses = {"a": course_of(made("a", CENTS)), "b": course_of(made("b", [0] * 4 + [4]))}
    compared_wars(courses, axes)
    assert [line.get_ydata()[-1] for line in axes.lines] == [0.6, 0.2]
    assert labels_beside(axes) == ["a 60 %", "b 20 %"]


def test_stacked_areas_fill_the_panel_and_are_as_high_as_the_shares_in_the_end(sample, axes):
    ends_by_day(course_of(sample), axes)
    tops = [line.get_ydata()[-1] for line in axes.lines]
    assert tops == pytest.approx([0.5, 0.6, 0.8, 0.9, 1.0])
    assert [to_hex(area.get_facecolor()[0]).upper() for area in axes.collections] == [
        OUTCOME_COLOURS[outcome] for outcome in (
            Outcome.FULL_INVASION, Outcome.LIMITED_INCURSION, Outcome.STANDOFF, Outcome.DE_ESCALATION,
            Outcome.SETTLEMENT,
        )
    ]  # fmt: skip
    assert labels_beside(axes)[2] == "undecided 20 %"


def test_each_sampled_run_is_a_line_in_the_colour_of_its_end(axes):
    values = np.full((3, len(Gauge), 4), np.nan)
    values[0, Gauge.FORCE] = 0.5, 0.6, 0.7, 0.8
    values[1, Gauge.FORCE, :2] = 0.5, 0.4
    values[2, Gauge.FORCE] = 0.5, 0.5, 0.5, 0.5
    outcomes = np.array([Outcome.FULL_INVASION, Outcome.SETTLEMENT, Outcome.FULL_INVASION])
    days = np.arange(1.0, 5.0)
    sample_of_runs(Paths(np.arange(3), outcomes, np.array([2.0, -1.0, 3.0]), days, values), axes)
    drawn = {to_hex(lines.get_color()[0]).upper(): lines.get_segments() for lines in axes.collections
             if isinstance(lines, LineCollection)}  # fmt: skip
    assert [len(line) for line in drawn[OUTCOME_COLOURS[Outcome.FULL_INVASION]]] == [4, 4]
    (settled,) = drawn[OUTCOME_COLOURS[Outcome.SETTLEMENT]]
    assert settled.tolist() == [[1.0, 0.5], [2.0, 0.4]]
    crosses = [line.get_xydata().tolist() for line in axes.lines if line.get_marker() == "x"]
    assert crosses[1] == [[2.0, 0.6], [3.0, 0.5]]
    assert "full invasion (2)" in axes.get_legend_handles_labels()[1]


def test_titles_say_what_was_found_and_subtitles_how_many_runs(sample):
    pages = dict(ensemble_pages(DrawnEnsemble(sample, None, "A strait in dispute")))
    titles = {name: page.figure.title for name, page in pages.items()}
    half = course_of(sample).half_of_wars()
    assert titles == {
        "outcomes": "War of any kind in 60 of 100 runs (50–69)",
        "war_by_day": f"War of any kind in 60 of 100 runs; half of the wars begin by day {half:g}",
        "ends_by_day": "After 60 days 60 % of the runs are at war, 10 % settled, 10 % calmed down, "
        "20 % undecided",
    }
    assert all(page.figure.subtitle == "A strait in dispute – n = 100 runs" for page in pages.values())
    assert all(page.table for page in pages.values())


@pytest.mark.parametrize("ends", [[0], [4], [0, 1, 2, 3, 4, 5], [2] * 300, CENTS])
def test_everything_is_within_the_page_whatever_the_runs_come_to(ends):
    for page in dict(ensemble_pages(DrawnEnsemble(made("a", ends), None, "A strait"))).values():
        assert is_within_page(page.figure)
        assert f"n = {len(ends)} run" in texts_of(page.figure)


def test_without_a_war_the_title_says_so():
    peaceful = made("a", [0, 2])
    page = dict(ensemble_pages(DrawnEnsemble(peaceful, None, "A strait")))["war_by_day"]
    assert page.figure.title == "War of any kind in 0 of 2 runs"
    assert course(peaceful.runs.outcomes, np.array([60.0, 9.0]), np.full(2, np.nan)).counts[2, -1] == 1


@pytest.mark.parametrize("places", [[0.0] * 5, [1.0, 0.99, 0.5], [0.2, 0.25, 0.3, 0.9], []])
def test_labels_keep_their_distance_and_their_order(places):
    moved = spread(places, 0.1, 0.05, 0.95)
    assert sorted(range(len(moved)), key=lambda i: (places[i], moved[i])) == sorted(
        range(len(moved)), key=lambda i: moved[i]
    )
    apart = np.diff(sorted(moved))
    assert (apart >= 0.1 - 1e-9).all()
    assert all(0.05 - 1e-9 <= place <= 0.95 + 1e-9 for place in moved)
