"""Titles of the figures of sweeps: the shares, factors and options in them are those of the points."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.design.factorial import ends_of, grid, one_at_a_time
from standoff.design.factors import Factor, FactorKind
from standoff.plots.sweep.titles import curve_title, option_title, point_title, range_title, ranking_title
from standoff.statistics.association import Association
from standoff.statistics.surface import Surface
from standoff.vocabulary import Outcome

TRUST = Factor("diplomacy.trust", FactorKind.LEVER, "share", (0.0, 0.5, 1.0), title="trust in promises")
RATE = Factor("rules.tempo", FactorKind.UNCERTAINTY, "per_day", (0.1, 0.2))
RULES = Factor("rules", FactorKind.CHOICE, "", ("base", "prospect"))


def surface(design, wars):
    """A sweep with so many full invasions and otherwise standoffs among 100 runs at each point."""
    counts = np.zeros((design.n_points, len(Outcome)), np.int64)
    counts[:, Outcome.FULL_INVASION] = wars
    counts[:, Outcome.STANDOFF] = 100 - counts[:, Outcome.FULL_INVASION]
    return Surface(design, counts)


def test_a_curve_is_titled_by_its_two_ends():
    data = surface(grid([TRUST]), [70, 50, 40])
    expected = "War of any kind in 70 % of runs at trust in promises 0, in 40 % at 1"
    assert curve_title(data, np.arange(3)) == expected


def test_without_an_end_a_curve_is_titled_by_its_range():
    data = surface(grid([TRUST]), [70, 50, 40])
    data.counts[2] = 0
    assert curve_title(data, np.arange(3)) == "War of any kind in 50 to 70 % of runs over trust in promises"


def test_the_range_is_that_of_the_points_that_were_played():
    data = surface(grid([TRUST, RATE]), [70, 50, 40, 60, 30, 20])
    data.counts[5] = 0
    points = np.arange(6)
    names = ["trust in promises", "rules.tempo"]
    assert range_title(data, points, names) == (
        "War of any kind in 30 to 70 % of runs over trust in promises and rules.tempo"
    )
    assert range_title(data, points, ["a"], "settlement") == "Settlement in 0 % of runs over a"


def test_options_are_titled_by_the_best_and_the_worst():
    data = surface(grid([RULES]), [70, 50])
    text = option_title(data, np.arange(2)).replace("\u00a0", " ")
    assert (
        text == "War of any kind in 50 to 70 % of runs: least with rules = prospect, most with rules = base"
    )
    same = surface(grid([RULES]), [50, 50])
    assert option_title(same, np.arange(2)) == "War of any kind in 50 % of runs under every choice"


def test_a_ranking_is_titled_by_the_factor_with_the_widest_span():
    design = one_at_a_time([TRUST, RATE], {TRUST.name: 0.5, RATE.name: 0.15})
    ends = ends_of(design)
    wars = np.full(design.n_points, 50)
    wars[[ends[0].low, ends[0].high]] = 80, 40
    wars[ends[1].high] = 60
    title = ranking_title(surface(design, wars), ends, "any_war")
    assert title == "Trust in promises moves war of any kind most: 40 to 80 % of runs"


@pytest.mark.parametrize(("value", "text"), [(0.65, "+0.65"), (-0.5, "−0.50")])
def test_points_are_titled_by_the_largest_rank_correlation(value, text):
    ranked = [Association(TRUST, value, 0.0, 0.0, False), Association(RATE, 0.1, 0.0, 0.0, False)]
    expected = f"War of any kind goes most with trust in promises: rank correlation {text}"
    assert point_title(ranked) == expected
