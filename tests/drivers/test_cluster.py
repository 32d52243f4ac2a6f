"""A cluster that is not there, not the right one, or goes down in the midst of work."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor
from logging import getLogger
from logging.handlers import BufferingHandler

import pytest
from distributed import KilledWorker

import standoff.drivers.cluster
from standoff.drivers.ensemble import Block, play_block
from standoff.drivers.executors import in_order, is_lost, open_executor
from tests.drivers.cluster import (
    LIMIT_S,
    Bytes,
    Start,
    bytes_of,
    die_at_three,
    nap,
    refusal,
    wait_for_workers,
)
from tests.stages import ROOT

# Without Dask

WITHOUT_DASK = """
import sys
sys.modules["dask"] = sys.modules["distributed"] = None
from standoff.drivers.executors import in_order, open_executor
from standoff.errors import InputError
with open_executor("threads", 2) as executor:
    print([future.result() for _, future in in_order(executor, abs, [-1, -2])])
try:
    with open_executor("dask"):
        pass
except InputError as error:
    print(error)
"""


def test_only_its_own_executor_needs_dask():
    command = [sys.executable, "-c", WITHOUT_DASK]
    output = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert output.splitlines() == [
        "[1, 2]",
        "executor=dask needs the extra 'dask', which is not installed: pip install 'standoff[dask]'",
    ]


def test_dask_is_imported_in_one_place():
    imported = re.compile(r"^\s*(from|import) (dask|distributed)\b", re.MULTILINE)
    sources = (path for path in (ROOT / "sim").rglob("*.py") if imported.search(path.read_text("utf-8")))
    assert [path.name for path in sources] == ["cluster.py"]


# Addresses


@pytest.mark.parametrize(
    "address", ["", "host", "host:8786", "tcp://host", "tcp://:1", "tcp://h:x", "tcp://h:1/x", "http://h:1", "tcp://[::1"]
)  # fmt: skip
def test_an_invalid_address_is_refused_at_once(address: str):
    assert refusal(address).endswith("not an address; use tcp://host:port")


def test_a_port_without_a_server_is_reported(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(standoff.drivers.cluster, "ANSWER_S", 1.0)
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    message = refusal(f"tcp://127.0.0.1:{port}")
    assert (
        f"no Dask scheduler answers there (Timed out trying to connect to tcp://127.0.0.1:{port}" in message
    )


def test_a_server_that_is_not_a_scheduler_is_reported(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(standoff.drivers.cluster, "ANSWER_S", 1.0)
    with socket.create_server(("127.0.0.1", 0)) as server:
        message = refusal(f"tcp://127.0.0.1:{server.getsockname()[1]}")
    assert "no Dask scheduler answers there (no answer after 1 s)" in message


def test_a_scheduler_without_workers_is_reported(start_cluster: Start, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(standoff.drivers.cluster, "PATIENCE_S", 1.0)
    address = start_cluster(0).address
    assert refusal(address).endswith(
        f"no worker has come within 1 s; start some with `dask worker {address}`"
    )


# What is lost


@pytest.mark.slow
def test_a_worker_killed_during_its_work_changes_no_byte(
    start_cluster: Start, work: list[Block], expected: list[Bytes]
):
    mortal = start_cluster()
    got: list[Bytes] = []
    with open_executor("dask", address=mortal.address) as executor:
        wait_for_workers(executor, 2)
        for _, future in in_order(executor, play_block, work):
            got.append(bytes_of(future.result()))
            if len(got) == 2:
                mortal.workers[0].kill()
        wait_for_workers(executor, 1)
    assert got == expected


@pytest.fixture
def logged() -> Iterator[BufferingHandler]:
    """All that Dask logs."""
    handler = BufferingHandler(1_000)
    loggers = [getLogger(name) for name in ("distributed", "distributed.client")]
    for logger in loggers:
        logger.addHandler(handler)
    yield handler
    for logger in loggers:
        logger.removeHandler(handler)


def first_loss(executor: Executor, harm: Callable[[], None]) -> BaseException:
    """Work, do harm, and give the failure of the first task that is lost; all before it came back."""
    harmed_at = 0.0
    for number, future in in_order(executor, nap, range(10_000)):
        if number == 3:
            harm()
            harmed_at = time.monotonic()
        error = future.exception()
        if error is not None:
            assert is_lost(error)
            assert harmed_at
            assert time.monotonic() - harmed_at < LIMIT_S
            return error
        assert future.result() == number
    raise AssertionError("nothing was lost")


@pytest.mark.slow
def test_a_cluster_that_lost_all_workers_is_given_up(start_cluster: Start, monkeypatch: pytest.MonkeyPatch):
    mortal = start_cluster(1)

    def harm() -> None:
        monkeypatch.setattr(standoff.drivers.cluster, "PATIENCE_S", 1.0)
        for worker in mortal.workers:
            worker.kill()

    with open_executor("dask", address=mortal.address) as executor:
        assert str(first_loss(executor, harm)) == "the Dask cluster has had no worker for 1 s"
        with pytest.raises(BrokenExecutor, match="has had no worker"):
            executor.submit(nap, 1)


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_scheduler_that_goes_down_takes_its_tasks_with_it(
    start_cluster: Start, how: signal.Signals, logged: BufferingHandler
):
    mortal = start_cluster(1)
    with open_executor("dask", address=mortal.address) as executor:
        error = first_loss(executor, lambda: mortal.scheduler.send_signal(how))
        closing = time.monotonic()
    assert str(error).startswith("the Dask cluster is gone: ")
    assert time.monotonic() - closing < LIMIT_S
    assert logged.buffer == [], "an exception tells it, and nothing else"


@pytest.mark.slow
def test_a_task_that_kills_every_worker_is_given_up():
    with open_executor("dask", 2) as executor:
        errors = [future.exception() for _, future in in_order(executor, die_at_three, range(6))]
    assert isinstance(errors[3], KilledWorker)
    # Dask may blame tasks that waited at a worker for its end.
    assert all(error is None or is_lost(error) for error in errors)
    assert errors[0] is None
