"""Help comes at once: it loads nothing that takes long."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from standoff import __version__
from standoff.apps.cli import COMMANDS
from tests.commands import environment

ALL_IN_TURN = """
import io, json, sys
from contextlib import redirect_stdout
from standoff.apps.cli import standoff
shown = {}
for line in sys.argv[1:]:
    screen = io.StringIO()
    before = set(sys.modules)
    with redirect_stdout(screen):
        try:
            status = standoff(line.split(), standalone_mode=False)
        except SystemExit as end:
            status = end.code
    loaded = sorted(name for name in sys.modules.keys() - before if "." not in name)
    shown[line] = {"status": status or 0, "screen": screen.getvalue(), "loaded": loaded}
print(json.dumps(shown))
"""
"""A program that calls commands in turn and tells what each has loaded."""

OF_ALL = ("--help", "--version")
OF_COMMANDS = (*(f"{name} --help" for name in COMMANDS), "scenario check --help")
CONFIGURATIONS = ("run --cfg=job", "sweep --cfg=job", "search --cfg=job")
HEAVY = {"matplotlib", "mesa", "numba", "pandas", "scipy"}
LESS_HEAVY = {"hydra", "numpy", "pydantic", "rich"}


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    """Status, screen and modules loaded of each line, by the line, in a process of its own."""
    folder = tmp_path_factory.mktemp("help")
    done = subprocess.run(
        [sys.executable, "-c", ALL_IN_TURN, *OF_ALL, *OF_COMMANDS, *CONFIGURATIONS],
        cwd=folder, env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert list(folder.iterdir()) == []
    return json.loads(done.stdout)


@pytest.mark.parametrize("line", [*OF_ALL, *OF_COMMANDS, *CONFIGURATIONS])
def test_help_version_and_configuration_load_neither_rules_nor_figures(line: str, shown):
    assert shown[line]["status"] == 0
    assert shown[line]["screen"]
    assert not HEAVY & set(shown[line]["loaded"])


@pytest.mark.parametrize(("line", "expected"), [("--help", "Commands:"), ("--version", __version__)])
def test_help_on_the_commands_and_the_version_import_no_command(line: str, expected: str, shown):
    assert expected in shown[line]["screen"]
    assert not (HEAVY | LESS_HEAVY) & set(shown[line]["loaded"])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("run --help", "Groups (group=option)"),
        ("run --cfg=job", "offer_rate: null"),
        ("search --help", "To search: key=interval(0,1)"),
        ("discover --help", "--at-least"),
    ],
)
def test_the_help_lists_what_is_available(line: str, expected: str, shown):
    assert expected in shown[line]["screen"]
