from __future__ import annotations

import numpy as np
import pytest

from standoff.analysis.search.rows import rows
from standoff.analysis.search.trials import Search, Trial, Verified, best_trials
from standoff.analysis.search.verification import FreshValue
from standoff.statistics.goals import Goal

WAR = Goal("any_war", "share of runs", is_max=False)
PAYOFF = Goal("payoff_red", "utility", is_max=True)


def trials(*values: tuple[float, ...]) -> list[Trial]:
    return [Trial(number, {"trust": float(number)}, value) for number, value in enumerate(values)]


def test_the_best_trials_of_one_goal_are_those_with_least_of_it_and_count_once():
    tried = [*trials((0.5,), (0.2,), (0.4,)), Trial(3, {"trust": 1.0}, (0.2,)),
             Trial(4, {"trust": 9.0}, (float("nan"),), "failed")]  # fmt: skip
    assert [trial.number for trial in best_trials([WAR], tried, 2)] == [1, 2]
    assert [trial.number for trial in best_trials([WAR], tried, 9)] == [1, 2, 0]


def test_the_best_trials_of_two_goals_are_spread_along_the_front():
    front = [(0.1 * place, 0.1 * place) for place in range(9)]
    tried = trials(*front, (0.9, 0.0), (0.5, 0.45))
    assert [trial.number for trial in best_trials([WAR, PAYOFF], tried, 3)] == [0, 4, 8]
    assert len(best_trials([WAR, PAYOFF], tried, 99)) == 9


def test_the_value_in_the_search_is_not_given_as_the_verified_one():
    one = trials((0.30,))[0]
    reported = Verified(None, (0.60,), (FreshValue(0.55, 0.5, 0.6, 0.0, 0.0, 0.0),))
    best = Verified(one, (0.30,), (FreshValue(0.45, 0.4, 0.5, -0.10, -0.15, -0.05),))
    searched = Search((WAR,), "mean", 1, 100, 1000, (one,), (reported, best))
    assert searched.best is best
    row = rows(searched)["verified"][1]
    assert (row["setting"], row["searched"], row["verified"]) == ("trial 0", 0.30, 0.45)
    assert (row["gain_searched"], row["gain_verified"]) == pytest.approx((0.30, 0.10))
    assert rows(searched)["verified"][0]["trust"] is None


def test_the_best_so_far_never_gets_worse_and_ignores_failed_trials():
    tried = trials((float("nan"),), (0.5,), (0.7,), (0.2,), (float("nan"),))
    verified = (Verified(None, (0.6,), (FreshValue(0.6, 0.5, 0.7, 0.0, 0.0, 0.0),)),)
    searched = Search((WAR,), "mean", 1, 10, 10, tuple(tried), verified)
    assert np.array_equal(searched.best_so_far(), [np.nan, 0.5, 0.5, 0.2, 0.2], equal_nan=True)
