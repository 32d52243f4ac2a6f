"""``standoff turning-points`` as its users call it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from tests.commands import STRAIT, called, content

SMALL = (f"scenario.name={STRAIT}", "replications=20", "figures=false")
FEW = ("--continuations", "20")


def done(folder: Path, *arguments: str) -> Path:
    """The result of a command."""
    with pytest.MonkeyPatch.context() as patch:
        assert called(*arguments, *SMALL, f"out={folder}/out", monkeypatch=patch) == 0
    return folder / "out"


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A result whose traced run is the third."""
    return done(tmp_path_factory.mktemp("played"), "run", "traced=2")


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return done(tmp_path_factory.mktemp("swept"), "sweep", "diplomacy.trust=0.2,0.9")


def test_the_traced_run_is_searched_and_all_is_written_with_its_figure(played: Path, monkeypatch, capsys):
    assert called("turning-points", str(played), *FEW, monkeypatch=monkeypatch) == 0
    told = capsys.readouterr().out
    assert "Turning points of run 2:" in told
    assert "20 continuations of each option" in told
    folder = played / "turning-points/run-2"
    assert {path.name for path in (folder / "figures").iterdir()} == {
        "turning_points.png",
        "turning_points.svg",
    }
    table = pd.read_csv(folder / "turning_points.csv")
    assert set(table["n"]) == {20}
    outcomes = [name for name in table if name.startswith("share_") and name != "share_any_war"]
    assert table[outcomes].sum(axis=1).to_numpy() == pytest.approx(1.0)
    assert (table["probability"][table["option"] != table["chosen"]] >= 0.01).all()
    _check_decisions(table, json.loads((played / "manifest.json").read_text())["traced"]["days"])


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


def test_the_same_command_gives_the_same_bytes_elsewhere(played: Path, tmp_path: Path, monkeypatch):
    for name in ("one", "two"):
        arguments = ("turning-points", str(played), "--run", "5", *FEW, "--out", str(tmp_path / name))
        assert called(*arguments, monkeypatch=monkeypatch) == 0
    assert content(tmp_path / "one") == content(tmp_path / "two")
    assert len(content(tmp_path / "one")) == 3


def test_a_run_of_a_sweep_is_searched_too(swept: Path, monkeypatch):
    arguments = ("turning-points", str(swept), "--point", "1", "--run", "3", *FEW, "--no-figures")
    assert called(*arguments, monkeypatch=monkeypatch) == 0
    assert list(content(swept / "turning-points/point-1-run-3")) == ["turning_points.csv"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--run", "20"], "has no run 20; allowed range is 0 to 19"),
        (["--run", "1", "--point", "1"], "has no point 1; allowed range is 0 to 0"),
        (["--continuations", "5"], "5 is not in the range"),
        (["--out", "manifest.json"], "is not a folder"),
    ],
)
def test_what_there_is_not_is_refused(played: Path, monkeypatch, capsys, arguments: list[str], expected: str):
    monkeypatch.chdir(played)
    assert called("turning-points", ".", *arguments, monkeypatch=monkeypatch) == 2
    assert expected in capsys.readouterr().err


def test_a_sweep_has_no_traced_run_to_take(swept: Path, monkeypatch, capsys):
    assert called("turning-points", str(swept), monkeypatch=monkeypatch) == 2
    assert "choose one with --run" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["turning-points", "replay"])
@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        (lambda manifest: manifest.pop("n"), "is damaged (KeyError: 'n')"),
        (lambda manifest: manifest.update(config="gone"), "is damaged"),
        (lambda manifest: manifest["scenario"].update(sha256="0" * 64), "was played with another version"),
        (lambda manifest: manifest.update(schema="0"), "layout '0' is not known"),
    ],
)
def test_a_damaged_result_is_refused(
    played: Path, tmp_path: Path, monkeypatch, capsys, damage, expected: str, command: str
):
    shutil.copytree(played, tmp_path / "out", ignore=shutil.ignore_patterns("turning-points"))
    path = tmp_path / "out/manifest.json"
    manifest = json.loads(path.read_text())
    damage(manifest)
    path.write_text(json.dumps(manifest))
    assert called(command, str(tmp_path / "out"), "--run", "1", monkeypatch=monkeypatch) == 2
    assert expected in capsys.readouterr().err
    assert not (tmp_path / "out/turning-points").exists()


def test_a_run_in_which_nobody_acts_has_nothing_to_compare(tmp_path: Path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert (
        called("run", *SMALL, "rules.tempo=0.001", "horizon_days=1", "out=out", monkeypatch=monkeypatch) == 0
    )
    assert called("turning-points", "out", monkeypatch=monkeypatch) == 2
    assert "no actor had an alternative" in capsys.readouterr().err
