"""Rules – what the docstrings of ``sim/standoff/rules`` say, and which parameters each module reads."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

__all__ = ["MODULES", "READERS", "ROOT", "draws_of", "parameters_read", "sections", "source_keys", "title"]

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "sim" / "standoff"
MODULES = sorted(path for path in (PACKAGE / "rules").glob("*.py") if path.stem not in {"__init__", "turn"})
"""Modules with rules; ``turn`` only declares their order."""
READERS = (*MODULES, PACKAGE / "drivers" / "kernel.py", PACKAGE / "scenario" / "pack.py")
"""Modules that read parameters: the tempo is read where chance is drawn, the types where facts are packed."""

LABELS = ("Rule", "Reads", "Draw", "Source", "Assumes")
LABEL = re.compile(rf"^({'|'.join(LABELS)}) +", re.MULTILINE)
INDENT = 9
"""Column at which the text of a section starts."""
KEY = re.compile(r"\b[a-z][a-z_]*_(?:19|20)\d\d\b")


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _docstring(path: Path) -> str:
    return ast.get_docstring(_tree(path)) or ""


def title(path: Path) -> str:
    """Give the first line of a module's docstring."""
    return _docstring(path).partition("\n")[0]


def sections(path: Path) -> dict[str, str]:
    """Give the text of each section of a module's docstring, by label; lines keep their breaks."""
    _, *parts = LABEL.split(_docstring(path).partition("\n\n")[2].partition("\n\n")[0])
    by_heading = {}
    for label, text in zip(parts[::2], parts[1::2], strict=True):
        by_heading[label] = re.sub(rf"^ {{{INDENT}}}", "", text.rstrip(), flags=re.MULTILINE)
    return by_heading


def source_keys(text: str) -> set[str]:
    """Give what looks like a key of ``scenarios/sources.yaml`` in a text."""
    return set(KEY.findall(text))


def draws_of(path: Path) -> dict[str, str]:
    """Give the draws that a module names, each with what is drawn how often."""
    text = " ".join(sections(path).get("Draw", "").split())
    uses = {}
    for clause in text.split(";"):
        names = re.findall(r"Draw\.([A-Z]+)", clause)
        uses.update(dict.fromkeys(names, re.sub(r"^.*Draw\.[A-Z]+,? (one uniform (each )?)?", "", clause)))
    return uses


@cache
def parameters_read(path: Path) -> frozenset[str]:
    """Give the parameters that a module reads, ``rules.name`` or, while it packs, ``parameters["name"]``."""
    names = set()
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) in {"rules", "facts.rules"}:
            names.add(node.attr)
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "parameters":
            names.add(ast.unparse(node.slice).strip("'"))
    return frozenset(names)
