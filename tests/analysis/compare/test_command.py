"""``standoff compare`` as its users call it."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands import invoke
from tests.manifests import as_of_other_rules, change_manifest


@pytest.fixture
def folder(link_results: Callable[..., Path]) -> Path:
    """A folder with two runs of one seed, one of another, and a sweep that keeps sums alone."""
    return link_results("run", "open", "other_seed", "sweep")


@pytest.fixture
def screen(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """How to compare in the folder of the results, and read the screen."""

    def compared(*arguments: str) -> str:
        assert invoke("compare", *arguments, "figures=false", monkeypatch=monkeypatch) == 0
        return capsys.readouterr().out

    return compared


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def test_the_manifest_records_the_results_and_how_their_settings_differ(screen, folder: Path):
    screen("run", "open", "out=out")
    content = json.loads((folder / "out/manifest.json").read_text())
    assert content["kind"] == "comparison"
    assert [one["place"] for one in content["of"]] == [
        str((folder / name).resolve()) for name in ("run", "open")
    ]
    assert content["settings"]["diplomacy.assurance"] == {"run": 0.2, "open": 0.5}


def test_runs_of_one_seed_are_compared_run_by_run_with_a_notice(screen):
    shown = screen("run", "open", "out=paired")
    assert "Settings that differ" in shown
    assert "open: difference from run" in shown
    assert "Paired run by run under the same chance;" in shown
    assert "Unpaired" not in shown
    assert "(all results resampled together, run by run)" in shown


def test_runs_of_other_seeds_are_compared_as_independent_ones_with_a_notice(screen):
    shown = screen("run", "other_seed", "out=unpaired")
    assert "Unpaired, as independent runs; intervals of Newcombe for shares, Welch for means." in shown
    assert "share their chance" not in shown
    assert "(each result resampled by itself)" in shown


def test_equal_results_do_not_differ_and_are_ranked_by_chance(screen, folder: Path):
    shutil.copytree(folder / "run", folder / "copy")
    shown = screen("run", "copy", "out=equal")
    assert "The settings of the results are the same." in shown
    assert "run and copy are tied in any war: their order is arbitrary." in shown
    assert "The order is not stable" in shown
    for name in ("differences", "measures"):
        assert {float(line["difference"] or 0) for line in lines(folder / f"equal/{name}.csv")} == {0.0}


def test_too_few_runs_give_a_warning_with_the_number_needed(screen, folder: Path):
    shown = screen("run", "other_seed", "--by", "wider_war", "out=few")
    first, _ = lines(folder / "few/ranking.csv")
    assert float(first["less_next_low"]) < 0 < float(first["less_next"])
    assert "Warning: 40 runs each are too few to rank" in shown
    assert f"by wider war; about {int(first['n_enough']):,} each would be enough" in shown


def test_points_that_kept_only_sums_are_replayed_by_default(screen, folder: Path, capsys):
    shown = screen("sweep", "out=again")
    assert "(all results resampled together, run by run)" in shown
    assert (folder / "again/war_by_day.csv").exists()
    shown = screen("sweep", "--no-replay", "out=sums")
    assert "because only sums were kept" in shown
    assert not (folder / "sums/war_by_day.csv").exists()
    # The first point is the reference: with it the others are paired all the same.
    for name in ("differences", "measures"):
        assert lines(folder / f"sums/{name}.csv") == lines(folder / f"again/{name}.csv")


def test_points_of_other_rules_are_compared_by_their_sums(folder: Path, monkeypatch, capsys):
    shutil.copytree(folder / "sweep", folder / "old")
    change_manifest(folder / "old", as_of_other_rules)
    assert invoke("compare", "old:0,1", "figures=false", monkeypatch=monkeypatch) == 0
    output = capsys.readouterr()
    assert "was played with other rules" in output.err
    assert "Comparing the sums instead" in output.err
    assert "Paired run by run" in output.out
    assert invoke("compare", "old:0,1", "figures=false", "--replay", monkeypatch=monkeypatch) == 2
    assert invoke("compare", "old:0", "run", "figures=false", "--no-replay", monkeypatch=monkeypatch) == 0
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
    assert invoke("compare", *arguments, "figures=false", monkeypatch=monkeypatch) == 2
    output = capsys.readouterr()
    assert expected in output.err
    assert "Traceback" not in output.err
    assert sorted(path.name for path in folder.iterdir()) == before
