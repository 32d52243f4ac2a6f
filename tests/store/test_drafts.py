"""Drafts: what a killed process left is removed by the next one, and nothing else is."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from standoff.store.drafts import added_files, result_folder
from tests.commands import environment

KILLED = """
import sys, time
from pathlib import Path
from standoff.store.drafts import added_files, result_folder
place = Path(sys.argv[2])
with result_folder(place) if sys.argv[1] == "result" else added_files(place) as draft:
    (getattr(draft, "folder", draft) / "file").write_text("half")
    print("begun", flush=True)
    time.sleep(60)
"""


def killed(kind: str, place: Path) -> subprocess.Popen[str]:
    """Start a process that writes, and wait until it does."""
    command = [sys.executable, "-c", KILLED, kind, str(place)]
    process = subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    return process


def write(place: Path) -> None:
    with result_folder(place) as draft:
        (draft.folder / "file").write_text("whole")


def add(place: Path) -> None:
    with added_files(place) as draft:
        (draft / "file").write_text("whole")


@pytest.mark.parametrize(("kind", "again"), [("result", write), ("added", add)])
def test_the_next_process_removes_what_a_killed_one_left_but_not_what_is_in_use(
    kind: str, again: Callable[[Path], None], tmp_path: Path
):
    place = tmp_path / "results" / "out"
    processes = [killed(kind, place) for _ in range(2)]
    processes[0].send_signal(signal.SIGKILL)
    processes[0].communicate()
    folder = place.parent if kind == "result" else place
    assert len(list(folder.glob(".*.partial"))) == 2
    again(place)
    assert len(list(folder.glob(".*.partial"))) == 1, "the other process still writes"
    processes[1].send_signal(signal.SIGKILL)
    processes[1].communicate()
    again(folder / "other")
    again(place) if kind == "added" else None
    assert list(tmp_path.rglob(".*")) == []
    assert (place / "file").read_text() == "whole"


@pytest.mark.parametrize("name", [".notes.partial", "out.12345678.partial", ".out.1234567g.partial"])
def test_a_folder_of_the_user_is_kept(tmp_path: Path, name: str):
    (tmp_path / name).mkdir()
    write(tmp_path / "out")
    assert (tmp_path / name).is_dir()


def test_a_link_and_a_file_with_such_a_name_are_kept(tmp_path: Path):
    (tmp_path / "mine").mkdir()
    (tmp_path / ".out.12345678.partial").symlink_to(tmp_path / "mine")
    (tmp_path / ".out.87654321.partial").write_text("mine")
    write(tmp_path / "out")
    assert (tmp_path / ".out.12345678.partial").is_symlink()
    assert (tmp_path / ".out.87654321.partial").read_text() == "mine"
    assert (tmp_path / "mine").is_dir()


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a folder to somebody else")
def test_a_folder_of_another_user_is_kept(tmp_path: Path):
    (tmp_path / ".out.12345678.partial").mkdir()
    os.chown(tmp_path / ".out.12345678.partial", 12345, -1)
    write(tmp_path / "out")
    assert (tmp_path / ".out.12345678.partial").is_dir()


def test_without_locks_a_result_is_written_and_nothing_is_removed_as_left_over(tmp_path: Path, monkeypatch):
    def refuse(descriptor: int, operation: int) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    (tmp_path / ".out.12345678.partial").mkdir()
    write(tmp_path / "out")
    assert (tmp_path / "out/file").exists()
    assert (tmp_path / ".out.12345678.partial").is_dir()


def test_a_folder_that_another_process_removes_is_created_again(tmp_path: Path, monkeypatch):
    """Between making a folder and taking its lock, another process may hold it for removal."""
    flock, held = fcntl.flock, []

    def beaten(descriptor: int, operation: int) -> None:
        if not held:
            held.append(descriptor)
            raise BlockingIOError
        flock(descriptor, operation)

    monkeypatch.setattr(fcntl, "flock", beaten)
    write(tmp_path / "out")
    assert (tmp_path / "out/file").read_text() == "whole"
