"""Reading the points of a design from a CSV or Parquet file, as people and programs export them."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from standoff.errors import InputError

__all__ = ["read_table"]

STATED = re.compile(r"sep=(.)")
"""First line in which a spreadsheet states the separator."""
DECIMAL_COMMA = re.compile(r"[+-]?(?:0,\d+|\d+,(?!\d{3}$)\d+)")
"""A number with a decimal comma; 1,000 may be a thousand, and is not read."""
COMMA = re.compile(r"[+-]?\d+,\d+")
ROW_NUMBERS = ("point", "Unnamed: 0", "__index_level_0__")
"""Names of columns that number the rows: in the table of a sweep, and in tables of pandas."""


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
        A file that ends in ``.csv`` (UTF-8, names in the first line) or ``.parquet``. The cells of a CSV file
        are separated by commas, or by semicolons or tabs, beside which numbers may have a decimal comma.

    Returns
    -------
    dict of str to list
        Columns in the order of the file: numbers if all cells of a column are numbers, otherwise words. Empty
        lines, blanks around the cells of a CSV file, and columns that number the rows are ignored.

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
    _check_cells(path, names, rows)
    kept = [index for index, name in enumerate(names) if not _numbers_rows(index, name, rows)]
    _check_names(path, [names[index] for index in kept], rows)
    return {names[index]: _typed(f"{path}, column '{names[index]}'", index, rows) for index in kept}


def _read_csv(path: Path) -> tuple[list[str], list[_Row]]:
    with path.open(encoding="utf-8-sig", newline="") as file:  # spreadsheets write a byte-order mark
        first = file.readline()
        stated = STATED.fullmatch(first.strip().strip('"'))
        names = file.readline() if stated else first
        separator = (
            stated[1] if stated else next((sign for sign in ";\t" if sign in names and "," not in names), ",")
        )
        file.seek(0)
        reader = csv.reader(file, strict=True, skipinitialspace=True, delimiter=separator)
        lines = [
            (reader.line_num, [cell.strip() for cell in cells])
            for cells in reader
            if any(cells) or len(cells) == 1
        ]
    if stated:
        del lines[0]
    header = lines[0][1] if lines else []
    return header, [
        _Row(f"line {number}", [_parsed(cell, separator) for cell in cells]) for number, cells in lines[1:]
    ]


def _parsed(cell: str, separator: str) -> float | str:
    """Read a cell as a finite number if it is one, otherwise as a word; 1_000 is a number in Python only."""
    if separator != "," and DECIMAL_COMMA.fullmatch(cell):
        cell = cell.replace(",", ".")
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


def _numbers_rows(index: int, name: str, rows: list[_Row]) -> bool:
    """Tell whether a column only numbers the rows, or is empty, as programs add them to a table."""
    cells = [row.cells[index] for row in rows]
    if not name and all(cell == "" for cell in cells):
        return True
    is_index = name in ROW_NUMBERS or (name == "" and index == 0)
    return is_index and all(isinstance(cell, int | float) and float(cell).is_integer() for cell in cells)


def _check_cells(path: Path, names: list[str], rows: list[_Row]) -> None:
    for row in rows:
        if len(row.cells) != len(names):
            raise InputError(
                f"{path}, {row.place}: has {len(row.cells)} cells for {len(names)} columns; "
                "give one cell for each column, separated as the names are"
            )


def _check_names(path: Path, names: list[str], rows: list[_Row]) -> None:
    if not names or not rows:
        raise InputError(f"{path}: has no points; give the names of factors and at least one row of values")
    if "" in names:
        raise InputError(f"{path}: column {names.index('') + 1} has no name; give the name of its factor")
    twice = [name for index, name in enumerate(names) if name in names[:index]]
    if twice:
        raise InputError(f"{path}: column '{twice[0]}' appears twice; keep one of them")


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
    comma = "a number has a decimal point; " * any(COMMA.fullmatch(word) for word in words)
    if numbers and words:
        raise InputError(
            f"{where}, {first_word} is not a finite number, but other cells are; {comma}"
            "give only numbers or only words"
        )
    if comma:
        raise InputError(f"{where}, {first_word} is not a number; {comma}write 0.5 for a half")
    return words or numbers
