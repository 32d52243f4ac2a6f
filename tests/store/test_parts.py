from __future__ import annotations

import os
import shutil
import stat
import subprocess
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.errors import ResultError
from standoff.store.parts import Parts
from standoff.store.tables import read_table
from tests.sweeps import N_PARTS, everything, part, sweep, table


def test_what_is_written_is_read_with_its_units(tmp_path: Path):
    parts = Parts(tmp_path)
    parts.write(17, table(17))
    assert parts.read(17).equals(table(17), check_metadata=True)
    assert everything(tmp_path).keys() == {"parts/00017.parquet", "parts.sha256"}


def test_sha256sum_checks_the_list(folder: Path):
    command = ["sha256sum", "--strict", "-c", "parts.sha256"]
    if shutil.which("sha256sum") is None:
        pytest.skip("needs sha256sum")
    checked = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    assert checked.stdout.splitlines() == [f"parts/{number:05d}.parquet: OK" for number in range(N_PARTS)]


def test_parts_come_in_the_order_of_their_numbers_though_names_sort_otherwise(tmp_path: Path):
    parts = Parts(tmp_path)
    for number in (100_000, 3, 20_000):
        parts.write(number, table(number))
    assert [rows["point"][0].as_py() for rows in parts.tables(["point"])] == [3, 20_000, 100_000]
    parts.seal()
    assert [line.split("/")[1] for line in (tmp_path / "parts.sha256").read_text().splitlines()] == [
        "00003.parquet",
        "20000.parquet",
        "100000.parquet",
    ]


def test_only_the_requested_columns_are_read_in_the_requested_order(folder: Path):
    assert Parts(folder).read(2, ["share", "point"]).column_names == ["share", "point"]
    assert Parts(folder).read(2, []).column_names == []


def test_a_missing_column_is_refused_with_the_existing_ones(folder: Path):
    with pytest.raises(ResultError, match=r"00002\.parquet: has no column rung; it has point, share"):
        Parts(folder).read(2, ["point", "rung"])


def test_a_part_is_read_only_when_its_turn_comes(folder: Path):
    tables = Parts(folder).tables()
    part(folder, 1).unlink()
    assert next(tables).equals(table(0))
    with pytest.raises(ResultError, match=r"00001\.parquet: cannot be read \(it is missing\)"):
        next(tables)


@settings(max_examples=25)  # each writes real files
@given(cuts=st.lists(st.integers(0, 5_000), max_size=4))
def test_a_table_gives_the_same_bytes_in_whatever_chunks_it_comes(cuts: list[int]):
    whole = pa.table(
        {"text": [f"{number:0500d}" for number in range(5_000)]}
    )  # long enough for several pages
    edges = [0, *sorted(cuts), len(whole)]
    pieces = [whole.slice(low, high - low) for low, high in pairwise(edges)]
    with TemporaryDirectory() as name:
        parts = Parts(Path(name))
        parts.write(0, whole)
        parts.write(1, pa.concat_tables(pieces))
        assert part(Path(name), 0).read_bytes() == part(Path(name), 1).read_bytes()


def test_a_folder_without_parts_has_none(tmp_path: Path):
    assert sweep(tmp_path, n_parts=0) == []
    assert Parts(tmp_path).done() == set()
    assert Parts(tmp_path).damaged() == []
    assert list(Parts(tmp_path).tables()) == []
    assert everything(tmp_path) == {}


def test_a_part_is_on_the_disk_before_it_is_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    steps: list[object] = []
    replace, write = os.replace, os.write

    def noted_sync(descriptor: int) -> None:
        now = os.fstat(descriptor)
        steps.append(now.st_ino if stat.S_ISDIR(now.st_mode) else (now.st_ino, now.st_size))

    def noted_replace(old: str, new: str, **folders: int) -> None:
        steps.append("renamed")
        replace(old, new, **folders)

    def noted_write(descriptor: int, content: bytes) -> int:
        steps.append("listed")
        return write(descriptor, content)

    monkeypatch.setattr(os, "fsync", noted_sync)
    monkeypatch.setattr(os, "replace", noted_replace)
    monkeypatch.setattr(os, "write", noted_write)
    Parts(tmp_path).write(0, table(0))
    file, listing = (
        (path.stat().st_ino, path.stat().st_size) for path in (part(tmp_path, 0), tmp_path / "parts.sha256")
    )
    folder, names = tmp_path.stat().st_ino, (tmp_path / "parts").stat().st_ino
    assert steps == [folder, file, "renamed", names, "listed", listing, folder]


# Damage


def test_a_flipped_bit_is_found_wherever_it_is(folder: Path):
    content = part(folder, 3).read_bytes()
    for place in range(0, len(content), 97):
        bad = bytearray(content)
        bad[place] ^= 1
        part(folder, 3).write_bytes(bad)
        assert Parts(folder).damaged() == [3]


