from __future__ import annotations

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from standoff.plots.sheet import PLACES, draw_sheet, settle


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
