"""Lock – one writer at a time in a result folder.

What counts is the lock of the kernel on the open file, not that the file is there: the kernel frees it when
its holder ends, however it ends, so no lock outlives a killed process. Needs a POSIX system.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from standoff.errors import ResultError
from standoff.store.write import reason

__all__ = ["locked"]

FILE = ".lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep every other writer out of a folder while the body runs.

    Processes that the body forks share the lock; programs that it starts do not.

    Parameters
    ----------
    folder : pathlib.Path
        A result folder, which must be there. Holds the file ``.lock`` meanwhile.

    Raises
    ------
    ResultError
        If somebody writes into the folder already, this process included, or if it cannot be locked.
    """
    path = folder / FILE
    try:
        descriptor = _take(path)
    except BlockingIOError as error:
        raise ResultError(
            f"{folder}: is being written by another process (pid {_holder(path)}); "
            "wait until it ends, or stop it"
        ) from error
    except OSError as error:
        raise ResultError(
            f"{folder}: cannot be locked ({reason(error)}); "
            "it must be a folder that can be written, on a file system that has locks"
        ) from error
    try:
        yield
    finally:
        with suppress(
            OSError
        ):  # removed while still locked, so it is nobody else's; the lock itself goes anyway
            path.unlink()
        os.close(descriptor)


def _take(path: Path) -> int:
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_at(path, descriptor):
                os.ftruncate(descriptor, 0)
                os.write(descriptor, f"{os.getpid()}\n".encode())
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)  # its holder removed it between our opening and locking it


def _is_at(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(os.stat(path), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _holder(path: Path) -> str:
    """Give the number of the process that holds the lock, if it has got round to writing it."""
    with suppress(OSError):
        return path.read_text(encoding="utf-8", errors="replace").strip() or "unknown"
    return "unknown"
