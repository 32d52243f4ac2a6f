"""Parallel coordinates: a line for each point, at its values, in the colour of its share of any war."""

import numpy as np
import pytest
from matplotlib.collections import LineCollection

from standoff.design.factorial import table
from standoff.design.factors import Factor, FactorKind
from standoff.design.sampling import latin_hypercube
from standoff.plots.sweep.bins import bins_between
from standoff.plots.sweep.figures import DrawnSweep, pages_of_sweep
from standoff.plots.sweep.parallel import MOST_LINES, parallel
from standoff.statistics.surface import Surface
from standoff.vocabulary import ANY_WAR
from tests.figures import texts_of

TRUST = Factor("diplomacy.trust", FactorKind.LEVER, "share", low=0.0, high=1.0)
BIAS = Factor("escalation.odds_bias", FactorKind.LEVER, "log_odds", low=-1.0, high=3.0)
RULES = Factor("rules", FactorKind.CHOICE, "", ("base", "prospect"))
BINS = bins_between(0.0, 1.0)


def sweep(design, wars, reported=None):
    """A sweep of 100 runs at each point."""
    counts = np.zeros((design.n_points, 6), np.int64)
    counts[:, 4], counts[:, 0] = wars, 100 - np.asarray(wars)
    return Surface(design, counts, reported=reported or {})


@pytest.fixture
def data():
    """Three points, the wars of which are far apart."""
    columns = {
        TRUST.name: [0.0, 0.5, 1.0],
        BIAS.name: [-1.0, 1.0, 2.0],
        "rules": ["base", "base", "prospect"],
    }
    return sweep(table(columns, [TRUST, BIAS, RULES]), [5, 55, 100], {BIAS.name: 0.0, TRUST.name: 7.0})


def drawn(ax):
    """Lines with their colours, by their share on top."""
    (lines,) = (item for item in ax.collections if type(item) is LineCollection and item.get_rasterized())
    pairs = zip(lines.get_segments(), lines.get_colors(), strict=True)
    return {round(float(line[0, 0]), 6): (line, colour) for line, colour in pairs}


def test_each_line_starts_at_its_share_and_passes_its_values(data, ax):
    parallel(data, np.arange(3), [BIAS, TRUST], BINS, ax)
    curves = drawn(ax)
    assert sorted(curves) == [0.05, 0.55, 1.0]
    assert curves[0.05][0].tolist() == [[0.05, 0], [0.0, 1], [0.0, 2]]
    assert curves[0.55][0].tolist() == [[0.55, 0], [0.5, 1], [0.5, 2]]
    assert curves[1.0][0].tolist() == [[1.0, 0], [0.75, 1], [1.0, 2]]


def test_the_colour_of_a_line_is_that_of_the_bin_of_its_share(data, ax):
    parallel(data, np.arange(3), [BIAS, TRUST], BINS, ax)
    for share, (_, colour) in drawn(ax).items():
        assert colour[:3] == pytest.approx(BINS.colours(BINS.norm(share))[:3])


def test_lines_of_an_option_lie_close_to_its_label(data, ax):
    parallel(data, np.arange(3), [RULES], BINS, ax)
    places = {share: float(line[1, 0]) for share, (line, _) in drawn(ax).items()}
    assert places[0.05] == pytest.approx(0.25, abs=0.03)
    assert places[0.55] == pytest.approx(0.25, abs=0.03)
    assert places[1.0] == pytest.approx(0.75, abs=0.03)
    named = {text.get_text(): text.xy for text in ax.texts}
    assert named["base"] == (0.25, 1)
    assert named["prospect"] == (0.75, 1)


def test_axes_show_name_unit_ends_and_the_reported_value(data, ax):
    parallel(data, np.arange(3), [BIAS, TRUST], BINS, ax)
    assert [text.get_text() for text in ax.get_yticklabels()] == [
        "any war (% of runs)", "escalation.odds_bias\n(log\u00a0odds)",
        "diplomacy.trust (share)",
    ]  # fmt: skip
    labels = {(text.get_text(), *text.xy) for text in ax.texts}
    assert {("-1", 0.0, 1), ("3", 1.0, 1), ("0", 0.0, 2), ("1", 1.0, 2), ("100", 1.0, 0)} <= labels
    (mark,) = (line for line in ax.lines if line.get_label() == "as reported")  # that of trust lies beyond
    assert (mark.get_xdata(), mark.get_ydata()) == ([0.25], [1])


def test_extreme_shares_are_drawn_on_top(ax):
    design = latin_hypercube([TRUST, BIAS], 200, 1)
    data = sweep(design, np.rint(100 * design.columns[TRUST.name]).astype(int))
    parallel(data, np.arange(200), [TRUST, BIAS], BINS, ax)
    order = [abs(share - 0.5) for share in drawn_in_order(ax)]
    assert np.mean(order[:50]) < 0.15
    assert np.mean(order[-50:]) > 0.35


def drawn_in_order(ax):
    """Shares of the lines, from the lowest to the topmost."""
    (lines,) = (item for item in ax.collections if type(item) is LineCollection and item.get_rasterized())
    return [float(line[0, 0]) for line in lines.get_segments()]


def test_many_points_are_thinned_and_the_table_holds_those_that_are_drawn():
    design = latin_hypercube([TRUST, BIAS], MOST_LINES + 200, 1)
    data = sweep(design, np.rint(100 * design.columns[TRUST.name]).astype(int))
    page = pages_of_sweep(DrawnSweep(data), "A strait")["parallel"]
    texts = texts_of(page.figure)
    assert "Lines are a random selection of 1,000 points." in texts
    assert len(page.table) == MOST_LINES
    shares = drawn_in_order(page.figure.axes[0])
    ends = data.share(ANY_WAR, np.array([line["point"] for line in page.table]))
    assert sorted(round(share, 6) for share in shares) == sorted(np.round(ends, 6))
    line = page.table[17]
    assert line[BIAS.name] == design.columns[BIAS.name][line["point"]]
    assert list(line) == ["point", TRUST.name, BIAS.name, "outcome", "n", "count", "share", "low", "high"]
