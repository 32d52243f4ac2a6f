"""Reading the points of a design from a CSV or Parquet file."""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from standoff.errors import InputError

__all__ = ["read_table"]


@dataclass(frozen=True)
class _Row:
    """Cells of a row, and its line or row in the file."""

    place: str
    cells: Sequence[object]


def read_table(path: Path | str) -> dict[str, list[float] | list[str]]:
    """Read a table with a row for each point and a named column for each factor.

    Parameters
    ----------
    path : pathlib.Path or str
        A file that ends in ``.csv`` (UTF-8, names in the first line, cells separated by commas) or
        ``.parquet``.

    Returns
    -------
    dict of str to list
        Columns in the order of the file: numbers if all cells of a column are numbers, otherwise words. Blank
        lines and blanks around the cells of a CSV file are ignored.

    Raises
    ------
    InputError
        If the file cannot be read, has no row, has a column name twice or a column without a name, lacks a
        cell, or if a column mixes numbers and words.
    """
    path = Path(path)
    reader = {".csv": _read_csv, ".parquet": _read_parquet}.get(path.suffix.lower())
    if reader is None:
        raise InputError(f"{path}: a table of points ends in .csv or .parquet; give such a file")
    try:
        if not path.is_file():
            raise InputError(f"{path}: no such file; give the path of a table of points")
        names, rows = reader(path)
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8 at byte {error.start}; save it as UTF-8") from error
    except (OSError, csv.Error, pa.ArrowException) as error:
        raise InputError(f"{path}: cannot be read ({error}); give a valid file") from error
    _check_shape(path, names, rows)
    return {name: _typed(f"{path}, column '{name}'", index, rows) for index, name in enumerate(names)}


def _read_csv(path: Path) -> tuple[list[str], list[_Row]]:
    with path.open(encoding="utf-8-sig", newline="") as file:  # spreadsheets write a byte-order mark
        reader = csv.reader(file, strict=True, skipinitialspace=True)
        lines = [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader if cells]
    names = lines[0][1] if lines else []
    return names, [_Row(f"line {number}", [_parsed(cell) for cell in cells]) for number, cells in lines[1:]]


def _parsed(cell: str) -> float | str:
    """Read a cell as a finite number if it is one, otherwise as a word; 1_000 is a number in Python only."""
    try:
        number = float(cell)
    except ValueError:
        return cell
    return number if math.isfinite(number) and "_" not in cell else cell


def _read_parquet(path: Path) -> tuple[list[str], list[_Row]]:
    with pq.ParquetFile(path) as file:  # read_table would read folders named key=value as columns
        table = file.read()
    for field in table.schema:
        if not _holds_numbers_or_words(field.type):
            raise InputError(
                f"{path}, column '{field.name}': holds {field.type}; save it as numbers or words"
            )
    columns = [column.to_pylist() for column in table.columns]
    return list(table.column_names), [
        _Row(f"row {number}", cells) for number, cells in enumerate(zip(*columns, strict=True), start=1)
    ]


def _holds_numbers_or_words(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        return _holds_numbers_or_words(kind.value_type)
    is_word = pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)
    # A column of nulls passes: the message should be about its empty cells.
    return bool(is_word or pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_null(kind))


def _check_shape(path: Path, names: list[str], rows: list[_Row]) -> None:
    if not names or not rows:
        raise InputError(f"{path}: has no points; give the names of factors and at least one row of values")
    if "" in names:
        raise InputError(f"{path}: column {names.index('') + 1} has no name; give the name of its factor")
    twice = [name for index, name in enumerate(names) if name in names[:index]]
    if twice:
        raise InputError(f"{path}: column '{twice[0]}' appears twice; keep one of them")
    for row in rows:
        if len(row.cells) != len(names):
            raise InputError(
                f"{path}, {row.place}: has {len(row.cells)} cells for {len(names)} columns; "
                "give one cell for each column"
            )


def _typed(where: str, index: int, rows: list[_Row]) -> list[float] | list[str]:
    """Give a column as numbers or as words; refuse one that mixes them."""
    numbers: list[float] = []
    words: list[str] = []
    first_word = ""
    for row in rows:
        cell = row.cells[index]
        if cell is None or cell == "" or (isinstance(cell, float) and math.isnan(cell)):
            raise InputError(f"{where}, {row.place}: the cell is empty; give a value in each row")
        if isinstance(cell, str):
            words.append(cell)
            first_word = first_word or f"{row.place}: '{cell}'"
        elif isinstance(cell, int | float) and math.isfinite(cell):
            numbers.append(float(cell))
        else:
            raise InputError(f"{where}, {row.place}: {cell!r} is not a finite number; give one")
    if numbers and words:
        raise InputError(
            f"{where}, {first_word} is not a finite number, but other cells are; "
            "give only numbers or only words"
        )
    return words or numbers
