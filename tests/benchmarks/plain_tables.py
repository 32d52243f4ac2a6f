"""The tables as plain Python objects: classes with slots, floats, ints, and lists in lists.

The columns come from the record types themselves, so a column that is added to the engine is there too.
"""

from __future__ import annotations

import functools
from typing import Any

import numpy as np

__all__ = ["blank_record", "to_plain"]

Room = tuple[int, ...]


def to_plain(record: np.void, dtype: np.dtype[np.void]) -> Any:
    """A record of the engine as a plain object with the columns and the room of a smaller record type."""
    row = _row_class(dtype.names)()
    for name, (field, *_) in (dtype.fields or {}).items():
        base, shape = field.subdtype or (field, ())
        values = record[name][tuple(slice(size) for size in shape)] if shape else record[name]
        setattr(row, name, _plain_values(values, base, shape))
    return row


def _plain_values(values: Any, base: np.dtype[Any], shape: Room) -> Any:
    if base.names is None:
        return values.tolist()
    if not shape:
        return to_plain(values, base)
    return [_plain_values(each, base, shape[1:]) for each in values]


def blank_record(dtype: np.dtype[np.void]) -> Any:
    """A plain object of a record type, all zeros."""
    return _zeros(dtype).copy()


@functools.cache
def _zeros(dtype: np.dtype[np.void]) -> Any:
    return to_plain(np.zeros(1, dtype)[0], dtype)


@functools.cache
def _row_class(names: tuple[str, ...]) -> type:
    return type("Row", (), {"__slots__": names, "__doc__": "One row of a table.", "copy": _copy})


def _copy(value: Any) -> Any:
    """A copy of a plain object that shares nothing that can change."""
    if isinstance(value, list):
        if value and isinstance(value[0], (float, int)):
            return value[:]
        return [_copy(each) for each in value]
    if isinstance(value, (float, int)):
        return value
    row = type(value)()
    for name in value.__slots__:
        setattr(row, name, _copy(getattr(value, name)))
    return row
