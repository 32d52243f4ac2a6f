from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standoff.design.tables import read_table
from standoff.errors import InputError


def csv_of(folder: Path, text: str | bytes) -> Path:
    path = folder / "points.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def parquet_of(folder: Path, columns: dict[str, list[object]]) -> Path:
    path = folder / "points.parquet"
    pq.write_table(pa.table(columns), path)
    return path


def test_columns_of_numbers_are_floats_and_all_others_words(tmp_path):
    path = csv_of(tmp_path, 'diplomacy.trust, rules\n0.5, base\n1,prospect\n\n1e-3, "no, audience"\n')
    assert read_table(path) == {
        "diplomacy.trust": [0.5, 1.0, 0.001],
        "rules": ["base", "prospect", "no, audience"],
    }


def test_a_table_that_a_spreadsheet_saved_is_read(tmp_path):
    path = csv_of(tmp_path, "\ufeffdiplomacy.trust\r\n0.5\r\n")
    assert read_table(path) == {"diplomacy.trust": [0.5]}


@pytest.mark.parametrize(
    "text",
    [
        "diplomacy.trust;escalation.odds_bias\n0,2;0,1\n0,4;-1,25\n",
        "diplomacy.trust;escalation.odds_bias\n0.2;0.1\n0.4;-1.25\n",
        "diplomacy.trust\tescalation.odds_bias\n0.2\t0.1\n0.4\t-1.25\n",
        "sep=,\ndiplomacy.trust,escalation.odds_bias\n0.2,0.1\n0.4,-1.25\n",
        '"sep=;"\r\ndiplomacy.trust;escalation.odds_bias\r\n0,2;0,1\r\n0,4;-1,25\r\n',
        ",diplomacy.trust,escalation.odds_bias\n0,0.2,0.1\n7,0.4,-1.25\n",
        "Unnamed: 0,diplomacy.trust,escalation.odds_bias\n0,0.2,0.1\n1,0.4,-1.25\n",
        "point,diplomacy.trust,escalation.odds_bias\n0,0.2,0.1\n1,0.4,-1.25\n",
        "diplomacy.trust,escalation.odds_bias,\n0.2,0.1,\n0.4,-1.25,\n,,\n",
    ],
    ids=[
        "semicolon",
        "semicolon and points",
        "tab",
        "sep",
        "sep of Excel",
        "index",
        "unnamed",
        "sweep",
        "empty",
    ],
)
def test_a_table_is_read_as_people_and_programs_export_it(tmp_path, text):
    assert read_table(csv_of(tmp_path, text)) == {
        "diplomacy.trust": [0.2, 0.4],
        "escalation.odds_bias": [0.1, -1.25],
    }


def test_the_index_of_a_frame_is_not_a_factor(tmp_path):
    frame = pd.DataFrame({"diplomacy.trust": [0.1, 0.2, 0.4]})
    frame[frame["diplomacy.trust"] > 0.1].to_parquet(tmp_path / "points.parquet")
    assert read_table(tmp_path / "points.parquet") == {"diplomacy.trust": [0.2, 0.4]}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1))
def test_numbers_survive_a_table_with_all_their_bits(tmp_path, values):
    text = "x\n" + "".join(f"{value!r}\n" for value in values)
    assert read_table(csv_of(tmp_path, text)) == {"x": values}
    assert read_table(parquet_of(tmp_path, {"x": values})) == {"x": values}


def test_parquet_gives_whole_numbers_as_floats_and_keeps_words(tmp_path):
    columns = {
        "seed": [1, 2],
        "rules": pa.array(["base", "1"]).dictionary_encode(),
        "days": pa.array([1, 2], pa.float16()),
    }
    table = read_table(parquet_of(tmp_path, columns))
    assert table == {"seed": [1.0, 2.0], "rules": ["base", "1"], "days": [1.0, 2.0]}
    assert all(type(value) is float for value in table["seed"])


