"""Files: what a result holds is opened only if it is a plain file of it, and no link leads out of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from standoff.errors import ResultError
from standoff.store.drafts import added_files, result_folder
from standoff.store.files import (
    append_line,
    file_names,
    move_in,
    read_bytes,
    reason,
    remove_file,
    write_atomically,
)
from standoff.store.lock import locked
from standoff.store.parts import Parts
from tests.sweeps import N_PARTS, everything, sweep, table


@pytest.fixture
def result(tmp_path: Path) -> Path:
    folder = tmp_path / "result"
    folder.mkdir()
    return folder


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A file of the user outside the result."""
    path = tmp_path / "mine.txt"
    path.write_text("mine")
    return path


def plant_link(folder: Path, name: str, target: Path) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).symlink_to(target)


def plant_second_name(folder: Path, name: str, target: Path) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    os.link(target, folder / name)


READS: dict[str, Callable[[Path], object]] = {
    "a file": lambda folder: read_bytes(folder, "inner/file"),
    "a list of checksums": lambda folder: Parts(folder).done(),
    "a part": lambda folder: Parts(folder).read(0),
    "names": lambda folder: file_names(folder, "linked"),
}
LINKED = {"a file": "inner/file", "a list of checksums": "parts.sha256", "a part": "parts/00000.parquet",
          "names": "linked"}  # fmt: skip


@pytest.mark.parametrize("name", READS)
def test_no_link_is_read(result: Path, mine: Path, name: str):
    if name == "a part":
        sweep(result)
        (result / LINKED[name]).rename(mine)
    plant_link(result, LINKED[name], mine)
    with pytest.raises((OSError, ResultError), match="is a link, and links in a result are not followed"):
        READS[name](result)


def test_no_folder_that_is_a_link_is_entered(result: Path, tmp_path: Path):
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs/file").write_text("theirs")
    plant_link(result, "inner", tmp_path / "theirs")
    with pytest.raises(OSError, match="is a link"):
        read_bytes(result, "inner/file")
    with pytest.raises(OSError, match="is a link"):
        write_atomically(result, "inner/file", b"new")
    assert (tmp_path / "theirs/file").read_text() == "theirs"


def test_the_result_itself_may_be_a_link_since_the_user_named_it(result: Path, tmp_path: Path):
    (result / "file").write_text("content")
    (tmp_path / "link").symlink_to(result)
    assert read_bytes(tmp_path / "link", "file") == b"content"


@pytest.mark.parametrize("name", ["../mine.txt", "inner/../../mine.txt", "/etc/hostname"])
def test_a_name_that_leads_out_of_the_folder_is_refused(result: Path, mine: Path, name: str):
    (result / "inner").mkdir()
    with pytest.raises(OSError, match="leads out of the result"):
        read_bytes(result, name)


def test_a_pipe_is_refused_and_does_not_block(result: Path):
    os.mkfifo(result / "pipe")
    with pytest.raises(OSError, match="no plain file"):
        read_bytes(result, "pipe")
    with pytest.raises(OSError, match="no plain file"):
        append_line(result, "pipe", b"line\n")


WRITES: dict[str, tuple[str, Callable[[Path], object]]] = {
    "the lock": (".lock", lambda folder: _lock(folder)),
    "the list of checksums": ("parts.sha256", lambda folder: append_line(folder, "parts.sha256", b"line\n")),
}


def _lock(folder: Path) -> None:
    with locked(folder):
        pass


@pytest.mark.parametrize("plant", [plant_link, plant_second_name])
@pytest.mark.parametrize("name", WRITES)
def test_a_file_that_is_written_in_place_is_not_one_of_the_user(result, mine, name: str, plant):
    path, write = WRITES[name]
    plant(result, path, mine)
    with pytest.raises((OSError, ResultError), match=r"is a link|has a second name"):
        write(result)
    assert mine.read_text() == "mine"


@pytest.mark.parametrize("plant", [plant_link, plant_second_name])
@pytest.mark.parametrize("name", ["file", ".file.partial"])
def test_a_rewritten_file_replaces_a_link_and_leaves_its_target(result, mine, name: str, plant):
    plant(result, name, mine)
    write_atomically(result, "file", b"new")
    assert everything(result) == {"file": b"new"}
    assert not (result / "file").is_symlink()
    assert mine.read_text() == "mine"


def test_a_file_that_is_moved_in_or_removed_is_the_link_and_not_its_target(result, mine, tmp_path: Path):
    plant_link(result, "file", mine)
    (tmp_path / "made").write_text("new")
    move_in(tmp_path / "made", result, "file")
    assert everything(result) == {"file": b"new"}
    plant_link(result, "other", mine)
    remove_file(result, "other")
    remove_file(result, "nothing")
    assert everything(result) == {"file": b"new"}
    assert mine.read_text() == "mine"


def test_a_sweep_is_not_resumed_into_a_folder_elsewhere(result: Path, tmp_path: Path):
    (tmp_path / "theirs").mkdir()
    (result / "parts").symlink_to(tmp_path / "theirs")
    with pytest.raises(ResultError, match=r"cannot be written \(it is a link"):
        Parts(result).write(0, table(0))
    assert list((tmp_path / "theirs").iterdir()) == []


@pytest.mark.parametrize("inner", ["figures", "replays/run-3"])
def test_nothing_is_added_behind_a_link(result: Path, tmp_path: Path, inner: str):
    (tmp_path / "theirs").mkdir()
    (result / inner.split("/")[0]).symlink_to(tmp_path / "theirs")
    with pytest.raises(ResultError, match="is a link"), added_files(result, inner):
        pytest.fail("nothing may be drawn for it")
    with pytest.raises(ResultError, match="is a link"), result_folder(result / inner / "new", within=result):
        pytest.fail("nothing may be played for it")
    assert list((tmp_path / "theirs").iterdir()) == []


def test_a_missing_folder_has_no_names(result: Path):
    assert file_names(result, "nothing") == []
    assert file_names(result) == []
    assert sweep(result) == list(range(N_PARTS))
    assert file_names(result) == ["parts", "parts.sha256"]


def test_a_full_disk_is_described_by_the_system_and_not_by_the_library_that_met_it():
    words = "Error writing bytes to file. Detail: [errno 28] No space left on device"
    assert reason(OSError(28, words)) == "no space left on device"
