"""Figures of sensitivity: what is drawn is what was found, and all of it is on the page."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from standoff.analysis.sensitivity.figures import sensitivity_figures
from standoff.analysis.sensitivity.figures.convergence import convergence, strongest
from standoff.analysis.sensitivity.figures.panels import (
    MOST_BARS,
    effect_bars,
    effect_map,
    index_bars,
    pawn_bars,
)
from standoff.analysis.sensitivity.in_sweep import sensitivity
from standoff.analysis.sensitivity.morris import MorrisEffects
from standoff.design.factorial import one_at_a_time
from standoff.design.sampling import sobol
from standoff.design.setter import Setter
from standoff.design.variance import morris, saltelli
from tests.figures import is_within_page, texts_of
from tests.surfaces import MEASURE, factors, surface

TITLE = "A strait in dispute (sweep)"
LONG = "assumed, based on: " + "a report of a think tank with a long title, " * 4
WEIGHTS = np.array([1.0, 2.0, 0.0])
DESIGNS = {
    "saltelli": saltelli(factors(3), 64, 1),
    "source": saltelli(factors(3), 64, 1, {LONG: ["x0", "x2"], "Another paper (2022)": ["x1"]}),
    "morris": morris(factors(3), 8, 4, 1),
    "sobol": sobol(factors(3), 128, 1),
    "one_at_a_time": one_at_a_time(factors(3), {f"x{place}": 0.5 for place in range(3)}),
}
EXPECTED = {
    "saltelli": ["indices", "convergence"],
    "source": ["indices", "convergence", "pawn"],
    "morris": ["effects"],
    "sobol": ["pawn"],
    "one_at_a_time": [],
}


def weighed(x):
    return x @ WEIGHTS[: x.shape[1]] - 1.0


@pytest.fixture(scope="module")
def analyses():
    return {name: sensitivity(surface(design, weighed), [MEASURE]) for name, design in DESIGNS.items()}


def widths(ax) -> list[float]:
    return [bar.get_width() for bar in ax.patches]


def test_bars_are_totals_and_first_orders_with_the_greatest_on_top(analyses, ax):
    last = analyses["saltelli"].findings[0].sobol[-1]
    index_bars(last, ax)
    order = [1, 0, 2]
    assert widths(ax) == pytest.approx([*last.total[order], *last.first[order]])
    assert [label.get_text() for label in ax.get_yticklabels()] == ["x1", "x0", "x2"]
    assert ax.yaxis_inverted()
    ends = [segment[:, 0] for whiskers in ax.collections for segment in whiskers.get_segments()]
    first, reach = last.first[order], last.first_reach[order]
    assert np.allclose(ends[3:], np.stack([first - reach, first + reach], axis=1))


def test_convergence_ends_at_the_indices(analyses, ax):
    steps = analyses["saltelli"].findings[0].sobol
    convergence(steps, strongest([steps[-1]]), "total", ax)
    lines = [line for line in ax.lines if len(line.get_xdata()) == len(steps)]
    drawn = [line.get_ydata()[-1] for line in lines if line.get_linestyle() != "None"][:3]
    assert sorted(drawn) == pytest.approx(sorted(steps[-1].total))
    assert [label.get_text() for label in ax.get_xticklabels()] == ["8", "16", "32", "64"]


def test_effects_are_drawn_as_size_against_spread_with_the_numbers_of_the_bars(analyses, ax):
    effects = analyses["morris"].findings[0].morris
    effect_map(effects, "days", ax)
    assert ax.lines[0].get_xdata().tolist() == effects.mu_star.tolist()
    assert ax.lines[0].get_ydata().tolist() == effects.sigma.tolist()
    assert [text.get_text() for text in ax.texts] == ["1", "2"]  # the third does nothing
    ax.clear()
    effect_bars(effects, "days", ax)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["1  x1", "2  x0", "3  x2"]
    assert ax.get_xlabel() == "µ* (days per range), 95 % interval, n = 8 trajectories"


def test_numbers_of_points_that_lie_close_do_not_overlap(ax):
    sizes = np.array([0.6, 0.304, 0.303, 0.302, 0.301, 0.3])
    effects = MorrisEffects(tuple("abcdef"), 8, mu=sizes, mu_star=sizes, sigma=sizes, reach=np.zeros(6))
    effect_map(effects, "days", ax)
    ax.figure.canvas.draw()
    boxes = [text.get_window_extent() for text in ax.texts]
    assert ax.texts[0].get_text() == "1"
    assert len(boxes) == 5  # four places beside the cluster, and the point that stands alone
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))


def test_noise_is_grey(analyses, ax):
    pawn = analyses["sobol"].findings[0].pawn
    pawn_bars(pawn, ax)
    colours = [bar.get_facecolor() for bar in ax.patches[:3]]
    assert widths(ax)[:3] == pytest.approx(sorted(pawn.value, reverse=True))
    assert colours[0] != colours[2]
    assert pawn.threshold in [line.get_xdata()[0] for line in ax.lines]


@pytest.mark.parametrize("name", DESIGNS)
def test_the_design_decides_which_figures_there_are_and_all_is_on_the_page(analyses, name):
    figures = sensitivity_figures(analyses[name], TITLE)
    assert list(figures) == EXPECTED[name]
    for figure in figures.values():
        assert is_within_page(figure)
        width, _ = figure.canvas.get_width_height()
        assert all(ax.get_window_extent().width > 0.28 * width for ax in figure.axes)


def test_weaker_factors_that_are_left_out_are_counted():
    many = sensitivity(surface(morris(factors(30), 4, 4, 1), lambda x: x[:, 0]), [MEASURE])
    (figure,) = sensitivity_figures(many, TITLE).values()
    assert f"the strongest {MOST_BARS} of 30 factors" in texts_of(figure)
    assert len(figure.axes[0].get_yticklabels()) == MOST_BARS


def test_a_response_that_does_not_vary_has_no_figure():
    flat = sensitivity(surface(DESIGNS["morris"], lambda x: np.zeros(len(x))), [MEASURE])
    assert sensitivity_figures(flat, TITLE) == {}


def setter_of(name: str) -> Setter:
    return {"x0": Setter.MODEL, "x1": Setter.POLICY, "x2": Setter.POLICY}[name]


def test_rankings_draw_what_policy_can_set_apart_from_the_rest(ax):
    """x0 is the strongest, but the rules assume it: it stands below the factors that policy can set."""
    size = np.array([0.9, 0.1, 0.4])
    effects = MorrisEffects(("x0", "x1", "x2"), 8, size, size, np.zeros(3), np.zeros(3))
    effect_bars(effects, "share of runs", ax, setter_of)
    assert [text.get_text() for text in ax.get_yticklabels()] == ["1  x2", "2  x1", "3  x0"]
    policy, model = ax.texts
    assert policy.get_text().startswith("policy: ")
    assert model.get_text().startswith("model: ")
    positions = ax.get_yticks()
    assert policy.get_position()[1] < positions[0] < positions[1] < model.get_position()[1] < positions[2]


def test_factors_of_one_group_have_no_heading(ax):
    size = np.array([0.1, 0.4])
    effects = MorrisEffects(("x1", "x2"), 8, size, size, np.zeros(2), np.zeros(2))
    effect_bars(effects, "share of runs", ax, setter_of)
    assert not ax.texts
    assert ax.get_yticks().tolist() == [0, 1]
