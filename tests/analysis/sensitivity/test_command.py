"""``standoff sensitivity`` as its users call it."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.commands import invoke
from tests.manifests import change_manifest
from tests.results import Results


@pytest.fixture
def folder(link_results: Callable[..., Path]) -> Path:
    """A folder with a sweep of each kind, and a run."""
    return link_results("saltelli", "saltelli_by_source", "morris", "sobol", "one_at_a_time", "sweep", "run")


@pytest.fixture
def screen(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """How to ask in the folder of the sweeps, and read the screen."""

    def screen_of(*arguments: str) -> str:
        assert invoke("sensitivity", *arguments, "figures=false", monkeypatch=monkeypatch) == 0
        return " ".join(capsys.readouterr().out.split())

    return screen_of


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def test_the_manifest_names_the_analysed_result(screen, folder: Path):
    screen("saltelli", "--of", "any_war", "out=out")
    content = json.loads((folder / "out/manifest.json").read_text())
    assert content["kind"] == "sensitivity"
    assert [one["place"] for one in content["of"]] == [str((folder / "saltelli").resolve())]
    assert (content["design"], content["by"], content["responses"]) == ("saltelli", "factor", ["any_war"])


def test_saltelli_s_design_gives_indices_and_says_that_so_few_points_do_not_settle_them(screen, folder: Path):
    shown = screen("saltelli", "out=indices")
    assert "Sobol indices of any war" in shown
    assert "Warning: the indices have not settled" in shown
    assert "the points share their chance" in shown
    first, second = lines(folder / "indices/indices.csv")
    assert {first["factor"], second["factor"]} == {"escalation.odds_bias", "diplomacy.offer_rate"}
    assert (first["role"], first["n"]) == ("lever", "16")
    assert float(first["total"]) >= float(second["total"])
    assert float(first["total_low"]) < float(first["total"]) < float(first["total_high"])


def test_by_source_the_rows_are_titles_that_people_read(screen, folder: Path):
    shown = screen("saltelli_by_source", "out=sources")
    assert "source" in shown
    names = {line["source"] for line in lines(folder / "sources/indices.csv")}
    assert "escalation.odds_bias" in names
    assert any(title.startswith("assumed") or "(" in title for title in names)
    members = {line["source"] for line in lines(folder / "sources/factors.csv")}
    assert members == names


def test_every_other_design_is_analysed_by_its_method(screen, folder: Path):
    assert "Elementary effects on any war" in screen("morris", "out=effects")
    shown = screen("sobol", "--of", "any_war", "--of", "days", "out=pawn")
    assert "PAWN indices of any war" in shown
    assert "PAWN indices of days" in shown
    assert {line["response"] for line in lines(folder / "pawn/pawn.csv")} == {"any_war", "days"}
    assert {line["role"] for line in lines(folder / "pawn/factors.csv")} == {"choice", "lever"}
    shown = screen("one_at_a_time", "out=tornado")
    assert "Effect of each factor by itself on any war" in shown
    assert {line["is_paired"] for line in lines(folder / "tornado/tornado.csv")} == {"True"}


def test_the_differences_of_a_tornado_are_those_of_the_sweep(screen, folder: Path):
    screen("one_at_a_time", "--of", "any_war", "--of", "settlement", "out=same")
    differences = {
        line["point"]: line["difference"]
        for line in lines(folder / "one_at_a_time/outcomes.csv")
        if line["outcome"] == "settlement"
    }
    design = lines(folder / "one_at_a_time/design.csv")
    rows = [line for line in lines(folder / "same/tornado.csv") if line["response"] == "settlement"]
    assert any(float(line["low_difference"] or line["high_difference"]) for line in rows)
    for line in rows:
        for end in ("low", "high"):
            if line[f"{end}_difference"]:
                (point,) = (
                    row["point"]
                    for row in design[1:]
                    if float(row[line["factor"]]) == float(line[f"{end}_value"])
                    and row[line["factor"]] != design[0][line["factor"]]
                )
                assert float(line[f"{end}_difference"]) == pytest.approx(float(differences[point]))


def test_a_response_that_does_not_vary_is_reported(screen, folder: Path):
    shares: dict[str, set[str]] = {}
    for line in lines(folder / "one_at_a_time/outcomes.csv"):
        shares.setdefault(line["outcome"], set()).add(line["share"])
    never = next(outcome for outcome, values in shares.items() if values == {"0.0"})
    shown = screen("one_at_a_time", "--of", never, "out=flat")
    assert f"{never} is 0 at all" in shown
    assert "no factor has an effect on it" in shown
    assert "nan" not in shown
    assert not (folder / "flat/tornado.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("saltelli", "--of", "peace"), "response 'peace' is unknown"),
        (
            ("sweep",),
            "design=grid: cannot separate the effects of factors; sweep with one of saltelli, morris",
        ),
        (("run",), "is not the result of a sweep"),
        ((), "Missing argument"),
    ],
)
def test_bad_input_ends_with_status_2_and_a_message(folder: Path, monkeypatch, capsys, arguments, expected):
    before = sorted(path.name for path in folder.iterdir())
    assert invoke("sensitivity", *arguments, "figures=false", monkeypatch=monkeypatch) == 2
    output = capsys.readouterr()
    assert expected in output.err
    assert "Traceback" not in output.err
    assert sorted(path.name for path in folder.iterdir()) == before


def test_a_sweep_whose_design_is_not_that_of_its_points_is_refused(
    stored: Results, tmp_path: Path, monkeypatch, capsys
):
    shutil.copytree(stored["saltelli"], tmp_path / "spoilt")

    def regroup(manifest: dict[str, Any]) -> None:
        manifest["sweep"]["design"]["options"]["groups"] = {"all": list(manifest["sweep"]["design"])}

    change_manifest(tmp_path / "spoilt", regroup)
    monkeypatch.chdir(tmp_path)
    assert invoke("sensitivity", "spoilt", "figures=false", monkeypatch=monkeypatch) == 2
    output = capsys.readouterr()
    assert "the manifest has been changed" in output.err
    assert "Traceback" not in output.err
    assert not (tmp_path / "results").exists()
