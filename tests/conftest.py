from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from standoff.drivers.stage import Stage
from tests.once import make_once
from tests.results import Results
from tests.stages import ROOT, build_stage

# The first call of a compiled function may compile it, which no deadline of an example allows for. Examples
# are others each time: what many of them find in one session few find in some.
settings.register_profile("standoff", deadline=None, max_examples=40)
settings.load_profile("standoff")

# What a command prints to a pipe is as wide as this variable says; without it, wide enough for every table.
os.environ.pop("COLUMNS", None)


@pytest.fixture(scope="session", autouse=True)
def heed_interrupts() -> None:
    """Let Ctrl-C be tested also where SIGINT is ignored, as a shell does for a job in the background."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest tests, so that no worker waits for one at the end."""
    items.sort(key=_seconds, reverse=True)


def _seconds(item: pytest.Item) -> float:
    mark = item.get_closest_marker("slow")
    return mark.kwargs.get("seconds", 0) if mark else 0


def pytest_collection_finish() -> None:
    """Spare the garbage collector what has been imported and collected, which stays to the end.

    Looking through it again and again would take a seventh of the time of the tests.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def spare_the_disk() -> Iterator[None]:
    """Let this process not wait for the disk: no test cuts the power, and what is written outlives a kill.

    What is synced in which order, and what follows if that fails, is for tests that replace ``fsync`` too.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", os.fstat)
        yield


@pytest.fixture(scope="session")
def set_crisis() -> Callable[..., Stage]:
    """Set the stage of `strait` or `ukraine` with tables edited and rule parameters replaced."""
    return build_stage


@pytest.fixture(scope="session")
def strait() -> Stage:
    return build_stage("strait")


@pytest.fixture(scope="session")
def ukraine() -> Stage:
    return build_stage("ukraine")


def play_interpreted(file: Path) -> None:
    """Let a process without compilation play runs, and write down what it prints."""
    command = [sys.executable, "-W", "error", "-m", "tests.interpreted"]
    environment = os.environ | {"NUMBA_DISABLE_JIT": "1"}
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    file.write_text(done.stdout)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for all workers of the session."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def interpreted(shared: Path) -> dict[str, dict[str, Any]]:
    """What a process without compilation says of the runs of `tests.interpreted`."""
    return json.loads(make_once(shared / "interpreted.json", play_interpreted).read_text())


@pytest.fixture(scope="session")
def stored(shared: Path) -> Iterator[Results]:
    """The results that many tests read, by name; whoever writes to one takes a copy."""
    results = Results(shared / "stored")
    yield results
    assert results.changed() == []


@pytest.fixture
def link_results(stored: Results, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Go to an empty folder in which some results can be named as if they lay there."""

    def link(*names: str) -> Path:
        folder = tmp_path / "here"
        folder.mkdir()
        for name in names:
            (folder / name).symlink_to(stored[name])
        monkeypatch.chdir(folder)
        return folder

    return link
