"""Figures of boxes: what is drawn is what was found."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.collections import PathCollection
from matplotlib.patches import Rectangle

from standoff.analysis.discover.cases import Target
from standoff.analysis.discover.discovery import Discovery, discover
from standoff.analysis.discover.figures import discovery_figures
from standoff.analysis.discover.figures.limits import INSIDE, box_limits
from standoff.analysis.discover.figures.peeling import peeling
from standoff.analysis.discover.figures.points import box_points
from standoff.analysis.discover.rows import limited_factors
from standoff.analysis.discover.words import named
from tests.figures import is_within_page
from tests.planted import cases_of, planted, planted_words, unit_cube

TITLE = "A strait in dispute"


@pytest.fixture(scope="module")
def discovery() -> Discovery:
    return discover(planted_words(300), Target("any war", 0.8))


def test_the_trajectory_shows_all_steps_and_the_chosen_box_on_both_halves(discovery: Discovery, ax):
    peeling(discovery, ax)
    peeled, training, held_out, *_ = ax.lines
    fits = [step.training for step in discovery.steps]
    assert list(peeled.get_xdata()) == [fit.coverage.value for fit in fits]
    assert list(peeled.get_ydata()) == [fit.share.value for fit in fits]
    assert list(training.get_ydata()) == [step.kept.training.share.value for step in discovery.steps]
    assert list(held_out.get_ydata()) == [step.kept.held_out.share.value for step in discovery.steps]
    (chosen,) = discovery.boxes["prim"]
    marks = [(bars.lines[0].get_xdata()[0], bars.lines[0].get_ydata()[0]) for bars in ax.containers]
    assert marks == [(fit.coverage.value, fit.share.value) for fit in (chosen.training, chosen.held_out)]
    assert "target: at least 80 %" in ax.get_legend_handles_labels()[1]


def test_bars_end_at_the_limits_and_words_inside_are_filled(discovery: Discovery, ax):
    name, one = next(iter(named(discovery)))
    box_limits(discovery, [(name, one)], ax)
    column = discovery.cases.columns["x0"]
    low, _ = one.box.span("x0")
    filled = [bar for bar in ax.patches if bar.get_facecolor() == pytest.approx(_rgba(INSIDE))]
    spans = [bar for bar in filled if bar.get_width() != pytest.approx(0.25)]
    assert spans[0].get_x() == pytest.approx((low - column.min()) / (column.max() - column.min()))
    assert spans[0].get_x() + spans[0].get_width() == pytest.approx(1.0)
    words = sorted(set(discovery.cases.columns["rule"].tolist()))
    places = [round(bar.get_x() / 0.25) for bar in filled if bar.get_width() == pytest.approx(0.25)]
    assert tuple(words[place] for place in places) == one.box.options("rule")


def test_points_held_out_alone_are_drawn_coloured_by_share_with_the_box(discovery: Discovery, ax):
    one = discovery.boxes["prim"][0]
    box_points(discovery, one, ax)
    (points,) = [artist for artist in ax.collections if isinstance(artist, PathCollection)]
    share = (discovery.cases.hits / discovery.cases.n)[~discovery.is_training]
    assert sorted(points.get_array().tolist()) == sorted(share.tolist())
    boxes = [patch for patch in ax.patches if isinstance(patch, Rectangle)]
    assert len(boxes) == len(one.box.options("rule"))
    names = limited_factors(one)[:2]
    x0 = names.index("x0")
    starts = {(patch.get_x(), patch.get_y())[x0] for patch in boxes}
    assert starts == {one.box.span("x0")[0]}


def test_with_one_limited_factor_the_other_axis_is_the_share(ax):
    columns = unit_cube(200, 1)
    discovery = discover(cases_of(columns, np.where(columns["x0"] >= 0.5, 0.9, 0.1)), Target("any war", 0.85))
    box_points(discovery, discovery.boxes["prim"][0], ax)
    (points,) = ax.collections[:1]
    assert points.get_offsets()[:, 1].tolist() == points.get_array().tolist()
    assert ax.get_ylabel() == "any war (% of runs)"


def test_figures_show_the_boxes_and_lie_within_the_page(discovery: Discovery):
    figures = discovery_figures(discovery, TITLE)
    assert list(figures) == ["trajectory", "limits", "scatter"]
    assert all(map(is_within_page, figures.values()))
    nothing = discover(planted(100), Target("any war", 0.01), ("cart",))
    assert discovery_figures(nothing, TITLE) == {}


def _rgba(colour: str) -> tuple[float, ...]:
    from matplotlib.colors import to_rgba

    return to_rgba(colour)
