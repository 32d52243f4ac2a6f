"""``standoff check`` as its users call it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from standoff.checks import all as every
from standoff.checks.check import Check, Finding, Verdict
from standoff.checks.trial import CheckedScenario
from tests.commands import STRAIT, invoke


def answer(verdict: Verdict):
    def check(_: CheckedScenario) -> Check:
        finding = Finding("a lever", "runs that differ", verdict, 7, 100, None, None)
        return Check("planted", "Is it so?", verdict, "It is.", (finding,))

    return check


@pytest.mark.parametrize(("verdict", "status"), [(Verdict.PASS, 0), (Verdict.NOTE, 0), (Verdict.FAIL, 1)])
def test_a_check_that_fails_ends_with_status_1_and_its_tables_are_written(
    verdict: Verdict, status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    monkeypatch.setattr(every, "CHECKS", (answer(Verdict.PASS), answer(verdict)))
    out = tmp_path / "checked"
    assert invoke("check", str(STRAIT), f"out={out}", monkeypatch=monkeypatch) == status
    screen = capsys.readouterr().out
    assert "Is it so?" in screen
    assert str(verdict) in screen
    with (out / "checks.csv").open() as file:
        assert [row["verdict"] for row in csv.DictReader(file)] == ["pass", str(verdict)]
    with (out / "findings.csv").open() as file:
        assert [row["value"] for row in csv.DictReader(file)] == ["7", "7"]
    manifest = json.loads((out / "manifest.json").read_text())
    assert (manifest["kind"], manifest["scenario"]["name"]) == ("check", "strait")
    assert manifest["checks"] == {"planted": str(verdict)}


@pytest.mark.parametrize(
    "arguments", [("nowhere",), (str(STRAIT), "replications=5"), (str(STRAIT), f"out={__file__}")]
)
def test_bad_input_ends_with_status_2(arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    assert invoke("check", *arguments, monkeypatch=monkeypatch) == 2


def test_by_default_it_is_written_below_results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(every, "CHECKS", (answer(Verdict.PASS),))
    monkeypatch.chdir(tmp_path)
    assert invoke("check", str(STRAIT), monkeypatch=monkeypatch) == 0
    assert len(list((tmp_path / "results/check").iterdir())) == 1
