"""Contours: between the centres of cells, unsmoothed, and only where shares are surely on both sides."""

import numpy as np
import pytest

from standoff.plots.sweep.contours import contour_lines, draw_contours, reach
from standoff.statistics.estimates import ShareEstimates
from standoff.statistics.summary import wilson


def estimate(share, n):
    """Shares with intervals as of so many runs."""
    share = np.asarray(share, float)
    ends = [wilson(round(one * n), n) for one in share.ravel().tolist()]
    low, high = np.array(ends).reshape(*share.shape, 2).transpose(2, 0, 1)
    return ShareEstimates(share, low, high)


def slope(n_rows=6, n_columns=8):
    """Shares that rise to the right from 0 to 1."""
    return np.tile(np.linspace(0.0, 1.0, n_columns), (n_rows, 1))


def test_a_line_runs_where_the_share_between_two_centres_has_its_level():
    (line,) = contour_lines(estimate(slope(), 1000), 0.5)
    assert line[:, 0] == pytest.approx(np.full(len(line), 4.0))  # between the centres at 3.5 and 4.5
    assert sorted({line[0, 1], line[-1, 1]}) == [0.5, 5.5]  # from the first to the last centre, no further


def test_rows_and_columns_are_not_mixed_up():
    (line,) = contour_lines(estimate(slope().T, 1000), 0.5)
    assert line[:, 1] == pytest.approx(np.full(len(line), 4.0))


def test_noise_has_no_line():
    chance = np.random.default_rng(3)
    share = chance.binomial(100, 0.5, (20, 20)) / 100
    flat = estimate(share, 100)
    drawn = sum(len(line) for line in contour_lines(flat, 0.5))
    assert drawn == 0


def test_a_slope_too_faint_for_its_runs_has_no_line_and_has_one_with_more_runs():
    faint = 0.45 + 0.1 * slope()
    assert contour_lines(estimate(faint, 100), 0.5) == []
    assert len(contour_lines(estimate(faint, 100_000), 0.5)) == 1


def test_a_line_ends_where_the_cells_around_it_are_no_longer_clear():
    steep, faint = slope(10, 8), 0.48 + 0.04 * slope(10, 8)
    (line,) = contour_lines(estimate(np.vstack([steep, faint]), 200), 0.5)
    assert line[:, 1].min() == 0.5
    assert line[:, 1].max() <= 10.5 + reach(20)


def test_a_ring_around_a_cell_that_is_only_unlucky_is_left_out():
    share = slope(9, 9)
    share[4, 2] = 0.52  # an island in shares that are surely below
    unlucky = contour_lines(estimate(share, 150), 0.5)
    assert all((line[0] != line[-1]).any() for line in unlucky)
    share[4:6, 2] = 0.9
    assert sum((line[0] == line[-1]).all() for line in contour_lines(estimate(share, 150), 0.5)) == 1


def test_part_of_a_ring_due_to_chance_beside_a_slope_is_left_out():
    chance = np.random.default_rng(3)
    share = chance.binomial(100, 0.2 + 0.6 * slope(12, 12)) / 100
    assert len(contour_lines(estimate(share, 100), 0.5)) == 1  # there is also a ring, in clear squares


def test_failed_cells_and_single_rows_have_no_lines_and_do_no_harm():
    share = slope()
    shares = estimate(share, 1000)
    for part in (shares.share, shares.low, shares.high):
        part[0, 0] = np.nan
    assert len(contour_lines(shares, 0.5)) == 1
    assert contour_lines(estimate(slope(1, 8), 1000), 0.5) == []


def test_levels_are_named_only_where_they_have_lines(ax):
    draw_contours(estimate(0.6 * slope(), 1000), [0.2, 0.5, 0.8], ax)
    assert ax.get_legend_handles_labels()[1] == ["20 % of runs", "50 % of runs"]
    assert len({str(item.get_linestyle()) for item in ax.collections}) == 2
