"""Reading the tables of a traced run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from standoff.errors import ResultError
from standoff.store.tables import read_table

__all__ = ["TRACE", "read_trace"]

TRACE = "trace"
"""Name of the folder of the tables in a result."""


def read_trace(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Read the tables of a trace.

    Parameters
    ----------
    folder : pathlib.Path
        Folder of the trace, with one Parquet file for each table.

    Returns
    -------
    dict of str to list of dict
        Rows by table.

    Raises
    ------
    ResultError
        If there are none, or one cannot be read.
    """
    tables = {}
    for path in sorted(folder.glob("*.parquet")):
        remedy = "`standoff replay` with another --out plays the run again"
        tables[path.stem] = read_table(path, remedy).to_pylist()
    if not tables:
        raise ResultError(f"{folder}: holds no table of a trace; `standoff replay` plays a run again")
    return tables
