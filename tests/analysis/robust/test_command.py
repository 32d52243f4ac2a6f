"""``standoff robust`` as its users call it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.commands import STRAIT, called, content

SMALL = (f"scenario.name={STRAIT}", "replications=20", "figures=false", "reference=null")
CROSSED = ("design=crossed", "design.points=6", "diplomacy=reported,open", "escalation.flank=0,1",
           "design.uncertainties=[actors.*.costs.war]")  # fmt: skip
FIGURES = {"robustness", "pareto", "states"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("robust")
    for name, *arguments in (("crossed", *CROSSED), ("plain", "diplomacy.trust=0,1")):
        with pytest.MonkeyPatch.context() as patch:
            assert called("sweep", *SMALL, *arguments, f"out={made / name}", monkeypatch=patch) == 0
    return made


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def test_a_choice_is_shown_and_written_with_its_figures(folder: Path, tmp_path: Path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    asked = ("--aim", "any_war<=0.9", "--out", "out")
    assert called("robust", str(folder / "crossed"), *asked, monkeypatch=monkeypatch) == 0
    screen = capsys.readouterr()
    assert screen.err == ""
    assert "any war, % of runs over 6 states of the world (less is better)" in screen.out
    assert "20 runs of each package in each state" in screen.out
    assert screen.out.splitlines()[-1] == "Written to out"
    names = {path.name for path in (tmp_path / "out").iterdir()}
    figures = {f"{name}.{kind}" for name in FIGURES for kind in ("png", "svg", "csv")}
    assert figures | {"packages.csv", "manifest.json"} <= names
    told = json.loads((tmp_path / "out/manifest.json").read_text())
    assert (told["kind"], told["by"], told["aims"]) == ("robust", "any_war:min", ["any_war<=0.9"])
    assert len(lines(tmp_path / "out/packages.csv")) == 4
    assert len(lines(tmp_path / "out/states.csv")) == 4 * 6


def test_the_same_choice_gives_the_same_tables(folder: Path, monkeypatch):
    monkeypatch.chdir(folder)
    for name in ("one", "two"):
        assert called("robust", "crossed", "--no-figures", "--out", name, monkeypatch=monkeypatch) == 0
    assert content(folder / "one") == content(folder / "two")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("nowhere",), "nowhere: is not a result"),
        (("plain",), "varies nothing that nobody knows"),
        (("crossed", "--by", "wars"), "response 'wars' is unknown"),
        (("crossed", "--by", "days"), "give days:min or days:max"),
        (("crossed", "--aim", "any_war"), "give a response and its bound"),
        (("crossed", "--criterion", "satisficing"), "state some, as in --aim 'any_war<=0.3'"),
        (("crossed", "--criterion", "luck"), "'luck' is not one of"),
        (("crossed", "--out", "plain"), "plain: is not empty"),
    ],
)
def test_bad_input_ends_with_status_2_and_a_message(
    folder: Path, monkeypatch, capsys, arguments, expected: str
):
    monkeypatch.chdir(folder)
    before = sorted(path.name for path in folder.iterdir())
    assert called("robust", *arguments, "--no-figures", monkeypatch=monkeypatch) == 2
    told = capsys.readouterr()
    assert expected in told.err
    assert "Traceback" not in told.err
    assert sorted(path.name for path in folder.iterdir()) == before
