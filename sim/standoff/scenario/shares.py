"""Shares that sum to one: weights of the axes, saliences of an actor, its attention to its rivals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from standoff.scenario.paths import TOLERANCE, Tree, share_groups

__all__ = ["scaled_shares", "shares_fault"]


def shares_fault(tree: Tree, values: Mapping[str, float | None]) -> str:
    """Say which given shares cannot sum to one, or nothing.

    Parameters
    ----------
    tree : dict
        Content of the files of a scenario.
    values : Mapping
        Dotted path of each quantity to its new value; None deletes it.
    """
    for paths in _not_one(tree, values):
        listed = ", ".join(f"{path} = {values[path]:g}" for path in paths)
        total = sum(value for path in paths if (value := values[path]) is not None)
        return f"{listed}: sum to {total:g}; shares that belong together sum to 1"
    return ""


def scaled_shares(tree: Tree, values: Mapping[str, float]) -> dict[str, float]:
    """Scale given shares that cannot sum to one, as they are played.

    Parameters
    ----------
    tree : dict
        Content of the files of a scenario.
    values : Mapping
        Value of quantities by dotted path.

    Returns
    -------
    dict
        The same paths, with shares that do.
    """
    scaled = dict(values)
    groups = {path: group for group in share_groups(tree) for path in group}
    for paths in _not_one(tree, values):
        total = sum({**groups[paths[0]], **{path: values[path] for path in paths}}.values())
        scaled |= {path: values[path] * 1 / total for path in paths}
    return scaled


def _not_one(tree: Tree, values: Mapping[str, float | None]) -> Iterator[list[str]]:
    """Give the paths of each group of which all shares are given but do not sum to one, or some exceed it."""
    for group in share_groups(tree):
        given = {path: value for path in group if (value := values.get(path)) is not None}
        total = sum(given.values())
        is_whole = len(given) == len(group) or all(group[path] <= 0 for path in group if path not in given)
        if given and (total > 1 + TOLERANCE or (is_whole and total < 1 - TOLERANCE)) and total > 0:
            yield list(given)
