"""Figures of comparisons: what is drawn is what was found, with its interval, its unit and its n."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.colors import to_hex

from standoff.analysis.compare.comparison import compare
from standoff.analysis.compare.figures import compare_figures
from standoff.analysis.compare.figures.differences import differences
from standoff.analysis.compare.figures.outcomes import compared_outcomes
from standoff.analysis.compare.figures.settlements import settled_positions
from standoff.sweep.stored import MOST
from standoff.vocabulary import OUTCOME_SETS
from tests.figures import is_within_page
from tests.samples import MEASURES, made

TITLE = "A strait in dispute"


def samples(n: int = 3):
    """Results of one seed, but for the last, with settlements."""
    rng = np.random.default_rng(6)
    drawn_samples = [made(f"result_{place}", rng.integers(0, 6, 120), chance=place) for place in range(n)]
    return [*drawn_samples[:-1], replace(drawn_samples[-1], seed=2)]


@pytest.fixture(scope="module")
def comparison():
    return compare(samples())


def test_each_result_has_a_bar_for_each_outcome_with_its_interval(comparison, ax):
    compared_outcomes(comparison.samples, ax)
    widths = [bar.get_width() for bar in ax.patches]
    expected = [sample.share(kind).share for sample in comparison.samples for kind in OUTCOME_SETS.values()]
    assert widths == pytest.approx(expected)
    ends = [tuple(segment[:, 0]) for whiskers in ax.collections for segment in whiskers.get_segments()]
    shares = [sample.share(kind) for sample in comparison.samples for kind in OUTCOME_SETS.values()]
    assert np.allclose(ends, [(share.low, share.high) for share in shares])
    figures = [text.get_text() for text in ax.texts]
    assert figures == [f"{100 * share:.1f}" for share in expected]
    assert ax.get_legend_handles_labels()[1] == [f"result_{place} (n = 120)" for place in range(3)]
    assert [label.get_text() for label in ax.get_yticklabels()][:2] == ["Any war", "Standoff"]


def test_bars_of_a_result_stand_in_its_order_and_do_not_overlap(comparison, ax):
    compared_outcomes(comparison.samples, ax)
    places = np.array([(bar.get_y(), bar.get_y() + bar.get_height()) for bar in ax.patches]).reshape(3, -1, 2)
    ordered = places.transpose(1, 0, 2).reshape(-1, 2)
    assert (ordered[1:, 0] > ordered[:-1, 1]).all()


def test_settlements_show_the_median_and_both_spans_of_each_issue(comparison, ax):
    names = [sample.name for sample in comparison.samples]
    settled_positions(names, comparison.settled, ax)
    dots = [line for line in ax.lines if line.get_marker() == "o"]
    assert [dot.get_xdata()[0] for dot in dots] == [one.quantiles[2] for one in comparison.settled]
    spans = [tuple(line.get_xdata()) for line in ax.lines if line.get_marker() != "o"]
    quantiles = [one.quantiles for one in comparison.settled]
    expected = [ends for each in quantiles for ends in ((each[0], each[4]), each[1:4:2])]
    assert spans == expected
    assert [label.get_text() for label in ax.get_yticklabels()] == ["Strait", "Tariffs"]


def marks(ax):
    """Drawn differences with the ends of their intervals, and whether the mark is filled."""
    points = [bars.lines[0] for bars in ax.containers]
    ends = [bars.lines[2][0].get_segments()[0][:, 0] for bars in ax.containers]
    return [
        (point.get_xdata()[0], *end, to_hex(point.get_mfc()) != "#ffffff", point.get_marker())
        for point, end in zip(points, ends, strict=True)
    ]


def test_differences_show_value_interval_method_and_whether_they_are_clear(comparison, ax):
    lines = [line for line in comparison.contrasts if line.of in OUTCOME_SETS]
    differences(lines, ax)
    drawn = marks(ax)
    assert [mark[4] for mark in drawn] == ["o"] * 7 + ["s"] * 7
    for line, (value, low, high, is_filled, _) in zip(lines, drawn, strict=True):
        assert (value, low, high) == pytest.approx(line.difference.ends)
        assert is_filled == line.is_clear
    labels = set(ax.get_legend_handles_labels()[1])
    assert labels == {"result_1 (paired, n = 120)", "result_2 (unpaired, n = 120)"}
    assert ax.get_xlabel() == "difference from result_0 (percentage points) with 95 % interval"


def test_measures_are_scaled_by_their_spread_and_those_without_any_are_left_out(comparison, ax):
    lines = [line for line in comparison.contrasts if line.of not in OUTCOME_SETS]
    differences(lines, ax)
    spread = [line for line in lines if line.of != "position_tariffs"]  # the same in all runs
    assert [mark[0] for mark in marks(ax)] == pytest.approx(
        [line.difference.value / line.sd_reference for line in spread]
    )
    assert len(ax.get_yticklabels()) == len(MEASURES)


def test_with_two_results_each_difference_is_written_as_a_number(ax):
    two = compare([made("a", [0] * 50 + [4] * 50), made("b", [0] * 40 + [4] * 60)])
    differences([line for line in two.contrasts if line.of in OUTCOME_SETS], ax)
    labels = [label.get_text() for label in ax.child_axes[0].get_yticklabels()]
    assert labels[0].startswith("+10 (+")
    assert len(labels) == len(OUTCOME_SETS)


def test_the_figures_are_those_that_the_samples_allow(comparison):
    assert list(compare_figures(comparison, TITLE)) == [
        "outcomes", "differences", "measures", "flows", "war_by_day", "settlements",
    ]  # fmt: skip
    sums = compare([replace(sample, runs=None) for sample in comparison.samples])
    assert list(compare_figures(sums, TITLE)) == ["outcomes", "differences", "measures"]


@pytest.mark.parametrize("n", [2, MOST])
def test_everything_is_drawn_within_the_page_at_a_readable_size(n: int):
    for figure in compare_figures(compare(samples(n)), TITLE).values():
        assert is_within_page(figure)
        width, _ = figure.canvas.get_width_height()
        least = 0.3 * width * (0.9 if len(figure.axes) > 1 else 1)
        assert all(ax.get_window_extent().width > least for ax in figure.axes)
