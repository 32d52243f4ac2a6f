from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from standoff.drivers.kernel import RESULT
from standoff.scenario.baselines import load_baselines
from standoff.state.tables import N_TYPES
from standoff.statistics.summary import against_baseline, jeffreys, outcome_shares, war_by_type, wilson
from standoff.vocabulary import Outcome


def runs(outcomes: list[Outcome], types: list[int] | None = None) -> npt.NDArray[np.void]:
    rows = np.zeros(len(outcomes), RESULT).view(np.recarray)
    rows["outcome"] = outcomes
    rows["type"][:, 1] = types or 0
    return rows


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_wilson_interval_equals_that_of_scipy(counts: tuple[int, int]):
    count, n = counts
    expected = binomtest(count, n).proportion_ci(0.95, method="wilson")
    assert wilson(count, n) == pytest.approx((expected.low, expected.high), abs=1e-12)


def test_without_runs_the_wilson_interval_is_0_to_1():
    assert wilson(0, 0) == (0.0, 1.0)


def test_the_wilson_interval_has_its_nominal_coverage():
    n, share = 200, 0.1
    counts = np.random.default_rng(1).binomial(n, share, 4000)
    covered = np.mean([low <= share <= high for low, high in (wilson(int(count), n) for count in counts)])
    assert covered == pytest.approx(
        0.95, abs=0.02
    )  # the coverage of a discrete count wanders around its level


def test_the_jeffreys_interval_of_the_rare_wars_is_the_published_one():
    assert jeffreys(2, 59) == pytest.approx((0.007, 0.10), abs=0.005)
    assert jeffreys(0, 10)[0] == 0.0
    assert jeffreys(10, 10)[1] == 1.0


def test_outcome_shares_count_every_run_once_in_the_order_of_severity():
    rows = runs([Outcome.STANDOFF] * 6 + [Outcome.SETTLEMENT] * 3 + [Outcome.WIDER_WAR])
    shares = outcome_shares(rows)
    assert [share.outcome for share in shares] == list(Outcome)
    assert [share.count for share in shares] == [6, 0, 3, 0, 0, 1]
    assert [share.share for share in shares] == [0.6, 0.0, 0.3, 0.0, 0.0, 0.1]
    assert all(share.n == 10 for share in shares)
    assert all(share.low <= share.share <= share.high for share in shares)


def test_war_by_type_counts_any_war_among_the_runs_of_each_type():
    outcomes = [Outcome.LIMITED_INCURSION, Outcome.SETTLEMENT, Outcome.FULL_INVASION, Outcome.STANDOFF]
    shares = war_by_type(runs(outcomes, [0, 0, 3, 4]), actor=1)
    assert [share.type for share in shares] == list(range(N_TYPES))
    assert [(share.war.count, share.war.n) for share in shares] == [(1, 2), (0, 0), (0, 0), (1, 1), (0, 1)]
    assert math.isnan(shares[1].war.share)


def test_runs_are_compared_with_past_cases_by_classes_that_add_up():
    baseline = load_baselines()["icb_matched"]
    rows = runs([Outcome.STANDOFF, Outcome.LIMITED_INCURSION, Outcome.FULL_INVASION, Outcome.WIDER_WAR])
    classes = against_baseline(np.bincount(rows["outcome"], minlength=6), baseline)
    assert [group.runs.count for group in classes] == [1, 1, 2]
    assert [round(group.cases.share, 3) for group in classes] == [0.542, 0.424, 0.034]
    assert sum(group.cases.count for group in classes) == 59
    assert [group.nothing for group in classes] == [1.0, 0.0, 0.0]
