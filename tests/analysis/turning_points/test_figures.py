"""Turning points: every act is a mark with its interval, the strongest are numbered and shown in shares."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.colors import to_hex, to_rgb

from standoff.analysis.turning_points.continuations import Decision
from standoff.analysis.turning_points.figures import figure_of_turning_points, shares_at, shown_at
from standoff.analysis.turning_points.figures import turning_points as draw
from standoff.analysis.turning_points.ranking import courses_of, turning_points
from standoff.plots.actors import actor_colour
from standoff.plots.over_time import on_axis
from standoff.plots.page import save_sheets
from standoff.plots.style import OUTCOME_COLOURS
from standoff.state.crisis import STATE
from standoff.story.trace import RunTrace
from standoff.vocabulary import Outcome

STANDOFF, INVASION = int(Outcome.STANDOFF), int(Outcome.FULL_INVASION)
WHITE_HOUSE, RED = 0, 1
TALK, HOLD, ATTACK = 1, 2, 4


def decision(turn, actor, chosen, other):
    probability = np.zeros(5)
    probability[[chosen, other]] = 0.9, 0.1
    return Decision(turn, float(turn), actor, chosen, probability, np.zeros(1, STATE))


def make_points():
    """Red's attack decides everything, the White House's talk nothing."""
    decisions = [decision(6, WHITE_HOUSE, TALK, HOLD), decision(7, RED, ATTACK, HOLD)]
    outcomes = [
        [INVASION] * 100,
        [INVASION] * 99 + [STANDOFF],
        [INVASION] * 100,
        [STANDOFF] * 75 + [INVASION] * 25,
    ]
    return turning_points(courses_of(decisions), [np.array(each) for each in outcomes])


@pytest.fixture
def points():
    return make_points()


def marks(ax):
    """Height of each act's mark and whether it is filled, by colour."""
    return {
        to_hex(line.get_color()): (line.get_ydata().tolist(), to_rgb(line.get_markerfacecolor()) != (1, 1, 1))
        for bars in ax.containers
        if (line := getattr(bars, "lines", [None])[0]) is not None
    }


def test_each_act_is_a_mark_at_its_distance_and_hollow_within_noise(trace, points, ax):
    draw(trace, points, ax)
    assert marks(ax) == {
        actor_colour(trace.stage, RED).lower(): ([0.75], True),
        actor_colour(trace.stage, WHITE_HOUSE).lower(): ([0.01], False),
    }


def test_each_mark_lies_in_its_turn(trace, points, ax):
    draw(trace, points, ax)
    for bars, day in zip((one for one in ax.containers if hasattr(one, "has_yerr")), (6, 7), strict=True):
        (date,) = bars.lines[0].get_xdata()
        assert on_axis(trace, day) < date < on_axis(trace, day + 1)


def test_intervals_are_those_of_the_distances(trace, points, ax):
    draw(trace, points, ax)
    drawn = sorted(
        tuple(bars.lines[2][0].get_segments()[0][:, 1]) for bars in ax.containers if hasattr(bars, "has_yerr")
    )
    expected = sorted((point.strongest.distance.low, point.strongest.distance.high) for point in points)
    np.testing.assert_allclose(drawn, expected, atol=1e-12)


def test_only_acts_beyond_noise_are_numbered_and_shown(trace, points, ax):
    draw(trace, points, ax)
    assert [text.get_text() for text in ax.texts] == ["1"]
    assert shown_at(points) == points[:1]


def test_shares_after_the_act_stand_above_those_after_its_alternative(trace, points, ax):
    shares_at(trace, points[:1], ax)
    labels = [text.get_text() for text in ax.get_yticklabels()]
    assert labels == ["1  02 Jan, Red: attack", "instead: hold"]
    upper, lower = ax.get_yticks()
    widths = {
        (bar.get_y() + bar.get_height() / 2, to_hex(bar.get_facecolor())): bar.get_width()
        for bar in ax.patches
    }
    invasion, standoff = (OUTCOME_COLOURS[Outcome(code)].lower() for code in (INVASION, STANDOFF))
    assert {key: width for key, width in widths.items() if width} == pytest.approx(
        {(upper, invasion): 1.0, (lower, standoff): 0.75, (lower, invasion): 0.25}
    )


@pytest.mark.image
@pytest.mark.parametrize("are_clear", [True, False])
def test_the_figure_is_written_whether_or_not_there_is_a_turning_point(
    stage, tables, points, tmp_path, are_clear
):
    chosen = [point for point in points if point.is_clear == are_clear]
    figure = figure_of_turning_points(RunTrace(stage, tables), chosen, "A crisis")
    paths = save_sheets({"figures/turning_points": figure}, tmp_path)
    assert {path.parent for path in paths} == {tmp_path / "figures"}
    assert [path.name for path in paths] == ["turning_points.png", "turning_points.svg"]
    text = paths[1].read_text()
    assert ("Full invasion" in text) == are_clear or "<text" not in text
