"""``standoff turning-points`` as its users call it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from tests.commands import STRAIT, content, invoke
from tests.manifests import change_manifest
from tests.results import TRACED, Results

SMALL = (f"scenario.name={STRAIT}", "replications=20", "figures=false")
FEW = ("--continuations", "20")


def test_the_traced_run_is_searched(stored: Results, tmp_path: Path, monkeypatch, capsys):
    options = (str(stored["run"]), *FEW, "figures=false", f"out={tmp_path / 'out'}")
    assert invoke("turning-points", *options, monkeypatch=monkeypatch) == 0
    options = capsys.readouterr().out
    assert f"Turning points of run {TRACED}:" in options
    assert "20 continuations of each option" in options
    table = pd.read_csv(tmp_path / "out/turning_points.csv")
    assert set(table["n"]) == {20}
    outcomes = [name for name in table if name.startswith("share_") and name != "share_any_war"]
    assert table[outcomes].sum(axis=1).to_numpy() == pytest.approx(1.0)
    assert (table["probability"][table["option"] != table["chosen"]] >= 0.01).all()
    _check_decisions(table, json.loads((stored["run"] / "manifest.json").read_text())["traced"]["days"])


def _check_decisions(table: pd.DataFrame, days: float) -> None:
    assert table["rank"].is_monotonic_increasing
    for _, rows in table.groupby("rank"):
        taken, others = rows.iloc[0], rows.iloc[1:]
        assert taken["option"] == taken["chosen"]
        assert pd.isna(taken["distance"])
        assert len(others) >= 1
        assert others["any_war_difference"].to_numpy() == pytest.approx(
            others["share_any_war"].to_numpy() - taken["share_any_war"]
        )
        assert (
            (others["distance_low"] <= others["distance"]) & (others["distance"] <= others["distance_high"])
        ).all()
        assert 0.0 <= taken["day"] < days


def test_a_run_of_a_sweep_is_searched_too(stored: Results, tmp_path: Path, monkeypatch):
    swept = shutil.copytree(stored["sweep"], tmp_path / "swept")
    arguments = ("turning-points", str(swept), "--point", "1", "--run", "3", *FEW, "figures=false")
    assert invoke(*arguments, monkeypatch=monkeypatch) == 0
    assert list(content(swept / "turning-points/point-1-run-3")) == ["turning_points.csv"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--run", "40"], "has no run 40; allowed range is 0 to 39"),
        (["--run", "1", "--point", "1"], "has no point 1; allowed range is 0 to 0"),
        (["--continuations", "5"], "5 is not in the range"),
        (["out=manifest.json"], "is not a folder"),
    ],
)
def test_an_item_that_does_not_exist_is_refused(
    stored: Results, monkeypatch, capsys, arguments: list[str], expected: str
):
    monkeypatch.chdir(stored["run"])
    assert invoke("turning-points", ".", *arguments, monkeypatch=monkeypatch) == 2
    assert expected in capsys.readouterr().err


def test_a_sweep_has_no_traced_run_to_take(stored: Results, monkeypatch, capsys):
    assert invoke("turning-points", str(stored["sweep"]), monkeypatch=monkeypatch) == 2
    assert "choose a run with --run" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["turning-points", "replay"])
@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        (lambda manifest: manifest.pop("n"), "n is missing"),
        (lambda manifest: manifest.update(config="gone"), "is damaged"),
        (lambda manifest: manifest["scenario"].update(sha256="0" * 64), "was played with another version"),
        (lambda manifest: manifest.update(schema="0"), "unknown layout 0"),
    ],
)
def test_a_damaged_result_is_refused(
    stored: Results, tmp_path: Path, monkeypatch, capsys, damage, expected: str, command: str
):
    shutil.copytree(stored["run"], tmp_path / "out")
    change_manifest(tmp_path / "out", damage)
    assert invoke(command, str(tmp_path / "out"), "--run", "1", monkeypatch=monkeypatch) == 2
    assert expected in capsys.readouterr().err
    assert not (tmp_path / "out/turning-points").exists()


def test_a_run_in_which_nobody_acts_has_nothing_to_compare(tmp_path: Path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert (
        invoke("run", *SMALL, "rules.tempo=0.001", "horizon_days=1", "out=out", monkeypatch=monkeypatch) == 0
    )
    assert invoke("turning-points", "out", monkeypatch=monkeypatch) == 2
    assert "no actor had an alternative" in capsys.readouterr().err
