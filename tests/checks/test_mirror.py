from __future__ import annotations

import numpy as np
import pytest

from standoff.checks import mirror
from standoff.checks.check import Verdict
from standoff.checks.mirror import equals_get_equal_chances, mirrored
from standoff.checks.trial import CheckedScenario
from standoff.drivers.stage import Stage
from standoff.scenario.load import load_scenario


@pytest.fixture(scope="module")
def trial() -> CheckedScenario:
    """A crisis whose mirrored pair ends in more than one way."""
    return CheckedScenario(load_scenario("spring_2021"), 300)


def test_a_pair_and_its_mirror_image_get_equal_results(trial: CheckedScenario) -> None:
    check = equals_get_equal_chances(trial)
    assert check.verdict == Verdict.PASS, check.words


def test_something_happens_between_the_pair(trial: CheckedScenario) -> None:
    rows = trial.rows(mirrored(trial, int(np.argmax(trial.base.facts.actor["is_attacker"]))), trial.n)
    assert len(np.unique(rows["outcome"])) > 1
    assert rows["chose_war"][:, :2].any(axis=0).all()


@pytest.mark.parametrize(("column", "factor"), [("war_cost", 0.5), ("quality", 2.0)])
def test_an_advantage_of_one_actor_is_reported(
    column: str, factor: float, trial: CheckedScenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    def uneven(trial: CheckedScenario, row: int, slots: tuple[int, ...]) -> Stage:
        facts = mirrored(trial, row, slots).facts.copy()
        facts.actor[column][0] *= factor
        return trial.edited(facts)

    monkeypatch.setattr(mirror, "mirrored", uneven)
    check = equals_get_equal_chances(trial)
    assert check.verdict == Verdict.FAIL
    assert check.findings[0].value > 0


def test_a_crisis_without_an_attacker_has_nothing_to_mirror(trial: CheckedScenario) -> None:
    peaceful = CheckedScenario(trial.scenario, trial.n)
    peaceful.base.facts.actor["is_attacker"] = 0
    assert equals_get_equal_chances(peaceful).verdict == Verdict.NOTE
