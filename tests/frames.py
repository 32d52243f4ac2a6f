"""Data frames held against files of the command line."""

from __future__ import annotations

import csv
import math
from pathlib import Path
from typing import Any

import numpy as np
from pandas import DataFrame

__all__ = ["assert_as_written"]


def assert_as_written(frame: DataFrame, path: Path) -> None:
    """A frame has the columns and the cells of a CSV file, numbers to the last bit."""
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert list(frame) == list(rows[0])
    for column in frame:
        assert [_of_frame(cell) for cell in frame[column]] == [_of_file(row[column]) for row in rows], column


def _of_file(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


def _of_frame(cell: Any) -> float | str:
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return ""
    return str(cell) if isinstance(cell, bool | np.bool_ | str) else float(cell)
