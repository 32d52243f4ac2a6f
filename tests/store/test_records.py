from __future__ import annotations

import math
import struct
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as st_numpy

from standoff.store.parts import Parts
from standoff.store.records import record_table, records_of

shapes = st_numpy.array_shapes(min_dims=1, max_dims=3, max_side=4)
kinds = st.sampled_from([np.dtype(np.int64), np.dtype(np.float64)])


def bits(record: dict[str, Any]) -> dict[str, Any]:
    """Tell a record so that equal means the same bits."""
    return {
        name: (value.dtype.str, value.shape, value.tobytes())
        if isinstance(value, np.ndarray)
        else struct.pack("d", value)
        if isinstance(value, float)
        else value
        for name, value in record.items()
    }


@st.composite
def records(draw: st.DrawFn) -> list[dict[str, Any]]:
    """One to four records with the same keys, kinds and shapes."""
    words = st.text(st.characters(exclude_categories=["Cs"]))  # all but halves of surrogates
    forms = draw(st.lists(st.tuples(kinds, shapes), min_size=1, max_size=3))
    n = draw(st.integers(1, 4))
    return [
        {f"array_{place}": draw(st_numpy.arrays(kind, shape)) for place, (kind, shape) in enumerate(forms)}
        | {"point": draw(st.integers(-(2**63), 2**63 - 1)), "word": draw(words)}
        for _ in range(n)
    ]  # fmt: skip


@settings(max_examples=60)
@given(records())
def test_records_survive_a_table_and_a_file_bit_for_bit(written: list[dict[str, Any]]):
    table = record_table(written)
    with TemporaryDirectory() as name:
        pq.write_table(table, Path(name) / "records.parquet")
        read = pq.read_table(Path(name) / "records.parquet")
    for stored in (table, read):
        assert [bits(record) for record in records_of(stored)] == [bits(record) for record in written]


def test_nan_infinities_and_signs_of_zero_survive_a_part(tmp_path: Path):
    odd = np.array([np.nan, -np.inf, np.inf, -0.0, 5e-324])
    Parts(tmp_path).write(0, record_table([{"odd": odd, "mean": math.nan}]))
    (record,) = records_of(Parts(tmp_path).read(0))
    assert record["odd"].tobytes() == odd.tobytes()
    assert math.isnan(record["mean"])


def test_each_record_is_a_row_and_each_array_a_list_of_fixed_size():
    table = record_table([{"point": point, "counts": np.full((2, 3), point)} for point in range(4)])
    assert table.num_rows == 4
    assert table.schema.field("counts").type == pa.list_(pa.int64(), 6)
    assert table.schema.field("counts").metadata == {b"shape": b"[2, 3]"}
    assert table.column("point").to_pylist() == [0, 1, 2, 3]


def test_equal_records_give_equal_bytes(tmp_path: Path):
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        made = [{"point": 1, "failure": "", "counts": np.arange(6).reshape(2, 3) * 1.5}]
        Parts(tmp_path / name).write(3, record_table(made))
    assert (tmp_path / "one/parts.sha256").read_bytes() == (tmp_path / "other/parts.sha256").read_bytes()


def test_records_are_read_from_tables_in_pieces():
    pieces = [record_table([{"point": point, "counts": np.array([point, -point])}]) for point in range(3)]
    read = list(records_of(pa.concat_tables(pieces)))
    assert [record["counts"].tolist() for record in read] == [[0, 0], [1, -1], [2, -2]]


def test_arrays_of_another_shape_in_a_later_record_are_refused():
    with pytest.raises((ValueError, pa.ArrowInvalid)):
        record_table([{"counts": np.zeros(2)}, {"counts": np.zeros(3)}])
