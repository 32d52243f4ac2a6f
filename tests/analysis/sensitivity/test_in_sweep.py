"""Sensitivity: functions with known answers, put into our own designs."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from SALib.analyze import pawn as salib_pawn

from standoff.analysis.sensitivity.findings import ResponseSensitivity, Sensitivity
from standoff.analysis.sensitivity.in_sweep import sensitivity
from standoff.analysis.sensitivity.pawn import pawn_indices
from standoff.analysis.sensitivity.rows import rows
from standoff.design.factorial import grid, one_at_a_time, table
from standoff.design.factors import Factor, FactorKind
from standoff.design.sampling import latin_hypercube, sobol
from standoff.design.variance import morris, saltelli
from standoff.errors import ConfigError, ResultError
from standoff.statistics.sample import Pairs
from standoff.statistics.sums import Moments
from standoff.statistics.surface import Surface
from standoff.vocabulary import Outcome
from tests.surfaces import MEASURE, N_RUNS, angles, factors, filled, ishigami, numbers, surface

RULES = Factor("rules", FactorKind.CHOICE, "", ("base", "prospect", "no_audience"))


def finding_of(made: Surface) -> ResponseSensitivity:
    (findings,) = sensitivity(made, [MEASURE]).findings
    return findings


# Sobol indices


def test_saltelli_points_give_the_known_indices_of_the_ishigami_function():
    last = finding_of(surface(saltelli(angles(), 4096, seed=20220208), ishigami)).sobol[-1]
    # The tolerance is for the error at this n; the values are exact (Ishigami & Homma 1990).
    assert last.first == pytest.approx([0.3139, 0.4424, 0.0], abs=0.03)
    assert last.total == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.03)
    assert last.order == [0, 1, 2]
    assert last.n == 4096


def test_the_intervals_of_the_indices_have_about_their_nominal_coverage():
    hits = []
    for seed in range(10):
        last = finding_of(surface(saltelli(angles(), 256, seed), ishigami)).sobol[-1]
        hits += (np.abs(last.first - [0.3139, 0.4424, 0.0]) <= last.first_reach).tolist()
        hits += (np.abs(last.total - [0.5576, 0.4424, 0.2437]) <= last.total_reach).tolist()
    assert sum(hits) >= 50  # of 60; Sobol' points err less than the bootstrap thinks, so mostly all


def test_the_indices_of_groups_are_the_exact_shares_of_an_additive_function():
    weights = np.array([1.0, 2.0, 3.0, 1.0])  # variances 1, 4, 9 and 1 of 15
    groups = {"a paper": ["x0", "x2"], "a speech": ["x1"], "assumed": ["x3"]}
    design = saltelli(factors(4), 256, 5, groups)
    findings = sensitivity(surface(design, lambda x: x @ weights), [MEASURE])
    last = findings.findings[0].sobol[-1]
    assert last.names == tuple(groups)
    # Groups do not interact, so that both kinds are the same; the tolerance is for the error at this n.
    assert last.first == pytest.approx([10 / 15, 4 / 15, 1 / 15], abs=0.05)
    assert last.total == pytest.approx([10 / 15, 4 / 15, 1 / 15], abs=0.05)
    assert findings.is_grouped
    assert [one.name for one in findings.groups["a paper"]] == ["x0", "x2"]


def test_interactions_inside_of_a_group_are_its_own():
    def function(x):
        return (x[:, 0] - 0.5) * (x[:, 1] - 0.5) * 12 + x[:, 2] - 0.5

    design = saltelli(factors(3), 512, 5, {"both": ["x0", "x1"], "other": ["x2"]})
    last = finding_of(surface(design, function)).sobol[-1]
    assert last.first == pytest.approx([12 / 13, 1 / 13], abs=0.06)
    alone = finding_of(surface(saltelli(factors(3), 512, 5), function)).sobol[-1]
    assert alone.first == pytest.approx([0, 0, 1 / 13], abs=0.06)
    assert alone.total == pytest.approx([12 / 13, 12 / 13, 1 / 13], abs=0.06)


def test_the_last_row_of_the_convergence_is_the_indices():
    made = rows(sensitivity(surface(saltelli(angles(), 256, 1), ishigami), [MEASURE]))
    last = [line for line in made["convergence"] if line["n"] == 256]
    assert [line | {"role": "uncertainty", "set_by": "scenario"} for line in last] == made["indices"]
    assert sorted({line["n"] for line in made["convergence"]}) == [32, 64, 128, 256]


def test_indices_settle_as_the_points_grow_and_the_number_needed_is_given():
    few, many = (finding_of(surface(saltelli(angles(), n, 1), ishigami)).settling for n in (64, 8192))
    assert not few.is_settled
    assert few.n_enough is not None
    assert 1024 <= few.n_enough <= 32768
    assert few.n_enough.bit_count() == 1
    assert few.reach > 0.05
    assert many.is_settled
    assert max(many.reach, many.moved) <= 0.05


def test_a_block_with_a_failed_point_is_left_out_as_a_whole():
    design = saltelli(angles(), 256, 1)
    rng = np.random.default_rng(2)
    failed = sorted(rng.choice(design.n_points, 12, replace=False).tolist())
    n_lost = len({point // 5 for point in failed})
    findings = sensitivity(surface(design, ishigami, failed), [MEASURE])
    (finding,) = findings.findings
    assert findings.n_failed == 12
    assert finding.sobol[-1].n == 256 - n_lost
    assert (finding.spread.n_points, finding.spread.n_left_out) == (2 * (256 - n_lost), 2 * n_lost)
    assert finding.sobol[-1].first == pytest.approx([0.3139, 0.4424, 0.0], abs=0.12)


def test_words_are_ranks_of_their_options():
    design = saltelli([RULES, *factors(1)], 256, 1)
    rank = np.array([RULES.values.index(word) for word in design.columns["rules"]], float)
    last = finding_of(filled(design, rank + design.columns["x0"])).sobol[-1]
    assert last.first == pytest.approx([8 / 9, 1 / 9], abs=0.03)  # variances 2/3 and 1/12
    walks = morris([RULES, *factors(1)], 40, 4, 1)
    rank = np.array([RULES.values.index(word) for word in walks.columns["rules"]], float)
    assert finding_of(filled(walks, rank)).morris.mu[0] > 1.0


# Morris


def test_elementary_effects_of_a_linear_function_are_its_coefficients():
    coefficients = np.array([3.0, -2.0, 0.0])
    effects = finding_of(surface(morris(factors(3), 8, 4, seed=1), lambda x: x @ coefficients)).morris
    assert effects.mu_star == pytest.approx([3.0, 2.0, 0.0])
    assert effects.mu == pytest.approx([3.0, -2.0, 0.0])
    assert effects.sigma == pytest.approx([0.0, 0.0, 0.0], abs=1e-12)  # rounding
    assert effects.order == [0, 1, 2]


def test_effects_are_those_of_the_whole_range_whatever_its_width():
    effects = finding_of(surface(morris(factors(2, -5.0, 5.0), 8, 4, seed=1), lambda x: x[:, 0])).morris
    assert effects.mu_star == pytest.approx([10.0, 0.0])


def test_an_interaction_shows_in_sigma_and_a_failed_walk_is_left_out():
    design = morris(factors(3), 30, 4, seed=1)
    finding = finding_of(surface(design, lambda x: x[:, 0] * x[:, 1] + x[:, 2], failed=[2, 5]))
    assert finding.morris.n == 28
    assert finding.spread.n_left_out == 8
    assert finding.morris.sigma[0] > 0.1 > 1e-9 > finding.morris.sigma[2]


# PAWN


@pytest.mark.parametrize("plan", [sobol, latin_hypercube])
def test_an_inert_factor_lies_below_the_threshold_and_others_above(plan):
    pawn = finding_of(surface(plan(factors(3), 512, seed=1), lambda x: x[:, 0] ** 2 + 0.4 * x[:, 1])).pawn
    assert pawn.value[0] > pawn.value[1] > pawn.threshold > pawn.value[2]
    assert pawn.value[0] - pawn.reach[0] > pawn.threshold
    assert pawn.order == [0, 1, 2]


def test_about_one_in_twenty_inert_factors_exceeds_the_threshold():
    pawn = finding_of(surface(latin_hypercube(factors(41), 200, seed=1), lambda x: x[:, 0])).pawn
    assert pawn.value[0] > 0.4
    assert np.sum(pawn.value[1:] > pawn.threshold) <= 7  # of 40: 2 expected


def test_a_choice_that_matters_shows_whatever_the_order_of_its_options():
    design = sobol([RULES, *factors(1)], 256, 1)
    values = (design.columns["rules"] == "prospect") + 0.1 * design.columns["x0"]
    pawn = finding_of(filled(design, values)).pawn
    assert pawn.value[0] > pawn.threshold


def test_pawn_indices_are_those_of_salib():
    rng = np.random.default_rng(3)
    columns, values = rng.permuted(np.tile(np.arange(150.0)[:, None], 4), axis=0), rng.normal(size=150)
    values = (values + 0.02 * columns[:, 0]).round(1)  # some are equal, as shares are
    problem = {"num_vars": 4, "names": list("abcd")}
    expected = salib_pawn.analyze(problem, columns, values, S=10)["median"]
    np.testing.assert_allclose(pawn_indices("abcd", columns, values).value, expected, rtol=1e-14)


def test_factors_that_were_varied_together_have_a_pawn_index_each():
    design = saltelli(factors(3), 256, 1, {"both": ["x0", "x1"], "other": ["x2"]})
    pawn = finding_of(surface(design, lambda x: x[:, 0] + 0.1 * x[:, 2])).pawn
    assert pawn.names == ("x0", "x1", "x2")
    assert pawn.n == 512
    assert pawn.value[0] > pawn.threshold > pawn.value[1]


# One at a time


def tornado(reference: bool) -> Sensitivity:
    """x0 moves war by 20 and by 10 of 100 runs, x1 by none; runs at the base are paired if asked for."""
    design = one_at_a_time(factors(2), {"x0": 0.5, "x1": 0.5})
    made = filled(design, np.array([1.0, 0.0, 2.0, 1.0, 1.0]))
    wars = [50, 30, 60, 50, 50]
    made.counts[:] = 0
    made.counts[:, Outcome.FULL_INVASION] = wars
    made.counts[:, Outcome.STANDOFF] = [N_RUNS - war for war in wars]
    pairs = {}
    for point, war in enumerate(wars[1:], start=1):
        shifts = np.zeros((6, 6), np.int64)
        shifts[4, 4], shifts[0, 0] = min(50, war), N_RUNS - max(50, war)
        shifts[4, 0], shifts[0, 4] = max(0, 50 - war), max(0, war - 50)
        gap = made.moments.mean[point] - made.moments.mean[0]
        pairs[point] = Pairs(shifts, Moments(np.array([N_RUNS]), gap, np.zeros(1)))
    return sensitivity(replace(made, pairs=pairs, reference=0 if reference else 1), ["any_war", MEASURE])


def test_swings_are_ranked_and_their_differences_are_those_of_the_pairs():
    wars, days = tornado(reference=True).findings
    assert [swing.factor for swing in wars.swings] == ["x0", "x1"]
    low, high = wars.swings[0].low, wars.swings[0].high
    assert (low.value, high.value) == (0.0, 1.0)
    assert low.contrast.difference.value == pytest.approx(-0.2)
    assert high.contrast.difference.value == pytest.approx(0.1)
    assert low.contrast.is_paired
    assert wars.swings[0].width == pytest.approx(0.3)
    assert days.swings[0].low.contrast.difference.ends == (-1.0, -1.0, -1.0)


def test_without_a_reference_the_ends_are_compared_as_independent_runs_with_wider_intervals():
    (paired, *_), (independent, *_) = (tornado(reference).findings[0].swings for reference in (True, False))
    assert not independent.low.contrast.is_paired
    widths = [
        one.low.contrast.difference.high - one.low.contrast.difference.low for one in (paired, independent)
    ]
    assert widths[0] < widths[1]


def test_a_failed_base_and_a_failed_end_are_reported():
    design = one_at_a_time(factors(2), {"x0": 0.5, "x1": 0.5})
    with pytest.raises(ResultError, match="the base, with which all points are compared, failed"):
        finding_of(surface(design, lambda x: x[:, 0], failed=[0]))
    swings = finding_of(surface(design, lambda x: x[:, 0] + x[:, 1], failed=[1])).swings
    assert [(swing.factor, swing.has_failed) for swing in swings] == [("x1", False), ("x0", True)]


# Everything else


def test_the_share_of_noise_is_the_mean_squared_error_over_the_variance():
    design = sobol(factors(1), 1024, 1)
    spread = finding_of(surface(design, lambda x: x[:, 0], sd=2.0)).spread
    variance = float(np.var(numbers(design)))
    assert spread.noise == pytest.approx(2.0**2 / N_RUNS / variance)
    assert spread.sd == pytest.approx(math.sqrt(variance))
    assert spread.n_runs == N_RUNS


@pytest.mark.parametrize(
    "design",
    [
        saltelli(factors(2), 64, 1),
        morris(factors(2), 8, 4, 1),
        sobol(factors(2), 128, 1),
        one_at_a_time(factors(2), {"x0": 0.5, "x1": 0.5}),
    ],
    ids=lambda design: design.kind,
)
def test_a_response_that_does_not_vary_is_reported_without_further_results(design):
    findings = sensitivity(surface(design, lambda x: np.full(len(x), 7.0)), [MEASURE])
    (finding,) = findings.findings
    assert not finding.spread.varies
    assert finding.spread.mean == 7.0
    assert set(rows(findings)) == {"spread", "factors"}
    assert rows(findings)["spread"][0]["noise_share"] is None


@pytest.mark.parametrize(
    ("design", "reason"),
    [
        (saltelli(factors(2), 8, 1), "only 8 blocks have values at all points, at least 16 are needed"),
        (morris(factors(2), 3, 4, 1), "3 trajectories .* larger design.trajectories"),
        (sobol(factors(2), 64, 1), "64 points .* at least 100"),
    ],
    ids=["saltelli", "morris", "sobol"],
)
def test_too_few_points_are_refused_with_the_number_that_is_needed(design, reason):
    with pytest.raises(ResultError, match=reason):
        finding_of(surface(design, lambda x: x[:, 0]))


@pytest.mark.parametrize("plan", [grid, lambda factors: table({"x0": [1.0, 2.0]}, factors)])
def test_other_designs_are_refused_with_those_that_work(plan):
    design = plan([Factor("x0", FactorKind.LEVER, "share", (1.0, 2.0))])
    with pytest.raises(ConfigError, match="saltelli, morris, latin_hypercube, sobol, one_at_a_time"):
        finding_of(surface(design, lambda x: x[:, 0]))


def test_an_unknown_response_is_refused_and_one_named_twice_appears_once():
    made = surface(sobol(factors(2), 128, 1), lambda x: x[:, 0] - 0.5)
    with pytest.raises(ConfigError, match="response 'any_wars' is unknown; did you mean 'any_war'"):
        sensitivity(made, ["any_wars"])
    assert [finding.response.name for finding in sensitivity(made, ["any_war", "any_war"]).findings] == [
        "any_war"
    ]


def test_points_that_are_not_a_whole_number_of_blocks_are_refused():
    design = saltelli(factors(2), 64, 1)
    damaged = replace(design, columns={name: column[:-1] for name, column in design.columns.items()})
    with pytest.raises(ResultError, match="cannot be divided into rows of 4"):
        finding_of(surface(damaged, lambda x: x[:, 0]))
