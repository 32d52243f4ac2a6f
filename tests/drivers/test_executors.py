"""Whoever plays: the same bytes, in order, and an end to everything that goes wrong."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from asyncio import CancelledError as CoroutineCancelled
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import psutil
import pytest
from distributed.comm import CommClosedError

import standoff.drivers.cluster
from standoff.drivers.ensemble import Block, play_block
from standoff.drivers.executors import AHEAD, EXECUTORS, in_order, is_lost, n_workers, open_executor
from standoff.errors import InputError
from tests.commands import environment
from tests.drivers.cluster import (
    Bytes,
    DaskCluster,
    bytes_of,
    die_at_three,
    hurry,
    nap,
    refusal,
    refuse_three,
    wait_for_workers,
)
from tests.signals import HEAR_CTRL_C
from tests.stages import ROOT

KINDS = ("threads", "processes", pytest.param("dask", marks=pytest.mark.slow), "dask at an address")


@pytest.fixture(params=KINDS, scope="module")
def executor(request: pytest.FixtureRequest) -> Iterator[Executor]:
    if request.param in EXECUTORS:
        opened = open_executor(request.param, 2)
    else:
        opened = open_executor("dask", address=request.getfixturevalue("cluster").address)
    with opened as executor:
        wait_for_workers(executor, 2)
        yield executor


# What is common to all


def test_every_executor_gives_the_same_bytes(executor: Executor, work: list[Block], expected: list[Bytes]):
    assert [bytes_of(future.result()) for _, future in in_order(executor, play_block, work)] == expected


def test_results_come_in_the_order_of_tasks_that_finish_in_another(executor: Executor):
    got = [(n, future.done(), future.result()) for n, future in in_order(executor, hurry, range(12))]
    assert got == [(n, True, n) for n in range(12)]


def test_the_failure_of_a_task_reaches_the_reader_of_its_future_and_no_other(executor: Executor):
    futures = [future for _, future in in_order(executor, refuse_three, range(6))]
    assert [future.result() for future in futures[:3] + futures[4:]] == [0, 1, 2, 4, 5]
    with pytest.raises(ValueError, match="three is refused") as caught:
        futures[3].result()
    assert not is_lost(caught.value)


def test_few_tasks_are_taken_ahead_of_results(executor: Executor):
    taken: list[int] = []
    ahead = 0

    def tasks() -> Iterator[int]:
        for number in range(30):
            taken.append(number)
            yield number

    for number, _ in in_order(executor, refuse_three, tasks()):
        ahead = max(ahead, taken[-1] - number)
    assert ahead == AHEAD * n_workers(executor) - 1


def test_stopping_early_leaves_nothing_to_wait_for(executor: Executor):
    started = time.monotonic()
    for number, _ in in_order(executor, nap, range(10_000)):
        if number == 10:
            break
    assert executor.submit(nap, 1).result() == 1
    assert time.monotonic() - started < 40.0, "all of them take at least 250 s"


def test_stopping_early_cancels_tasks_that_have_not_begun():
    handed_out: list[Future[int]] = []

    class Noting(ThreadPoolExecutor):
        def submit(self, *arguments: Any) -> Future[int]:
            handed_out.append(super().submit(*arguments))
            return handed_out[-1]

    with Noting(1) as executor:
        for _ in in_order(executor, nap, range(100)):
            break
    assert len(handed_out) == AHEAD
    assert handed_out[-1].cancelled()


def test_tasks_that_have_not_begun_are_dropped_when_an_executor_is_closed():
    with open_executor("threads", 2) as executor:
        futures = [executor.submit(nap, number) for number in range(100)]
    assert sum(future.cancelled() for future in futures) > 90


def test_an_unknown_executor_is_refused_with_the_known_ones():
    with (
        pytest.raises(InputError, match="executor 'gpu' is unknown; allowed: threads, processes, dask"),
        open_executor("gpu"),
    ):
        pass


def test_a_killed_process_breaks_the_pool_and_every_task_reports_it():
    with open_executor("processes", 2) as executor:
        errors = [future.exception() for _, future in in_order(executor, die_at_three, range(20))]
    assert len(errors) == 20
    assert {type(error) for error in errors[3:]} == {BrokenProcessPool}
    assert is_lost(errors[-1])


LOST = (BrokenExecutor(), BrokenProcessPool(), CancelledError(), CoroutineCancelled(), CommClosedError())
OWN = (
    ValueError(),
    OSError(),
    TimeoutError(),
    ConnectionError(),
    MemoryError(),
    RuntimeError(),
    InputError(),
)


@pytest.mark.parametrize("error", [*LOST, *OWN], ids=repr)
def test_a_lost_executor_is_distinguished_from_a_failed_task(error: BaseException):
    assert is_lost(error) == (error in LOST)


# At an address


def test_workers_with_other_versions_are_refused(cluster: DaskCluster, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(standoff.drivers.cluster, "__version__", "9")
    message = refusal(cluster.address)
    assert f"has standoff {standoff.__version__}, numba" in message
    assert "this process standoff 9, numba" in message


def test_a_result_that_cannot_be_fetched_is_lost(cluster: DaskCluster, monkeypatch: pytest.MonkeyPatch):
    async def refuse(*_: object, **__: object) -> None:
        raise OSError("no way")

    with open_executor("dask", address=cluster.address) as executor:
        monkeypatch.setattr(executor._client, "_gather", refuse)
        error = executor.submit(nap, 1).exception(timeout=10)
    assert is_lost(error)
    assert str(error) == "the Dask cluster is gone: no way"


def test_cancelled_tasks_are_withdrawn_from_the_workers(cluster: DaskCluster):
    with open_executor("dask", address=cluster.address) as executor:
        wait_for_workers(executor, 2)
        for future in [executor.submit(nap, number) for number in range(400)]:
            future.cancel()
        started = time.monotonic()
        assert executor.submit(nap, 1).result() == 1
        assert time.monotonic() - started < 8.0, "400 naps would take two workers 10 s"


# Ends

ENDLESS = """
import sys, time
from standoff.drivers.executors import in_order, open_executor
from tests.drivers.cluster import nap
with open_executor(sys.argv[1], 2) as executor:
    for number, _ in in_order(executor, nap, range(10**6)):
        print(number, flush=True)
        if number == 4:
            time.sleep(2)  # meanwhile some workers have nothing to do
