"""The rules as plain Python: the engine's own modules, read without the compiler.

The text of the rules is not copied: each module is read from its file, the decorator does nothing, a table is
a list of lists, and exp and log are those of the mathematics library or the engine's own. A rule that changes
changes here with it.
"""

from __future__ import annotations

import ast
import builtins
import importlib
import inspect
import math
from collections.abc import Callable, Mapping
from types import ModuleType, SimpleNamespace
from typing import Any

from standoff import elementary

__all__ = ["EXACT", "FAST", "plain_rules"]

Function = Callable[..., Any]
RULES = "standoff.rules."


def logistic(x: float) -> float:
    """Logistic function without loss of digits on either side."""
    tail = math.exp(-abs(x))
    return tail / (1.0 + tail) if x < 0.0 else 1.0 / (1.0 + tail)


FAST: Mapping[str, Function] = {"exp": math.exp, "log": math.log, "power": math.pow, "logistic": logistic}
"""Elementary functions of the mathematics library: the fastest that plain Python has."""
EXACT: Mapping[str, Function] = {name: getattr(elementary, name) for name in FAST}
"""The engine's own, with its bits."""


class _NestedLists(ast.NodeTransformer):
    """Turns ``table[row, column]`` into ``table[row][column]``, and ``table[:n]`` into ``table``.

    A slice of a list would be a copy, and what a rule writes to it would be lost. The tables have no spare
    room, so that the first ``n`` rows are all of them.
    """

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        self.generic_visit(node)
        *outer, last = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        inner = node.value
        for index in outer:
            inner = ast.Subscript(inner, index, ast.Load())
        if isinstance(last, ast.Slice):
            if last.lower or last.step or not isinstance(node.ctx, ast.Load):
                raise NotImplementedError(f"the plain rules read tables whole: {ast.unparse(node)}")
            return ast.copy_location(inner, node)
        return ast.copy_location(ast.Subscript(inner, last, node.ctx), node)


class _Reader:
    """Imports modules of the rules as plain Python, each once."""

    def __init__(self, functions: Mapping[str, Function]) -> None:
        self.modules: dict[str, Any] = {
            # Registers mean nothing to plain Python: its loops end with the entries.
            "standoff.compiled": SimpleNamespace(
                rule=lambda function: function, lanes=lambda count, _: count
            ),
            "standoff.elementary": SimpleNamespace(**functions),
        }

    def load(self, name: str) -> Any:
        if name not in self.modules:
            self.modules[name] = self._read(name) if name.startswith(RULES) else importlib.import_module(name)
        return self.modules[name]

    def _read(self, name: str) -> ModuleType:
        source = importlib.import_module(name)
        tree = ast.fix_missing_locations(_NestedLists().visit(ast.parse(inspect.getsource(source))))
        module = ModuleType(name)
        module.__dict__["__builtins__"] = vars(builtins) | {"__import__": self._import}
        exec(compile(tree, str(source.__file__), "exec"), module.__dict__)
        return module

    def _import(self, name: str, *_: Any, **__: Any) -> Any:
        return self.load(name)


def plain_rules(functions: Mapping[str, Function] = FAST) -> Callable[[str], Any]:
    """Read the rules as plain Python.

    Parameters
    ----------
    functions : Mapping of str to callable
        ``FAST`` or ``EXACT``.

    Returns
    -------
    callable
        Gives a plain rule by its name, such as ``"choice.pick"``.
    """
    reader = _Reader(functions)

    def find(rule: str) -> Any:
        module, _, name = rule.rpartition(".")
        return getattr(reader.load(RULES + module), name)

    return find
