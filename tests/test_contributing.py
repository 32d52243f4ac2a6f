"""CONTRIBUTING and the page on architecture name files that exist, and the layers that are enforced."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from standoff.apps.cli import COMMANDS

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
RECIPES = PAGE[PAGE.index("## Recipes") : PAGE.index("## Code")]
CONTRACTS = {
    contract["id"]: contract
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
}
QUESTIONS = sorted(path.parent.name for path in (ROOT / "sim/standoff/analysis").glob("*/__init__.py"))


def paths(text: str) -> list[str]:
    """Every path from the root that a text names, with its placeholders."""
    named = re.findall(r"`([^`\s]+/[^`\s]*|[A-Z]+\.md|pyproject\.toml)`", text)
    return sorted({name for name in named if name != "figures/"})


def is_there(path: str) -> bool:
    """Whether a path leads somewhere if each placeholder, such as ``<question>``, stands for anything."""
    return any(ROOT.glob(re.sub(r"<\w+>", "*", path).rstrip("/")))


@pytest.mark.parametrize("path", paths(RECIPES))
def test_a_path_in_a_recipe_leads_to_a_file(path: str) -> None:
    assert is_there(path)


def test_paths_and_placeholders_are_recognised() -> None:
    text = "its rows in `sim/a/<question>/rows.py`, `make docs`, `Sweep` and `README.md`"
    assert paths(text) == ["README.md", "sim/a/<question>/rows.py"]
    assert is_there("sim/standoff/analysis/<question>/rows.py")
    assert not is_there("sim/standoff/analysis/<question>/poems.py")


def test_every_question_is_a_command_and_named_in_both_contracts() -> None:
    modules = [f"standoff.analysis.{question}" for question in QUESTIONS]
    assert CONTRACTS["questions"]["modules"] == modules
    assert CONTRACTS["question"]["containers"] == modules
    commands = {place.split(":")[0] for place, _ in COMMANDS.values()}
    assert {f"{module}.command" for module in modules} <= commands


def test_the_documents_show_the_layers_that_are_enforced() -> None:
    layers = [re.sub(r"[()]", "", line) for line in CONTRACTS["layers"]["layers"]]
    start = PAGE.index("    apps | interface")
    shown = [line.strip() for line in PAGE[start : PAGE.index("\n\n", start)].splitlines()]
    assert shown == layers
    start = ARCHITECTURE.index("apps | interface")
    drawn = ARCHITECTURE[start : ARCHITECTURE.index("```", start)].splitlines()
    assert [re.split(r"\s{2,}", line)[0] for line in drawn] == layers


def test_the_folders_in_the_diagram_exist() -> None:
    drawn = set(re.findall(r"^(\w+)/ ", ARCHITECTURE, re.MULTILINE))
    assert drawn >= {"scenarios", "conf", "sim", "tests", "docs"}
    assert all((ROOT / folder).is_dir() for folder in drawn - {"results"})  # commands make that one
