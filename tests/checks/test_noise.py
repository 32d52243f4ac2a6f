from __future__ import annotations

import pytest

from standoff.checks import noise
from standoff.checks.check import Verdict
from standoff.checks.noise import QUIET, no_noise_one_outcome
from standoff.checks.trial import CheckedScenario


def test_without_noise_all_runs_are_equal(trial: CheckedScenario) -> None:
    check = no_noise_one_outcome(trial)
    assert check.verdict == Verdict.PASS
    assert check.findings[-1].value == 0


@pytest.mark.parametrize(("name", "value"), [("tempo", 0.3), ("rationality", 60.0)])
def test_remaining_chance_is_reported(
    name: str, value: float, trial: CheckedScenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(noise, "QUIET", QUIET | {name: value})
    check = no_noise_one_outcome(trial)
    assert check.verdict == Verdict.FAIL
    assert check.findings[-1].value > 0
