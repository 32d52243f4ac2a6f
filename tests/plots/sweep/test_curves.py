"""Curves: lines are shares, bands are intervals, and no outcome rests on its colour alone."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from matplotlib.colors import to_hex

from standoff.design.factorial import grid, table
from standoff.design.factors import Factor, FactorKind
from standoff.plots.style import OUTCOME_COLOURS
from standoff.plots.sweep.curves import curves, outcome_look
from standoff.statistics.surface import Surface
from standoff.vocabulary import Outcome

VALUES = (0.0, 0.2, 0.6, 1.0)
COUNTS = np.array(
    [[40, 25, 20, 10, 5, 0], [30, 30, 20, 10, 5, 5], [10, 40, 30, 15, 5, 0], [2, 43, 31, 17, 7, 0]]
)
OFFER = Factor("diplomacy.offer_rate", FactorKind.LEVER, "per_day", VALUES)


def sweep(design, counts):
    """A sweep without fans."""
    return Surface(design, counts)


@pytest.fixture
def data():
    """Four values of one factor, 100 runs at each."""
    return sweep(grid([OFFER]), COUNTS.copy())


def lines(ax):
    """Drawn curves by colour."""
    return {to_hex(line.get_color()).upper(): line for line in ax.lines}


def test_each_curve_is_the_share_of_its_outcome(data, ax):
    drawn = lines(curves(data, np.arange(4), 0.6, ax))
    for outcome in Outcome:
        line = drawn[OUTCOME_COLOURS[outcome]]
        assert np.array_equal(line.get_xdata(), VALUES)
        assert np.allclose(line.get_ydata(), COUNTS[:, outcome] / 100)


def test_each_band_is_the_interval_of_its_outcome(data, ax):
    curves(data, np.arange(4), 0.6, ax)
    for outcome, band in zip(Outcome, ax.collections, strict=True):
        estimate = data.estimate([outcome], np.arange(4))
        assert to_hex(band.get_facecolor()[0]).upper() == OUTCOME_COLOURS[outcome]
        corners = band.get_paths()[0].vertices
        for value, low, high in zip(VALUES, estimate.low, estimate.high, strict=True):
            ends = corners[corners[:, 0] == value, 1]
            assert (ends.min(), ends.max()) == pytest.approx((low, high))


def test_points_out_of_order_are_drawn_in_the_order_of_their_values(ax):
    order = [2, 0, 3, 1]
    design = table({OFFER.name: [VALUES[place] for place in order]}, [OFFER])
    drawn = lines(curves(sweep(design, COUNTS[order]), np.arange(4), 0.6, ax))
    assert np.allclose(drawn[OUTCOME_COLOURS[Outcome.STANDOFF]].get_ydata(), COUNTS[:, 0] / 100)


def test_equal_points_are_drawn_once_and_make_no_interval_narrower(ax):
    design = table({OFFER.name: [*VALUES, *VALUES]}, [OFFER])
    data = sweep(design, np.concatenate([COUNTS, COUNTS]))
    drawn = lines(curves(data, np.arange(8), 0.6, ax))
    assert len(drawn[OUTCOME_COLOURS[Outcome.STANDOFF]].get_xdata()) == 4
    estimate = data.estimate([Outcome.STANDOFF], np.arange(4))
    assert ax.collections[0].get_paths()[0].vertices[:, 1].max() == pytest.approx(estimate.high.max())


def test_the_reported_value_is_marked_if_it_lies_within_the_range_played(data, ax):
    for value, marks in ((0.4, ["as reported: 0.4"]), (1.4, [])):
        ax.clear()
        curves(replace(data, reported={OFFER.name: value}), np.arange(4), 0.6, ax)
        labels = ax.get_legend_handles_labels()[1]
        assert [label for label in labels if label.startswith("as reported")] == marks


def test_a_failed_point_leaves_a_gap(data, ax):
    data.counts[1] = 0
    drawn = lines(curves(data, np.arange(4), 0.6, ax))
    assert np.isnan(drawn[OUTCOME_COLOURS[Outcome.STANDOFF]].get_ydata()).tolist() == [
        False,
        True,
        False,
        False,
    ]


def test_the_axes_show_name_and_unit_and_share_their_scale(data, ax):
    curves(data, np.arange(4), 0.6, ax)
    assert ax.get_xlabel() == "diplomacy.offer_rate (per\u00a0day)"
    assert ax.get_ylabel() == "share of runs (%)"
    assert ax.get_ylim() == (0.0, 0.6)
    assert ax.yaxis.get_major_formatter()(0.25, 0) == "25"


def test_outcomes_differ_in_colour_mark_and_dashes():
    looks = [outcome_look(outcome) for outcome in Outcome]
    for one, other in itertools.combinations(looks, 2):
        assert all(one[key] != other[key] for key in ("color", "marker", "linestyle"))


def test_names_are_at_the_ends_of_curves_that_end_apart(data, ax):
    data.counts[3] = [41, 27, 18, 10, 4, 0]
    curves(data, np.arange(4), 0.45, ax, is_alone=True)
    (names,) = ax.child_axes
    positions = dict(
        zip([text.get_text() for text in names.get_yticklabels()], names.get_yticks(), strict=True)
    )
    assert positions == {outcome.title.capitalize(): data.counts[3, outcome] / 100 for outcome in Outcome}
    assert not ax.get_legend_handles_labels()[1]


@pytest.mark.parametrize("is_alone", [True, False])
def test_a_legend_names_curves_that_end_close_together_or_are_in_several_panels(data, ax, is_alone):
    if not is_alone:
        data.counts[3] = [41, 27, 18, 10, 4, 0]
    curves(data, np.arange(4), 0.8, ax, is_alone=is_alone)
    assert not ax.child_axes
    assert ax.get_legend_handles_labels()[1] == [outcome.title.capitalize() for outcome in Outcome]
