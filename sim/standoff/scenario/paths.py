"""Dotted paths into the content of a scenario, and content with other elements or values there.

``actors.<actor>.…``, ``issues.<issue>.status_quo``, ``axes.<axis>.weight``, ``timeline.<event>``,
``relations.<one>><other>.protects``, ``dyads.<one>|<other>.tension``: keys as they stand in the files, with
the files of the actors below ``actors``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from standoff.scenario.names import nearest

__all__ = [
    "TOLERANCE",
    "Tree",
    "element_at",
    "is_quantity",
    "patched",
    "path_fault",
    "placed",
    "share_groups",
]

Tree = dict[str, Any]
TOLERANCE = 1e-6
"""How far a sum of shares may be from 1."""


def is_quantity(element: object) -> bool:
    """Say whether an element of the files is written as a quantity."""
    return isinstance(element, dict) and {"value", "low", "high"} <= element.keys()


def path_fault(tree: Tree, path: str, *, number: bool = False) -> str:
    """Say what is wrong with a path, or nothing.

    Parameters
    ----------
    tree : dict
        Content of the files.
    path : str
        Dotted path.
    number : bool
        Whether a quantity has to stand there.
    """
    element: Any = tree
    for key in path.split("."):
        if not isinstance(element, dict) or key not in element:
            keys = [str(known) for known in element] if isinstance(element, dict) else []
            return f"nothing stands at '{key}', {nearest(key, keys)}"
        element = element[key]
    if number and not is_quantity(element):
        return "a number can only replace a quantity, none stands there"
    return ""


def patched(tree: Tree, patch: Mapping[str, float | None]) -> Tree:
    """Replace values of quantities and delete elements.

    A new value widens the range of its quantity if it has to. Shares that sum to one (weights of the axes,
    saliences of an actor, its attention to its rivals) do so again afterwards: those in the patch stay, the
    others keep their proportions.

    Parameters
    ----------
    tree : dict
        Content of the files; it is left as it is.
    patch : Mapping
        Dotted path to the new value, or to None to delete what stands there. The paths are right.

    Returns
    -------
    dict
        The new content; what the patch does not touch is shared with the old one.
    """
    for path, value in patch.items():
        if not path_fault(tree, path):  # an earlier line of the patch may have deleted what it lies in
            tree = placed(tree, path, None if value is None else _spanned(element_at(tree, path), value))
    for group in share_groups(tree):
        tree = _balanced(tree, group, [path for path in group if path in patch])
    return tree


def placed(tree: Tree, path: str, element: Any) -> Tree:
    """Put an element at a path, or delete what stands there.

    Parameters
    ----------
    tree : dict
        Content of the files; it is left as it is.
    path : str
        Dotted path; all but its last key has to stand there.
    element : object
        What shall stand there; None deletes it.

    Returns
    -------
    dict
        The new content; what the path does not lead through is shared with the old one.
    """
    key, _, rest = path.partition(".")
    if rest:
        return {**tree, key: placed(tree[key], rest, element)}
    if element is None:
        return {name: other for name, other in tree.items() if name != key}
    return {**tree, key: element}


def element_at(tree: Tree, path: str) -> Any:
    """Give what stands at a path that is right."""
    element: Any = tree
    for key in path.split("."):
        element = element[key]
    return element


def _spanned(old: Tree, value: float) -> Tree:
    return {**old, "value": value, "low": min(old["low"], value), "high": max(old["high"], value)}


def share_groups(tree: Tree) -> Iterator[dict[str, float]]:
    """Give the groups of quantities that sum to one, each as values by path."""
    yield _values(tree, [f"axes.{axis}.weight" for axis in tree.get("axes", {})])
    for actor, content in tree.get("actors", {}).items():
        issues = content.get("positions", {})
        yield _values(tree, [f"actors.{actor}.positions.{issue}.salience" for issue in issues])
        outgoing = [pair for pair in tree.get("relations", {}) if pair.startswith(f"{actor}>")]
        yield _values(tree, [f"relations.{pair}.rival_weight" for pair in outgoing])


def _values(tree: Tree, paths: list[str]) -> dict[str, float]:
    return {
        path: element_at(tree, path)["value"] for path in paths if not path_fault(tree, path, number=True)
    }


def _balanced(tree: Tree, group: dict[str, float], fixed: list[str]) -> Tree:
    total = sum(group.values())
    if abs(total - 1) <= TOLERANCE or total <= 0:
        return tree
    rest = 1 - sum(group[path] for path in fixed)
    free = sum(value for path, value in group.items() if path not in fixed)
    if rest < 0 or free <= 0:
        fixed, rest, free = [], 1, total
    for path, value in group.items():
        if path not in fixed:
            tree = placed(tree, path, _spanned(element_at(tree, path), value * rest / free))
    return tree
