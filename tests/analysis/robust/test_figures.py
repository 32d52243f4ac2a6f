"""Figures of robust choices: what is drawn is what was found."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.analysis.robust.cross import choose_robustly, problem_of
from standoff.analysis.robust.figures import robust_figures
from tests.crosses import surface
from tests.figures import is_within_page

TITLE = "A strait in dispute"


def choice(n_packages: int = 4):
    rng = np.random.default_rng(2)
    made = surface(rng.random((n_packages, 13)), rng.random((n_packages, 13)))
    return choose_robustly(made, problem_of(made, "any_war", ["any_war<=0.6"]))


@pytest.fixture(scope="module")
def robust():
    return choice()


@pytest.fixture(scope="module")
def figures(robust):
    return robust_figures(robust, TITLE)


def test_packages_stand_in_the_order_of_the_criterion_with_values_and_intervals(robust, figures):
    axes = figures["robustness"].axes
    order = np.argsort(robust.scores["regret_p90"].rank, kind="stable")
    for ax, criterion in zip(axes, ("mean", "regret_p90", "satisficing"), strict=True):
        score = robust.scores[criterion]
        assert [bars.lines[0].get_xdata()[0] for bars in ax.containers] == score.value[order].tolist()
        ends = [bars.lines[2][0].get_segments()[0][:, 0] for bars in ax.containers]
        assert np.allclose(ends, np.stack([score.low, score.high], axis=1)[order])
    assert [label.get_text()[0] for label in axes[0].get_yticklabels()] == [str(row) for row in order]


def test_dominated_packages_are_grey_and_every_package_has_its_number(robust, figures):
    ax = figures["pareto"].axes[0]
    drawn = {bars.get_label(): bars.lines[0].get_xydata() for bars in ax.containers}
    both = np.stack([robust.means[0], robust.means[1]], axis=1)
    assert np.allclose(drawn["not dominated"], both[robust.is_front])
    assert np.allclose(drawn["dominated over all goals"], both[~robust.is_front])
    assert [text.get_text() for text in ax.texts] == ["0", "1", "2", "3"]


def test_each_curve_of_states_is_the_distribution_of_the_regret_of_a_package(robust, figures):
    lines = [line for line in figures["states"].axes[0].lines if len(line.get_xdata())]
    drawn = sorted(line.get_xdata()[1:].tolist() for line in lines)
    assert drawn == sorted(np.sort(row).tolist() for row in robust.regret)
    for line in lines:
        assert line.get_ydata()[1:].tolist() == pytest.approx(
            np.arange(1, robust.n_states + 1) / robust.n_states
        )
    chosen = max(lines, key=lambda line: line.get_linewidth())
    assert chosen.get_xdata()[1:] == pytest.approx(np.sort(robust.regret[robust.robust]))


@pytest.mark.parametrize("n_packages", [2, 8])
def test_everything_is_drawn_within_the_page(n_packages: int):
    for figure in robust_figures(choice(n_packages), TITLE).values():
        assert is_within_page(figure)
