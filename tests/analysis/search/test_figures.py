"""Figures of searches: what is drawn is what was found."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.analysis.search.figures import search_figures
from standoff.analysis.search.trials import Search, Trial, Verified
from standoff.analysis.search.verification import FreshValue
from standoff.statistics.goals import Goal
from tests.figures import is_within_page

TITLE = "A strait in dispute"
GOALS = (Goal("any_war", "share of runs", is_max=False), Goal("payoff_red", "utility", is_max=True))


def searched(n_goals: int = 2) -> Search:
    rng = np.random.default_rng(1)
    values = [tuple(rng.random(n_goals).tolist()) for _ in range(20)]
    trials = [
        Trial(place, {"diplomacy.trust": place / 20, "diplomacy": ("open", "closed")[place % 2]}, value)
        for place, value in enumerate(values)
    ]
    trials[5] = Trial(5, trials[5].package, (float("nan"),) * n_goals, "failed")

    def verdict(value: float) -> FreshValue:
        return FreshValue(value + 0.05, value, value + 0.1, -0.1, -0.2, 0.0)

    verified = [Verified(None, (0.6,) * n_goals, tuple(verdict(0.6) for _ in range(n_goals)))]
    verified += [Verified(one, one.values, tuple(map(verdict, one.values))) for one in (trials[2], trials[9])]
    return Search(GOALS[:n_goals], "mean", 4, 100, 1000, tuple(trials), tuple(verified))


@pytest.fixture(scope="module")
def figures():
    """The figures of searches for one and for two goals."""
    return {n_goals: search_figures(searched(n_goals), TITLE) for n_goals in (1, 2)}


def test_the_history_holds_all_trials_the_best_so_far_and_verified_values_with_their_ends(figures):
    made = searched()
    for place, ax in enumerate(figures[2]["history"].axes):
        drawn = {line.get_label(): line.get_ydata() for line in ax.lines}
        values = [trial.values[place] for trial in made.trials]
        assert np.array_equal(drawn["trial (search)"], values, equal_nan=True)
        assert drawn["best so far (search)"][-1] == (np.nanmax if place else np.nanmin)(values)
        for bars, one in zip(ax.containers, made.verified[1:], strict=True):
            verdict = one.verdicts[place]
            assert bars.lines[0].get_xydata().tolist() == [[one.trial.number, verdict.value]]
            assert np.allclose(bars.lines[2][0].get_segments()[0][:, 1], [verdict.low, verdict.high])


def test_the_front_links_searched_and_verified_values(figures):
    made = searched()
    ax = figures[2]["front"].axes[0]
    links = [
        line.get_xydata().tolist() for line in ax.lines if line.get_label() == "from search to verification"
    ]
    assert links == [
        [list(one.searched), [verdict.value for verdict in one.verdicts]] for one in made.verified
    ]


def test_there_is_no_front_of_one_goal(figures):
    assert list(figures[1]) == ["history", "levers"]
    assert list(figures[2]) == ["history", "levers", "front"]


@pytest.mark.parametrize("n_goals", [1, 2])
def test_everything_is_drawn_within_the_page(figures, n_goals: int):
    for figure in figures[n_goals].values():
        assert is_within_page(figure)
