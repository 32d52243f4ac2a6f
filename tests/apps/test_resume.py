"""Resume: whatever stops a sweep, it ends at the same bytes."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.commands import STRAIT, called, command, content, environment, standoff
from tests.signals import HEAR_CTRL_C

SWEEP = (
    "sweep", f"scenario.name={STRAIT}", "replications=8", "figures=false", "out=out",
    "diplomacy.trust=range(0,1,0.02)", "diplomacy.assurance=range(0,1,0.1)",
)  # fmt: skip
"""500 points in four parts: some seconds of work."""


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    cwd = tmp_path_factory.mktemp("undisturbed")
    result = standoff(*SWEEP, cwd=cwd)
    assert result.returncode == 0, result.stderr
    return cwd / "out"


def start(cwd: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=cwd,
        env=environment(), preexec_fn=HEAR_CTRL_C,
    )  # fmt: skip


def wait_for(path: Path, process: subprocess.Popen[str]) -> None:
    limit = time.monotonic() + 60
    while not path.exists():
        assert process.poll() is None, process.stderr.read()
        assert time.monotonic() < limit
        time.sleep(0.01)


@pytest.mark.parametrize(
    "round_number", [0, pytest.param(1, marks=pytest.mark.slow), pytest.param(2, marks=pytest.mark.slow)]
)
def test_a_sweep_that_is_killed_again_and_again_ends_at_the_same_bytes(
    undisturbed: Path, tmp_path: Path, round_number: int
):
    chance = random.Random(round_number)
    process = start(tmp_path, *SWEEP)
    wait_for(tmp_path / "out/manifest.json", process)
    kills = 0
    for _ in range(4):
        time.sleep(chance.uniform(0.0, 2.5))
        process.kill()
        kills += process.wait() == -signal.SIGKILL
        process.communicate()
        process = start(tmp_path, "resume", "out")
        time.sleep(2.0)  # to get past the imports
    _, errors = process.communicate()
    assert process.returncode == 0, errors
    assert kills > 0
    assert content(tmp_path / "out") == content(undisturbed)


def test_a_sweep_that_is_interrupted_says_how_to_go_on(undisturbed: Path, tmp_path: Path):
    process = start(tmp_path, *SWEEP)
    wait_for(tmp_path / "out/parts/00000.parquet", process)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert errors.strip() == "Stopped; completed runs are kept; continue with `standoff resume out`"
    assert not (tmp_path / "out/outcomes.csv").exists()
    result = standoff("resume", "out", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert content(tmp_path / "out") == content(undisturbed)


def test_a_damaged_part_is_named_and_played_again(undisturbed: Path, tmp_path: Path):
    assert standoff(*SWEEP, cwd=tmp_path).returncode == 0
    part = tmp_path / "out/parts/00002.parquet"
    damaged = bytearray(part.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    part.write_bytes(damaged)
    result = standoff("resume", "out", cwd=tmp_path)
    assert result.returncode == 0
    assert "Part 2 is damaged and will be played again" in result.stderr
    assert content(tmp_path / "out") == content(undisturbed)


def test_two_processes_cannot_write_the_same_sweep(tmp_path: Path):
    process = start(tmp_path, *SWEEP)
    wait_for(tmp_path / "out/.lock", process)
    result = standoff("resume", "out", cwd=tmp_path)
    process.kill()
    process.communicate()
    assert result.returncode == 2
    assert f"out: is being written by another process (pid {process.pid})" in result.stderr


def test_a_full_disk_loses_nothing(undisturbed: Path, tmp_path: Path):
    limited = ["bash", "-c", 'trap "" XFSZ; ulimit -f 64; exec "$@"', "bash", *command(*SWEEP)]
    stopped = subprocess.run(
        limited, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False
    )
    assert stopped.returncode == 2
    assert "nothing is lost" in stopped.stderr
    assert "Traceback" not in stopped.stderr
    result = standoff("resume", "out", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert content(tmp_path / "out") == content(undisturbed)


def test_a_finished_sweep_is_left_as_it_is(undisturbed: Path):
    before = content(undisturbed)
    result = standoff("resume", "out", cwd=undisturbed.parent)
    assert result.returncode == 0
    assert content(undisturbed) == before


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda told: told["scenario"].update(sha256="0" * 64), "was played with another version of strait"),
        (lambda told: told["code"].update(parameters="0"), "was played with other rule parameters"),
        (lambda told: told["code"].update(rules="0"), "was played with other rules"),
        (lambda told: told.update(schema="99"), "layout '99' is not known"),
        (lambda told: told.pop("kind"), "is the result of a single run"),
    ],
)
def test_a_result_of_something_else_is_not_gone_on_with(
    undisturbed: Path, tmp_path: Path, monkeypatch, capsys, change, expected: str
):
    told = json.loads((undisturbed / "manifest.json").read_text())
    change(told)
    (tmp_path / "out").mkdir()
    (tmp_path / "out/manifest.json").write_text(json.dumps(told))
    (tmp_path / "out/design.parquet").write_bytes((undisturbed / "design.parquet").read_bytes())
    assert called("resume", str(tmp_path / "out"), monkeypatch=monkeypatch) == 2
    assert expected in capsys.readouterr().err


def test_what_is_no_result_is_told_as_such(monkeypatch, capsys):
    assert called("resume", "nowhere", monkeypatch=monkeypatch) == 2
    assert (
        capsys.readouterr().err == "nowhere: is not a result, it has no manifest.json; "
        "give the folder of a result\n"
    )
