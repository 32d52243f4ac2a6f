from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from standoff.config.compose import compose
from standoff.config.setup import make_stage
from standoff.drivers.ensemble import blocks, play_blocks, play_ensemble
from standoff.statistics.bands import fan_lines
from standoff.statistics.headline import headline
from standoff.vocabulary import Outcome
from tests.commands import ROOT, STRAIT, content, invoke, standoff

SMALL = (f"scenario.name={STRAIT}", "replications=64", "figures=false")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to be in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Results of one small run, made by the command in an empty folder."""
    cwd = tmp_path_factory.mktemp("run")
    result = standoff("run", *SMALL, "seed=3", "diplomacy=open", "out=out", cwd=cwd)
    assert result.returncode == 0, result.stderr
    assert result.stderr == ""
    (cwd / "screen.txt").write_text(result.stdout)
    return cwd / "out"


def table(folder: Path) -> list[dict[str, str]]:
    with (folder / "outcomes.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def test_a_run_writes_its_folder_and_nothing_else(folder: Path):
    assert sorted(path.name for path in folder.parent.iterdir()) == ["out", "screen.txt"]
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {
        "manifest.json",
        "outcomes.csv",
        "runs.parquet",
        "fans.parquet",
        "trace/actors.parquet",
        "transcript.txt",
    } <= files
    assert {"trace/decisions.parquet", "trace/beliefs.parquet"} <= files


def test_the_screen_begins_with_the_answer_and_ends_with_what_to_do_next(folder: Path):
    first, second, third, *_ = lines = (folder.parent / "screen.txt").read_text().splitlines()
    assert first == "The strait, facts as of 2 March 2030"
    assert second == "diplomacy=open; 64 runs of up to 30 days, seed 3"
    rows = pq.read_table(folder / "runs.parquet").to_pylist()
    stage = make_stage(STRAIT)[1]
    reported = play_ensemble(stage, 3, 64).rows["outcome"]
    assert third == headline(np.array([Outcome[row["outcome"].upper()] for row in rows]), reported)
    written, explain, report, figures = lines[-4:]
    assert written == "Written to out"
    assert explain.startswith("Next: standoff explain out")
    assert report.strip() == "standoff report out"
    assert figures.strip() == "standoff figures out"


def test_the_screen_shows_outcomes_base_rate_and_a_line_of_caveats(folder: Path):
    screen = (folder.parent / "screen.txt").read_text()
    for words in ("Share of runs by outcome", "base rate", "(59 cases)", "no-change"):
        assert words in screen
    for title in (
        "standoff",
        "de-escalation",
        "settlement",
        "limited incursion",
        "full invasion",
        "wider war",
    ):
        assert f"\n {title} " in screen
    (caveats,) = [line for line in screen.splitlines() if line.endswith("not a forecast (more: notes=true)")]
    assert caveats.startswith("Intervals hold chance only; ")
    assert "by private type of" not in screen


def test_notes_add_the_split_by_type_the_intervals_and_all_caveats(here: Path, monkeypatch, capsys):
    assert invoke("run", *SMALL, "notes=true", "out=out", monkeypatch=monkeypatch) == 0
    screen = capsys.readouterr().out
    assert screen.splitlines()[1].startswith("as reported; 64 runs of")
    assert "; as reported" not in screen.splitlines()[2]
    for words in ("by private type of", "95 % intervals: Wilson", "Not a forecast"):
        assert words in screen
    assert "Types: the prior over private types is uniform, which is an assumption" in screen


def test_the_bytes_of_a_result_do_not_depend_on_what_is_shown(folder: Path, here: Path, monkeypatch):
    arguments = (*SMALL, "seed=3", "diplomacy=open", "notes=true", "out=out")
    assert invoke("run", *arguments, monkeypatch=monkeypatch) == 0
    assert content(here / "out") == content(folder)


def test_the_manifest_records_what_was_requested_and_played(folder: Path):
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["overrides"] == [*SMALL, "seed=3", "diplomacy=open", "out=out"]
    assert manifest["command"].startswith("standoff run scenario.name=")
    assert (manifest["seed"], manifest["n"], manifest["experiment"]) == (3, 64, "run")
    assert manifest["config"]["diplomacy"]["assurance"] == manifest["parameters"]["assurance"] == 0.5
    assert manifest["parameters"]["turn_days"] == manifest["turn_days"] == 1.0
    assert manifest["horizon_days"] == 30.0
    assert manifest["timings_seconds"].keys() == {"prepare", "play", "trace", "write"}


def test_the_table_of_outcomes_counts_the_runs(folder: Path):
    rows = pq.read_table(folder / "runs.parquet").to_pylist()
    assert [row["replication"] for row in rows] == list(range(64))
    for line in table(folder):
        count = sum(row["outcome"] == line["outcome"] for row in rows)
        assert (line["point"], line["n"], line["count"]) == ("0", "64", str(count))
        assert float(line["low"]) <= float(line["share"]) == count / 64 <= float(line["high"])


def test_the_fans_count_every_run_after_each_turn(folder: Path):
    fans = pq.read_table(folder / "fans.parquet").to_pylist()
    gauges = ["rung", "force", "tension", "fear"]
    assert [line["gauge"] for line in fans] == [gauge for gauge in gauges for _ in range(30)]
    assert {line["point"] for line in fans} == {0}
    assert [line["day"] for line in fans[:30]] == [float(day) for day in range(1, 31)]
    for line in fans:
        assert 0 <= line["q05"] <= line["q25"] <= line["q50"] <= line["q75"] <= line["q95"]
    rungs = pq.read_table(folder / "runs.parquet")["peak_rung"].to_pylist()
    assert max(line["q95"] for line in fans[:30]) <= max(rungs) + 16 / 64


def test_the_fans_count_the_runs_of_all_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    arguments = (f"scenario.name={STRAIT}", "replications=70", "figures=false", f"out={tmp_path / 'out'}")
    assert invoke("run", *arguments, monkeypatch=monkeypatch) == 0
    stage = make_stage(STRAIT)[1]
    fan = sum(played.fan for played in play_blocks(blocks(stage, 1, 0, 70, 7)))
    assert pq.read_table(tmp_path / "out/fans.parquet").to_pylist() == list(fan_lines(fan, 1.0, 0))


def test_the_traced_run_ends_as_the_same_run_of_the_ensemble(folder: Path):
    traced = json.loads((folder / "manifest.json").read_text())["traced"]
    first = pq.read_table(folder / "runs.parquet").to_pylist()[0]
    assert traced == {"replication": 0, "outcome": first["outcome"], "days": first["days"]}


def test_the_same_command_gives_the_same_bytes_and_another_seed_other_runs(
    folder: Path, here: Path, monkeypatch
):
    for seed in (3, 4):
        arguments = (*SMALL, f"seed={seed}", "diplomacy=open", f"out={seed}")
        assert invoke("run", *arguments, monkeypatch=monkeypatch) == 0
    assert content(here / "3") == content(folder)
    first = pq.read_table(folder / "runs.parquet")
    assert not pq.read_table(here / "4" / "runs.parquet").equals(first)


def test_a_multirun_gives_each_job_its_own_folder_and_ends_with_their_table(here: Path, monkeypatch, capsys):
    assert invoke("run", *SMALL, "--multirun", "diplomacy=open,closed", monkeypatch=monkeypatch) == 0
    assert sorted(path.name for path in here.iterdir()) == ["results"]
    (together,) = (here / "results" / "run").iterdir()
    assert together.name.endswith("_strait_diplomacy=open,closed")
    *_, head, _, first, second = capsys.readouterr().out.splitlines()
    assert [name.strip() for name in head.split("┃")[:2]] == ["job", "diplomacy"]
    assert [row.split("│")[1].strip() for row in (first, second)] == ["open", "closed"]
    assurance = []
    for number in ("0", "1"):
        parameters = json.loads((together / number / "manifest.json").read_text())["parameters"]
        assurance.append(parameters["assurance"])
        assert {line["point"] for line in table(together / number)} == {number}
        assert (together / number / "transcript.txt").read_text().startswith("The strait\nRun 0: ")
    assert assurance == [0.5, 0.0]


def test_a_lever_that_overrides_a_variant_is_reported(here: Path, monkeypatch, capsys):
    arguments = (*SMALL, "rules=no_incidents", "escalation=brinkmanship", "out=out")
    assert invoke("run", *arguments, monkeypatch=monkeypatch) == 0
    assert capsys.readouterr().err == "escalation.incident_rate = 0.015 overrides rules.incident_rate = 0\n"


def test_figures_are_drawn_on_demand(here: Path, monkeypatch, capsys):
    small = ("run", SMALL[0], "replications=64")
    assert invoke(*small, "out=out", monkeypatch=monkeypatch) == 0
    assert not (here / "out" / "figures").exists()
    assert "standoff figures out" in capsys.readouterr().out
    assert invoke(*small, "figures=true", "out=drawn", monkeypatch=monkeypatch) == 0
    drawn = {path.suffix for path in (here / "drawn" / "figures").iterdir()}
    assert drawn == {".png", ".svg", ".csv"}
    assert "standoff figures" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("argument", "expected"),
    [
        ("diplomacy.offer_rat=1", "diplomacy.offer_rat: unknown key; did you mean 'offer_rate'?"),
        ("diplomacy.offer_rate=2", "diplomacy.offer_rate = 2: allowed range is 0 to 1 (per_day)"),
        ("scenario=nowhere", "scenario=nowhere: unknown option; allowed: "),
        ("seed=-1", "seed = -1: allowed range is 0 to"),
        ("out=full", "full: is not empty"),
        ("out=full/file/below", "full/file/below: cannot be written"),
    ],
)
def test_bad_input_ends_with_status_2_and_a_message_and_nothing_written(
    here: Path, monkeypatch, capsys, argument: str, expected: str
):
    (here / "full").mkdir()
    (here / "full" / "file").write_text("content")
    assert invoke("run", *SMALL, argument, monkeypatch=monkeypatch) == 2
    screen = capsys.readouterr()
    assert screen.out == ""
    assert screen.err.startswith(expected)
    assert "Traceback" not in screen.err
    assert sorted(path.name for path in here.rglob("*")) == ["file", "full"]


def test_an_unknown_flag_ends_with_status_2(here: Path, monkeypatch, capsys):
    assert invoke("run", "--fast", monkeypatch=monkeypatch) == 2
    assert "--fast: standoff run has no such flag" in capsys.readouterr().err


def test_the_default_scenario_comes_with_the_program():
    (job,) = compose([])
    assert (ROOT / "scenarios" / job.settings.scenario.name / "scenario.yaml").is_file()
