from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.commands import STRAIT, called, content, standoff

SMALL = (f"scenario.name={STRAIT}", "replications=20", "figures=false")


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    cwd = tmp_path_factory.mktemp("swept")
    factors = ("rules=base,no_learning", "diplomacy.trust=0.2,0.9")
    result = standoff("sweep", *SMALL, *factors, "record=runs", "out=out", cwd=cwd)
    assert result.returncode == 0, result.stderr
    return cwd / "out"


@pytest.mark.parametrize(("point", "run"), [(0, 0), (3, 17)])
def test_any_run_of_any_point_is_told_as_it_was_played(swept: Path, tmp_path: Path, point: int, run: int):
    result = standoff(
        "replay", str(swept), "--point", str(point), "--run", str(run), "--no-figures", "--out", "told",
        cwd=tmp_path,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    told = json.loads((tmp_path / "told/record.json").read_text())
    (row,) = (row for row in pq.read_table(swept / "runs").to_pylist()
              if (row["point"], row["replication"]) == (point, run))  # fmt: skip
    for name in ("outcome", "days", "goldstein", "crossed", "attacker_losses", "peak_rung", "drafts"):
        assert told[name] == row[name], name
    assert told["payoffs"] == [row[name] for name in row if name.startswith("payoff_")]
    assert told["positions"] == [row[name] for name in row if name.startswith("position_")]
    decisions = pq.read_table(tmp_path / "told/trace/decisions.parquet")
    assert len(decisions) > 0


def test_a_run_of_a_single_result_is_told_as_well(tmp_path: Path):
    assert standoff("run", *SMALL, "diplomacy=open", "out=out", cwd=tmp_path).returncode == 0
    result = standoff("replay", "out", "--run", "7", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    told = json.loads((tmp_path / "out/replays/run-7/record.json").read_text())
    row = pq.read_table(tmp_path / "out/runs.parquet").to_pylist()[7]
    assert (told["outcome"], told["days"], told["goldstein"]) == (
        row["outcome"],
        row["days"],
        row["goldstein"],
    )
    assert {path.suffix for path in (tmp_path / "out/replays/run-7/figures").iterdir()} == {
        ".png", ".svg", ".csv",
    }  # fmt: skip


def test_a_replay_has_the_trace_and_the_transcript_of_the_traced_run_to_the_same_bits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    assert called("run", *SMALL, "traced=7", "out=traced", monkeypatch=monkeypatch) == 0
    assert called("run", *SMALL, "out=other", monkeypatch=monkeypatch) == 0
    assert called("replay", "other", "--run", "7", "--no-figures", monkeypatch=monkeypatch) == 0
    told = tmp_path / "other/replays/run-7"
    assert content(told / "trace") == content(tmp_path / "traced/trace")
    assert len(content(told / "trace")) > 5
    assert (told / "transcript.txt").read_text() == (tmp_path / "traced/transcript.txt").read_text()
    assert (told / "transcript.txt").read_text() != (tmp_path / "other/transcript.txt").read_text()


def test_a_sweep_that_keeps_traces_tells_each_as_its_replay_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    few = (f"scenario.name={STRAIT}", "replications=2", "figures=false", "record=trace")
    assert called("sweep", *few, "diplomacy.trust=0.2,0.9", "out=out", monkeypatch=monkeypatch) == 0
    asked = ("--point", "1", "--run", "1", "--no-figures")
    assert called("replay", "out", *asked, monkeypatch=monkeypatch) == 0
    kept, told = content(tmp_path / "out/traces/1/1"), tmp_path / "out/replays/point-1-run-1"
    assert kept.pop("transcript.txt") == (told / "transcript.txt").read_bytes()
    assert kept == content(told / "trace")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--run", "20"], "has no run 20; allowed range is 0 to 19"),
        (["--run", "0", "--point", "4"], "has no point 4; allowed range is 0 to 3"),
    ],
)
def test_a_run_that_there_is_not_is_refused(
    swept: Path, monkeypatch, capsys, arguments: list[str], expected: str
):
    assert called("replay", str(swept), *arguments, monkeypatch=monkeypatch) == 2
    assert expected in capsys.readouterr().err
