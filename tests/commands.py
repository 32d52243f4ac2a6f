"""The command line as its users call it: in a process of its own, or for speed in that of the tests."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from standoff.apps.cli import main
from standoff.config.setup import make_stage
from standoff.terminal.first_start import compile_rules

ROOT = Path(__file__).parents[1]
STRAIT = ROOT / "tests" / "scenario" / "data" / "strait"


def command(*arguments: str) -> list[str]:
    """The words of a command."""
    return [sys.executable, "-m", "standoff.apps.cli", *arguments]


def environment(**more: str) -> dict[str, str]:
    """An environment in which the package is found from any folder."""
    return {**os.environ, "PYTHONPATH": str(ROOT / "sim"), **more}


@cache
def compile_once() -> None:
    """Compile before the first command: a first start says so on the error stream."""
    compile_rules(make_stage(STRAIT)[1])


def standoff(*arguments: str, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    compile_once()
    return subprocess.run(
        command(*arguments), capture_output=True, text=True, cwd=cwd, env=environment(**more), check=False
    )


def invoke(*arguments: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Run a command in this process, for speed, and give its exit status."""
    compile_once()
    monkeypatch.setattr(sys, "argv", ["standoff", *arguments])
    try:
        main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


def content(folder: Path) -> dict[str, bytes]:
    """All files of a result by name, but for the manifest, which holds the time."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "manifest.json"
    }