def test_the_folder_of_a_parquet_table_adds_no_column(tmp_path):
    folder = tmp_path / "run=1"
    folder.mkdir()
    assert list(read_table(parquet_of(folder, {"x": [1.0]}))) == ["x"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "has no points"),
        ("x,y\n", "has no points"),
        ("x,y\n1\n", "line 2: has 1 cells for 2 columns"),
        ("x,y\n1,2\n\n3,4,5\n", "line 4: has 3 cells for 2 columns"),
        ("x,y,x\n1,2,3\n", "column 'x' appears twice"),
        ("x,\n1,2\n", "column 2 has no name"),
        ("x,y\n1,2\n3, \n", "column 'y', line 3: the cell is empty"),
        ("x,y\n1,a\n2,b\nthree,c\n", "column 'x', line 4: 'three' is not a finite number"),
        ("x\n1\nnan\n", "column 'x', line 3: 'nan' is not a finite number"),
        ("x\ninf\n1\n", "column 'x', line 2: 'inf' is not a finite number"),
        ("x\n1_000\n1\n", "column 'x', line 2: '1_000' is not a finite number"),
        ('x\n"1\n', "cannot be read"),
        ("x;y\n1,000;2\n", "column 'x', line 2: '1,000' is not a number; a number has a decimal point"),
        ('x,y\n"0,2",1\n', "column 'x', line 2: '0,2' is not a number; a number has a decimal point"),
        (
            'x\n"0,2"\n1\n',
            "column 'x', line 2: '0,2' is not a finite number, but other cells are; a number has",
        ),
        (",x\na,1\n", "column 1 has no name"),
        (b"x\n\xff\n", "is not UTF-8"),
    ],
)
def test_a_csv_table_with_a_fault_is_refused_with_the_place_of_the_fault(tmp_path, text, reason):
    with pytest.raises(InputError, match=reason) as caught:
        read_table(csv_of(tmp_path, text))
    assert str(tmp_path / "points.csv") in str(caught.value)


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"x": pa.array([], pa.float64())}, "has no points"),
        ({}, "has no points"),
        ({"x": [1.0, None]}, "column 'x', row 2: the cell is empty"),
        ({"x": [1.0, float("nan")]}, "column 'x', row 2: the cell is empty"),
        ({"x": [1.0, float("inf")]}, "column 'x', row 2: inf is not a finite number"),
        ({"x": ["base", ""]}, "column 'x', row 2: the cell is empty"),
        ({"x": [None]}, "column 'x', row 1: the cell is empty"),
        ({"x": [True]}, "column 'x': holds bool"),
        ({"x": pa.array([-(2**31)], pa.date32())}, "column 'x': holds date32"),
        ({"x": pa.array([b"base"]).dictionary_encode()}, "column 'x': holds dictionary"),
        ({"x": [[1.0]]}, "column 'x': holds list"),
    ],
)
def test_a_parquet_table_with_a_fault_is_refused_with_the_place_of_the_fault(tmp_path, columns, reason):
    with pytest.raises(InputError, match=reason):
        read_table(parquet_of(tmp_path, columns))


def test_a_parquet_table_that_names_a_column_twice_is_refused(tmp_path):
    path = tmp_path / "points.parquet"
    pq.write_table(pa.Table.from_arrays([pa.array([1.0]), pa.array([2.0])], names=["x", "x"]), path)
    with pytest.raises(InputError, match="column 'x' appears twice"):
        read_table(path)


def test_a_file_that_is_not_a_table_is_refused(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        read_table(tmp_path / "absent.csv")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(InputError, match="no such file"):
        read_table(tmp_path / "folder.csv")
    with pytest.raises(InputError, match=r"ends in \.csv or \.parquet"):
        read_table(tmp_path / "points.xlsx")
    (tmp_path / "words.parquet").write_text("these are words")
    with pytest.raises(InputError, match="cannot be read"):
        read_table(str(tmp_path / "words.parquet"))
    with pytest.raises(InputError, match="cannot be read"):
        read_table(tmp_path / ("long" * 100 + ".csv"))
