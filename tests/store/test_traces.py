from __future__ import annotations

from pathlib import Path

import pytest

from standoff.errors import ResultError
from standoff.store.traces import read_trace
from standoff.store.write import write_tables

ROWS = [{"turn": 0, "odds": 0.1 + 0.2, "actor": "one"}, {"turn": 1, "odds": float("inf"), "actor": "other"}]


def test_a_trace_is_read_with_the_same_bits(tmp_path: Path):
    write_tables(tmp_path / "trace", {"actors": ROWS, "events": ROWS[:1]})
    assert read_trace(tmp_path) == {"actors": ROWS, "events": ROWS[:1]}


@pytest.mark.parametrize("content", [b"", b"PAR1", b"no table at all"])
def test_a_damaged_table_is_named(tmp_path: Path, content: bytes):
    (tmp_path / "trace").mkdir()
    (tmp_path / "trace" / "actors.parquet").write_bytes(content)
    with pytest.raises(ResultError, match=r"actors\.parquet: cannot be read .*standoff replay"):
        read_trace(tmp_path)


def test_a_table_that_was_cut_off_is_named(tmp_path: Path):
    write_tables(tmp_path / "trace", {"actors": ROWS * 100})
    path = tmp_path / "trace" / "actors.parquet"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(ResultError, match="cannot be read"):
        read_trace(tmp_path)


def test_a_folder_without_tables_is_not_a_trace(tmp_path: Path):
    with pytest.raises(ResultError, match="holds no table of a trace"):
        read_trace(tmp_path)
