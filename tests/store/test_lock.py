from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from standoff.errors import ResultError
from standoff.store.lock import locked

ROOT = Path(__file__).parents[2]

HOLD = """
import sys
from pathlib import Path
from standoff.store.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""

CONTEND = """
import os, sys
from pathlib import Path
from standoff.errors import ResultError
from standoff.store.lock import locked
folder, times = Path(sys.argv[1]), 0
while times < 150:
    try:
        with locked(folder):
            os.close(os.open(folder / "inside", os.O_CREAT | os.O_EXCL))
            os.unlink(folder / "inside")
            times += 1
    except ResultError:
        pass
"""


def start(program: str, folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", program, str(folder)]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock of `tmp_path` until its input ends."""
    with start(HOLD, tmp_path) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_process_is_refused_with_the_number_of_the_first(
    tmp_path: Path, holder: subprocess.Popen[str]
):
    expected = rf"{tmp_path}: is being written by another process \(pid {holder.pid}\); wait"
    n_open = len(os.listdir("/dev/fd"))
    for _ in range(2):  # being refused does not free the lock
        with pytest.raises(ResultError, match=expected), locked(tmp_path):
            pytest.fail("two write at a time")
    assert len(os.listdir("/dev/fd")) == n_open


def test_the_lock_is_freed_when_its_holder_ends(tmp_path: Path, holder: subprocess.Popen[str]):
    holder.communicate("")
    assert holder.returncode == 0
    with locked(tmp_path):
        pass


def test_the_lock_is_freed_when_its_holder_is_killed(tmp_path: Path, holder: subprocess.Popen[str]):
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert (tmp_path / ".lock").read_text() == f"{holder.pid}\n"
    with locked(tmp_path):
        assert (tmp_path / ".lock").read_text() == f"{os.getpid()}\n"


def test_the_number_of_a_killed_holder_is_removed(tmp_path: Path):
    (tmp_path / ".lock").write_text("40000000000000\n")
    with locked(tmp_path), pytest.raises(ResultError, match=rf"\(pid {os.getpid()}\)"), locked(tmp_path):
        pytest.fail("two write at a time")


def test_a_lock_whose_file_cannot_be_removed_is_freed_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def refuse(path: Path) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(Path, "unlink", refuse)
    for _ in range(2):
        with locked(tmp_path):
            assert (tmp_path / ".lock").exists()


def test_one_process_does_not_lock_twice(tmp_path: Path):
    with locked(tmp_path), pytest.raises(ResultError, match=f"pid {os.getpid()}"), locked(tmp_path):
        pytest.fail("two write at a time")


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_a_lock_that_was_left_by_an_error_is_removed(tmp_path: Path, error: type[BaseException]):
    with pytest.raises(error), locked(tmp_path):
        raise error
    assert list(tmp_path.iterdir()) == []
    with locked(tmp_path):
        pass


def test_a_lock_that_its_holder_removes_while_it_is_being_taken_is_not_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    flock, calls = fcntl.flock, []

    def late(descriptor: int, operation: int) -> None:
        if not calls:
            (tmp_path / ".lock").unlink()
        calls.append(operation)
        flock(descriptor, operation)

    monkeypatch.setattr(fcntl, "flock", late)
    with locked(tmp_path), pytest.raises(ResultError, match="being written"), locked(tmp_path):
        pytest.fail("two write at a time")


def test_of_many_contenders_one_at_a_time_is_inside(tmp_path: Path):
    contenders = [start(CONTEND, tmp_path) for _ in range(3)]
    for contender in contenders:
        contender.communicate(timeout=60)
    assert [contender.returncode for contender in contenders] == [0, 0, 0]


def test_a_holder_that_has_not_given_its_number_yet_is_unknown(tmp_path: Path):
    with locked(tmp_path):
        (tmp_path / ".lock").write_text("")
        with pytest.raises(ResultError, match="pid unknown"), locked(tmp_path):
            pytest.fail("two write at a time")


def test_a_missing_folder_cannot_be_locked(tmp_path: Path):
    place = tmp_path / "none"
    with pytest.raises(ResultError, match=r"none: cannot be locked \(no such file"), locked(place):
        pytest.fail("there is nothing to write into")


def test_a_file_system_without_locks_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(descriptor: int, operation: int) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(ResultError, match=r"cannot be locked \(no locks available\)"), locked(tmp_path):
        pytest.fail("nothing is locked")
