"""Executors – who plays: threads, processes, or the workers of a Dask cluster, behind one seam.

The seam is ``concurrent.futures.Executor``. What is played, and in which order results come back, does not
depend on the executor.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TypeVar

from sim.errors import InputError

__all__ = ["EXECUTORS", "in_order", "n_workers", "open_executor"]

EXECUTORS = ("threads", "processes", "dask")
AHEAD = 3
"""Tasks per worker that are handed out at a time: enough that none waits, few enough to bound memory."""

Task = TypeVar("Task")
Result = TypeVar("Result")


@contextmanager
def open_executor(name: str, workers: int | None = None, address: str | None = None) -> Iterator[Executor]:
    """Open an executor and close it again.

    Parameters
    ----------
    name : str
        One of ``EXECUTORS``.
    workers : int, optional
        How many workers; default: the number of cores. A cluster at an address has its own.
    address : str, optional
        Dask only: scheduler, such as ``tcp://host:8786``; default: a cluster on this machine.

    Raises
    ------
    InputError
        If the name is unknown, Dask is not installed, or nobody answers at the address.
    """
    count = workers or os.cpu_count() or 1
    if name == "threads":
        with ThreadPoolExecutor(count) as threads:
            yield threads
    elif name == "processes":
        # A forked process would inherit the locks of threads that it does not have.
        with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as processes:
            yield processes
    elif name == "dask":
        with _dask(count, address) as cluster:
            yield cluster
    else:
        raise InputError(f"executor {name!r} is unknown; allowed: {', '.join(EXECUTORS)}")


@contextmanager
def _dask(workers: int, address: str | None) -> Iterator[Executor]:
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise InputError("executor=dask needs Dask; install standoff[dask]") from error
    if address is None:
        # Compiled code lets go of the interpreter's lock, but one thread a worker keeps workers small.
        options = {"n_workers": workers, "threads_per_worker": 1, "dashboard_address": None}
        with LocalCluster(**options) as cluster, Client(cluster) as client:
            yield client.get_executor(pure=False)
        return
    try:
        client = Client(address, timeout="10s")
    except (OSError, TimeoutError, ValueError) as error:
        raise InputError(f"executor.address={address}: no scheduler answers there ({error})") from error
    with client:
        yield client.get_executor(pure=False)


def n_workers(executor: Executor) -> int:
    """Give the number of workers of an executor, at least 1."""
    known = getattr(executor, "_max_workers", None)
    if known is None:
        known = sum(executor._client.ncores().values())  # type: ignore[attr-defined]
    return max(1, int(known))


def in_order(
    executor: Executor, function: Callable[[Task], Result], tasks: Iterable[Task]
) -> Iterator[tuple[Task, Future[Result]]]:
    """Let workers do tasks, and give results back in the order of the tasks.

    Parameters
    ----------
    executor : concurrent.futures.Executor
        Who works.
    function : callable
        Of one task; defined at the top of a module, so that other processes find it.
    tasks : iterable
        Taken one by one, a few ahead of the results.

    Yields
    ------
    tuple
        The task and its future, which is done. Stop iterating to stop working.
    """
    ahead = AHEAD * n_workers(executor)
    pending: deque[tuple[Task, Future[Result]]] = deque()
    try:
        for task in tasks:
            pending.append((task, executor.submit(function, task)))
            if len(pending) >= ahead:
                yield _oldest(pending)
        while pending:
            yield _oldest(pending)
    finally:
        for _, future in pending:
            future.cancel()


def _oldest(pending: deque[tuple[Task, Future[Result]]]) -> tuple[Task, Future[Result]]:
    task, future = pending[0]
    future.exception()  # waits; the reader of the future gets the exception
    pending.popleft()
    return task, future
