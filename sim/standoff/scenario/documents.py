"""Reading YAML as nothing but mappings, lists and scalars.

Loading a scenario runs no code from it: tags that build objects, ``_target_`` keys, aliases and merges
are faults, and so are a key that stands twice and a number that YAML reads as another one than it seems. Each
fault has its line and column.
"""

from __future__ import annotations

import os
import re
import stat
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

import yaml

from standoff.errors import Fault, shortened

__all__ = ["misread", "plain_text", "read_document"]

DEEPEST = 20
MOST_DIGITS = 300
"""Digits of a whole number, as many as the largest float has."""
TOO_LONG = "has too many digits"
MOST_BYTES = 1_000_000
"""Size of a file, ten times that of the largest that comes with the package."""
BASE_60 = re.compile(r"[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?")
OTHER_BASE = re.compile(r"[-+]?0(x[0-9a-fA-F_]{1,50}|b[01_]{1,50})")
LEADING_ZERO = re.compile(r"[-+]?0[0-9_]+")
MISSING = "???"
"""What stands for a value that has still to be given, in a plain scalar."""
REMEMBERED = 64
"""Number of parsed files kept: results that are compared and reported on are of the same few scenarios."""
PLAIN = ("tag:yaml.org,2002:map", "tag:yaml.org,2002:seq")
# What the constructors of PyYAML let through when a scalar is not what its tag says.
BROKEN_SCALAR = (yaml.YAMLError, ValueError, AttributeError, LookupError, TypeError)

Loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


def read_document(path: Path, shown: str) -> tuple[Any, list[Fault]]:
    """Read a YAML file.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    shown : str
        Its name in messages.

    Returns
    -------
    tuple
        The content, and all faults; with faults the content is None.
    """
    try:
        text = plain_text(path, MOST_BYTES)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return None, [Fault(shown, "", "", f"cannot be read ({reason}); the file is needed")]
    except UnicodeDecodeError as error:
        return None, [Fault(shown, "", "", f"is not UTF-8 text at byte {error.start}; save it as UTF-8")]
    content, faults = _parsed(text, shown)
    return content, list(faults)


@lru_cache(REMEMBERED)
def _parsed(text: str, shown: str) -> tuple[Any, list[Fault]]:
    """Parse a document. Its content is shared by all that read the same text, and nobody may change it."""
    try:
        _refuse_aliases(text)
        node = yaml.compose(text, Loader=Loader)
    except yaml.YAMLError as error:
        return None, [_broken(error, shown)]
    faults: list[Fault] = []
    content = _value(node, shown, faults) if node is not None else None
    return (None, faults) if faults else (content, [])


def plain_text(path: Path, most_bytes: int) -> str:
    """Read a plain file of bearable size; a pipe or a device would be waited for, or never end.

    Raises
    ------
    OSError
        If it cannot be read, is no plain file, or is larger.
    UnicodeDecodeError
        If it is not UTF-8; a mark at its begin that says so is left out.
    """
    with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError("it is no plain file")
        content = file.read(most_bytes + 1)
    if len(content) > most_bytes:
        raise OSError(f"it is larger than {most_bytes:,} bytes")
    return content.decode("utf-8-sig")


def _refuse_aliases(text: str) -> None:
    """Look at the events first: a small file can hold more aliases or brackets than memory or stack can."""
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        if isinstance(event, yaml.AliasEvent):
            _stop(event.start_mark, "aliases (*) are not allowed; write the values out")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            _stop(event.start_mark, f"more than {DEEPEST} levels of nesting")


def _stop(mark: Any, problem: str) -> NoReturn:
    raise yaml.MarkedYAMLError(problem=problem, problem_mark=mark)


def _broken(error: yaml.YAMLError, shown: str) -> Fault:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "cannot be read"
    place = _place(mark) if mark is not None else ""
    return Fault(shown, place, "", f"broken YAML: {problem}")


def _place(mark: Any) -> str:
    return f"line {mark.line + 1}, column {mark.column + 1}"


