"""Reading YAML as nothing but mappings, lists and scalars.

Loading a scenario runs no code from it: tags that build objects, ``_target_`` keys, aliases and merges
are faults, and so is a key that stands twice. Each fault has its line and column.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

import yaml

from standoff.errors import Fault

__all__ = ["read_document"]

DEEPEST = 20
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
        text = path.read_text(encoding="utf-8")
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
    try:
        return yaml.constructor.SafeConstructor().construct_object(node)
    except BROKEN_SCALAR as error:
        if isinstance(error, yaml.constructor.ConstructorError):
            faults.append(_tagged(node, shown))
        else:
            faults.append(Fault(shown, _place(node.start_mark), node.value, f"cannot be read: {error}"))
    return None


def _tagged(node: yaml.Node, shown: str) -> Fault:
    remedy = "a scenario is data: tags and merges are not allowed; write plain mappings, lists and values"
    return Fault(shown, _place(node.start_mark), node.tag.removeprefix("tag:yaml.org,2002:"), remedy)


def _mapping(node: yaml.MappingNode, shown: str, faults: list[Fault]) -> dict[str, Any]:
    content: dict[str, Any] = {}
    for key_node, child in node.value:
        place = _place(key_node.start_mark)
        n_faults = len(faults)
        key = _value(key_node, shown, faults)
        if len(faults) > n_faults:
            continue
        if not isinstance(key, str):
            faults.append(Fault(shown, place, str(key), "a key must be text; put it in quotes"))
        elif key == "_target_":
            faults.append(Fault(shown, place, key, "a scenario is data: it names no code; take the key out"))
        elif key in content:
            faults.append(Fault(shown, place, key, "this key stands twice; keep one"))
        else:
            content[key] = _value(child, shown, faults)
    return content
