"""``standoff compare`` as its users call it."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands import called


@pytest.fixture
def folder(link_results: Callable[..., Path]) -> Path:
    """A folder with two runs of one seed, one of another, and a sweep that keeps sums alone."""
    return link_results("run", "open", "other_seed", "sweep")


@pytest.fixture
def screen(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """How to compare in the folder of the results, and read the screen."""

    def compared(*arguments: str) -> str:
        assert called("compare", *arguments, "--no-figures", monkeypatch=monkeypatch) == 0
        return capsys.readouterr().out

    return compared


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def test_the_manifest_tells_what_was_compared_and_what_differs_in_its_settings(screen, folder: Path):
    screen("run", "open", "--out", "out")
    told = json.loads((folder / "out/manifest.json").read_text())
    assert told["kind"] == "comparison"
    assert [one["place"] for one in told["of"]] == [
        str((folder / name).resolve()) for name in ("run", "open")
    ]
    assert told["settings"]["diplomacy.assurance"] == {"run": 0.2, "open": 0.5}


def test_runs_of_one_seed_are_compared_run_by_run_and_it_says_so(screen):
    told = screen("run", "open", "--out", "paired")
    assert "Settings that differ" in told
    assert "open: difference from run" in told
    assert "Paired run by run under the same chance;" in told
    assert "Unpaired" not in told
    assert "(all results resampled together, run by run)" in told


def test_runs_of_other_seeds_are_compared_as_independent_ones_and_it_says_so(screen):
    told = screen("run", "other_seed", "--out", "unpaired")
    assert "Unpaired, as independent runs; intervals of Newcombe for shares, Welch for means." in told
    assert "share their chance" not in told
    assert "(each result resampled by itself)" in told


def test_equal_results_differ_by_nothing_and_stand_by_a_coin_s_toss(screen, folder: Path):
    shutil.copytree(folder / "run", folder / "copy")
    told = screen("run", "copy", "--out", "equal")
    assert "The settings of the results are the same." in told
    assert "run and copy are tied in any war: their order is arbitrary." in told
    assert "The order is not stable" in told
    for name in ("differences", "measures"):
        assert {float(line["difference"] or 0) for line in lines(folder / f"equal/{name}.csv")} == {0.0}


def test_too_few_runs_are_warned_of_with_the_number_that_would_do(screen, folder: Path):
    told = screen("run", "other_seed", "--by", "wider_war", "--out", "few")
    first, _ = lines(folder / "few/ranking.csv")
    assert float(first["less_next_low"]) < 0 < float(first["less_next"])
    assert "Warning: 40 runs each are too few to rank" in told
    assert f"by wider war; about {int(first['n_enough']):,} each would be enough" in told


def test_points_that_kept_sums_are_played_again_unless_told_otherwise(screen, folder: Path, capsys):
    told = screen("sweep", "--out", "again")
    assert "(all results resampled together, run by run)" in told
    assert (folder / "again/survival.csv").exists()
    told = screen("sweep", "--no-replay", "--out", "sums")
    assert "because only sums were kept" in told
    assert not (folder / "sums/survival.csv").exists()
    # The first point is the reference: with it the others are paired all the same.
    for name in ("differences", "measures"):
        assert lines(folder / f"sums/{name}.csv") == lines(folder / f"again/{name}.csv")


def test_points_whose_rules_are_gone_are_compared_by_their_sums(folder: Path, monkeypatch, capsys):
    shutil.copytree(folder / "sweep", folder / "old")
    path = folder / "old/manifest.json"
    manifest = json.loads(path.read_text())
    manifest["code"]["rules"] = "0" * 64
    path.write_text(json.dumps(manifest))
    assert called("compare", "old:0,1", "--no-figures", monkeypatch=monkeypatch) == 0
    told = capsys.readouterr()
    assert "was played with other rules" in told.err
    assert "Comparing the sums instead" in told.err
    assert "Paired run by run" in told.out
    assert called("compare", "old:0,1", "--no-figures", "--replay", monkeypatch=monkeypatch) == 2
    assert called("compare", "old:0", "run", "--no-figures", "--no-replay", monkeypatch=monkeypatch) == 0
    assert "Warning: the results were played with different versions of the rules" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("run", "run"), "run: is given twice"),
        (("run",), "run: is a single result; give two or more"),
        (("run", "nowhere"), "nowhere: there is no such folder"),
        (("run", "open", "--by", "peace"), "'peace' is not one of 'any_war'"),
        ((), "Missing argument"),
    ],
)
def test_bad_input_ends_with_status_2_and_a_message(
    folder: Path, monkeypatch, capsys, arguments, expected: str
):
    before = sorted(path.name for path in folder.iterdir())
    assert called("compare", *arguments, "--no-figures", monkeypatch=monkeypatch) == 2
    told = capsys.readouterr()
    assert expected in told.err
    assert "Traceback" not in told.err
    assert sorted(path.name for path in folder.iterdir()) == before
