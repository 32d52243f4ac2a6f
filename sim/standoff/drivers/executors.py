"""Executors with one interface: threads, processes, or the workers of a Dask cluster.

The seam is ``concurrent.futures.Executor``. What is played, and in which order results come back, does not
depend on the executor.
"""

from __future__ import annotations

import os
import signal
from asyncio import CancelledError as CoroutineCancelled
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    wait,
)
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any, TypeVar

from standoff.drivers.cluster import Cluster, open_cluster
from standoff.errors import InputError

__all__ = ["EXECUTORS", "in_order", "is_lost", "n_workers", "open_executor"]

EXECUTORS = ("threads", "processes", "dask")
AHEAD = 3
"""Tasks per worker that are handed out at a time: enough that none waits, few enough to bound memory."""
SAFE_PATH = "PYTHONSAFEPATH"
"""Variable by which Python leaves the current folder out of the places to import from."""

Task = TypeVar("Task")
Result = TypeVar("Result")


@contextmanager
def open_executor(name: str, workers: int | None = None, address: str | None = None) -> Iterator[Executor]:
    """Open an executor for the body; at its end, tasks that have not begun are dropped.

    Parameters
    ----------
    name : str
        One of ``EXECUTORS``.
    workers : int, optional
        How many workers, >= 1; default: the number of cores. A cluster at an address has its own.
    address : str, optional
        Dask only: scheduler, such as ``tcp://host:8786``; default: a cluster on this machine.

    Raises
    ------
    InputError
        If the name is unknown, Dask is not installed, nobody answers at the address, or those who do have
        no worker or another edition of the rules.
    """
    count = workers or os.cpu_count() or 1
    if name == "threads":
        opened: Any = _closing(ThreadPoolExecutor(count))
    elif name == "processes":
        opened = _processes(count)
    elif name == "dask":
        opened = _workers_of_dask(count, address)
    else:
        raise InputError(f"executor {name!r} is unknown; allowed: {', '.join(EXECUTORS)}")
    with opened as executor:
        yield executor


@contextmanager
def _processes(count: int) -> Iterator[Executor]:
    with _without_current_folder():
        # A forked process would inherit the locks of threads that it does not have.
        spawn = get_context("spawn")
        pool = ProcessPoolExecutor(count, mp_context=spawn, initializer=_belong_to_parent)
        with _closing(pool) as executor:
            yield executor


@contextmanager
def _workers_of_dask(count: int, address: str | None) -> Iterator[Executor]:
    with _without_current_folder(), open_cluster(count, address) as executor:
        yield executor


@contextmanager
def _without_current_folder() -> Iterator[None]:
    """Keep processes that are started meanwhile from importing modules of the current folder.

    Python starts them by name (``python -c "from multiprocessing…"``), and then looks there first. Where this
    process itself imports from, they learn from it afterwards.
    """
    before = os.environ.get(SAFE_PATH)
    os.environ[SAFE_PATH] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[SAFE_PATH]
        else:
            os.environ[SAFE_PATH] = before


@contextmanager
def _closing(executor: Executor) -> Iterator[Executor]:
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)


def _belong_to_parent() -> None:
    """Leave Ctrl-C to the parent, and end when it does, even if it was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    assert parent is not None  # only a child runs this
    parent.join()
    os._exit(1)


def n_workers(executor: Executor) -> int:
    """Give the number of workers of an executor, at least 1."""
    known = executor.n_workers if isinstance(executor, Cluster) else getattr(executor, "_max_workers", 1)
    return max(1, int(known))


def is_lost(error: BaseException) -> bool:
    """Tell whether an error means that the workers are lost, such as by a cluster that went down.

    Parameters
    ----------
    error : BaseException
        The exception of a future.

    Returns
    -------
    bool
        True if a worker, the scheduler or the way to them was lost: the task itself may be sound.
    """
    if isinstance(error, (BrokenExecutor, CancelledError, CoroutineCancelled)):
        return True
    return type(error).__module__.partition(".")[0] == "distributed"


def in_order(
    executor: Executor, function: Callable[[Task], Result], tasks: Iterable[Task]
) -> Iterator[tuple[Task, Future[Result]]]:
    """Run tasks on an executor, and yield their results in the order of the tasks.

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
        The task and its future, which is done: it holds the result, the task's exception, or one that
        ``is_lost`` recognises. Stop iterating to stop working.
    """
    pending: deque[tuple[Task, Future[Result]]] = deque()
    try:
        for task in tasks:
            pending.append((task, _submit(executor, function, task)))
            while len(pending) >= AHEAD * n_workers(executor):
                yield _oldest(pending)
        while pending:
            yield _oldest(pending)
    finally:
        for _, future in pending:
            future.cancel()


def _submit(executor: Executor, function: Callable[[Task], Result], task: Task) -> Future[Result]:
    try:
        return executor.submit(function, task)
    except BrokenExecutor as error:
        failed: Future[Result] = Future()
        failed.set_exception(error)
        return failed


def _oldest(pending: deque[tuple[Task, Future[Result]]]) -> tuple[Task, Future[Result]]:
    wait([pending[0][1]])  # pending until it is done, so that Ctrl-C cancels it, too
    return pending.popleft()
