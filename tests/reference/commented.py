"""Commented – fields of record types and members of enumerations with the comment that stands beside each."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

__all__ = ["Entry", "fields_of", "members_of"]


class Entry(NamedTuple):
    """A field or member.

    Parameters
    ----------
    name : str
        Its name.
    kind : str
        What the code gives it: the type of a field, the number of a member.
    meaning : str
        Its comment, "" if there is none.
    """

    name: str
    kind: str
    meaning: str


@cache
def fields_of(path: Path, record: str) -> tuple[Entry, ...]:
    """Give the fields of a record type, ``<record> = np.dtype([(name, type, shape), ...])``, of a module."""
    tree, comments = _read(path)
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == record:
            return tuple(_entries(node.value, comments))
    raise KeyError(f"{path} has no record type {record}")


def _entries(call: ast.expr, comments: dict[int, str]) -> Iterator[Entry]:
    assert isinstance(call, ast.Call)
    assert isinstance(call.args[0], ast.List)
    for field in call.args[0].elts:
        assert isinstance(field, ast.Tuple)
        name, kind, *shape = map(ast.unparse, field.elts)
        size = shape[0].strip("(),") if shape else ""
        shown = kind.removeprefix("np.") + (f" ({size})" if size else "")
        yield Entry(ast.literal_eval(name), shown, comments.get(field.end_lineno or 0, ""))


@cache
def members_of(path: Path, enumeration: str) -> tuple[Entry, ...]:
    """Give the members of an enumeration of a module."""
    tree, comments = _read(path)
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and node.name == enumeration:
            return tuple(
                Entry(ast.unparse(line.targets[0]), ast.unparse(line.value), comments.get(line.lineno, ""))
                for line in node.body
                if isinstance(line, ast.Assign)
            )
    raise KeyError(f"{path} has no enumeration {enumeration}")


@cache
def _read(path: Path) -> tuple[ast.Module, dict[int, str]]:
    source = path.read_text(encoding="utf-8")
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    comments = {
        token.start[0]: token.string.removeprefix("#").strip()
        for token in tokens
        if token.type == tokenize.COMMENT
    }
    return ast.parse(source), comments