def _value(node: yaml.Node, shown: str, faults: list[Fault]) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, shown, faults)
    if node.tag not in PLAIN:
        faults.append(_tagged(node, shown))
    elif isinstance(node, yaml.MappingNode):
        return _mapping(node, shown, faults)
    elif isinstance(node, yaml.SequenceNode):
        return [_value(child, shown, faults) for child in node.value]
    return None


def _scalar(node: yaml.ScalarNode, shown: str, faults: list[Fault]) -> Any:
    problem = "" if node.style else misread(node.value)
    if problem:
        faults.append(Fault(shown, _place(node.start_mark), node.value, problem))
        return None
    try:
        value = yaml.constructor.SafeConstructor().construct_object(node)
    except yaml.constructor.ConstructorError:
        faults.append(_tagged(node, shown))
        return None
    except BROKEN_SCALAR as error:
        value = None
        problem = TOO_LONG if len(node.value) > MOST_DIGITS else f"cannot be read: {error}"
    if isinstance(value, int) and abs(value) >= 10**MOST_DIGITS:
        problem = TOO_LONG
    if problem:
        faults.append(Fault(shown, _place(node.start_mark), node.value, problem))
        return None
    return value


def misread(scalar: str) -> str:
    """Say why a scalar without quotes is not what it seems, and how to write it; empty if it is.

    To YAML, 075 is 61 and 2:30 is 150.

    Parameters
    ----------
    scalar : str
        As it stands in the file.

    Examples
    --------
    >>> misread("75"), misread("075")
    ('', 'YAML takes a leading zero for octal; write 75, or put it in quotes if it is a code')
    """
    if scalar == MISSING:
        return "a value is missing here; give it"
    if BASE_60.fullmatch(scalar):
        return "YAML takes a number with a colon for base 60; write a decimal number, or put it in quotes"
    if OTHER_BASE.fullmatch(scalar):
        return f"only decimal numbers are read; write {int(scalar.replace('_', ''), 0)}"
    if LEADING_ZERO.fullmatch(scalar):
        decimal = re.sub(r"^([-+]?)[0_]+(?=.)", r"\1", scalar)
        return f"YAML takes a leading zero for octal; write {decimal}, or put it in quotes if it is a code"
    return ""


def _tagged(node: yaml.Node, shown: str) -> Fault:
    remedy = "a scenario is data: tags and merges are not allowed; write plain mappings, lists and values"
    return Fault(shown, _place(node.start_mark), node.tag.removeprefix("tag:yaml.org,2002:"), remedy)


def _mapping(node: yaml.MappingNode, shown: str, faults: list[Fault]) -> dict[str, Any]:
    content: dict[str, Any] = {}
    before: yaml.Node | None = None
    for key_node, child in node.value:
        cut, before = _cut_number(before, key_node, child), child
        if cut:
            remedy = f"a comma separates two entries; write {cut} with a decimal point"
            faults.append(Fault(shown, _place(key_node.start_mark), key_node.value, remedy))
            continue
        place = _place(key_node.start_mark)
        n_faults = len(faults)
        key = _value(key_node, shown, faults)
        if len(faults) > n_faults:
            continue
        if not isinstance(key, str):
            faults.append(Fault(shown, place, shortened(key), "a key must be text; put it in quotes"))
        elif key == "_target_":
            faults.append(Fault(shown, place, key, "a scenario is data: it names no code; take the key out"))
        elif key in content:
            faults.append(Fault(shown, place, key, "this key stands twice; keep one"))
        else:
            content[key] = _value(child, shown, faults)
    return content


def _cut_number(before: yaml.Node | None, key: yaml.Node, child: yaml.Node) -> str:
    """Join the two parts of a number with a decimal comma, as in ``{value: 0,65}``; else give nothing."""
    parts = [before, key, child]
    if not all(isinstance(part, yaml.ScalarNode) and not part.style for part in parts):
        return ""
    whole, digits, rest = (str(part.value) for part in parts if part is not None)
    is_cut = not rest and re.fullmatch(r"-?[0-9]+", whole) and re.fullmatch(r"[0-9]+", digits)
    return f"{whole}.{digits}" if is_cut else ""
