from __future__ import annotations

from pathlib import Path

import pytest

from tests.reports import command, results


@pytest.fixture(scope="session")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with results, and reports on them: ``hostile.html`` and ``sweep.html``."""
    folder = tmp_path_factory.mktemp("reports")
    results(folder)
    for name in ("hostile", "sweep"):
        command("report", str(folder / name), f"out={folder / f'{name}.html'}")
    return folder
