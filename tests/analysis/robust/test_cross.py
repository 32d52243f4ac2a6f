from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from standoff.analysis.robust.cross import choose_robustly, cross_of, problem_of
from standoff.analysis.robust.rows import rows
from standoff.design.factorial import grid, table
from standoff.design.factors import Factor, FactorKind
from standoff.errors import ConfigError, ResultError
from tests.crosses import COST, DOORS, design, surface

TRUST = Factor("trust", FactorKind.LEVER, "share", (0.0, 1.0))
RULES = Factor("rules", FactorKind.CHOICE, "", ("base", "prospect"))

GAMBLE = [0.0, *[0.0] * 5, *[0.8] * 5]
SAFE = [0.3, *[0.45] * 10]
BAD = [0.9, *[0.9] * 10]
WARS = np.array([GAMBLE, SAFE, BAD])
"""A gamble, best on average and as reported; a safe package; a bad one. The state as reported first."""


def test_packages_and_states_are_distinguished_by_whether_they_can_be_chosen():
    cross = cross_of(grid([TRUST, RULES, DOORS, replace(COST, values=(1.0, 2.0), low=None, high=None)]))
    assert [package["doors"] for package in cross.packages] == ["open", "ajar", "closed"] * 2
    assert set(cross.packages[0]) == {"trust", "doors"}
    assert cross.points.shape == (6, 4)
    assert cross.reported is None
    assert sorted(cross.points.ravel().tolist()) == list(range(24))


def test_the_reported_state_does_not_count():
    cross = cross_of(design(5))
    assert cross.points.shape == (3, 5)
    assert cross.reported is not None
    assert cross.reported.tolist() == [0, 6, 12]


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (grid([TRUST, DOORS]), "varies no uncertainty"),
        (grid([RULES]), "has only one package"),
        (
            table({"trust": [0.0, 1.0, 1.0], "cost": [0.2, 0.2, 0.3]}, [TRUST, COST]),
            "were not all played in the same",
        ),
        (
            table({"trust": [0.0, 1.0, 1.0, 0.0], "cost": [0.2, 0.2, 0.3, 0.2]}, [TRUST, COST]),
            "were not all played in",
        ),
    ],
    ids=["no uncertainty", "one package", "holes", "twice"],
)
def test_a_sweep_that_is_not_crossed_is_refused(made, expected: str):
    with pytest.raises(ResultError, match=expected):
        cross_of(made)


def test_a_package_that_is_safe_in_all_states_is_robust_and_its_cost_is_given():
    made = surface(WARS)
    choice = choose_robustly(made, problem_of(made, "any_war", ["any_war<=0.5"]))
    assert choice.best_on_average == 0
    assert choice.best_reported == 0
    assert choice.scores["worst"].best == (1,)
    assert choice.scores["satisficing"].value.tolist() == [0.5, 1.0, 0.0]
    assert choice.scores["mean"].value == pytest.approx([0.4, 0.45, 0.9])
    assert (choice.robust, choice.n_states, choice.n_left_out) == (0, 10, 0)  # regrets: 0.35 and 0.45
    worst = choose_robustly(made, problem_of(made, "any_war", criterion="worst"))
    assert worst.robust == 1
    trades = {(trade.instead_of, trade.goal.name): trade for trade in worst.trades}
    whys = ("best on average", "best as reported", "best for payoff_red")
    assert set(trades) == {(why, of) for why in whys for of in ("any_war", "payoff_red")}
    assert {trade.rival for trade in worst.trades} == {0}
    assert trades["best on average", "any_war"].difference == pytest.approx(0.05)
    assert trades["best on average", "payoff_red"].difference == pytest.approx(-0.05)
    assert not trades["best on average", "any_war"].is_clear


def test_by_settlement_more_is_better():
    made = surface(WARS)
    by_war = choose_robustly(made, problem_of(made, "any_war", criterion="worst"))
    by_peace = choose_robustly(made, problem_of(made, "settlement", criterion="worst"))
    assert by_peace.robust == by_war.robust
    assert by_peace.scores["worst"].value == pytest.approx(1.0 - by_war.scores["worst"].value)
    assert by_peace.regret == pytest.approx(by_war.regret)


def test_a_package_that_is_best_in_the_goal_may_still_cost_others_something():
    payoff = np.array([[0.1] * 11, [0.5] * 11, [0.4] * 11])
    made = surface(WARS, payoff)
    costs = choose_robustly(made, problem_of(made, "any_war", criterion="mean"))
    assert costs.robust == costs.best_on_average == costs.best_reported == 0
    costs = [
        (trade.instead_of, trade.rival, trade.goal.name, round(trade.difference, 9)) for trade in costs.trades
    ]
    assert costs == [
        ("best for payoff_red", 1, "any_war", -0.05),
        ("best for payoff_red", 1, "payoff_red", -0.4),
    ]


