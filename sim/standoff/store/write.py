"""Writing of files into a folder that is not yet a result, see `standoff.store.drafts`.

What may come from somebody else, such as a title, is written so that no terminal acts on it.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from standoff.errors import printable_lines

__all__ = ["write_csv", "write_json", "write_tables", "write_text"]

TO_ESCAPE = re.compile("[\x7f-\x9f\ud800-\udfff]")
"""What JSON would take as it is: control characters, and bytes of a path that are no text."""


def write_text(path: Path, text: str) -> None:
    """Write lines of text; what does not print is escaped."""
    path.write_text(printable_lines(text), encoding="utf-8")


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """Write a mapping as JSON; refuse NaN, which is not JSON."""
    text = json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False)
    path.write_text(TO_ESCAPE.sub(_escaped, text) + "\n", encoding="utf-8")


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def write_csv(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write one or more records with equal keys as CSV: a header, then a line for each."""
    lines = iter(rows)
    first = next(lines)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(map(_in_csv, first))
        for line in chain((first,), lines):
            writer.writerow(_in_csv(line[key]) for key in first)


def _in_csv(value: Any) -> Any:
    return printable_lines(value) if isinstance(value, str) else value


def write_tables(folder: Path, tables: Mapping[str, pa.Table | list[dict[str, Any]]]) -> None:
    """Write tables as Parquet, one file each, into a folder, which is made if it does not exist."""
    folder.mkdir(exist_ok=True)
    for name, rows in tables.items():
        table = rows if isinstance(rows, pa.Table) else pa.Table.from_pylist(rows)
        pq.write_table(table, folder / f"{name}.parquet")
