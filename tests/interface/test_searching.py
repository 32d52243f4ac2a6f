"""Searches and checks from Python: equal to what the command line writes and shows."""

from __future__ import annotations

from pathlib import Path

import pytest

import standoff
from standoff.analysis.search import search
from standoff.checks.check import Check, Finding, Verdict
from standoff.checks.trial import CheckedScenario
from standoff.errors import ConfigError
from standoff.interface import Crisis
from tests.commands import STRAIT, invoke
from tests.frames import assert_all_as_written, assert_as_shown

SEARCHED = {"escalation.attack_cost": "interval(0,1)", "diplomacy": ["reported", "open"]}
FEW = {"trials": 4, "replications": 10, "verify.replications": 20, "verify.best": 2, "goals": ["any_war:max"]}


@pytest.fixture(scope="module")
def crisis() -> Crisis:
    return standoff.load(STRAIT)


def test_a_search_is_that_of_the_command_line(crisis: Crisis, tmp_path: Path, monkeypatch, capsys):
    space = ("escalation.attack_cost=interval(0,1)", "diplomacy=reported,open")
    few = (f"{key}={value}" for key, value in {**FEW, "goals": "[any_war:max]"}.items())
    out = tmp_path / "searched"
    arguments = ("search", f"scenario.name={STRAIT}", *space, *few, f"out={out}")
    assert invoke(*arguments, monkeypatch=monkeypatch) == 0
    findings = crisis.search(SEARCHED, FEW)
    assert_all_as_written(findings, out)
    assert_as_shown(findings, capsys.readouterr().out)
    assert findings.figures().keys() == {path.stem for path in out.glob("*.png")}
    assert findings.frames["trials"].attrs["units"]["escalation.attack_cost"] == "utility"


def test_a_search_uses_set_values_and_quantities_of_the_crisis(crisis: Crisis):
    changed = crisis.with_values({"actors.vesper.costs.war": 0.77, "diplomacy.channel": 0.9}, seed=5)
    few = {**FEW, "design.uncertainties": ["rules.discount"], "design.points": 3}
    findings = changed.search({"diplomacy.trust": [0, 1]}, few)
    assert findings.answer.record["search"]["seed"] == 5
    assert "Verified in 3 states of the world that the search did not use." in findings.sentences
    other = crisis.with_values({"diplomacy.channel": 0.9}, seed=5).search({"diplomacy.trust": [0, 1]}, few)
    assert not findings.frames["verified"].equals(other.frames["verified"])


def test_ctrl_c_ends_a_search_with_a_warning(crisis: Crisis, monkeypatch: pytest.MonkeyPatch):
    real, tried = search._tried, []

    def stopped(*arguments):
        tried.append(arguments)
        if len(tried) == 3:
            raise KeyboardInterrupt
        return real(*arguments)

    monkeypatch.setattr(search, "_tried", stopped)
    with pytest.warns(UserWarning, match="stopped after 2 trials; the best of them are verified"):
        findings = crisis.search(SEARCHED, FEW)
    assert len(findings.frames["trials"]) == 2


def test_invalid_searches_are_refused(crisis: Crisis):
    for factors, settings, expected in (
        ({}, {}, "no levers to search"),
        ({"diplomacy.trus": [0, 1]}, {}, "did you mean 'trust'"),
        ({"diplomacy.trust": [0, 1]}, {"trials": 0}, "trials = 0: allowed range is 1 to"),
        ({"diplomacy.trust": [0, 1]}, {"out": "folder"}, "nothing is written"),
    ):
        with pytest.raises(ConfigError, match=expected):
            crisis.search(factors, settings)


def planted(trial: CheckedScenario) -> Check:
    row = trial.scenario.actors["vesper"].costs.war.value
    return Check("planted", "Is it so?", Verdict.FAIL, "No.",
                 (Finding("a lever", "cost of war", Verdict.FAIL, row, trial.n),))  # fmt: skip


def test_a_check_is_that_of_the_command_line(crisis: Crisis, tmp_path: Path, monkeypatch, capsys):
    monkeypatch.setattr("standoff.checks.all.CHECKS", (planted,))
    arguments = ("check", str(STRAIT), "replications=150", f"out={tmp_path / 'checked'}")
    assert invoke(*arguments, monkeypatch=monkeypatch) == 1
    findings = crisis.check(150)
    assert_all_as_written(findings, tmp_path / "checked")
    assert_as_shown(findings, capsys.readouterr().out)
    changed = crisis.with_values({"actors.vesper.costs.war": 0.77}).check(150)
    assert changed.frames["findings"]["value"].tolist() == [0.77]


def test_checks_set_levers_and_rules_themselves(crisis: Crisis):
    with pytest.raises(
        ConfigError, match=r"rules, seed: checks set levers, rules, seed and times themselves"
    ):
        crisis.with_values(rules="no_learning", seed=3).check()
    for n in (99, 1_000_001):
        with pytest.raises(ConfigError, match=f"replications = {n}: allowed range is 100 to 1,000,000"):
            crisis.check(n)
