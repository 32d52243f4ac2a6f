from __future__ import annotations

from typing import Any

from sim.checks.check import Verdict
from sim.checks.dominance import TERMS, dominated, dominated_is_never_favourite
from sim.checks.trial import Trial
from sim.drivers.trace import Trace


def option(name: str, probability: float, of_class: str = "stand", **terms: float) -> dict[str, Any]:
    told = {"turn": 0, "actor": "a", "option": name, "option_class": of_class, "probability": probability}
    return {**told, **dict.fromkeys(TERMS, 0.0), **terms}


def check(trial: Trial, *rows: dict[str, Any]):
    """Check a crisis with a single decision."""
    trace = Trace()
    trace.tables["decisions"] = list(rows)
    staged = Trial(trial.scenario, trial.n)
    staged.traces = [trace]
    return dominated_is_never_favourite(staged)


def test_dominated_is_what_another_option_beats_in_no_respect_for_the_worse() -> None:
    rows = [
        option("best", 0.4),
        option("dearer", 0.3, cost=-0.01),
        option("a trade", 0.2, cost=-0.01, settlement=0.02),
        option("the same as the best", 0.1),
    ]
    assert dominated(rows).tolist() == [False, True, False, False]


def test_a_dominated_favourite_is_told(trial: Trial) -> None:
    found = check(trial, option("best", 0.4), option("arm_up", 0.6, cost=-0.01))
    assert found.verdict == Verdict.FAIL
    assert "arm up 1" in found.words
    assert check(trial, option("best", 0.6), option("arm_up", 0.4, cost=-0.01)).verdict == Verdict.PASS


def test_a_favourite_by_the_weight_of_its_class_is_told_apart(trial: Trial) -> None:
    rows = (option("wait", 0.3), option("watch", 0.3), option("arm_up", 0.4, "coerce", cost=-0.01))
    by_class = {one.item: one.value for one in check(trial, *rows).findings}
    assert by_class["another class is the favourite"] == 1
