"""Map: cells are shares, marks say what is unsure, and the two axes are not mixed up."""

import numpy as np
import pytest
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from standoff.design.factorial import grid, one_at_a_time, table
from standoff.design.factors import Factor, FactorKind
from standoff.plots.sweep.bins import add_scale, bins_for
from standoff.plots.sweep.heat_map import is_full_grid, n_wide, share_map
from standoff.plots.sweep.map_frame import Plane, maps_abreast
from standoff.statistics.surface import Surface
from standoff.vocabulary import ANY_WAR, Outcome

TRUST = Factor("diplomacy.trust", FactorKind.LEVER, "share", (0.0, 0.5, 1.0))
BIAS = Factor("escalation.odds_bias", FactorKind.LEVER, "log_odds", (-1.0, 2.0))
RULES = Factor("rules", FactorKind.CHOICE, "", ("base", "prospect"))
WARS = [0, 20, 40, 60, 80, 100]


def sweep(design, wars, n=100, reported=None):
    """A sweep of 100 runs at each point, some of them full invasions; -1 = the point failed."""
    counts = [[n - war, 0, 0, 0, war, 0] if war >= 0 else [0] * 6 for war in wars]
    return Surface(design, np.array(counts), reported=reported or {})


def plane(data, abreast=2):
    """Its two numbers under a scale in tenths."""
    return Plane(data, *data.numbers, bins_for(1.0), abreast)


def drawn(ax):
    """Drawn shares, bottom row first; NaN where there is none."""
    return ax.collections[0].get_array().filled(np.nan)


def test_each_cell_is_the_share_at_its_two_values(ax):
    share_map(plane(sweep(grid([TRUST, BIAS]), WARS)), np.arange(6), ANY_WAR, ax)
    assert np.allclose(drawn(ax), [[0.0, 0.4, 0.8], [0.2, 0.6, 1.0]])
    assert [text.get_text() for text in ax.get_xticklabels()] == ["0", "0.5", "1"]
    assert [text.get_text() for text in ax.get_yticklabels()] == ["-1", "2"]


def test_a_table_in_any_order_gives_the_same_map(ax):
    order = [4, 0, 5, 2, 1, 3]
    columns = {name: column[order].tolist() for name, column in grid([TRUST, BIAS]).columns.items()}
    data = sweep(table(columns, [TRUST, BIAS]), [WARS[place] for place in order])
    assert is_full_grid(data)
    share_map(plane(data), np.arange(6), ANY_WAR, ax)
    assert np.allclose(drawn(ax), [[0.0, 0.4, 0.8], [0.2, 0.6, 1.0]])


def test_of_points_with_the_same_two_values_the_first_is_drawn(ax):
    columns = {name: [*column, column[0]] for name, column in grid([TRUST, BIAS]).columns.items()}
    data = sweep(table(columns, [TRUST, BIAS]), [*WARS, 77])
    share_map(plane(data), np.arange(7), ANY_WAR, ax)
    assert np.allclose(drawn(ax), [[0.0, 0.4, 0.8], [0.2, 0.6, 1.0]])


def test_only_the_points_of_a_combination_are_drawn(ax):
    data = sweep(grid([RULES, TRUST, BIAS]), [0] * 6 + WARS)
    share_map(plane(data), data.groups["prospect",], ANY_WAR, ax)
    assert np.allclose(drawn(ax), [[0.0, 0.4, 0.8], [0.2, 0.6, 1.0]])


def test_a_failed_cell_is_empty_and_says_so(ax):
    share_map(plane(sweep(grid([TRUST, BIAS]), [-1, *WARS[1:]])), np.arange(6), ANY_WAR, ax)
    assert np.isnan(drawn(ax)).tolist() == [[True, False, False], [False, False, False]]
    assert [text.get_text() for text in ax.texts] == ["–", "40", "80", "20", "60", "100"]


def test_few_cells_show_their_number_and_many_do_not(ax):
    many = Factor("diplomacy.trust", FactorKind.LEVER, "share", tuple(np.linspace(0, 1, 13).tolist()))
    share_map(plane(sweep(grid([many, BIAS]), [50] * 26)), np.arange(26), ANY_WAR, ax)
    assert not ax.texts


