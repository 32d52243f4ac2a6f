"""Reading the Parquet files of a result."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from standoff.errors import ResultError

__all__ = ["read_table"]


def read_table(path: Path, remedy: str) -> pa.Table:
    """Read a table.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    remedy : str
        What to do if it cannot be read.

    Raises
    ------
    ResultError
        If it is missing or damaged.
    """
    try:
        # read_table would read folders named key=value as columns
        with pq.ParquetFile(path, page_checksum_verification=True) as file:
            return file.read()
    except (OSError, ValueError, pa.ArrowException) as error:  # ValueError: a name is no longer UTF-8
        why = "it is missing" if isinstance(error, FileNotFoundError) else str(error).partition("\n")[0]
        raise ResultError(f"{path}: cannot be read ({why}); {remedy}") from error
