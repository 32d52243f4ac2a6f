from __future__ import annotations

import json
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from standoff.errors import ConfigError
from standoff.sweep.chosen_run import choose_run
from tests.commands import STRAIT, content, invoke
from tests.manifests import change_manifest
from tests.results import N_RUNS, TRACED, Results


@pytest.mark.parametrize(("point", "run"), [(0, 0), (3, 17)])
def test_any_run_of_any_point_is_replayed_as_it_was_played(
    stored: Results, tmp_path: Path, monkeypatch, point: int, run: int
):
    swept, place = stored["rows"], str(tmp_path / "told")
    options = ("--point", str(point), "--run", str(run), "figures=false", f"out={place}")
    assert invoke("replay", str(swept), *options, monkeypatch=monkeypatch) == 0
    options = json.loads((tmp_path / "told/record.json").read_text())
    (row,) = (row for row in pq.read_table(swept / "runs").to_pylist()
              if (row["point"], row["replication"]) == (point, run))  # fmt: skip
    for name in ("outcome", "days", "goldstein", "crossed", "attacker_losses", "peak_rung", "drafts"):
        assert options[name] == row[name], name
    assert options["payoffs"] == [row[name] for name in row if name.startswith("payoff_")]
    assert options["positions"] == [row[name] for name in row if name.startswith("position_")]
    decisions = pq.read_table(tmp_path / "told/trace/decisions.parquet")
    assert len(decisions) > 0


def test_a_run_of_a_single_result_can_be_replayed(stored: Results, tmp_path: Path, monkeypatch):
    shutil.copytree(stored["open"], tmp_path / "out")
    monkeypatch.chdir(tmp_path)
    assert invoke("replay", "out", "--run", "7", monkeypatch=monkeypatch) == 0
    manifest = json.loads((tmp_path / "out/replays/run-7/record.json").read_text())
    row = pq.read_table(tmp_path / "out/runs.parquet").to_pylist()[7]
    assert (manifest["outcome"], manifest["days"], manifest["goldstein"]) == (
        row["outcome"],
        row["days"],
        row["goldstein"],
    )
    assert {path.suffix for path in (tmp_path / "out/replays/run-7/figures").iterdir()} == {
        ".png", ".svg", ".csv",
    }  # fmt: skip


def test_a_replay_has_the_trace_and_the_transcript_of_the_traced_run_to_the_same_bits(
    stored: Results, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    traced, other = stored["run"], str(tmp_path / "other")
    few = (f"scenario.name={STRAIT}", f"replications={N_RUNS}", "figures=false")
    assert invoke("run", *few, f"out={other}", monkeypatch=monkeypatch) == 0
    replayed = ("--run", str(TRACED), "figures=false", f"out={tmp_path / 'told'}")
    assert invoke("replay", other, *replayed, monkeypatch=monkeypatch) == 0
    replayed = tmp_path / "told"
    assert content(replayed / "trace") == content(traced / "trace")
    assert len(content(replayed / "trace")) > 5
    assert (replayed / "transcript.txt").read_text() == (traced / "transcript.txt").read_text()
    assert (replayed / "transcript.txt").read_text() != (tmp_path / "other/transcript.txt").read_text()


def test_the_traces_that_a_sweep_keeps_equal_those_of_replays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    few = (f"scenario.name={STRAIT}", "replications=2", "figures=false", "record=trace")
    assert invoke("sweep", *few, "diplomacy.trust=0.2,0.9", "out=out", monkeypatch=monkeypatch) == 0
    replayed = ("--point", "1", "--run", "1", "figures=false")
    assert invoke("replay", "out", *replayed, monkeypatch=monkeypatch) == 0
    kept, replayed = content(tmp_path / "out/traces/1/1"), tmp_path / "out/replays/point-1-run-1"
    assert kept.pop("transcript.txt") == (replayed / "transcript.txt").read_bytes()
    assert kept == content(replayed / "trace")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--run", "40"], "has no run 40; allowed range is 0 to 39"),
        (["--run", "0", "--point", "4"], "has no point 4; allowed range is 0 to 3"),
    ],
)
def test_a_run_that_does_not_exist_is_refused(
    stored: Results, monkeypatch, capsys, arguments: list[str], expected: str
):
    assert invoke("replay", str(stored["rows"]), *arguments, monkeypatch=monkeypatch) == 2
    assert expected in capsys.readouterr().err


def test_a_scenario_that_was_named_from_one_folder_is_found_from_another(tmp_path: Path, monkeypatch, capsys):
    for name in ("there", "here"):
        (tmp_path / name).mkdir()
    for name in ("strait", "actions.yaml", "sources.yaml"):
        copy = shutil.copytree if name == "strait" else shutil.copy
        copy(STRAIT.parent / name, tmp_path / "there" / name)
    few = ("run", "scenario.name=./strait", "replications=3", "figures=false", "out=../result")
    monkeypatch.chdir(tmp_path / "there")
    assert invoke(*few, monkeypatch=monkeypatch) == 0
    monkeypatch.chdir(tmp_path / "here")
    assert invoke("replay", "../result", "--run", "1", "figures=false", monkeypatch=monkeypatch) == 0
    shutil.move(tmp_path / "there" / "strait", tmp_path / "here" / "strait")
    for name in ("actions.yaml", "sources.yaml"):
        shutil.move(tmp_path / "there" / name, tmp_path / "here" / name)
    assert invoke("replay", "../result", "--run", "2", "figures=false", monkeypatch=monkeypatch) == 0


def test_a_run_with_a_stored_lever_out_of_range_is_refused(stored: Results, tmp_path: Path):
    shutil.copytree(stored["run"], tmp_path, dirs_exist_ok=True)
    change_manifest(tmp_path, lambda content: content["config"]["diplomacy"].update(trust=7))
    with pytest.raises(ConfigError, match=r"^diplomacy\.trust = 7: allowed range is 0 to 1"):
        choose_run(tmp_path, 0, None)
