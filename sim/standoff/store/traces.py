"""Reading the tables of a traced run."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Any, Final

import pyarrow as pa

from standoff.errors import ResultError
from standoff.store.files import file_names, reason
from standoff.store.manifest_file import FILES, MANIFEST, read_manifest
from standoff.store.tables import WHOLE, read_table, require_columns

__all__ = ["TRACE", "read_trace"]

TRACE: Final = "trace"
"""Name of the folder of the tables in a result."""
REMEDY: Final = "`standoff replay` with another out= plays the run again"


def read_trace(result: Path, inner: str = TRACE) -> dict[str, list[dict[str, Any]]]:
    """Read the tables of a trace, and check them against the manifest beside their folder, if there is one.

    Parameters
    ----------
    result : pathlib.Path
        The result folder.
    inner : str
        Name of the folder of the trace in it, with one Parquet file for each table.

    Returns
    -------
    dict of str to list of dict
        Rows by table.

    Raises
    ------
    ResultError
        If there are none, or one cannot be read or is not as it was written.
    """
    folder = result / inner
    digests = _digests(folder)
    try:
        names = [name for name in file_names(result, inner) if name.endswith(".parquet")]
    except OSError as error:
        raise ResultError(f"{folder}: cannot be read ({reason(error)}); {REMEDY}") from error
    tables = {}
    for name in sorted({*names, *digests}):
        table = read_table(result, f"{inner}/{name}", REMEDY, digests.get(name, "") if digests else None)
        if "turn" in table.column_names:
            require_columns(table, folder / name, {"turn": WHOLE}, REMEDY)
        tables[PurePosixPath(name).stem] = _rows(table, folder / name)
    if not tables:
        raise ResultError(f"{folder}: holds no table of a trace; `standoff replay` plays a run again")
    return tables


def _digests(folder: Path) -> dict[str, str]:
    """Give the checksums of the tables by name; none if there is no manifest, or an older one."""
    if not (folder.parent / MANIFEST).exists():
        return {}
    listed = read_manifest(folder.parent).get(FILES, {})
    paths = {PurePosixPath(name): digest for name, digest in listed.items()}
    return {path.name: digest for path, digest in paths.items() if path.parts[:-1] == (folder.name,)}


def _rows(table: pa.Table, path: Path) -> list[dict[str, Any]]:
    try:
        rows: list[dict[str, Any]] = table.to_pylist()
    except (ValueError, OverflowError, pa.ArrowException) as error:
        raise ResultError(f"{path}: holds values that cannot be read ({error}); {REMEDY}") from error
    return rows
