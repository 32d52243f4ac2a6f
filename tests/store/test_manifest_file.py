"""The manifest in its file: what was changed since it was written is noticed by whoever reads it."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from standoff.errors import Notice, ResultError
from standoff.store.manifest_file import checksum_in, read_manifest, write_manifest
from standoff.store.tables import read_table
from standoff.store.write import write_tables
from tests.manifests import as_older, edit_manifest, reseal

REPLAY = {"schema": "2", "kind": "replay", "of": "..", "point": 0, "replication": 3}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small result with a table."""
    write_tables(tmp_path / "trace", {"events": [{"turn": 0, "text": "a"}]})
    write_manifest(tmp_path, REPLAY)
    return tmp_path


def test_the_checksums_of_all_files_are_in_the_manifest(folder: Path):
    content = read_manifest(folder)
    assert content["files"].keys() == {"trace/events.parquet"}
    assert (
        read_table(folder, "trace/events.parquet", "", checksum_in(content, "trace/events.parquet")).num_rows
        == 1
    )
    assert checksum_in(content, "trace/other.parquet") == ""


def test_every_flipped_bit_of_a_file_is_detected(folder: Path):
    path = folder / "trace/events.parquet"
    digest, whole = checksum_in(read_manifest(folder), "trace/events.parquet"), path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(ResultError, match="was changed since it was written; play it again"):
            read_table(folder, "trace/events.parquet", "play it again", digest)


def test_a_file_that_the_manifest_does_not_list_is_not_used(folder: Path):
    write_tables(folder / "trace", {"foreign": [{"turn": 0}]})
    digest = checksum_in(read_manifest(folder), "trace/foreign.parquet")
    with pytest.raises(ResultError, match=r"foreign\.parquet: is not listed with a checksum"):
        read_table(folder, "trace/foreign.parquet", "play it again", digest)


@pytest.mark.parametrize(
    "by",
    [
        lambda content: content.update(point=1),
        lambda content: content.update(more="fields"),
        lambda content: content["files"].clear(),
        lambda content: content.update(sha256="0" * 64),
    ],
)
def test_an_edit_is_detected(folder: Path, by):
    edit_manifest(folder, by)
    with pytest.raises(ResultError, match=r"manifest\.json: was changed since it was written"):
        read_manifest(folder)


def test_another_order_or_layout_of_the_same_content_is_no_edit(folder: Path):
    path = folder / "manifest.json"
    content = json.loads(path.read_text())
    path.write_text(json.dumps(dict(reversed(content.items()))))
    assert read_manifest(folder) == content


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[" * 100_000 + "]" * 100_000, "it is nested too deeply"),
        ('{"schema": "2", "kind": "replay", "point": NaN}', "NaN is no number"),
        ('{"schema": "2", "point": ' + "1" * 5000 + "}", r"1111\.\.\. has too many digits"),
        ("\ufeff{}", "BOM"),
        ('{"schema": "2"', "Expecting"),
    ],
)
def test_a_file_that_is_not_json_is_refused_with_the_reason(folder: Path, text: str, why: str):
    (folder / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(ResultError, match=rf"manifest\.json: cannot be read \(.*{why}.*\); restore the file"):
        read_manifest(folder)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"of": None}, "of = null: must be an instance of str"),
        ({"point": -1}, "point = -1: must be greater than or equal to 0"),
        ({"point": 1.5}, "point = 1.5: must be a valid integer"),
        ({"replication": True}, "replication = True: must be a valid integer"),
        ({"kind": ["replay"]}, r"kind = \[replay\]: must be a valid string"),
        ({"files": {"a": "b"}}, r"files\.a = b: string should match pattern"),
        ({"of": "\x1b[31m"}, ""),
    ],
)
def test_a_field_that_cannot_be_used_is_named_with_its_value(folder: Path, change, fault: str):
    edit_manifest(folder, lambda content: content.update(change))
    if not fault:  # text may hold anything; it is made safe where it is shown
        edit_manifest(folder, lambda content: content.update(sha256="0" * 64))
        fault = "was changed"
    with pytest.raises(ResultError, match=fault):
        read_manifest(folder)


def test_a_result_without_checksums_is_read_with_a_notice(folder: Path):
    as_older(folder)
    with pytest.warns(Notice, match="an older version wrote it without checksums, so damage can go un"):
        content = read_manifest(folder)
    assert checksum_in(content, "trace/events.parquet") is None
    edit_manifest(folder, lambda content: content.update(schema="2"))
    with pytest.raises(ResultError, match="files is missing"):
        read_manifest(folder)


def test_bytes_of_a_path_that_are_not_text_are_stored_and_read(tmp_path: Path):
    content = write_manifest(tmp_path, {**REPLAY, "of": "\udcff\x9b/out"})
    assert read_manifest(tmp_path)["of"] == content["of"] == "\udcff\x9b/out"
    assert (tmp_path / "manifest.json").read_bytes().isascii()


def test_a_manifest_that_is_sealed_again_is_read(folder: Path):
    edit_manifest(folder, lambda content: content.update(point=2))
    reseal(folder)
    assert read_manifest(folder)["point"] == 2


def test_a_table_with_two_columns_of_one_name_is_refused(folder: Path):
    path = folder / "trace/events.parquet"
    with pq.ParquetFile(path) as file:
        table = file.read()
    pq.write_table(table.append_column("text", table["text"]), path)
    with pytest.raises(ResultError, match=r"events\.parquet: has two columns of the same name; play it"):
        read_table(folder, "trace/events.parquet", "play it again")