"""


@pytest.mark.parametrize("name", ["threads", "processes", pytest.param("dask", marks=pytest.mark.slow)])
@pytest.mark.parametrize("how", ["Ctrl-C", "killed"])
def test_no_process_outlives_the_one_that_opened_an_executor(name: str, how: str, tmp_path: Path):
    command = [sys.executable, "-c", ENDLESS, name]
    with (
        (tmp_path / "err").open("w+") as errors,
        subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment(PYTHONPATH=f"{ROOT}{os.pathsep}{ROOT / 'sim'}"),
            stdout=subprocess.PIPE,
            stderr=errors,
            start_new_session=True,
            preexec_fn=HEAR_CTRL_C,
        ) as p,
    ):
        assert p.stdout is not None
        for _ in range(5):
            assert p.stdout.readline()
        time.sleep(0.5)
        family = psutil.Process(p.pid).children(recursive=True)
        assert len(family) >= (0 if name == "threads" else 2)
        if how == "Ctrl-C":
            os.killpg(p.pid, signal.SIGINT)
        else:
            p.kill()
        p.wait(timeout=40)
        _, alive = psutil.wait_procs(family, timeout=40)
        for process in alive:
            process.kill()
        errors.seek(0)
        assert alive == []
        if how == "Ctrl-C":
            assert p.returncode == -signal.SIGINT
            assert errors.read().count("Traceback") == 1, "workers leave it to the one that opened them"
