from __future__ import annotations

import pytest

from standoff.checks import scale
from standoff.checks.check import Verdict
from standoff.checks.scale import turn_length_matters_little, unit_of_utility_does_not_matter
from standoff.checks.trial import CheckedScenario
from standoff.config.setup import Stages


def test_a_turn_length_that_matters_is_reported(
    trial: CheckedScenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert turn_length_matters_little(trial).verdict != Verdict.FAIL

    class OtherGame(Stages):
        def stage(self, levers, rules, quantities=None, injects=()):
            return super().stage(levers, {"rationality": 2.0}, quantities, injects)

    monkeypatch.setattr(scale, "Stages", OtherGame)
    check = turn_length_matters_little(trial)
    assert check.verdict == Verdict.FAIL
    assert "more than 3 percentage points" in check.words


def test_the_unit_of_utility_does_not_change_any_share(trial: CheckedScenario) -> None:
    check = unit_of_utility_does_not_matter(trial)
    assert check.verdict != Verdict.FAIL
    assert check.findings[0].value < 0.02 * trial.n


@pytest.mark.parametrize("forgotten", ["war_cost", "drift"])
def test_a_cost_that_does_not_scale_is_reported(
    forgotten: str, trial: CheckedScenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = tuple(name for name in scale.OF_ACTORS if name != forgotten)
    monkeypatch.setattr(scale, "OF_ACTORS", left)
    assert unit_of_utility_does_not_matter(trial).verdict == Verdict.FAIL
