"""The tables as plain Python objects: classes with slots, floats, ints, and lists in lists.

The columns come from the record types themselves, which are made anew with room for one crisis and no more,
so a column that is added to the engine is there too.
"""

from __future__ import annotations

import ast
import functools
import inspect
from typing import Any

import numpy as np

from standoff.state import crisis, tables
from standoff.state.tables import Facts

__all__ = ["blank_record", "copied", "room_of", "sized", "to_plain"]

Room = tuple[int, ...]
SIZES = ("MAX_ACTORS", "MAX_ISSUES", "MAX_AXES", "MAX_EVENTS", "MAX_ACTIONS")


def room_of(facts: Facts) -> Room:
    """Numbers of actors, issues, axes, events and actions of a crisis."""
    return tuple(int(facts[name.replace("MAX_", "n_").lower()]) for name in SIZES)


@functools.cache
def sized(room: Room) -> dict[str, np.dtype[np.void]]:
    """The record types of the engine by name, with this room instead of that of the compiled tables."""
    namespace: dict[str, Any] = {"__name__": __name__}
    for module in (tables, crisis):
        tree = ast.parse(inspect.getsource(module))
        tree.body = [each for each in tree.body if not _imports(each, tables.__name__)]
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]).strip("()") == ", ".join(SIZES):
                node.value = ast.parse(repr(room), mode="eval").body
        exec(compile(tree, str(module.__file__), "exec"), namespace)
    return {name: value for name, value in namespace.items() if isinstance(value, np.dtype)}


def _imports(node: ast.stmt, module: str) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == module


def to_plain(record: np.void, dtype: np.dtype[np.void]) -> Any:
    """A record of the engine as a plain object with the columns and the room of a sized record type."""
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
    return to_plain(np.zeros(1, dtype)[0], dtype)


@functools.cache
def _row_class(names: tuple[str, ...]) -> type:
    return type("Row", (), {"__slots__": names, "__doc__": "One row of a table."})


def copied(value: Any) -> Any:
    """A copy of a plain object that shares nothing that can change."""
    if isinstance(value, list):
        if value and isinstance(value[0], (float, int)):
            return value[:]
        return [copied(each) for each in value]
    if isinstance(value, (float, int)):
        return value
    row = type(value)()
    for name in value.__slots__:
        setattr(row, name, copied(getattr(value, name)))
    return row
