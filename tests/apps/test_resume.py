"""Resume: whatever stops a sweep, it ends at the same bytes."""

from __future__ import annotations

import random
import resource
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from tests.commands import STRAIT, command, compile_once, content, environment, invoke, standoff
from tests.manifests import change_manifest
from tests.results import Results
from tests.signals import HEAR_CTRL_C

SMALL = (
    "sweep", f"scenario.name={STRAIT}", "replications=8", "figures=false", "out=out",
    "diplomacy.trust=range(0,1,0.02)",
)  # fmt: skip
SWEEP = (*SMALL, "diplomacy.assurance=range(0,0.6,0.1)")
"""300 points in three parts."""
LONG = (*SMALL, "diplomacy.assurance=range(0,1,0.1)")
"""500 points in four parts: some seconds of work."""


def play(folder: Path, sweep: tuple[str, ...]) -> int:
    """Play a sweep into a folder, in this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return invoke(*sweep, monkeypatch=patch)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sweep, played without a stop; not to be changed."""
    folder = tmp_path_factory.mktemp("undisturbed")
    assert play(folder, SWEEP) == 0
    return folder / "out"


def resume(folder: Path) -> int:
    """Resume the sweep of a folder in this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return invoke("resume", "out", monkeypatch=patch)


def start(cwd: Path, *arguments: str) -> subprocess.Popen[str]:
    compile_once()
    return subprocess.Popen(
        command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=cwd,
        env=environment(), preexec_fn=HEAR_CTRL_C,
    )  # fmt: skip


def wait_until(is_so: Callable[[], bool]) -> None:
    limit = time.monotonic() + 120
    while not is_so():
        assert time.monotonic() < limit
        time.sleep(0.01)


def writes_or_ended(folder: Path, process: subprocess.Popen[str]) -> bool:
    """Tell whether a process has begun to write a sweep, as its number in the lock says, or has ended."""
    with suppress(FileNotFoundError):
        return (folder / ".lock").read_text() == f"{process.pid}\n"
    return process.poll() is not None


@pytest.fixture(scope="module")
def long_undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The long sweep, played without a stop; not to be changed."""
    folder = tmp_path_factory.mktemp("long")
    assert play(folder, LONG) == 0
    return folder / "out"


@pytest.mark.slow
def test_a_sweep_that_is_killed_again_and_again_ends_at_the_same_bytes(
    long_undisturbed: Path, tmp_path: Path
):
    chance = random.Random(0)
    process = start(tmp_path, *LONG)
    kills = 0
    for _ in range(3):
        wait_until(partial(writes_or_ended, tmp_path / "out", process))
        time.sleep(chance.uniform(0.0, 1.0))
        process.kill()
        process.communicate()
        kills += process.returncode == -signal.SIGKILL
        process = start(tmp_path, "resume", "out")
    _, errors = process.communicate()
    assert process.returncode == 0, errors
    assert kills > 0
    assert content(tmp_path / "out") == content(long_undisturbed)


@dataclass(frozen=True)
class Interrupted:
    """A sweep that another process tried to resume while it played, and that Ctrl-C then stopped."""

    folder: Path
    pid: int
    refusal: subprocess.CompletedProcess[str]
    status: int
    errors: str


@pytest.fixture(scope="module")
def interrupted(tmp_path_factory: pytest.TempPathFactory) -> Interrupted:
    folder = tmp_path_factory.mktemp("interrupted")
    process = start(folder, *SWEEP)
    wait_until((folder / "out/parts/00000.parquet").exists)
    process.send_signal(signal.SIGSTOP)  # it holds the lock for as long as the other one takes to start
    refusal = standoff("resume", "out", cwd=folder)
    process.send_signal(signal.SIGINT)
    process.send_signal(signal.SIGCONT)
    _, errors = process.communicate(timeout=120)
    return Interrupted(folder, process.pid, refusal, process.returncode, errors)


def test_two_processes_cannot_write_the_same_sweep(interrupted: Interrupted):
    assert interrupted.refusal.returncode == 2
    assert f"out: is being written by another process (pid {interrupted.pid})" in interrupted.refusal.stderr


