"""``standoff discover`` as its users call it."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import called, content, environment, standoff

SMALL = ("scenario=sarn_2031", "replications=20", "figures=false", "reference=null")
DRAWN = ("design=sobol", "design.points=64", "escalation.attack_cost=interval(0,1)",
         "escalation.odds_bias=interval(-1,3)", "rules=base,no_learning")  # fmt: skip
NOT_INSTALLED = """
import sys
sys.modules["ema_workbench"] = None  # as if it were not installed
from standoff.apps.cli import main
main()
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a drawn sweep, one that moves a factor at a time, a small one and a run."""
    made = tmp_path_factory.mktemp("discover")
    for name, *arguments in (
        ("drawn", "sweep", *DRAWN),
        ("single", "sweep", "design=one_at_a_time", "diplomacy.trust=0.2,0.9", "diplomacy.offer_rate=0,1"),
        ("few", "sweep", "diplomacy.trust=0.2,0.5,0.9"),
        ("run", "run"),
    ):
        with pytest.MonkeyPatch.context() as patch:
            command, *others = arguments
            options = SMALL if command == "sweep" else SMALL[:-1]
            assert called(command, *options, *others, f"out={made / name}", monkeypatch=patch) == 0
    return made


def test_a_discovery_writes_tables_figures_and_sentences(folder: Path, tmp_path: Path):
    result = standoff("discover", str(folder / "drawn"), "--at-least", "0.7", "--out", "out", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines()[-1] == "Written to out"
    names = {path.name for path in (tmp_path / "out").iterdir()}
    tables = {"boxes.csv", "limits.csv", "trajectory.csv", "scatter.csv"}
    figures = {f"{name}.{kind}" for name in ("trajectory", "limits", "scatter") for kind in ("png", "svg")}
    assert names == tables | figures | {"manifest.json"}
    told = json.loads((tmp_path / "out/manifest.json").read_text())
    assert told["kind"] == "discovery"
    assert told["sought"] == {"of": "any_war", "above": None, "at_least": 0.7, "methods": ["prim", "cart"]}
    shown = " ".join(result.stdout.split())
    assert all(" ".join(sentence.split()) in shown for sentence in told["sentences"])
    with (tmp_path / "out/boxes.csv").open(newline="") as file:
        lines = list(csv.DictReader(file))
    assert f"any war in at least 70 % of runs when {lines[1]['words']}." in shown
    assert float(lines[1]["training_share"]) >= 0.7


def test_the_same_sweep_gives_the_same_boxes(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(folder)
    for name in ("one", "two"):
        arguments = ("discover", "drawn", "--of", "any_war", "--no-figures", "--out", name)
        assert called(*arguments, monkeypatch=monkeypatch) == 0
    assert content(folder / "one") == content(folder / "two")


def test_boxes_where_it_is_rare_and_those_of_a_measure_are_found(folder: Path, monkeypatch, capsys):
    monkeypatch.chdir(folder)
    for place, arguments in enumerate(
        (("--at-most", "0.3", "--method", "cart"), ("--of", "crossed", "--above", "60"))
    ):
        out = ("--no-figures", "--out", f"more{place}")
        assert called("discover", "drawn", *arguments, *out, monkeypatch=monkeypatch) == 0
    told = capsys.readouterr().out
    assert "any war in at most 30 % of runs" in told
    assert "a mean of crossed above 60 (thousand troops) in at least 70 % of points" in " ".join(told.split())


def test_without_a_place_it_goes_to_one_of_its_own(folder: Path, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert called("discover", str(folder / "drawn"), "--no-figures", monkeypatch=monkeypatch) == 0
    assert len(list((tmp_path / "results/discovery").iterdir())) == 1


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("drawn", "--at-least", "70"), "--at-least = 70: a share between 0 and 1 is expected"),
        (("drawn", "--at-most", "-0.1"), "--at-most = -0.1: a share between 0 and 1 is expected"),
        (("drawn", "--at-least", "0.7", "--at-most", "0.3"), "give one of them"),
        (("drawn", "--of", "peace"), "response 'peace' is unknown"),
        (("drawn", "--of", "days"), "--of days: is a measure (days); say with --above which mean"),
        (("drawn", "--above", "3"), "--of any_war: is the share of an outcome, leave --above out"),
        (("drawn", "--method", "magic"), "'magic' is not one of"),
        (("drawn", "--out", "run"), "run: is not empty"),
        (("drawn", "--of", "days", "--above", "9999"), "ask for something else with --of"),
        (("single",), "moves one factor at a time"),
        (("few",), "3 points are too few"),
        (("run",), "run: is not the result of a sweep"),
        (("nowhere",), "nowhere: is not a result"),
        ((), "Missing argument"),
    ],
)
def test_bad_input_ends_with_status_2_and_a_message(
    folder: Path, monkeypatch, capsys, arguments: tuple[str, ...], expected: str
):
    monkeypatch.chdir(folder)
    before = sorted(path.name for path in folder.iterdir())
    assert called("discover", *arguments, "--no-figures", monkeypatch=monkeypatch) == 2
    told = capsys.readouterr()
    assert expected in told.err
    assert "Traceback" not in told.err
    assert sorted(path.name for path in folder.iterdir()) == before


def test_without_the_extra_it_says_what_to_install(folder: Path, tmp_path: Path):
    result = subprocess.run(
        [sys.executable, "-c", NOT_INSTALLED, "discover", str(folder / "drawn")],
        capture_output=True, text=True, cwd=tmp_path, env=environment(), check=False,
    )  # fmt: skip
    assert result.returncode == 2
    assert "pip install 'standoff[discover]'" in result.stderr
    assert "Traceback" not in result.stderr
    assert not list(tmp_path.iterdir())
