from __future__ import annotations

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from standoff.plots.readings import READINGS, reading_of
from standoff.plots.sheet import PLACES, draw_sheet, settle
from tests.figures import is_within_page


def panel(ax: Axes) -> Axes:
    ax.plot([0, 1], [0, 1], label="a line")
    ax.set_ylabel("share of runs (%)")
    return ax


def places(figure: Figure) -> np.ndarray:
    return np.array([ax.get_position(original=True).bounds for ax in figure.axes])


@pytest.fixture
def figure() -> Figure:
    return draw_sheet([panel] * 3, "Three panels", "A crisis\nA caveat.", 2.0)


def test_a_settled_figure_keeps_its_layout_except_for_the_noise_of_the_solver(figure: Figure):
    figure.draw_without_rendering()
    before = places(figure)
    settle(figure)
    settled = places(figure)
    assert np.allclose(settled, np.round(settled, PLACES), rtol=0.0, atol=1e-12)
    assert np.abs(places(figure) - before).max() <= 10.0**-PLACES
    figure.draw_without_rendering()
    assert np.array_equal(places(figure), settled)


def test_how_to_read_a_figure_begins_its_caption_and_leaves_the_panels_as_large(figure: Figure):
    figure.draw_without_rendering()
    before = [ax.get_window_extent().height for ax in figure.axes]
    figure.add_reading("Each line is a run. " * 12)
    figure.draw_without_rendering()
    assert [ax.get_window_extent().height for ax in figure.axes] == pytest.approx(before, abs=2)
    caption = figure.texts[-1].get_text()
    assert caption.startswith("Each line is a run.")
    assert caption.endswith("A caveat.")
    assert is_within_page(figure)
    below = figure.texts[-1].get_window_extent().y1
    assert all(ax.get_tightbbox().y0 > below for ax in figure.axes if ax.axison)


def test_every_kind_of_figure_is_read_by_its_name_with_or_without_what_stands_around_it():
    for name in READINGS:
        assert reading_of(name) == reading_of(f"sensitivity_{name}") == READINGS[name]
    assert reading_of("map_any_war") == reading_of("map")
    assert reading_of("variants_2") == reading_of("variants")
    assert reading_of("run-4/figures/turning_points") == reading_of("turning_points")
    assert reading_of("of_nobody") == ""


def test_a_page_that_prints_the_texts_itself_gets_the_panels_without_the_room_for_them(figure: Figure):
    figure.add_reading("Each line is a run.")
    settle(figure)
    figure.remove_texts()
    settle(figure)
    lowest = min(ax.get_tightbbox().y0 for ax in figure.axes if ax.axison)
    height = figure.bbox.height
    highest = max(ax.get_tightbbox().y1 for ax in figure.axes if ax.axison)
    assert lowest < 0.2 * height
    assert highest > 0.93 * height