def test_a_flipped_bit_in_the_data_does_not_pass_as_a_number(folder: Path):
    content = bytearray(part(folder, 3).read_bytes())
    content[len(content) // 3] ^= 1
    part(folder, 3).write_bytes(content)
    expected = rf"00003.parquet: was changed since it was written; `standoff resume {folder}` plays it again"
    with pytest.raises(ResultError, match=expected):
        Parts(folder).read(3)


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.99])
def test_a_part_that_is_cut_off_is_found_and_not_read(folder: Path, share: float):
    os.truncate(part(folder, 4), int(share * part(folder, 4).stat().st_size))
    assert Parts(folder).damaged() == [4]
    with pytest.raises(ResultError, match=r"00004\.parquet: was changed since it was .* plays it again"):
        Parts(folder).read(4)


def test_bytes_that_happen_to_break_a_name_are_reported_like_any_other_damage(folder: Path):
    content = part(folder, 0).read_bytes()
    part(folder, 0).write_bytes(content.replace(b"share", b"sh\xffre"))
    with pytest.raises(ResultError, match="cannot be read"):
        read_table(folder, "parts/00000.parquet", "play it again")


@pytest.mark.parametrize("kept", [0, 1, 40, 64, 85])
def test_an_incomplete_line_is_ignored_and_removed(folder: Path, kept: int):
    checksums = folder / "parts.sha256"
    lines = checksums.read_bytes().splitlines(keepends=True)
    checksums.write_bytes(b"".join(lines[:-1]) + lines[-1][:kept])
    parts = Parts(folder)
    assert parts.done() == set(range(N_PARTS - 1))
    parts.recover()
    assert checksums.read_bytes() == b"".join(lines[:-1])
    parts.write(N_PARTS - 1, table(N_PARTS - 1))
    assert checksums.read_bytes() == b"".join(lines)


@pytest.mark.parametrize(
    "line",
    [
        b"\0" * 86,
        b"\xff\xfe",
        b"0" * 64 + b"  parts/000003.parquet",
        b"0" * 64 + b"  parts/3.parquet",
        b"0" * 64 + b"  ../parts/00003.parquet",
        b"0" * 63 + b"  parts/00003.parquet",
        b"0" * 64 + b"  parts/" + b"9" * 5000 + b".parquet",
    ],
)
def test_an_invalid_line_of_checksums_is_ignored_and_removed(folder: Path, line: bytes):
    before = everything(folder)
    checksums = folder / "parts.sha256"
    checksums.write_bytes(line + b"\n" + checksums.read_bytes() + line + b"\n")
    assert Parts(folder).done() == set(range(N_PARTS))
    assert Parts(folder).damaged() == []
    Parts(folder).recover()
    assert everything(folder) == before


def test_of_two_lines_for_a_part_the_last_one_counts(folder: Path):
    wrong = b"0" * 64 + b"  parts/00002.parquet\n"
    checksums = folder / "parts.sha256"
    lines = checksums.read_bytes()
    checksums.write_bytes(wrong + lines)
    assert Parts(folder).damaged() == []
    checksums.write_bytes(lines + wrong)
    assert Parts(folder).damaged() == [2]


def test_only_hidden_files_of_a_killed_writer_are_removed(folder: Path):
    before = everything(folder)
    (folder / "parts" / ".00009.parquet.partial").write_bytes(b"half")
    (folder / ".parts.sha256.partial").write_bytes(b"half")
    (folder / "parts" / "notes.txt").write_bytes(b"of the user")
    Parts(folder).recover()
    assert everything(folder) == {**before, "parts/notes.txt": b"of the user"}


STATES = ("whole", "new", "unlisted", "torn", "gone", "emptied", "cut", "flipped", "reversed")
DAMAGED = ("gone", "emptied", "cut", "flipped", "reversed")


def put(folder: Path, number: int, state: str) -> None:
    """Bring a whole part into a state."""
    path = part(folder, number)
    content = path.read_bytes()
    if state in ("new", "gone"):
        path.unlink()
    if state in ("new", "unlisted"):
        Parts(folder).discard([number])
    if state == "torn":
        Parts(folder).discard([number])
        path.rename(path.with_name(f".{path.name}.partial"))
    if state == "emptied":
        path.write_bytes(b"")
    if state == "cut":
        path.write_bytes(content[:-1])
    if state == "flipped":
        path.write_bytes(content[:-1] + bytes([content[-1] ^ 0x80]))
    if state == "reversed":
        path.write_bytes(content[::-1])


@settings(max_examples=50)  # each writes real files
@given(states=st.lists(st.sampled_from(STATES), min_size=N_PARTS, max_size=N_PARTS))
def test_any_damage_is_recognised_and_repaired(undisturbed: Path, states: list[str]):
    with TemporaryDirectory() as name:
        folder = Path(shutil.copytree(undisturbed, Path(name) / "copy"))
        for number, state in enumerate(states):
            put(folder, number, state)
        damaged = [number for number, state in enumerate(states) if state in DAMAGED]
        listed = {number for number, state in enumerate(states) if state in ("whole", *DAMAGED)}
        assert Parts(folder).done() == listed
        assert Parts(folder).damaged() == damaged
        assert sweep(folder) == [n for n in range(N_PARTS) if n not in listed or n in damaged]
        assert everything(folder) == everything(undisturbed)
