"""Data frames and findings held against files and screens of the command line."""

from __future__ import annotations

import csv
import datetime as dt
import math
from pathlib import Path
from typing import Any

import numpy as np
from pandas import DataFrame

from standoff.interface import Findings

__all__ = ["assert_all_as_written", "assert_as_shown", "assert_as_written", "words"]


def assert_as_written(frame: DataFrame, path: Path) -> None:
    """A frame has the columns and the cells of a CSV file, numbers to the last bit."""
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert list(frame) == list(rows[0])
    for column in frame:
        assert [_of_frame(cell) for cell in frame[column]] == [_of_file(row[column]) for row in rows], column


def assert_all_as_written(findings: Findings, folder: Path) -> None:
    """Findings have the tables that a command wrote into a folder, and no others."""
    assert findings.frames.keys() == {path.stem for path in folder.glob("*.csv")}
    for name, frame in findings.frames.items():
        assert_as_written(frame, folder / f"{name}.csv")


def assert_as_shown(findings: Findings, screen: str) -> None:
    """A command shows every sentence, and all that the findings show below their title."""
    for sentence in findings.sentences:
        assert words(sentence) in words(screen)
    shown = repr(findings).partition("\n")[2].rpartition("\nframes: ")[0]
    assert words(shown) in words(screen)


def words(text: str) -> str:
    """A text with single spaces, wherever its lines end."""
    return " ".join(text.split())


def _of_file(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


def _of_frame(cell: Any) -> float | str:
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return ""
    return str(cell) if isinstance(cell, bool | np.bool_ | str | dt.date) else float(cell)
