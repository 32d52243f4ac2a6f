"""Effects of factors on shares that are known, with intervals that are wide enough."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.design.factorial import grid, one_at_a_time
from standoff.design.factors import Factor, FactorKind
from standoff.statistics.factor_effects import factor_effects
from standoff.statistics.paired import mean_interval, outcome_shifts
from standoff.statistics.sample import Pairs
from standoff.statistics.surface import NO_MOMENTS, Surface
from standoff.vocabulary import ANY_WAR, Outcome

N_RUNS = 400
CALM = Factor("calm", FactorKind.LEVER, "", (0.0, 1.0, 2.0))
MILD = Factor("mild", FactorKind.LEVER, "", (0.0, 1.0))
"""Each step of `CALM` takes 10 points of war away, one of `MILD` 5."""


def surface(design, reference: int | None = 0) -> tuple[Surface, np.ndarray]:
    """A sweep in which a run ends in war if its uniform is below the probability of its point."""
    uniforms = (np.arange(N_RUNS) + 0.5) / N_RUNS
    limits = 0.6 - 0.1 * design.columns["calm"] - 0.05 * design.columns["mild"]
    ends = np.where(uniforms < limits[:, None], int(Outcome.FULL_INVASION), int(Outcome.STANDOFF))
    counts = np.stack([np.bincount(row, minlength=len(Outcome)) for row in ends])
    pairs = {}
    if reference is not None:
        pairs = {
            point: Pairs(outcome_shifts(ends[reference], row), NO_MOMENTS)
            for point, row in enumerate(ends)
            if point != reference
        }
    return Surface(design, counts, pairs=pairs, reference=reference), np.isin(ends, ANY_WAR)


@pytest.mark.parametrize("reference", [0, None])
def test_a_grid_gives_each_factor_its_mean_effect_and_the_levels_of_it(reference: int | None) -> None:
    found, wars = surface(grid([MILD, CALM]), reference)
    first, second = factor_effects(found, ANY_WAR)
    assert [(each.factor.name, each.lowest, each.highest) for each in (first, second)] == [
        ("calm", 2.0, 0.0),
        ("mild", 1.0, 0.0),
    ]
    assert first.difference.value == pytest.approx(0.2)
    assert second.difference.value == pytest.approx(0.05)
    columns = found.design.columns
    for effect in (first, second):
        levels = columns[effect.factor.name]
        by_run = wars[levels == effect.highest].mean(axis=0) - wars[levels == effect.lowest].mean(axis=0)
        low, high = mean_interval(N_RUNS, by_run.mean(), N_RUNS * by_run.var())
        assert effect.difference.low <= low < high <= effect.difference.high


def test_pairing_makes_the_intervals_narrower() -> None:
    paired, alone = (factor_effects(surface(grid([MILD, CALM]), each)[0], ANY_WAR)[1] for each in (0, None))
    reach = [each.difference.high - each.difference.low for each in (paired, alone)]
    assert reach[0] < reach[1]


def test_more_levels_to_pick_from_make_the_interval_wider() -> None:
    few = Factor("calm", FactorKind.LEVER, "", (0.0, 2.0))
    wide, narrow = (factor_effects(surface(grid([each, MILD]), 0)[0], ANY_WAR)[0] for each in (CALM, few))
    assert wide.difference.value == narrow.difference.value
    assert wide.difference.high > narrow.difference.high


def test_one_factor_at_a_time_is_compared_with_the_base() -> None:
    design = one_at_a_time([CALM, MILD], {"calm": 0.0, "mild": 0.0})
    effects = factor_effects(surface(design)[0], ANY_WAR)
    assert [round(each.difference.value, 3) for each in effects] == [0.2, 0.05]


def test_points_that_differ_in_two_factors_are_not_compared() -> None:
    design = grid([CALM, MILD])
    rows = [0, 3]  # calm 0, mild 0, and calm 1, mild 1
    columns = {name: values[rows] for name, values in design.columns.items()}
    drawn = type(design)("table", design.factors, columns, {})
    assert factor_effects(surface(drawn)[0], ANY_WAR) == []


def test_a_factor_is_compared_over_all_pairs_of_points_that_differ_in_it_alone_and_no_others() -> None:
    """A third of the points of a grid, whose pairs are looked for one by one."""
    factors = [Factor(name, FactorKind.LEVER, "", (0.0, 1.0)) for name in ("calm", "mild", "a", "b", "c")]
    design = grid(factors)
    kept = np.flatnonzero(np.random.default_rng(3).random(2 ** len(factors)) < 0.35)
    rows = {name: values[kept] for name, values in design.columns.items()}
    swept, _ = surface(type(design)("table", design.factors, rows, {}))
    levels = np.stack(list(rows.values()), axis=1)
    expected = {}
    for place, factor in enumerate(factors):
        others = np.delete(levels, place, axis=1)
        pairs = [
            (first, second)
            for first in range(len(kept))
            for second in range(len(kept))
            if levels[first, place] < levels[second, place] and (others[first] == others[second]).all()
        ]
        if pairs:
            war = swept.share(ANY_WAR, np.array(pairs)).mean(axis=0)
            expected[factor.name] = pytest.approx(war.max() - war.min())
    assert len(expected) > 1
    assert {each.factor.name: each.difference.value for each in factor_effects(swept, ANY_WAR)} == expected
