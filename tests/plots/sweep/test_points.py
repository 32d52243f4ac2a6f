"""Points: what is close to the share comes first, dots are points, means are means of slices."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import spearmanr

from standoff.design.factorial import table
from standoff.design.factors import Factor, FactorKind
from standoff.design.sampling import latin_hypercube
from standoff.design.variance import saltelli
from standoff.plots.sweep.points import FEW, MOST_DOTS, panel_height, scatter, scatter_lines
from standoff.statistics.association import Association, associations, independent
from standoff.statistics.paired import mean_interval
from standoff.statistics.surface import Surface
from standoff.vocabulary import ANY_WAR

NAMES = ("escalation.odds_bias", "diplomacy.trust", "diplomacy.offer_rate")
FACTORS = [Factor(name, FactorKind.LEVER, "share", low=0.0, high=1.0) for name in NAMES]
RULES = Factor("rules", FactorKind.CHOICE, "", ("base", "prospect", "no_incidents"))


def sweep(design, shares, n=1000):
    """A sweep whose runs end in war or in a standoff."""
    wars = np.rint(n * np.asarray(shares)).astype(int)
    counts = np.zeros((design.n_points, 6), np.int64)
    counts[:, 4], counts[:, 0] = wars, n - wars
    return Surface(design, counts)


@pytest.fixture
def data():
    """200 points: war falls with trust, rises a little with the bias, and does not know of offers."""
    design = latin_hypercube(FACTORS, 200, 1)
    bias, trust, _ = design.columns.values()
    return sweep(design, 0.2 + 0.6 * (1 - trust) + 0.2 * bias)


def labelled(ax, start):
    """The artist whose label starts so."""
    handles, labels = ax.get_legend_handles_labels()
    return next(handle for handle, label in zip(handles, labels, strict=True) if label.startswith(start))


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 20)), min_size=5, max_size=40))
def test_the_rank_correlation_is_spearman_s(pairs):
    values, wars = zip(*pairs, strict=True)
    if len(set(values)) < 2:
        values = (*values[:-1], 9)
    design = table({NAMES[0]: [float(value) for value in values]}, FACTORS[:1])
    (association,) = associations(sweep(design, np.array(wars) / 20, 20), np.arange(len(values)))
    if len(set(wars)) < 2:
        assert math.isnan(association.value)
        return
    assert association.value == pytest.approx(spearmanr(values, wars).statistic, abs=1e-12)
    assert math.isnan(association.low) or association.low < association.value < association.high


def test_the_factors_with_the_strongest_correlation_come_first(data):
    association = associations(data, data.played)
    assert [one.factor.name for one in association[:2]] == ["diplomacy.trust", "escalation.odds_bias"]
    assert association[0].value < -0.9
    assert association[1].value > 0.2
    assert association[2].low < 0.0 < association[2].high


def test_about_one_in_twenty_intervals_of_inert_factors_misses_zero():
    nothing = [
        Factor(f"nothing.{number}", FactorKind.LEVER, "share", low=0.0, high=1.0) for number in range(400)
    ]
    shares = np.random.default_rng(5).uniform(0.1, 0.9, 60)
    association = associations(sweep(latin_hypercube(nothing, 60, 2), shares), np.arange(60))
    missed = sum(not one.low < 0.0 < one.high for one in association)
    assert 8 <= missed <= 34  # 20 of 400, three standard errors either way


def test_options_are_ranked_by_their_means_without_sign_or_interval():
    words = ["base", "prospect", "no_incidents"] * 20
    shares = [0.5, 0.9, 0.1] * 20
    design = table({"rules": words, NAMES[0]: np.linspace(0, 1, 60).tolist()}, [RULES, FACTORS[0]])
    first, second = associations(sweep(design, shares), np.arange(60))
    assert (first.factor, first.is_of_words) == (RULES, True)
    assert first.value == pytest.approx(1.0)
    assert math.isnan(first.low)
    assert (second.factor, second.is_of_words) == (FACTORS[0], False)


def test_of_saltelli_s_design_only_points_that_share_no_value_are_taken():
    design = saltelli(FACTORS, 8, 1)
    points = independent(sweep(design, np.full(design.n_points, 0.5)))
    assert points.tolist() == sorted(
        [5 * block for block in range(8)] + [5 * block + 4 for block in range(8)]
    )
    for column in design.columns.values():
        assert len(np.unique(column[points])) == len(points)


def test_failed_points_are_left_out(data):
    data.counts[[3, 5]] = 0
    assert sorted(set(range(200)) - set(independent(data).tolist())) == [3, 5]


def test_dots_are_the_shares_at_the_points(data, ax):
    expected = associations(data, data.played)[0]
    scatter(data, data.played, expected, ax)
    dots = labelled(ax, "point")
    drawn = sorted(zip(dots.get_xdata(), dots.get_ydata(), strict=True))
    expected = zip(data.values(expected.factor), data.share(ANY_WAR, data.played), strict=True)
    assert drawn == sorted(expected)


def test_means_are_those_of_ten_equal_slices_with_intervals(data, ax):
    association = associations(data, data.played)[0]
    scatter(data, data.played, association, ax)
    line, _, (whiskers,) = labelled(ax, "mean")
    values, share = data.values(association.factor), data.share(ANY_WAR, data.played)
    edges = np.linspace(values.min(), values.max(), 11)
    for place in range(10):
        last = values <= edges[place + 1] if place == 9 else values < edges[place + 1]
        slice_ = share[(values >= edges[place]) & last]
        assert line.get_ydata()[place] == pytest.approx(slice_.mean())
        ends = mean_interval(len(slice_), slice_.mean(), ((slice_ - slice_.mean()) ** 2).sum())
        assert whiskers.get_segments()[place][:, 1] == pytest.approx(ends)


def test_the_table_holds_the_means_that_are_drawn(data, ax):
    association = associations(data, data.played)[0]
    scatter(data, data.played, association, ax)
    line, _, (whiskers,) = labelled(ax, "mean")
    rows = list(scatter_lines(data, data.played, association))
    assert [row["share"] for row in rows] == pytest.approx(line.get_ydata())
    assert [row["value"] for row in rows] == pytest.approx(line.get_xdata())
    ends = [segment[:, 1] for segment in whiskers.get_segments()]
    assert np.allclose([(row["low"], row["high"]) for row in rows], ends)
    assert sum(row["n_points"] for row in rows) == 200
    assert {row["rank_correlation"] for row in rows} == {association.value}


def test_the_table_names_options_and_holds_each_of_few_points(ax):
    words = sweep(table({"rules": ["prospect", "base"] * 30}, [RULES]), np.tile([0.7, 0.3], 30))
    (association,) = associations(words, words.played)
    assert [(row["value"], row["share"]) for row in scatter_lines(words, words.played, association)] == [
        ("prospect", pytest.approx(0.7)), ("base", pytest.approx(0.3)),
    ]  # fmt: skip
    few = sweep(latin_hypercube(FACTORS, FEW, 1), np.full(FEW, 0.5))
    rows = list(scatter_lines(few, few.played, associations(few, few.played)[0]))
    assert len(rows) == FEW
    assert {row["kind"] for row in rows} == {"point"}


def test_few_levels_have_a_mean_each(ax):
    design = table({NAMES[0]: [0.0, 0.5, 2.0] * 20}, FACTORS[:1])
    data = sweep(design, np.tile([0.1, 0.2, 0.7], 20) + np.repeat([-0.05, 0.05], 30))
    scatter(data, data.played, associations(data, data.played)[0], ax)
    line, *_ = labelled(ax, "mean")
    assert line.get_xdata().tolist() == [0.0, 0.5, 2.0]
    assert np.allclose(line.get_ydata(), [0.1, 0.2, 0.7])


def test_a_few_points_have_intervals_of_their_own_instead_of_means(ax):
    design = latin_hypercube(FACTORS, FEW, 1)
    data = sweep(design, design.columns["diplomacy.trust"], 50)
    scatter(data, data.played, associations(data, data.played)[0], ax)
    assert ax.get_legend_handles_labels()[1] == ["point with 95 % interval"]
    _, _, (whiskers,) = labelled(ax, "point")
    estimate = data.estimate(ANY_WAR, data.played)
    drawn = [segment[:, 1] for segment in whiskers.get_segments()]
    assert np.allclose(drawn, np.stack([estimate.low, estimate.high], axis=1))


def test_many_points_are_thinned_evenly_over_the_range(ax):
    n = 4 * MOST_DOTS
    design = table({NAMES[0]: np.linspace(0, 1, n).tolist()}, FACTORS[:1])
    data = sweep(design, np.linspace(0.2, 0.8, n))
    scatter(data, data.played, associations(data, data.played)[0], ax)
    drawn = labelled(ax, "point").get_xdata()
    assert len(drawn) == MOST_DOTS
    assert np.histogram(drawn, 10, (0.0, 1.0))[0].min() > MOST_DOTS / 10 * 0.7


def test_options_are_side_by_side_without_a_line_between_their_means(ax):
    design = table({"rules": ["prospect", "base"] * 30}, [RULES])
    data = sweep(design, np.tile([0.7, 0.3], 30))
    scatter(data, data.played, associations(data, data.played)[0], ax)
    assert [text.get_text() for text in ax.get_xticklabels()] == ["prospect", "base"]
    line, *_ = labelled(ax, "mean")
    assert line.get_linestyle() == "None"
    assert np.allclose(line.get_ydata(), [0.7, 0.3])


def test_axes_and_title_show_unit_and_rank_correlation(data, ax):
    association = Association(FACTORS[0], -0.423, -0.5, 0.001, False)
    scatter(data, data.played, association, ax)
    assert ax.get_xlabel() == "escalation.odds_bias (share)"
    assert ax.get_ylabel() == "any war (% of runs)"
    assert ax.get_title(loc="left") == "rank correlation −0.42 (−0.50 to +0.00)"


def test_options_with_vertical_names_get_taller_panels(data):
    design = table({"rules": ["base", "prospect", "no_incidents", "no_learning"]}, [RULES])
    words = sweep(design, [0.1, 0.2, 0.3, 0.4])
    numbers = associations(data, data.played)
    assert panel_height(words, associations(words, words.played)) > panel_height(data, numbers)
