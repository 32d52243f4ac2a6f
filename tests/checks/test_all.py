from __future__ import annotations

from pathlib import Path

import pytest

from standoff.checks import all as everything
from standoff.checks.all import CHECKS, OF_THE_RULES, n_runs, run_checks
from standoff.checks.check import Check, Finding, Verdict
from standoff.checks.levers import levers_do_something
from standoff.checks.mirror import equals_get_equal_chances
from standoff.checks.trial import CheckedScenario
from standoff.scenario.content import Scenario
from standoff.scenario.load import load_scenario
from standoff.scenario.skeleton import skeleton_files


@pytest.mark.slow
def test_the_progress_bar_ends_with_the_checks(crisis: Scenario) -> None:
    done = []
    trial = CheckedScenario(crisis, 100, done.append)
    assert len(list(run_checks(trial))) == len(CHECKS)
    assert sum(done) == pytest.approx(n_runs(trial), rel=0.02)


def failing(trial: CheckedScenario) -> Check:
    finding = Finding("equal actors", "advantage, utility", Verdict.FAIL, 0.01, trial.n)
    return Check("planted", "Is it so?", Verdict.FAIL, "No.", (finding,))


@pytest.mark.parametrize(("of_the_rules", "verdict"), [(True, Verdict.NOTE), (False, Verdict.FAIL)])
def test_a_failure_that_no_author_can_correct_is_a_note(
    of_the_rules: bool, verdict: Verdict, crisis: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(everything, "CHECKS", (failing,))
    monkeypatch.setattr(everything, "OF_THE_RULES", frozenset({failing} if of_the_rules else ()))
    (check,) = run_checks(CheckedScenario(crisis, 10))
    assert check.verdict == verdict
    assert [each.verdict for each in check.findings] == [verdict]
    assert ("a property of the rules" in check.words) == of_the_rules


def test_symmetry_is_a_property_of_the_rules_and_idle_levers_are_not() -> None:
    assert equals_get_equal_chances in OF_THE_RULES
    assert levers_do_something not in OF_THE_RULES
    assert set(CHECKS) > OF_THE_RULES


def test_a_new_scenario_does_not_fail_because_of_the_symmetry_of_the_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in skeleton_files().items():
        (tmp_path / "mine" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "mine" / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(everything, "CHECKS", (equals_get_equal_chances,))
    (check,) = run_checks(CheckedScenario(load_scenario(tmp_path / "mine"), 60))
    assert check.verdict != Verdict.FAIL
