from __future__ import annotations

import numpy as np

from standoff.checks.check import Verdict
from standoff.checks.same import differing, run_findings, share_change, share_findings
from standoff.statistics.sample import Runs
from standoff.vocabulary import Outcome

N = 4000


def runs(n_wars: int, n: int = N) -> Runs:
    """Runs of which the first so many end with an invasion, the others with a standoff."""
    outcomes = np.where(np.arange(n) < n_wars, int(Outcome.FULL_INVASION), int(Outcome.STANDOFF))
    return Runs(outcomes.astype(np.int64), np.array([np.arange(n, dtype=float), np.full(n, np.nan)]))


def verdicts(there: Runs, here: Runs) -> set[Verdict]:
    return {one.verdict for one in share_findings(there, here, "x")}


def test_runs_differ_by_outcome_by_measure_and_by_whether_they_have_one() -> None:
    there, here = runs(5), runs(4)
    here.values[0, 9] += 1.0
    here.values[1, 11] = 2.0
    assert np.flatnonzero(differing(there, here)).tolist() == [4, 9, 11]
    assert np.flatnonzero(differing(there, here, np.array([True, False]))).tolist() == [4, 9]


def test_differences_in_the_last_bits_are_ignored() -> None:
    there, here = runs(5), runs(5)
    here.values[0] *= 1.0 + 1e-12
    assert not differing(there, here).any()


def test_a_share_is_the_same_only_if_its_whole_interval_is_within_three_points() -> None:
    assert verdicts(runs(1000), runs(1004)) == {Verdict.PASS}
    assert Verdict.FAIL in verdicts(runs(1000), runs(1300))
    assert Verdict.FAIL not in verdicts(runs(1000), runs(1110))
    assert Verdict.NOTE in verdicts(runs(1000), runs(1110))
    assert Verdict.NOTE in verdicts(runs(10, 40), runs(10, 40)), "too few runs prove nothing"


def test_runs_that_differ_are_noted_and_shares_that_move_fail() -> None:
    assert [one.verdict for one in run_findings(runs(1000), runs(1000), "x")] == [Verdict.PASS]
    assert run_findings(runs(1000), runs(1001), "x")[0].verdict == Verdict.NOTE
    moved = run_findings(runs(1000), runs(1040), "x")
    assert (moved[0].verdict, moved[0].value) == (Verdict.FAIL, 40)


def test_many_runs_that_differ_fail_although_no_share_moves() -> None:
    there, here = runs(1000), runs(1000)
    here.values[0, : N // 25] += 1.0
    assert run_findings(there, here, "x")[0].verdict == Verdict.NOTE
    here.values[0, : N // 10] += 1.0
    assert run_findings(there, here, "x")[0].verdict == Verdict.FAIL


def test_outcomes_are_counted_together() -> None:
    both = [Outcome.FULL_INVASION, Outcome.STANDOFF]
    assert share_change(runs(1000), runs(1300), both).value == 0.0
    assert share_change(runs(1000), runs(1300), both[:1]).value == 300 / N
