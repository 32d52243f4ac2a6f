"""Map: cells are shares, numbers are readable, and the two axes are not mixed up."""

import numpy as np
import pytest
from matplotlib import colormaps
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from sim.design.factors import Factor, Role
from sim.design.plans import grid, one_at_a_time, table
from sim.plots.map import (
    COLOURS,
    LIGHT_FROM,
    add_scale,
    is_full_grid,
    maps_abreast,
    share_map,
    widest_interval,
)
from sim.plots.sweep import ANY_WAR, SweepData
from sim.vocabulary import Outcome

TRUST = Factor("diplomacy.trust", Role.LEVER, "share", (0.0, 0.5, 1.0))
BIAS = Factor("escalation.odds_bias", Role.LEVER, "log_odds", (-1.0, 2.0))
RULES = Factor("rules", Role.CHOICE, "", ("base", "prospect"))
WARS = [0, 20, 40, 60, 80, 100]


def sweep(design, wars):
    """A sweep of 100 runs at each point, some of them full invasions; -1 = the point failed."""
    counts = [[100 - war, 0, 0, 0, war, 0] if war >= 0 else [0] * 6 for war in wars]
    return SweepData(design, np.array(counts), np.zeros((4, 1, 64), np.int64), 0, 1.0)


def drawn(ax):
    """Drawn shares, bottom row first; NaN where there is none."""
    return ax.collections[0].get_array().filled(np.nan)


def contrast(one, other):
    """Contrast of two colours as WCAG 2.1 defines it, 1 to 21."""
    lights = []
    for colour in (one, other):
        coded = np.array(to_rgb(colour))
        linear = np.where(coded <= 0.04045, coded / 12.92, ((coded + 0.055) / 1.055) ** 2.4)
        lights.append(float(linear @ [0.2126, 0.7152, 0.0722]) + 0.05)
    return max(lights) / min(lights)


def test_each_cell_is_the_share_at_its_two_values(ax):
    share_map(sweep(grid([TRUST, BIAS]), WARS), np.arange(6), ANY_WAR, ax)
    assert np.allclose(drawn(ax), [[0.0, 0.4, 0.8], [0.2, 0.6, 1.0]])
    assert [text.get_text() for text in ax.get_xticklabels()] == ["0", "0.5", "1"]
    assert [text.get_text() for text in ax.get_yticklabels()] == ["-1", "2"]


def test_a_table_in_any_order_gives_the_same_map(ax):
    order = [4, 0, 5, 2, 1, 3]
    columns = {name: column[order].tolist() for name, column in grid([TRUST, BIAS]).columns.items()}
    data = sweep(table(columns, [TRUST, BIAS]), [WARS[place] for place in order])
    assert is_full_grid(data)
    share_map(data, np.arange(6), ANY_WAR, ax)
    assert np.allclose(drawn(ax), [[0.0, 0.4, 0.8], [0.2, 0.6, 1.0]])


def test_only_the_points_of_a_combination_are_drawn(ax):
    data = sweep(grid([RULES, TRUST, BIAS]), [0] * 6 + WARS)
    share_map(data, data.groups["prospect",], ANY_WAR, ax)
    assert np.allclose(drawn(ax), [[0.0, 0.4, 0.8], [0.2, 0.6, 1.0]])


def test_a_failed_cell_is_empty_and_says_so(ax):
    share_map(sweep(grid([TRUST, BIAS]), [-1, *WARS[1:]]), np.arange(6), ANY_WAR, ax)
    assert np.isnan(drawn(ax)).tolist() == [[True, False, False], [False, False, False]]
    assert [text.get_text() for text in ax.texts] == ["–", "40", "80", "20", "60", "100"]


def test_few_cells_tell_their_number_and_many_do_not(ax):
    many = Factor("diplomacy.trust", Role.LEVER, "share", tuple(np.linspace(0, 1, 13).tolist()))
    share_map(sweep(grid([many, BIAS]), [50] * 26), np.arange(26), ANY_WAR, ax)
    assert not ax.texts


def test_numbers_in_cells_stand_out_from_every_colour():
    for share in np.linspace(0, 1, 201):
        colour = "white" if share < LIGHT_FROM else "black"
        assert contrast(colormaps[COLOURS](share)[:3], colour) >= 4.5


def test_colours_grow_lighter_with_the_share_alike_for_all_readers():
    lights = [contrast(colormaps[COLOURS](share)[:3], "black") for share in np.linspace(0, 1, 101)]
    assert (np.diff(lights) > 0).all()


def test_all_maps_share_one_scale_from_0_to_100_per_cent():
    data = sweep(grid([TRUST, BIAS]), WARS)
    figure = Figure(layout="constrained")
    panels = figure.subplots(1, 2)
    share_map(data, np.arange(6), ANY_WAR, panels[0])
    share_map(data, np.arange(6), [Outcome.SETTLEMENT], panels[1])
    assert [panel.collections[0].get_clim() for panel in panels] == [(0.0, 1.0)] * 2
    add_scale(figure)
    (bar,) = (ax for ax in figure.axes if ax not in panels)
    assert bar.get_xlim() == (0.0, 1.0)
    assert bar.get_xlabel() == "share of runs (%)"
    assert bar.xaxis.get_major_formatter()(1.0, 0) == "100"


def test_the_axes_tell_their_units(ax):
    share_map(sweep(grid([TRUST, BIAS]), WARS), np.arange(6), ANY_WAR, ax)
    assert ax.get_xlabel() == "diplomacy.trust (share)"
    assert ax.get_ylabel() == "escalation.odds_bias (log\u00a0odds)"


def test_points_that_leave_pairs_out_are_no_grid():
    base = {TRUST.name: 0.5, BIAS.name: 2.0}
    assert not is_full_grid(sweep(one_at_a_time([TRUST, BIAS], base), WARS[:4]))
    assert is_full_grid(sweep(grid([TRUST, BIAS, RULES]), WARS * 2))


def test_the_widest_interval_is_that_of_the_share_closest_to_one_half():
    data = sweep(grid([TRUST, BIAS]), WARS)
    reach = data.estimate(ANY_WAR, np.arange(6)).reach
    assert widest_interval(data, np.arange(6), [ANY_WAR]) == reach.max()
    assert widest_interval(data, np.array([0]), [ANY_WAR]) == pytest.approx(0.037, abs=1e-3)


@pytest.mark.parametrize(("n", "abreast"), [(11, 2), (12, 1), (13, 2)])
def test_maps_whose_cells_would_be_too_narrow_for_numbers_stand_below_each_other(n, abreast):
    many = Factor("diplomacy.trust", Role.LEVER, "share", tuple(np.linspace(0, 1, n).tolist()))
    assert maps_abreast(sweep(grid([many, BIAS]), [50] * 2 * n)) == abreast
