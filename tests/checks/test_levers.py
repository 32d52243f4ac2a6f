from __future__ import annotations

from dataclasses import replace

import pytest

from standoff.checks import levers
from standoff.checks.check import Verdict
from standoff.checks.levers import SIGNS, ends_of, levers_do_something, signs_are_as_expected
from standoff.checks.trial import CheckedScenario
from standoff.config.levers import LEVERS, Lever
from standoff.design.setter import Setter
from standoff.scenario.load import load_scenario

DEAD = Lever(
    "diplomacy.planted", "a closed channel",
    "what is left of drafts while the channel, which is open, is closed", "share", 0, 1,
    "rules.closed_channel", Setter.POLICY,
)  # fmt: skip


def test_a_lever_without_effect_is_reported(trial: CheckedScenario, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LEVERS, DEAD.name, DEAD)
    check = levers_do_something(trial)
    assert check.verdict == Verdict.NOTE
    null = {one.item for one in check.findings if one.value == 0}
    assert DEAD.name in null
    assert "escalation.attack_cost" not in null
    assert DEAD.name in check.words


def test_only_levers_without_effect_fail(trial: CheckedScenario) -> None:
    before = dict(LEVERS)
    LEVERS.clear()
    LEVERS[DEAD.name] = DEAD
    try:
        assert levers_do_something(trial).verdict == Verdict.FAIL
    finally:  # put back one by one, they would stand in another order
        LEVERS.clear()
        LEVERS.update(before)


def test_a_lever_without_a_plausible_range_is_varied_over_its_allowed_range(trial: CheckedScenario) -> None:
    assert ends_of(trial.scenario, "diplomacy.trust") == (0.0, 1.0)
    low, high = ends_of(trial.scenario, "escalation.attack_cost") or (0.0, 0.0)
    assert LEVERS["escalation.attack_cost"].low < low < high < LEVERS["escalation.attack_cost"].high


def test_signs_are_taken_from_the_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    trial = CheckedScenario(load_scenario("sarn_2031"), 100)  # a crisis in which war may come or not
    cost = next(sign for sign in SIGNS if sign.lever == "escalation.attack_cost")
    dead = replace(cost, lever=DEAD.name)
    monkeypatch.setitem(LEVERS, DEAD.name, DEAD)
    monkeypatch.setattr(levers, "SIGNS", (cost, replace(cost, sign=1), dead))
    check = signs_are_as_expected(trial)
    assert [one.verdict for one in check.findings] == [Verdict.PASS, Verdict.FAIL, Verdict.NOTE]
    for words in ("as expected", "against expectation", f"not clear with n = {trial.n}"):
        assert words in check.words