def test_all_maps_share_one_scale_from_0_to_100_per_cent():
    data = sweep(grid([TRUST, BIAS]), WARS)
    figure = Figure(layout="constrained")
    panels = figure.subplots(1, 2)
    share_map(plane(data), np.arange(6), ANY_WAR, panels[0])
    share_map(plane(data), np.arange(6), [Outcome.SETTLEMENT], panels[1])
    norms = [panel.collections[0].norm for panel in panels]
    assert [norm.boundaries.tolist() for norm in norms] == [
        [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]
    ] * 2
    add_scale(figure, bins_for(1.0), "share of runs (%)")
    (bar,) = (ax for ax in figure.axes if ax not in panels)
    assert bar.get_xlim() == (0.0, 1.0)
    assert bar.get_xlabel() == "share of runs (%)"
    assert [text.get_text() for text in bar.get_xticklabels()] == [f"{10 * edge}" for edge in range(11)]


def test_the_axes_show_their_units(ax):
    share_map(plane(sweep(grid([TRUST, BIAS]), WARS)), np.arange(6), ANY_WAR, ax)
    assert ax.get_xlabel() == "diplomacy.trust (share)"
    assert ax.get_ylabel() == "escalation.odds_bias (log\u00a0odds)"


def test_points_with_missing_pairs_are_not_a_grid():
    base = {TRUST.name: 0.5, BIAS.name: 2.0}
    assert not is_full_grid(sweep(one_at_a_time([TRUST, BIAS], base), WARS[:4]))
    assert is_full_grid(sweep(grid([TRUST, BIAS, RULES]), WARS * 2))
    third = Factor("diplomacy.channel", FactorKind.LEVER, "share", (0.0, 1.0))
    assert is_full_grid(sweep(grid([TRUST, third, BIAS]), WARS * 2))


def test_cells_whose_interval_is_wider_than_a_bin_have_a_corner_and_are_counted(ax):
    data = sweep(grid([TRUST, BIAS]), WARS)
    estimate = data.estimate(ANY_WAR, np.arange(6))
    is_wide = estimate.high - estimate.low > 0.1
    assert is_wide.tolist() == [False, True, True, True, True, False]
    share_map(plane(data), np.arange(6), ANY_WAR, ax)
    (corners,) = (item for item in ax.collections if type(item) is PolyCollection)
    cells = [tuple(np.floor(path.vertices.min(axis=0)).astype(int)) for path in corners.get_paths()]
    assert sorted(cells) == [(0, 1), (1, 0), (1, 1), (2, 0)]
    assert n_wide(data, np.arange(6), ANY_WAR, bins_for(1.0)) == 4
    assert "95 % interval wider than a bin (10 percentage points)" in ax.get_legend_handles_labels()[1]


def test_with_enough_runs_no_cell_is_marked(ax):
    data = sweep(grid([TRUST, BIAS]), [100 * war for war in WARS], n=10_000)
    share_map(plane(data), np.arange(6), ANY_WAR, ax)
    labels = ax.get_legend_handles_labels()[1]
    assert not [label for label in labels if label.startswith("95 % interval")]


def test_marks_at_the_edges_show_reported_values_between_the_centres_of_cells(ax):
    data = sweep(grid([TRUST, BIAS]), WARS, reported={TRUST.name: 0.25, BIAS.name: 2.0})
    share_map(plane(data), np.arange(6), ANY_WAR, ax)
    above, right = (line for line in ax.lines if line.get_label() == "as reported")
    assert above.get_xdata() == [1.0]
    assert right.get_ydata() == [1.5]


def test_reported_values_off_the_map_are_not_marked(ax):
    data = sweep(grid([TRUST, BIAS]), WARS, reported={TRUST.name: 1.2})
    share_map(plane(data), np.arange(6), ANY_WAR, ax)
    assert not [line for line in ax.lines if line.get_label() == "as reported"]


@pytest.mark.parametrize(("n", "most", "abreast"), [(6, 3, 3), (7, 3, 2), (11, 2, 2), (12, 2, 1), (13, 3, 3)])
def test_maps_with_cells_too_narrow_for_numbers_are_placed_in_fewer_columns(n, most, abreast):
    assert maps_abreast(n, most) == abreast