def test_an_interrupted_sweep_says_how_to_continue(
    interrupted: Interrupted, undisturbed: Path, tmp_path: Path
):
    assert interrupted.status == 130
    assert (
        interrupted.errors.strip() == "Stopped; completed runs are kept; continue with `standoff resume out`"
    )
    assert not (interrupted.folder / "out/outcomes.csv").exists()
    shutil.copytree(interrupted.folder / "out", tmp_path / "out")
    assert resume(tmp_path) == 0
    assert content(tmp_path / "out") == content(undisturbed)


def test_a_damaged_part_is_named_and_played_again(undisturbed: Path, tmp_path: Path, capsys):
    shutil.copytree(undisturbed, tmp_path / "out")
    part = tmp_path / "out/parts/00002.parquet"
    damaged = bytearray(part.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    part.write_bytes(damaged)
    assert resume(tmp_path) == 0
    assert "Part 2 is damaged and will be played again." in capsys.readouterr().err
    assert content(tmp_path / "out") == content(undisturbed)


@contextmanager
def short_files(n_bytes: int) -> Iterator[None]:
    """Let no file of this process grow beyond a size, as on a full disk."""
    _, most = limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (n_bytes, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_a_full_disk_loses_nothing(undisturbed: Path, tmp_path: Path, capsys):
    with short_files(64 * 1024):
        assert play(tmp_path, SWEEP) == 2
    stopped = capsys.readouterr()
    assert "nothing is lost" in stopped.err
    assert "Traceback" not in stopped.err
    assert resume(tmp_path) == 0
    assert content(tmp_path / "out") == content(undisturbed)


def test_a_finished_sweep_is_not_changed(undisturbed: Path):
    before = content(undisturbed)
    assert resume(undisturbed.parent) == 0
    assert content(undisturbed) == before


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            lambda content: content["scenario"].update(sha256="0" * 64),
            "was played with another version of strait",
        ),
        (lambda content: content["code"].update(parameters="0"), "was played with other rule parameters"),
        (lambda content: content["code"].update(rules="0"), "was played with other rules"),
        (
            lambda content: content.update(schema="99"),
            "unknown layout 99; this version reads layouts 1 and 2",
        ),
        (lambda content: content.update(kind="comparison"), "is a comparison; give the result of a sweep"),
    ],
)
def test_a_result_of_another_kind_is_not_resumed(
    undisturbed: Path, tmp_path: Path, monkeypatch, capsys, change, expected: str
):
    (tmp_path / "out").mkdir()
    for name in ("manifest.json", "design.parquet"):
        shutil.copy(undisturbed / name, tmp_path / "out")
    change_manifest(tmp_path / "out", change)
    assert invoke("resume", str(tmp_path / "out"), monkeypatch=monkeypatch) == 2
    assert expected in capsys.readouterr().err


@pytest.mark.parametrize("executor", ["dask", "processes"])
def test_the_executor_is_not_taken_from_a_result(
    stored: Results, tmp_path: Path, monkeypatch, capsys, executor: str
):
    """Whoever answers at the address of a scheduler can run code here."""
    shutil.copytree(stored["sweep"], tmp_path / "out")
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        theirs = {"name": executor, "workers": 1, "address": address}
        change_manifest(tmp_path / "out", lambda content: content["config"].update(executor=theirs))
        assert resume(tmp_path) == 0
        server.setblocking(False)
        with pytest.raises(BlockingIOError):
            server.accept()
    assert f"The sweep began with executor={executor}; it goes on with threads" in capsys.readouterr().err


def test_an_address_needs_the_executor_that_has_one(stored: Results, monkeypatch, capsys):
    address = ("--address", "tcp://127.0.0.1:1")
    assert invoke("resume", str(stored["sweep"]), *address, monkeypatch=monkeypatch) == 2
    assert "only a Dask cluster has one; add --executor dask" in capsys.readouterr().err


def test_a_folder_that_is_not_a_result_is_refused(monkeypatch, capsys):
    assert invoke("resume", "nowhere", monkeypatch=monkeypatch) == 2
    assert capsys.readouterr().err.startswith("nowhere: there is no such folder")
