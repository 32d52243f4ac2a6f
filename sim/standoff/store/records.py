"""Conversion of records of numbers, words and arrays of fixed shape into tables, and back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

__all__ = ["record_table", "records_of"]

SHAPE = b"shape"

Record = Mapping[str, Any]


def record_table(records: Sequence[Record]) -> pa.Table:
    """Make a table of records.

    Parameters
    ----------
    records : sequence of Mapping
        With equal keys; values are numbers, words, or arrays of the same shape and type in all records.

    Returns
    -------
    pyarrow.Table
        A row for each record; arrays are flattened into lists of fixed size, with their shape as metadata.
    """
    columns, schema = [], []
    for name, first in records[0].items():
        values = [record[name] for record in records]
        if isinstance(first, np.ndarray):
            flat = pa.array(np.concatenate([value.ravel() for value in values]))
            column = pa.FixedSizeListArray.from_arrays(flat, first.size)
            metadata = {SHAPE: json.dumps(first.shape).encode()}
        else:
            column, metadata = pa.array(values), None
        columns.append(column)
        schema.append(pa.field(name, column.type, metadata=metadata))
    return pa.Table.from_arrays(columns, schema=pa.schema(schema))


def records_of(table: pa.Table) -> Iterator[dict[str, Any]]:
    """Give the records in a table made by `record_table`, one by one.

    Raises
    ------
    ValueError
        If it was not; the message names the column.
    """
    columns: dict[str, Any] = {}
    for field, chunked in zip(table.schema, table.columns, strict=True):
        column = chunked.combine_chunks()
        if not pa.types.is_fixed_size_list(field.type):
            columns[field.name] = column.to_pylist()
            continue
        try:
            shape = json.loads((field.metadata or {}).get(SHAPE, b""))
            columns[field.name] = column.flatten().to_numpy().reshape(len(table), *shape)
        except (TypeError, ValueError, pa.ArrowException) as error:
            raise ValueError(f"{field.name} is not an array of the shape that it names") from error
    for row in range(len(table)):
        yield {name: values[row] for name, values in columns.items()}
