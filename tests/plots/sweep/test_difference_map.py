"""Map of differences: paired run by run, grey where the interval includes 0, the reference framed."""

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from standoff.design.factorial import grid
from standoff.design.factors import Factor, FactorKind
from standoff.plots.sweep.bins import bins_around, bins_for
from standoff.plots.sweep.difference_map import WITHIN_NOISE, difference_map, n_clear, widest_gap
from standoff.plots.sweep.figures import pages_of_sweep
from standoff.plots.sweep.map_frame import Plane
from standoff.statistics.surface import Surface
from standoff.vocabulary import ANY_WAR
from tests.figures import texts_of
from tests.surfaces import paired

TRUST = Factor("diplomacy.trust", FactorKind.LEVER, "share", (0.0, 0.5, 1.0))
BIAS = Factor("escalation.odds_bias", FactorKind.LEVER, "log_odds", (-1.0, 2.0))
WARS = [60, 61, 50, 60, -1, 75]
"""Of 100 runs at each point; -1 = the point failed."""


def sweep(reference="reported"):
    """A sweep compared with 60 wars of 100 runs, as few of which as possible end otherwise at a point."""
    counts = [[100 - war, 0, 0, 0, war, 0] if war >= 0 else [0] * 6 for war in WARS]
    return paired(Surface(grid([TRUST, BIAS]), np.array(counts)), [40, 0, 0, 0, 60, 0], reference)


def drawn(data, ax):
    plane = Plane(data, *data.numbers, bins_for(1.0), 2, bins_around(0.15))
    return difference_map(plane, np.arange(6), ANY_WAR, ax)


def covers(ax, colour):
    """Lower left corners of the rectangles of a colour."""
    patches = [patch for patch in ax.patches if isinstance(patch, Rectangle)]
    return {patch.get_xy() for patch in patches if to_hex(patch.get_facecolor(), keep_alpha=True) == colour}


def test_each_cell_is_the_difference_from_the_reference_and_a_failed_one_is_empty(ax):
    drawn(sweep(), ax)
    assert [text.get_text() for text in ax.texts] == ["0", "−10", "–", "+1", "0", "+15"]


def test_cells_whose_paired_interval_includes_0_are_grey_although_their_own_intervals_are_wide(ax):
    data = sweep()
    drawn(data, ax)
    assert covers(ax, WITHIN_NOISE.lower() + "ff") == {(0, 0), (0, 1), (1, 1)}
    colours = ax.collections[0].get_array()
    assert colours.mask.tolist() == [[True, False, True], [True, True, False]]
    gaps, shares = data.differences(ANY_WAR, np.arange(6)), data.estimate(ANY_WAR, np.arange(6))
    assert gaps.is_clear[2]  # 50 against 60: their own intervals overlap, and 10 of 100 pairs differ
    assert shares.high[2] > shares.low[0]
    assert (n_clear(data, np.arange(6), ANY_WAR), widest_gap(data, np.arange(6), ANY_WAR)) == (2, 0.15)


@pytest.mark.parametrize(("reference", "framed"), [("reported", set()), (3, {(1, 1)})])
def test_the_reference_is_framed_if_it_is_a_point(reference, framed, ax):
    drawn(sweep(reference), ax)
    assert covers(ax, "#00000000") == framed


def test_below_each_row_of_shares_is_a_row_of_differences_from_as_reported():
    figure = pages_of_sweep(sweep(), "Title")["map"].figure
    titles = [ax.get_title(loc="left") for ax in figure.axes if ax.axison and ax.get_title(loc="left")]
    assert titles[:4] == [
        "Any war", "Full invasion", "Any war: difference from as reported",
        "Full invasion: difference from as reported",
    ]  # fmt: skip
    assert "it is more than noise in 6 of 18 cells" in " ".join(texts_of(figure).split())


def test_the_table_of_a_map_has_the_paired_differences():
    lines = pages_of_sweep(sweep(), "Title")["map"].table
    line = next(line for line in lines if (line["outcome"], line["point"]) == ("any_war", 2))
    assert line["difference"] == -0.1
    assert line["difference_low"] < -0.1 < line["difference_high"] < 0.0


def test_without_differences_no_row_of_differences_is_drawn():
    counts = np.array([[40, 0, 0, 0, 60, 0]] * 6)
    data = paired(Surface(grid([TRUST, BIAS]), counts), [40, 0, 0, 0, 60, 0])
    figure = pages_of_sweep(data, "Title")["map"].figure
    assert not any("difference" in ax.get_title(loc="left") for ax in figure.axes)
    assert "No cell differs from as reported" in " ".join(texts_of(figure).split())
