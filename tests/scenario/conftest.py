from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from standoff.scenario.content import Scenario
from standoff.scenario.load import load_scenario

DATA = Path(__file__).parent / "data"

Edit = Callable[[str, str, str], Path]


@pytest.fixture(scope="session")
def strait() -> Scenario:
    return load_scenario(DATA / "strait")


@pytest.fixture
def edit(tmp_path: Path) -> Edit:
    """Copy the scenario, replace one piece of text in one of its files, give the folder."""
    root = tmp_path / "data"
    shutil.copytree(DATA, root)

    def change(file: str, old: str, new: str) -> Path:
        path = root / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) >= 1, f"{old!r} does not stand in {file}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return root / "strait"

    return change
