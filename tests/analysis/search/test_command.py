"""``standoff search`` as its users call it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from standoff.analysis.search import search as module
from tests.commands import STRAIT, content, invoke

SMALL = (f"scenario.name={STRAIT}", "trials=5", "replications=10", "verify.replications=20", "verify.best=2")
SPACE = ("escalation.attack_cost=interval(0,1)", "diplomacy=reported,open")


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def test_a_search_writes_its_trials_and_the_verified_settings(tmp_path: Path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert invoke("search", *SMALL, *SPACE, "figures=false", "out=out", monkeypatch=monkeypatch) == 0
    assert "under seed 2" in capsys.readouterr().out
    manifest = json.loads((tmp_path / "out/manifest.json").read_text())
    assert manifest["kind"] == "search"
    assert (manifest["search"]["seed"], manifest["search"]["verify_seed"]) == (1, 2)
    assert len(lines(tmp_path / "out/trials.csv")) == 5
    verified = lines(tmp_path / "out/verified.csv")
    assert verified[0]["setting"] == "as reported"
    assert all(float(line["verified"]) * 20 % 1 == pytest.approx(0.0, abs=1e-9) for line in verified)


def test_the_same_command_gives_the_same_bytes_over_two_goals_and_states(tmp_path: Path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    robust = ("goals=[any_war,payoff_vesper]", "design.uncertainties=[rules.discount]", "design.points=3",
              "statistic=worst_decile", "trials=3", "figures=false")  # fmt: skip
    for name in ("one", "two"):
        assert invoke("search", *SMALL, *SPACE, *robust, f"out={name}", monkeypatch=monkeypatch) == 0
    assert content(tmp_path / "one") == content(tmp_path / "two")
    assert "Verified in 3 states of the world that the search did not use." in capsys.readouterr().out


def test_a_setting_that_changes_nothing_is_reported_as_no_better(tmp_path: Path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    words = ("diplomacy=reported", "injects=none,none", "diplomacy.trust=0.3,0.3", "figures=false")
    assert invoke("search", *SMALL, *words, "out=same", monkeypatch=monkeypatch) == 0
    assert "no verified trial is clearly better than the setting as reported" in capsys.readouterr().out


def test_ctrl_c_ends_the_search_and_verifies_the_best_so_far(tmp_path: Path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    real, calls = module._tried, []

    def stopped(*arguments):
        calls.append(arguments)
        if len(calls) == 3:
            raise KeyboardInterrupt  # what Python makes of Ctrl-C, which tests in the background do not hear
        return real(*arguments)

    monkeypatch.setattr(module, "_tried", stopped)
    words = (*SMALL, *SPACE, "figures=false", "out=stopped")
    assert invoke("search", *words, monkeypatch=monkeypatch) == 0
    assert "Stopped after 2 trials; verifying the best of them" in capsys.readouterr().err
    assert len(lines(tmp_path / "stopped/trials.csv")) == 2


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((), "no levers to search"),
        ((*SPACE, "goals=[wars]"), "response 'wars' is unknown"),
        ((*SPACE, "trails=3"), "trails: unknown key; did you mean 'trials'?"),
    ],
)
def test_bad_input_ends_with_status_2_and_a_message(tmp_path: Path, monkeypatch, capsys, arguments, expected):
    monkeypatch.chdir(tmp_path)
    assert invoke("search", *SMALL, *arguments, monkeypatch=monkeypatch) == 2
    output = capsys.readouterr()
    assert expected in output.err
    assert "Traceback" not in output.err
    assert list(tmp_path.iterdir()) == []
