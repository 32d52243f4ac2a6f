from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.commands import STRAIT
from tests.once import make_once
from tests.reports import command, hostile_crisis, results


@pytest.fixture(scope="session")
def reported(shared: Path) -> Path:
    """A folder with results, and reports on them: ``hostile.html`` and ``sweep.html``; not to be changed."""
    crisis = make_once(shared / "hostile", hostile_crisis) / STRAIT.name
    return make_once(shared / "reports", partial(write_reports, crisis=crisis))


def write_reports(folder: Path, crisis: Path) -> None:
    results(folder, crisis)
    for name in ("hostile", "sweep"):
        command("report", str(folder / name), f"out={folder / f'{name}.html'}")