def test_of_packages_that_are_level_as_reported_the_best_on_average_counts():
    wars = np.array([[0.0, 0.9, 0.9], [0.0, 0.1, 0.2], [0.5, 0.0, 0.0]])
    made = surface(wars)
    assert choose_robustly(made, problem_of(made, "any_war")).best_reported == 1


def test_dominated_packages_are_off_the_front():
    payoff = np.array([[0.1] * 11, [0.5] * 11, [0.4] * 11])
    made = surface(WARS, payoff)
    choice = choose_robustly(made, problem_of(made, "any_war"))
    assert choice.is_front.tolist() == [True, True, False]
    other = choose_robustly(made, problem_of(made, "any_war", costs=["payoff_red:min"]))
    assert other.is_front.tolist() == [True, False, False]


def test_a_difference_that_so_few_runs_may_show_by_chance_is_marked():
    made = surface(WARS)
    noise = choose_robustly(made, problem_of(made, "any_war")).noise
    assert (noise.first, noise.second, noise.n_runs) == (0, 1, 100)
    errors = np.hypot([0.0] * 5 + [np.sqrt(0.16 / 100)] * 5, np.sqrt(0.45 * 0.55 / 100))
    assert noise.error == pytest.approx(errors.mean())
    assert noise.is_large
    assert noise.n_enough == np.ceil(100 * (1.96 * errors.mean() / 0.05) ** 2)
    assert not noise.is_paired
    clear = surface(np.array([[0.1] * 6, [0.9] * 6]))
    assert not choose_robustly(clear, problem_of(clear, "any_war")).noise.is_large


def test_packages_are_compared_run_by_run_if_their_runs_can_be_replayed():
    """Run by run only 5 of 100 runs differ in each state, always the same: the difference is no chance."""
    wars = np.array([[0.5] * 11, [0.55] * 11, [0.9] * 11])
    made = surface(wars)
    u = np.arange(100) / 100
    shares = made.counts[:, 3:].sum(axis=1) / made.n
    apart = choose_robustly(made, problem_of(made, "any_war")).noise
    noise = choose_robustly(
        made, problem_of(made, "any_war"), lambda points: 1.0 * (u < shares[points, None])
    ).noise
    assert (noise.first, noise.second, noise.is_paired) == (0, 1, True)
    assert noise.gap == pytest.approx(0.05)
    assert noise.error == pytest.approx(np.std([1.0] * 5 + [0.0] * 95, ddof=1) / 10)
    assert (noise.is_large, apart.is_large) == (False, True)


def test_states_in_which_a_package_failed_are_left_out_for_all():
    made = surface(WARS)
    counts = made.counts.copy()
    counts[[1, 13]] = 0  # the first drawn state of the first package, the second of the second
    broken = replace(made, counts=counts)
    choice = choose_robustly(broken, problem_of(broken, "any_war"))
    assert (choice.n_states, choice.n_left_out) == (8, 2)
    assert choice.best_reported == 0
    counts[3:10] = 0
    with pytest.raises(ResultError, match=r"only 1 of 10 states have"):
        choose_robustly(replace(made, counts=counts), problem_of(made, "any_war"))


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("wars",), "response 'wars' is unknown"),
        (("any_war", ["wars<=1"]), "response 'wars' is unknown"),
        (("any_war", [], ["payoff_blue"]), "response 'payoff_blue' is unknown"),
        (("any_war", [], [], "luck"), "criterion = luck: must be one of mean, p90"),
        (("any_war", [], [], "satisficing"), "needs an aim"),
    ],
)
def test_invalid_options_are_refused(arguments, expected: str):
    with pytest.raises(ConfigError, match=expected):
        problem_of(surface(WARS), *arguments)


def test_the_tables_hold_the_findings():
    made = surface(WARS)
    choice = choose_robustly(made, problem_of(made, "any_war", criterion="worst"))
    tables = rows(choice)
    assert tables["packages"] == [{"package": row, "doors": name} for row, name in enumerate("abc")]
    worst = [row for row in tables["robustness"] if row["criterion"] == "worst"]
    assert [(row["value"], row["rank"]) for row in worst] == [(0.8, 2), (0.45, 1), (0.9, 3)]
    assert len(tables["states"]) == 30
    assert len(tables["costs"]) == 6
    assert [row["is_front"] for row in tables["pareto"] if row["of"] == "any_war"] == [True, False, False]
