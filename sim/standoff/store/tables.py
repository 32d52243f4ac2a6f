"""Parquet tables of a result, written and read whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from standoff.errors import ResultError
from standoff.store.checksums import digest_of
from standoff.store.files import read_bytes, reason

__all__ = ["FLAG", "NUMBER", "WHOLE", "WORD", "encoded", "read_table", "require_columns"]

ROWS_PER_GROUP = 65_536

WHOLE, NUMBER, WORD, FLAG = "whole numbers", "numbers", "words", "flags"
"""What a column can hold."""
KINDS: Final[dict[str, Callable[[pa.DataType], bool]]] = {
    WHOLE: pa.types.is_integer,
    NUMBER: lambda kind: pa.types.is_integer(kind) or pa.types.is_floating(kind),
    WORD: lambda kind: pa.types.is_string(kind) or pa.types.is_large_string(kind),
    FLAG: pa.types.is_boolean,
}


def encoded(table: pa.Table) -> pa.Buffer:
    """Give the content of the file of a table; with one version of pyarrow, equal tables give equal bytes."""
    stream = pa.BufferOutputStream()
    single = table.combine_chunks()  # otherwise chunks decide where pages end
    pq.write_table(
        single, stream, compression="zstd", row_group_size=ROWS_PER_GROUP, write_page_checksum=True
    )
    return stream.getvalue()


def read_table(folder: Path, name: str, remedy: str, digest: str | None = None) -> pa.Table:
    """Read a table, and check it.

    Parameters
    ----------
    folder : pathlib.Path
        The result folder.
    name : str
        Name of the file in it, with ``/`` between folders.
    remedy : str
        What to do if it cannot be read.
    digest : str, optional
        SHA-256 that the file must have; empty if it has none and so cannot be used; None: not known.

    Raises
    ------
    ResultError
        If it is missing, damaged, or not the file that was written.
    """
    path = folder / name
    try:
        content = read_bytes(folder, name)
    except OSError as error:
        why = "it is missing" if isinstance(error, FileNotFoundError) else reason(error)
        raise ResultError(f"{path}: cannot be read ({why}); {remedy}") from error
    if digest is not None and digest != digest_of(content):
        why = "was changed since it was written" if digest else "is not listed with a checksum"
        raise ResultError(f"{path}: {why}; {remedy}")
    try:
        # read_table would read folders named key=value as columns
        with pq.ParquetFile(pa.BufferReader(content), page_checksum_verification=True) as file:
            table = file.read()
    except (OSError, ValueError, pa.ArrowException) as error:  # ValueError: a name is no longer UTF-8
        why = str(error).partition("\n")[0].rstrip(".")
        raise ResultError(f"{path}: cannot be read ({why}); {remedy}") from error
    if len(set(table.column_names)) < table.num_columns:
        raise ResultError(f"{path}: has two columns of the same name; {remedy}")
    return table


def require_columns(table: pa.Table, path: Path, kinds: Mapping[str, str], remedy: str) -> None:
    """Refuse a table that lacks a column or a value, or has values of another kind.

    Parameters
    ----------
    table : pyarrow.Table
        The table.
    path : pathlib.Path
        Its file, for the message.
    kinds : Mapping
        What each column holds: ``WHOLE``, ``NUMBER``, ``WORD`` or ``FLAG``.
    remedy : str
        What to do about it.

    Raises
    ------
    ResultError
        With the first column that is wrong.
    """
    for name, kind in kinds.items():
        if name not in table.column_names:
            raise ResultError(f"{path}: has no column {name}; {remedy}")
        column = table.column(name)
        if not KINDS[kind](column.type):
            raise ResultError(f"{path}: column {name} holds {column.type}, not {kind}; {remedy}")
        if column.null_count:
            raise ResultError(f"{path}: column {name} lacks {column.null_count:,} values; {remedy}")
