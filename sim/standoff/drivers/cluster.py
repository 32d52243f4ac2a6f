"""An executor of Dask workers, on this machine or behind a scheduler's address.

Dask is imported only when a cluster is opened.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from importlib.metadata import version
from logging import CRITICAL, getLogger
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from standoff import __version__
from standoff.errors import InputError, MissingExtra

if TYPE_CHECKING:
    from distributed import Client
    from distributed import Future as Remote

__all__ = ["Cluster", "open_cluster"]

ANSWER_S = 10.0
"""How long a scheduler may take to answer, seconds."""
PATIENCE_S = 45.0
"""How long a cluster may be without any worker, seconds: time enough to start one."""
WATCH_S = 1.0
"""How often workers are counted, seconds."""


@contextmanager
def open_cluster(workers: int, address: str | None) -> Iterator[Cluster]:
    """Connect to a cluster for the body; a cluster of this machine is shut down at the end.

    Parameters
    ----------
    workers : int
        Processes of a cluster on this machine.
    address : str or None
        Scheduler, ``tcp://host:port``; None: a cluster on this machine.

    Raises
    ------
    InputError
        If Dask is not installed, no scheduler answers, it has no worker, or what is installed there differs.
    """
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise MissingExtra("executor=dask", "dask") from error
    options: dict[str, Any] = {"timeout": ANSWER_S, "set_as_default": False}
    with _quiet():
        if address is None:
            shape = _shape(workers)
            with LocalCluster(**shape) as local, Client(local, **options) as client:
                yield Cluster(client)
            return
        _find(address)
        with Client(address, **options) as client:
            _check(client, address)
            yield Cluster(client)


def _shape(workers: int) -> dict[str, Any]:
    return {
        "n_workers": workers,
        # Compiled code lets go of the interpreter's lock, but one thread a worker keeps workers small.
        "threads_per_worker": 1,
        # There is no way to have no server of pages, and port 8787 may be somebody else's.
        "dashboard_address": "127.0.0.1:0",
        "silence_logs": CRITICAL,
        # Ctrl-C reaches all processes of a terminal, but it is for this one to end the others.
        "preload": ["import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)"],
    }


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep Dask's logs off the screen: exceptions say what matters in them."""
    loggers = [getLogger(name) for name in ("distributed", "distributed.client")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def _find(address: str) -> None:
    """Check that a scheduler answers: Dask hangs on any other server, and fails on an invalid address."""
    try:
        parts = urlsplit(address)
        is_address = bool(parts.hostname and parts.port) and address == f"tcp://{parts.netloc}"
    except ValueError:
        is_address = False
    if not is_address:
        raise InputError(f"executor.address={address}: not an address; use tcp://host:port")
    try:
        server = asyncio.run(_type_at(address))
    except OSError as error:
        server = str(error) or f"no answer after {ANSWER_S:.0f} s"
    if server != "Scheduler":
        raise InputError(
            f"executor.address={address}: no Dask scheduler answers there ({server}); start one with "
            "`dask scheduler`, which shows its address"
        )


async def _type_at(address: str) -> str:
    from distributed.core import rpc

    async def ask() -> str:
        async with rpc(address, timeout=ANSWER_S) as server:
            return str((await server.identity())["type"])

    return await asyncio.wait_for(ask(), ANSWER_S + 1.0)


def _check(client: Client, address: str) -> None:
    """Require workers, all with the same versions of what the bytes of a result depend on."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE_S)
    except TimeoutError as error:
        raise InputError(
            f"executor.address={address}: no worker has come within {PATIENCE_S:.0f} s; start some with "
            f"`dask worker {address}`"
        ) from error
    editions = client.run(_edition, on_error="return")
    try:
        editions["the scheduler"] = client.run_on_scheduler(_edition)
    except Exception as error:  # whatever it is, it is over there
        editions["the scheduler"] = error
    for place, edition in editions.items():
        if edition != _edition():
            raise InputError(
                f"executor.address={address}: {place} has {edition}, this process {_edition()}; install the "
                "same everywhere"
            )


def _edition() -> str:
    """Give the versions of what the bytes of a result depend on."""
    return f"standoff {__version__}, numba {version('numba')}, llvmlite {version('llvmlite')}"


class Cluster(Executor):
    """The workers of a cluster.

    Dask has such a class, whose futures are never done if the scheduler fails while it hands over a result,
    or if no worker is left.

    Parameters
    ----------
    client : distributed.Client
        The way to the scheduler.
    """

    def __init__(self, client: Client) -> None:
        self._client = client
        self._waiting: set[Remote] = set()
        self._lost = ""
        self.n_workers = sum(client.nthreads().values())
        """How many tasks are worked on at a time; changes as workers come and go."""
        client.loop.add_callback(self._watch)

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Submit a task to the cluster.

        Raises
        ------
        BrokenExecutor
            If the cluster is lost.
        """
        if self._lost:
            raise BrokenExecutor(self._lost)
        try:
            remote = self._client.submit(function, *args, **kwargs, pure=False)
        except Exception as error:
            raise BrokenExecutor(f"the Dask cluster is gone: {error}") from error
        self._waiting.add(remote)
        local: Future[Any] = Future()
        local.add_done_callback(lambda _: remote.release())
        self._client.loop.add_callback(self._bring, remote, local)
        return local

    async def _bring(self, remote: Remote, local: Future[Any]) -> None:
        """Bring a result, or what became of it."""
        failure: BaseException | None = None
        try:
            result = await remote
        except (Exception, asyncio.CancelledError) as error:
            failure = error if remote.status == "error" else self._loss(error)
        self._waiting.discard(remote)
        if not local.set_running_or_notify_cancel():
            return
        if failure is None:
            local.set_result(result)
        else:
            local.set_exception(failure)

    def _loss(self, error: BaseException) -> BrokenExecutor:
        # A future that Dask gave up has a reason of few words; its message is meant for other users.
        return BrokenExecutor(self._lost or f"the Dask cluster is gone: {getattr(error, 'reason', error)}")

    async def _watch(self) -> None:
        """Count workers; give up when there has been none for long."""
        last_seen = monotonic()
        while not self._lost and self._client.status != "closed":
            await asyncio.sleep(WATCH_S)
            try:
                self.n_workers = sum((await self._client.nthreads()).values())
            except Exception:  # a scheduler that does not answer is as bad as one that has no worker
                self.n_workers = 0
            if self.n_workers:
                last_seen = monotonic()
            elif monotonic() - last_seen > PATIENCE_S:
                self._lost = f"the Dask cluster has had no worker for {PATIENCE_S:.0f} s"
        for remote in list(self._waiting):
            remote.release()
