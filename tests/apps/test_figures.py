"""`standoff figures` draws what a result did not: the same files as if it had been drawn at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.commands import STRAIT, content, invoke
from tests.results import Results

OF_RUNS = {"outcomes", "war_by_day", "ends_by_day", "sample_of_runs"}


def drawn(folder: Path) -> set[str]:
    return {path.stem for path in (folder / "figures").glob("*.png")}


@pytest.fixture
def copy(stored: Results, tmp_path: Path):
    return lambda name: shutil.copytree(stored[name], tmp_path / name)


def test_the_figures_of_a_run_are_those_that_the_run_itself_would_have_drawn(tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    small = ("run", f"scenario.name={STRAIT}", "replications=20", "figure_formats=png", "experiment=null")
    assert invoke(*small, "figures=true", "out=at_once/out", monkeypatch=monkeypatch) == 0
    assert invoke(*small, "out=later/out", monkeypatch=monkeypatch) == 0
    assert not (tmp_path / "later/out/figures").exists()
    assert invoke("figures", "later/out", "figure_formats=png", monkeypatch=monkeypatch) == 0
    assert content(tmp_path / "later/out/figures") == content(tmp_path / "at_once/out/figures")
    assert drawn(tmp_path / "later/out") >= OF_RUNS | {"rungs", "forces", "positions"}


def test_a_replay_has_the_figures_of_its_run_only(copy, monkeypatch):
    folder = copy("open")
    assert invoke("replay", str(folder), "--run", "7", "figures=false", monkeypatch=monkeypatch) == 0
    replay = folder / "replays/run-7"
    assert invoke("figures", str(replay), "figure_formats=png", monkeypatch=monkeypatch) == 0
    assert "rungs" in drawn(replay)
    assert not drawn(replay) & OF_RUNS


def test_a_sweep_has_the_figures_of_its_design(copy, monkeypatch):
    folder = copy("one_at_a_time")
    assert invoke("figures", str(folder), "figure_formats=png", monkeypatch=monkeypatch) == 0
    assert "ranking" in drawn(folder)


def test_a_result_of_another_kind_is_refused(copy, tmp_path, monkeypatch, capsys):
    words = ("compare", str(copy("run")), str(copy("open")), "figures=false", f"out={tmp_path / 'compared'}")
    assert invoke(*words, monkeypatch=monkeypatch) == 0
    capsys.readouterr()
    assert invoke("figures", str(tmp_path / "compared"), monkeypatch=monkeypatch) != 0
    error = capsys.readouterr().err
    assert "this is the result of a compar" in error
    assert "give the folder of a run, a replay or a sweep" in " ".join(error.split())
