from __future__ import annotations

from pathlib import Path

import pytest

from sim.apps.first_start import compile_rules
from sim.config.setup import make_stage
from tests.apps.commands import STRAIT
from tests.apps.reports import command, results


@pytest.fixture(scope="session", autouse=True)
def _compiled() -> None:
    """Compile before the first command: a first start says so on the error stream."""
    compile_rules(make_stage(STRAIT)[1])


@pytest.fixture(scope="session")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with results, and reports on them: ``hostile.html`` and ``sweep.html``."""
    folder = tmp_path_factory.mktemp("reports")
    results(folder)
    for name in ("hostile", "sweep"):
        command("report", str(folder / name), "--out", str(folder / f"{name}.html"))
    return folder
