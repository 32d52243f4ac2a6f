"""The engine's own modules as plain Python: read from their files without the compiler.

Nothing is copied, so nothing can lag behind: rules, tables and the Mesa driver are read as they are today.
The decorator of the rules does nothing, and a table is a list of lists with room for this crisis and no more.
exp and log are those of the mathematics library or the engine's own; chance is a generator of Python or the
engine's.

A rule can be read so if it uses tables as all rules do: entry by entry, columns as attributes, and of slices
only the beginning of a row (``row[:n]``, with all its entries). Any other slice is refused with its place.
Arithmetic on whole arrays and the assignment of a record mean something else to a list; the tests see that on
a stage that reaches the rule.
"""

from __future__ import annotations

import ast
import builtins
import importlib
import inspect
import math
import random
from collections.abc import Callable, Mapping
from types import CodeType, ModuleType, SimpleNamespace
from typing import Any

from standoff import compiled, elementary
from standoff.state import tables
from tests.benchmarks.plain_tables import blank_record

__all__ = ["EXACT", "FAST", "GENERATOR", "PlainSource", "plain_code", "sizes", "whole"]

Function = Callable[..., Any]
READ = ("standoff.state.", "standoff.rules.", "standoff.drivers.single", "standoff.drivers.stage")
READ += ("standoff.drivers.policy",)
"""Modules that are read as plain Python; all others are imported as they are."""


def logistic(x: float) -> float:
    """Logistic function without loss of digits on either side."""
    tail = math.exp(-abs(x))
    return tail / (1.0 + tail) if x < 0.0 else 1.0 / (1.0 + tail)


EXACT: Mapping[str, Function] = {name: getattr(elementary, name) for name in elementary.__all__}
"""The engine's own elementary functions, with their bits."""
FAST: Mapping[str, Function] = {
    **EXACT, "exp": math.exp, "log": math.log, "power": math.pow, "logistic": logistic
}  # fmt: skip
"""Those of the mathematics library: the fastest that plain Python has."""
GENERATOR: Mapping[str, Function] = {
    "round_keys": random.Random,
    "uniform": lambda generator, *_: generator.random(),
}
"""Chance as models of Mesa have it: a generator of their own, that of Python."""


def sizes(facts: tables.Facts) -> dict[str, int]:
    """The sizes of a crisis, by the names that ``state/tables.py`` has for the room in its tables."""
    largest = [name for name in vars(tables) if name.startswith("MAX_")]
    return {name: int(facts[name.replace("MAX_", "n_").lower()]) for name in largest}


def whole(row: list[Any], length: int, place: str) -> list[Any]:
    """Give the row itself to a rule that wants its beginning, ``row[:length]``: a slice would be a copy.

    Raises
    ------
    IndexError
        The row has other entries, too.
    """
    if len(row) != length:
        raise IndexError(f"{place}: {length} of {len(row)} entries. {INSTEAD}")
    return row


INSTEAD = (
    "Without the compiler a table is a list, and a slice of a list is a copy: take the entries one by one, "
    "or the beginning of a row with all its entries (row[:n])."
)


class _PlainText(ast.NodeTransformer):
    """Turns what is said of arrays into what is said of lists.

    ``table[row, column]`` becomes ``table[row][column]``, ``row[:n]`` the row itself, and the room in tables
    that of the crisis.
    """

    def __init__(self, path: str, room: Mapping[str, int]) -> None:
        self.path, self.room = path, room

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        self.generic_visit(node)
        names = [name.id for name in ast.walk(node.targets[0]) if isinstance(name, ast.Name)]
        if names and all(name in self.room for name in names):
            values: list[ast.expr] = [ast.Constant(self.room[name]) for name in names]
            node.value = values[0] if len(values) == 1 else ast.Tuple(values, ast.Load())
        return node

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        self.generic_visit(node)
        place = f"{self.path}, line {node.lineno}: {ast.unparse(node)}"
        *outer, last = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        inner = node.value
        for index in outer:
            if isinstance(index, ast.Slice):
                raise SyntaxError(f"{place}. {INSTEAD}")
            inner = ast.Subscript(inner, index, ast.Load())
        if not isinstance(last, ast.Slice) or ast.unparse(last) == ":":
            return ast.copy_location(ast.Subscript(inner, last, node.ctx), node)
        if last.lower or last.step or not last.upper or not isinstance(node.ctx, ast.Load):
            raise SyntaxError(f"{place}. {INSTEAD}")
        whole = ast.Call(ast.Name("_whole", ast.Load()), [inner, last.upper, ast.Constant(place)], [])
        return ast.copy_location(whole, node)


def plain_code(text: str, path: str, room: Mapping[str, int]) -> CodeType:
    """Compile the text of a module of the engine for lists in the place of arrays.

    Raises
    ------
    SyntaxError
        A slice that means something else to a list, with its place and what to write instead.
    """
    tree = _PlainText(path, room).visit(ast.parse(text))
    return compile(ast.fix_missing_locations(tree), path, "exec")


class PlainSource:
    """Imports modules of the engine as plain Python, each once.

    Parameters
    ----------
    room : Mapping of str to int
        Room in the tables, from ``sizes``.
    functions : Mapping of str to callable
        Elementary functions: ``FAST`` or ``EXACT``.
    chance : Mapping of str to callable
        In place of ``standoff.chance``: that module's own, or ``GENERATOR``.
    """

    def __init__(
        self, room: Mapping[str, int], functions: Mapping[str, Function], chance: Mapping[str, Function]
    ) -> None:
        self.room = room
        # Registers mean nothing to plain Python: its loops end with the entries.
        as_written = {"rule": lambda function: function, "lanes": lambda count, _: count}
        self.modules: dict[str, Any] = {
            "standoff.compiled": SimpleNamespace(**vars(compiled) | as_written),
            "standoff.elementary": SimpleNamespace(**functions),
            "standoff.chance": SimpleNamespace(**chance),
        }

    def load(self, name: str) -> Any:
        """Give a module by its full name, such as ``"standoff.drivers.single"``."""
        if name not in self.modules:
            self.modules[name] = self._read(name) if name.startswith(READ) else importlib.import_module(name)
        return self.modules[name]

    def _read(self, name: str) -> ModuleType:
        source = importlib.import_module(name)
        path = str(source.__file__)
        module = ModuleType(name)
        module.__dict__["__builtins__"] = vars(builtins) | {"__import__": self._import, "_whole": whole}
        exec(plain_code(inspect.getsource(source), path, self.room), module.__dict__)
        if name == tables.__name__:
            module.__dict__["blank"] = blank_record
        return module

    def _import(self, name: str, *where: Any) -> Any:
        imports_from = len(where) > 2 and bool(where[2])
        return self.load(name) if imports_from else builtins.__import__(name, *where)
