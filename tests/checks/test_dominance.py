from __future__ import annotations

from typing import Any

import pytest

from standoff.checks.check import Verdict
from standoff.checks.dominance import TERMS, dominated_is_never_favourite, shortfalls
from standoff.checks.trial import CheckedScenario
from standoff.drivers.trace import Trace


def option(name: str, probability: float, of_class: str = "stand", **terms: float) -> dict[str, Any]:
    row = {"turn": 0, "actor": "a", "option": name, "option_class": of_class, "probability": probability}
    return {**row, **dict.fromkeys(TERMS, 0.0), **terms}


def check(trial: CheckedScenario, *rows: dict[str, Any]):
    """Check a crisis with a single decision."""
    trace = Trace()
    trace.tables["decisions"] = list(rows)
    staged = CheckedScenario(trial.scenario, trial.n)
    staged.traces = [trace]
    return dominated_is_never_favourite(staged)


def test_an_option_is_dominated_if_another_beats_it_and_is_worse_in_no_respect() -> None:
    rows = [
        option("best", 0.4),
        option("dearer", 0.2, cost=-0.01),
        option("dearer still", 0.1, cost=-0.01, fear=-0.02),
        option("a trade", 0.2, cost=-0.01, settlement=0.02),
        option("the same as the best", 0.1),
    ]
    # What trades cost for settlement dominates what costs as much and fears more: by .02.
    assert shortfalls(rows).tolist() == pytest.approx([0.0, 0.02, 0.04, 0.0, 0.0])


def test_a_favourite_that_falls_short_by_more_than_the_noise_of_choice_is_a_fault(
    trial: CheckedScenario,
) -> None:
    noise = 1.0 / float(trial.base.facts.rules.rationality)
    rows = (option("best", 0.4), option("arm_up", 0.6, cost=-1.01 * noise))
    finding = check(trial, *rows)
    assert finding.verdict == Verdict.FAIL
    assert "arm up 1" in finding.words
    assert (
        check(trial, option("best", 0.6), option("arm_up", 0.4, cost=-1.01 * noise)).verdict == Verdict.PASS
    )


def test_a_favourite_within_the_noise_by_the_weight_of_its_class_is_reported(trial: CheckedScenario) -> None:
    noise = 1.0 / float(trial.base.facts.rules.rationality)
    rows = (option("wait", 0.3), option("watch", 0.3), option("arm_up", 0.4, "coerce", cost=-0.5 * noise))
    finding = check(trial, *rows)
    assert finding.verdict == Verdict.NOTE
    assert [one.value for one in finding.findings] == pytest.approx([1, 0.5 * noise])
