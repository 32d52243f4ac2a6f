"""``standoff compare`` as its users call it."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

from tests.commands import STRAIT, called, content, standoff

SMALL = (f"scenario.name={STRAIT}", "replications=40", "figures=false")
MILD = ("diplomacy.offer_rate=1", "escalation.attack_cost=1", "escalation.incident_rate=0")
"""Under which some runs end with a settlement."""
FIGURES = {"outcomes", "differences", "measures", "fans", "survival", "settlements"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two runs of one seed, one of another, and a sweep that keeps sums alone."""
    made = tmp_path_factory.mktemp("compare")
    for name, *arguments in (
        ("base", "run"),
        ("open", "run", "diplomacy=open", *MILD),
        ("seed", "run", "seed=2"),
        ("sweep", "sweep", "diplomacy.trust=0.2,0.5,0.9"),
    ):
        with pytest.MonkeyPatch.context() as patch:
            command, *others = arguments
            assert called(command, *SMALL, *others, f"out={made / name}", monkeypatch=patch) == 0
    return made


@pytest.fixture
def screen(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """How to compare in the folder of the results, and read the screen."""

    def compared(*arguments: str) -> str:
        monkeypatch.chdir(folder)
        assert called("compare", *arguments, "--no-figures", monkeypatch=monkeypatch) == 0
        return capsys.readouterr().out

    return compared


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def test_a_comparison_writes_each_figure_twice_with_its_data_beside(folder: Path, tmp_path: Path):
    result = standoff("compare", str(folder / "base"), str(folder / "open"), "--out", "out", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines()[-1] == "Written to out"
    names = {path.name for path in (tmp_path / "out").iterdir()}
    figures = {f"{name}.{kind}" for name in FIGURES for kind in ("png", "svg", "csv")}
    assert names == figures | {"ranking.csv", "manifest.json"}
    told = json.loads((tmp_path / "out/manifest.json").read_text())
    assert [one["place"] for one in told["of"]] == [str(folder / "base"), str(folder / "open")]
    assert told["settings"]["diplomacy.trust"] == {"base": 0.3, "open": 0.5}


def test_the_same_comparison_gives_the_same_tables(screen, folder: Path):
    for name in ("one", "two"):
        screen("base", "seed", "open", "--out", name)
    assert content(folder / "one") == content(folder / "two")


def test_runs_of_one_seed_are_compared_run_by_run_and_it_says_so(screen):
    told = screen("base", "open", "--out", "paired")
    assert "What differs in their settings" in told
    assert "open less base" in told
    assert "Paired: run by run under the same chance." in told
    assert "Unpaired" not in told
    assert "(all drawn together, run by run)" in told


def test_runs_of_other_seeds_are_compared_as_independent_ones_and_it_says_so(screen):
    told = screen("base", "seed", "--out", "unpaired")
    assert "Unpaired: as independent runs. Shares: Newcombe, means: Welch." in told
    assert "share their chance" not in told
    assert "(each drawn on its own)" in told


def test_equal_results_differ_by_nothing_and_stand_by_a_coin_s_toss(screen, folder: Path):
    shutil.copytree(folder / "base", folder / "copy")
    told = screen("base", "copy", "--out", "equal")
    assert "Their settings are the same." in told
    assert "base and copy are level in any war: their order is a coin's toss." in told
    assert "The order does not survive" in told
    for name in ("differences", "measures"):
        assert {float(line["difference"] or 0) for line in lines(folder / f"equal/{name}.csv")} == {0.0}


def test_too_few_runs_are_warned_of_with_the_number_that_would_do(screen, folder: Path):
    told = screen("base", "seed", "--by", "wider_war", "--out", "few")
    first, _ = lines(folder / "few/ranking.csv")
    assert float(first["less_next_low"]) < 0 < float(first["less_next"])
    assert "Warning: 40 runs each are too few to set" in told
    assert f"in wider war; about {int(first['n_enough']):,} each would do" in told


def test_points_that_kept_sums_are_played_again_unless_told_otherwise(screen, folder: Path, capsys):
    told = screen("sweep", "--out", "again")
    assert "(all drawn together, run by run)" in told
    assert (folder / "again/survival.csv").exists()
    told = screen("sweep", "--no-replay", "--out", "sums")
    assert "Without a row for each run" in told
    assert not (folder / "sums/survival.csv").exists()
    # The first point is the reference: with it the others are paired all the same.
    for name in ("differences", "measures"):
        assert lines(folder / f"sums/{name}.csv") == lines(folder / f"again/{name}.csv")


def test_points_whose_rules_are_gone_are_compared_by_their_sums(
    folder: Path, tmp_path: Path, monkeypatch, capsys
):
    shutil.copytree(folder / "sweep", tmp_path / "old")
    path = tmp_path / "old/manifest.json"
    manifest = json.loads(path.read_text())
    manifest["code"]["rules"] = "0" * 64
    path.write_text(json.dumps(manifest))
    monkeypatch.chdir(tmp_path)
    assert called("compare", "old:0,1", "--no-figures", monkeypatch=monkeypatch) == 0
    told = capsys.readouterr()
    assert "was played with other rules" in told.err
    assert "So their sums are compared as they are" in told.err
    assert "Paired: run by run" in told.out
    assert called("compare", "old:0,1", "--no-figures", "--replay", monkeypatch=monkeypatch) == 2
    assert (
        called(
            "compare", "old:0", str(folder / "base"), "--no-figures", "--no-replay", monkeypatch=monkeypatch
        )
        == 0
    )
    assert "Warning: played by different versions of the rules" in capsys.readouterr().out


def test_without_a_place_it_goes_to_one_of_its_own(folder: Path, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        assert (
            called(
                "compare", str(folder / "base"), str(folder / "open"), "--no-figures", monkeypatch=monkeypatch
            )
            == 0
        )
    assert len(list((tmp_path / "results/compare").iterdir())) == 2


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("base", "base"), "base: is given twice"),
        (("base",), "base: is a single result; give two or more"),
        (("base", "nowhere"), "nowhere: there is no such folder"),
        (("base", "open", "--by", "peace"), "'peace' is not one of 'any_war'"),
        (("base", "open", "--out", "sweep"), "sweep: is not empty"),
        ((), "Missing argument"),
    ],
)
def test_bad_input_ends_with_status_2_and_a_message(
    folder: Path, monkeypatch, capsys, arguments, expected: str
):
    monkeypatch.chdir(folder)
    before = sorted(path.name for path in folder.iterdir())
    assert called("compare", *arguments, "--no-figures", monkeypatch=monkeypatch) == 2
    told = capsys.readouterr()
    assert expected in told.err
    assert "Traceback" not in told.err
    assert sorted(path.name for path in folder.iterdir()) == before


def test_a_comparison_is_no_result_to_compare_or_to_replay(screen, folder: Path, monkeypatch, capsys):
    screen("base", "open", "--out", "found")
    for command in (("compare", "found", "base"), ("turning-points", "found", "--run", "0")):
        assert called(*command, monkeypatch=monkeypatch) == 2
        assert "Traceback" not in capsys.readouterr().err
