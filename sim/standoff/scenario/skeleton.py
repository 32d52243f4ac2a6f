"""The skeleton of a new scenario: placeholders that pass the check and play, with every field explained."""

from __future__ import annotations

import textwrap
from typing import Any

from standoff.errors import ScenarioError
from standoff.scenario.commented import commented
from standoff.scenario.documents import read_document
from standoff.scenario.json_schema import json_schemas
from standoff.scenario.locate import data_root
from standoff.scenario.names import ASSUMPTION
from standoff.scenario.paths import is_quantity
from standoff.scenario.validate import SHAPES

__all__ = ["SCHEMA_FOLDER", "skeleton_files"]

FILE = "skeleton.yaml"
SCHEMA_FOLDER = "schema"
"""Folder of the JSON Schemas, beside the files that name them."""


def skeleton_files() -> dict[str, str]:
    """Give the files of a new scenario: text by path inside its folder.

    Raises
    ------
    ScenarioError
        If the package's own ``skeleton.yaml`` cannot be read.
    """
    content, faults = read_document(data_root() / "scenarios" / FILE, f"scenarios/{FILE}")
    if faults:
        raise ScenarioError(FILE, faults)
    origin = {
        "kind": ASSUMPTION,
        "source": ASSUMPTION,
        "known": content["scenario"]["frozen_at"],
        "note": content["note"],
    }
    texts = {f"{kind}.yaml": (kind, content[kind]) for kind in ("scenario", "facts", "sources")}
    texts |= {f"actors/{name}.yaml": ("actor", actor) for name, actor in content["actors"].items()}
    files = {
        path: _text(path, content["heads"][kind], commented(_assumed(tree, origin), SHAPES[kind]), kind)
        for path, (kind, tree) in texts.items()
    }
    return files | {f"{SCHEMA_FOLDER}/{name}": text for name, text in json_schemas().items()}


def _assumed(tree: Any, origin: dict[str, Any]) -> Any:
    """Make each number a whole quantity: an assumption whose note asks for a better one."""
    if not isinstance(tree, dict):
        return tree
    below = {key: _assumed(element, origin) for key, element in tree.items()}
    return below | origin if is_quantity(tree) else below


def _text(path: str, head: str, body: str, kind: str) -> str:
    up = "../" * path.count("/")
    editor = f"# yaml-language-server: $schema={up or './'}{SCHEMA_FOLDER}/{kind}.json\n"
    return f"{editor}\n{textwrap.indent(head, '# ', lambda line: True)}\n{body}".replace("# \n", "#\n")
