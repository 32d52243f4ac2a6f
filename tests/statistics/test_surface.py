"""Sweep data: what varies, groups by options, shares with intervals, and what is said of failed points."""

import numpy as np
import pytest

from standoff.design.factorial import grid, table
from standoff.design.factors import Factor, FactorKind
from standoff.plots.labels import in_lines, range_text, setting_text, with_unit
from standoff.statistics.summary import wilson
from standoff.statistics.surface import Surface
from standoff.vocabulary import ANY_WAR, Outcome

TRUST = Factor("diplomacy.trust", FactorKind.LEVER, "share", (0.0, 0.5, 1.0))
FIXED = Factor("rules.tempo", FactorKind.UNCERTAINTY, "per_day", (0.3,))
RULES = Factor("rules", FactorKind.CHOICE, "", ("base", "prospect"))
LONG_NAME = "actors.ukraine.forces.groups.territorial_defence.peacetime"
LONG = Factor(LONG_NAME, FactorKind.UNCERTAINTY, "thousand_troops", low=1.0, high=2.0)


def sweep(design, counts):
    """A sweep without fans."""
    return Surface(design, np.array(counts))


@pytest.fixture
def data():
    """Two choices of three values of trust; the last point failed."""
    counts = [[4, 2, 1, 1, 1, 1], [0, 0, 10, 0, 0, 0], [0, 0, 0, 0, 0, 10]] * 2
    return sweep(grid([RULES, FIXED, TRUST]), [*counts[:5], [0] * 6])


def test_only_factors_that_take_several_values_vary(data):
    assert data.numbers == (TRUST,)
    assert data.choices == (RULES,)


def test_points_are_grouped_by_options_in_their_order(data):
    assert {chosen: points.tolist() for chosen, points in data.groups.items()} == {
        ("base",): [0, 1, 2],
        ("prospect",): [3, 4, 5],
    }


def test_without_choices_all_points_are_one_group():
    one = sweep(grid([TRUST]), np.ones((3, 6), int))
    assert [points.tolist() for points in one.groups.values()] == [[0, 1, 2]]


def test_words_of_a_table_read_from_parquet_are_choices():
    design = table({"rules": ["base", "prospect"]}, [RULES])
    design.columns["rules"] = design.columns["rules"].astype(object)
    assert sweep(design, np.ones((2, 6), int)).choices == (RULES,)


def test_any_war_is_all_outcomes_from_a_limited_incursion_on():
    assert ANY_WAR == (Outcome.LIMITED_INCURSION, Outcome.FULL_INVASION, Outcome.WIDER_WAR)


def test_shares_are_counts_over_runs_with_wilson_intervals(data):
    estimate = data.estimate(ANY_WAR, np.array([0, 1, 2]))
    assert estimate.share.tolist() == [0.3, 0.0, 1.0]
    assert list(zip(estimate.low, estimate.high, strict=True)) == [
        wilson(3, 10),
        wilson(0, 10),
        wilson(10, 10),
    ]
    assert np.allclose(estimate.share - estimate.reach[0], estimate.low)
    assert np.allclose(estimate.share + estimate.reach[1], estimate.high)
    assert (estimate.reach >= 0).all()


def test_a_failed_point_has_no_share(data):
    estimate = data.estimate(ANY_WAR, np.array([5]))
    assert np.isnan([estimate.share, estimate.low, estimate.high]).all()
    assert data.played.tolist() == [0, 1, 2, 3, 4]


def test_the_number_of_runs_points_and_failures_is_stated(data):
    assert data.runs_text(np.array([0, 1, 2])) == "n = 10 runs at each of 3 points"
    assert data.runs_text(np.arange(6)) == "n = 10 runs at each of 5 points; 1 more failed and is left out"


def test_large_numbers_of_runs_have_thousands_separators():
    data = sweep(grid([TRUST]), np.full((3, 6), 1000))
    assert data.runs_text(np.array([0])) == "n = 6,000 runs at one point"


def test_unequal_numbers_of_runs_are_given_as_a_range():
    counts = np.ones((3, 6), int) * [[1], [2], [3]]
    assert sweep(grid([TRUST]), counts).runs_text(np.arange(3)) == "n = 6 to 18 runs at each of 3 points"


def test_lines_of_a_table_hold_values_counts_and_intervals_and_leave_cells_of_a_failure_empty(data):
    first, *_, last = data.lines(["any_war"], np.arange(6))
    low, high = wilson(3, 10)
    assert first == {
        "point": 0, "rules": "base", TRUST.name: 0.0, "outcome": "any_war", "n": 10, "count": 3, "share": 0.3,
        "low": low, "high": high,
    }  # fmt: skip
    assert (last["point"], last["n"], last["share"], last["low"]) == (5, 0, None, None)


def test_a_number_is_not_broken_at_its_decimal_point():
    assert in_lines("diplomacy.offer_rate = 0.5 per day", 26).splitlines() == [
        "diplomacy.offer_rate =", "0.5 per day",
    ]  # fmt: skip


def test_a_name_breaks_after_its_dots_and_keeps_all_characters():
    lines = in_lines(LONG.name, 30).splitlines()
    assert "".join(lines) == LONG.name
    assert all(len(line) <= 30 for line in lines)
    assert all(line.endswith(".") for line in lines[:-1])


def test_a_unit_follows_the_name_in_words():
    assert with_unit(FIXED, 40) == "rules.tempo (per\u00a0day)"
    assert with_unit(RULES, 40) == "rules"
    assert with_unit(LONG, 34).splitlines()[-1] == "(thousand\u00a0troops)"


def test_a_range_and_a_setting_have_their_units():
    assert range_text(TRUST.unit, 0.0, 1.0) == "0 to 1 (share)"
    text = setting_text([RULES, FIXED], ["base", 0.3]).replace("\u00a0", " ")
    assert text == "rules = base, rules.tempo = 0.3 per day"
