"""A Dask cluster of real processes, and tasks whose functions other processes can import."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path
from typing import IO

import pytest

from standoff.drivers.ensemble import PlayedBlock
from standoff.drivers.executors import n_workers, open_executor
from standoff.errors import InputError
from tests.stages import ROOT

LIMIT_S = 40.0
"""What must come to an end does so in a few seconds, on a busy machine in some more."""
START_S = 60.0
NAP_S = 0.05


class DaskCluster:
    """A scheduler and workers of this machine, each a process that can be killed and stays dead."""

    def __init__(self, folder: Path, n_workers: int = 2) -> None:
        self._folder = folder
        self._log: IO[bytes] = (folder / "log").open("wb")
        contact = folder / "scheduler.json"
        self.scheduler = self._start(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(contact)
        )
        self.workers: list[subprocess.Popen[bytes]] = []
        try:
            self.address = self._wait_for_address(contact)
            self.workers = [self._start_worker() for _ in range(n_workers)]
        except BaseException:
            self.close()
            raise

    def _start_worker(self) -> subprocess.Popen[bytes]:
        place = str(self._folder)
        return self._start(
            "worker", self.address, "--no-nanny", "--nthreads", "1", "--local-directory", place
        )

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *arguments, "--dashboard-address", "127.0.0.1:0"],
            cwd=self._folder,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdout=self._log,
            stderr=self._log,
            start_new_session=True,
        )

    def _wait_for_address(self, contact: Path) -> str:
        for _ in range(int(START_S / NAP_S)):
            time.sleep(NAP_S)
            try:
                return str(json.loads(contact.read_text())["address"])
            except (OSError, ValueError):  # not there, or not all of it
                assert self.scheduler.poll() is None, (self._folder / "log").read_text()
        raise TimeoutError((self._folder / "log").read_text())

    def close(self) -> None:
        """Kill all there is."""
        for process in (self.scheduler, *self.workers):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self._log.close()


Start = Callable[..., DaskCluster]


def wait_for_workers(executor: Executor, n: int) -> None:
    """Wait until an executor has a number of workers."""
    for _ in range(int(START_S / NAP_S)):
        if n_workers(executor) == n:
            return
        time.sleep(NAP_S)
    raise TimeoutError(f"{n_workers(executor)} workers, not {n}")


Bytes = tuple[bytes, bytes]


def bytes_of(played: PlayedBlock) -> Bytes:
    """Give all that a block came to."""
    return played.rows.tobytes(), played.fan.tobytes()


def nap(number: int) -> int:
    """Give a number, after a while."""
    time.sleep(NAP_S)
    return number


def hurry(number: int) -> int:
    """Give a number, the later the sooner."""
    time.sleep(max(0.0, 0.2 - 0.02 * number))
    return number


def refuse_three(number: int) -> int:
    """Give a number that is not three."""
    if number == 3:
        raise ValueError("three is refused")
    return number


def die_at_three(number: int) -> int:
    """Give a number; three kills the process."""
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return nap(number)


def refusal(address: str) -> str:
    """Give the words with which an executor at an address is refused."""
    started = time.monotonic()
    with pytest.raises(InputError) as caught, open_executor("dask", address=address):
        pass
    assert time.monotonic() - started < LIMIT_S
    assert str(caught.value).startswith(f"executor.address={address}: ")
    return str(caught.value)
