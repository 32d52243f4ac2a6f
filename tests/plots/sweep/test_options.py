"""Options: dots are shares, whiskers are intervals, rows are combinations."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from standoff.design.factorial import grid
from standoff.design.factors import Factor, FactorKind
from standoff.plots.sweep.options import line_height, options
from standoff.statistics.surface import Surface
from standoff.vocabulary import Outcome
from tests.surfaces import paired

RULES = Factor("rules", FactorKind.CHOICE, "", ("base", "prospect", "true_odds"))
DIPLOMACY = Factor("diplomacy", FactorKind.CHOICE, "", ("reported", "open"))


@pytest.fixture
def data():
    """Six combinations, 50 runs at each."""
    counts = np.array([[50 - 8 * point, 2 * point, 6 * point, 0, 0, 0] for point in range(6)])
    return Surface(grid([DIPLOMACY, RULES]), counts)


def test_dots_and_whiskers_are_shares_and_intervals(data, ax):
    shown = list(data.groups)[1:4]
    options(data, shown, Outcome.SETTLEMENT, 0.7, ax)
    (container,) = ax.containers
    dots, _, (whiskers,) = container
    estimate = data.estimate([Outcome.SETTLEMENT], np.array([1, 2, 3]))
    assert np.allclose(dots.get_xdata(), estimate.share)
    assert list(dots.get_ydata()) == [0, 1, 2]
    drawn = [segment[:, 0] for segment in whiskers.get_segments()]
    assert np.allclose(drawn, np.stack([estimate.low, estimate.high], axis=1))


def test_rows_run_from_top_to_bottom_and_name_their_options(data, ax):
    options(data, list(data.groups), Outcome.STANDOFF, 1.0, ax)
    labels = [text.get_text().replace("\u00a0", " ") for text in ax.get_yticklabels()]
    assert labels[0] == "reported · base"
    assert labels[-1] == "open · true_odds"
    assert ax.yaxis_inverted()
    assert ax.get_ylabel().replace("\u00a0", " ") == "diplomacy · rules"
    assert ax.get_title(loc="left") == "Standoff"


def test_only_the_first_panel_of_a_row_names_the_options(data):
    panels = Figure().subplots(1, 2)
    for ax in panels:
        options(data, list(data.groups), Outcome.STANDOFF, 1.0, ax)
    assert all(text.get_text() for text in panels[0].get_yticklabels())
    assert not any(text.get_text() for text in panels[1].get_yticklabels())


def test_a_row_is_as_tall_as_its_lines():
    assert line_height([("base",)]) < line_height([("brinkmanship", "reported", "no_incidents")])


def test_a_sweep_of_nothing_shows_its_only_point(ax):
    fixed = Factor("rules", FactorKind.CHOICE, "", ("base",))
    data = Surface(grid([fixed]), np.full((1, 6), 5))
    options(data, list(data.groups), Outcome.STANDOFF, 1.0, ax)
    assert [text.get_text() for text in ax.get_yticklabels()] == ["(no options)"]


def test_marks_within_noise_of_the_reference_are_hollow(data, ax):
    """44 of 50 runs end in a standoff at the reference; the 42 at the second point are within noise of it."""
    near = paired(data, [44, 2, 4, 0, 0, 0])
    shown = list(data.groups)
    options(near, shown, Outcome.STANDOFF, 1.0, ax)
    hollow = next(
        line for line in ax.lines if line.get_markerfacecolor() == "white" and len(line.get_xdata())
    )
    gaps = near.differences([Outcome.STANDOFF], np.arange(6))
    assert list(hollow.get_ydata()) == np.flatnonzero(~gaps.is_clear).tolist() == [1]
