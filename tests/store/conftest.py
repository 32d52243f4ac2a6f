from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.sweeps import N_PARTS, sweep


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that nothing happened to; not to be changed."""
    folder = tmp_path_factory.mktemp("undisturbed")
    assert sweep(folder) == list(range(N_PARTS))
    return folder


@pytest.fixture
def folder(undisturbed: Path, tmp_path: Path) -> Path:
    """A copy of it, to be damaged at will."""
    return Path(shutil.copytree(undisturbed, tmp_path / "copy"))
