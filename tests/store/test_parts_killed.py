from __future__ import annotations

import errno
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from random import Random

import pytest

from standoff.errors import ResultError
from standoff.store.parts import Parts
from tests.sweeps import N_PARTS, everything, part, sweep, table

ROOT = Path(__file__).parents[2]


class Killed(BaseException):
    """Stands for the end of the process: from here on nothing reaches the disk."""


def kill_at(last: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the process reach the disk ``last - 1`` times; of a line then being listed a piece is written."""
    steps = count(1)

    def mortal(name: str) -> Callable[..., object]:
        call = getattr(os, name)

        def step(*arguments: object, **options: object) -> object:
            now = next(steps)
            if now == last and name == "write":
                call(arguments[0], arguments[1][:50])
            if now >= last:
                raise Killed
            return call(*arguments, **options)

        return step

    for name in ("fsync", "mkdir", "open", "replace", "unlink", "write"):
        monkeypatch.setattr(os, name, mortal(name))


@pytest.mark.parametrize("damaged", [False, True], ids=["new", "resumed with damage"])
def test_a_sweep_killed_before_any_of_its_steps_is_resumed_to_the_same_bytes(damaged: bool, tmp_path: Path):
    whole, n_kills = tmp_path / "whole", 0
    whole.mkdir()
    sweep(whole, 3)
    for last in count(1):
        folder = tmp_path / str(last)
        if damaged:
            shutil.copytree(whole, folder)
            part(folder, 1).write_bytes(b"damaged")
        else:
            folder.mkdir()
        try:
            with pytest.MonkeyPatch.context() as patched:
                kill_at(last, patched)
                sweep(folder, 3)
            break
        except Killed:
            n_kills += 1
        assert set(Parts(folder).damaged()) <= ({1} if damaged else set())
        sweep(folder, 3)
        assert everything(folder) == everything(whole)
    assert n_kills >= 20


CHILD = """
import sys
from pathlib import Path
from standoff.store.lock import locked
from tests.sweeps import sweep
with locked(Path(sys.argv[1])):
    sweep(Path(sys.argv[1]), int(sys.argv[2]))
"""


def test_a_process_killed_again_and_again_is_resumed_to_the_same_bytes(tmp_path: Path):
    killed, whole, random = tmp_path / "killed", tmp_path / "whole", Random(1)
    killed.mkdir()
    whole.mkdir()
    command = [sys.executable, "-c", CHILD, str(killed)]
    for _ in range(4):
        done = Parts(killed).done()
        with subprocess.Popen([*command, "1000000"], cwd=ROOT) as child:
            while Parts(killed).done() == done and child.poll() is None:
                time.sleep(0.001)
            time.sleep(random.uniform(0, 0.03))
            child.kill()
        assert child.returncode == -signal.SIGKILL
    n_parts = max(Parts(killed).done()) + 10
    subprocess.run([*command, str(n_parts)], cwd=ROOT, check=True)
    sweep(whole, n_parts)
    assert everything(killed) == everything(whole)


# A disk that is full or ill

LIMITED = """
import resource, sys
from pathlib import Path
from standoff.errors import ResultError
from tests.sweeps import sweep
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
try:
    sweep(Path(sys.argv[1]), 100)
except ResultError as error:
    print(error)
"""


@pytest.mark.parametrize("n_bytes", [1000, 5000], ids=["in a part", "in a line of the list"])
def test_a_write_without_space_loses_nothing(tmp_path: Path, n_bytes: int):
    for name in ("full", "whole"):
        (tmp_path / name).mkdir()
    command = [sys.executable, "-c", LIMITED, str(tmp_path / "full"), str(n_bytes)]
    output = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert f"{tmp_path / 'full'}: cannot be written (" in output
    assert f"nothing is lost; continue with `standoff resume {tmp_path / 'full'}`" in output
    sweep(tmp_path / "whole", 100)
    whole = everything(tmp_path / "whole")
    listing = whole["parts.sha256"]
    left = everything(tmp_path / "full")
    if n_bytes == 5000:
        assert left.pop("parts.sha256") == listing[:5000], "the last line is torn"
    assert left.items() <= whole.items(), "nothing is half-written but the list"
    assert sweep(tmp_path / "full", 100)[-1] == 99
    assert everything(tmp_path / "full") == whole


def no_room(*_: object, **__: object) -> int:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("call", ["fsync", "replace", "write"])
def test_a_full_disk_is_reported_with_how_to_continue(
    folder: Path, monkeypatch: pytest.MonkeyPatch, call: str
):
    part(folder, 5).unlink()
    Parts(folder).discard([5])
    before = everything(folder)
    expected = (
        rf"^{folder}: cannot be written \(no space left on device\); nothing is lost; "
        "continue with `standoff resume"
    )
    with monkeypatch.context() as patched:
        patched.setattr(os, call, no_room)
        with pytest.raises(ResultError, match=expected):
            Parts(folder).write(5, table(5))
    left = everything(folder)
    left.pop("parts/00005.parquet", None)  # whole, but not listed yet
    assert left == before
    assert sweep(folder) == [5]


def test_a_line_that_is_written_only_in_part_is_an_error(folder: Path, monkeypatch: pytest.MonkeyPatch):
    before, write = everything(folder), os.write
    Parts(folder).discard([5])
    with monkeypatch.context() as patched:
        patched.setattr(os, "write", lambda descriptor, line: write(descriptor, line[:50]))
        with pytest.raises(ResultError, match="no space left on device"):
            Parts(folder).write(5, table(5))
    assert sweep(folder) == [5]
    assert everything(folder) == before


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_list_that_cannot_be_rewritten_stays_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch, call: str
):
    before = everything(folder)
    with monkeypatch.context() as patched:
        patched.setattr(os, call, no_room)
        with pytest.raises(ResultError, match="no space left on device"):
            Parts(folder).discard([2])
    assert everything(folder) == before


def test_an_unreadable_list_is_reported(tmp_path: Path):
    (tmp_path / "parts.sha256").mkdir()
    with pytest.raises(ResultError, match=r"parts\.sha256: cannot be read \(is a directory\)"):
        Parts(tmp_path).done()


def test_a_file_in_place_of_the_folder_of_parts_is_reported(tmp_path: Path):
    (tmp_path / "parts").write_text("mine")
    with pytest.raises(ResultError, match=r"cannot be written \(not a directory\)"):
        Parts(tmp_path).write(0, table(0))


@pytest.mark.parametrize(("code", "is_borne"), [(errno.EINVAL, True), (errno.EIO, False)])
def test_folders_are_synced_unless_the_file_system_cannot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, is_borne: bool
):
    def sync(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", sync)
    if is_borne:
        sweep(tmp_path)
        assert Parts(tmp_path).done() == set(range(N_PARTS))
        return
    with pytest.raises(ResultError, match="input/output error"):
        sweep(tmp_path)
