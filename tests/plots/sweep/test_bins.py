"""Bins: round steps, colours that readers tell apart, and ink that stands out from each."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.plots.sweep.bins import Bins, bins_between, bins_for, ink_on, luminance
from tests.plots.test_style import DEUTERANOPIA, lab

SHARES = st.floats(0.0, 1.0)


@given(SHARES)
def test_a_scale_reaches_to_the_highest_share_with_no_more_than_ten_bins(highest):
    bins = bins_for(highest)
    assert 1 <= bins.n <= 10
    assert bins.edges[0] == 0.0
    assert bins.edges[-1] >= highest - 1e-6
    assert bins.n == 1 or bins.edges[-2] < highest


@given(SHARES, SHARES)
def test_a_scale_between_two_shares_holds_both(one, other):
    lowest, highest = sorted((one, other))
    bins = bins_between(lowest, highest)
    assert 1 <= bins.n <= 10
    assert bins.edges[0] - 1e-6 <= lowest <= highest <= bins.edges[-1] + 1e-6


def test_steps_are_round_and_given_in_percentage_points():
    assert [bins_for(highest).step for highest in (1.0, 0.51, 0.5, 0.21, 0.2, 0.03)] == [
        0.1, 0.1, 0.05, 0.025, 0.02, 0.005,
    ]  # fmt: skip
    assert bins_for(0.2).step_text == "2 percentage points"
    assert Bins(0.01, 3).step_text == "1 percentage point"


def test_contour_levels_are_inner_edges_near_the_quarters():
    assert bins_for(1.0).levels == [0.2, 0.5, 0.8]
    assert bins_for(0.08).levels == [0.02, 0.04, 0.06]
    assert bins_for(0.001).levels == pytest.approx([])


@pytest.mark.parametrize("sight", [np.eye(3), DEUTERANOPIA], ids=["normal", "deuteranopia"])
def test_neighbouring_bins_of_a_full_scale_can_be_distinguished(sight):
    for bins in (bins_for(1.0), bins_between(0.0, 1.0)):
        seen = [lab(colour[:3], sight) for colour in bins.colours.colors]
        assert min(np.linalg.norm(one - other) for one, other in itertools.pairwise(seen)) > 5.0


def test_the_lowest_and_the_highest_bin_lie_far_apart_for_all_readers():
    ends = bins_between(0.0, 1.0).colours.colors[0][:3], bins_between(0.0, 1.0).colours.colors[-1][:3]
    for sight in (np.eye(3), DEUTERANOPIA):
        assert np.linalg.norm(lab(ends[0], sight) - lab(ends[1], sight)) > 60.0


@pytest.mark.parametrize("n", range(1, 11))
def test_ink_stands_out_from_every_bin_and_bins_grow_lighter(n):
    lights = [luminance(colour) for colour in Bins(0.1, n).colours.colors]
    assert lights == sorted(lights)
    for light, colour in zip(lights, Bins(0.1, n).colours.colors, strict=True):
        ink = luminance(ink_on(colour))
        assert (max(light, ink) + 0.05) / (min(light, ink) + 0.05) >= 4.5


def test_a_share_on_an_edge_belongs_to_the_bin_above_and_the_highest_to_the_last():
    bins = bins_for(1.0)
    assert [int(bins.norm(share)) for share in (0.0, 0.099, 0.1, 0.3, 0.999)] == [0, 0, 1, 3, 9]
    assert bins.colours(bins.norm(1.0)) == bins.colours(bins.norm(0.99))
