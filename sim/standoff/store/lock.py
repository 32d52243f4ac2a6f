"""A lock that allows one writer at a time in a result folder.

The lock is the kernel's lock on the open file, not the existence of the file. The kernel releases it however
its holder ends, so no lock outlives a killed process. Needs a POSIX system.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from standoff.errors import ResultError
from standoff.store.files import is_at, open_file, read_bytes, reason

__all__ = ["locked"]

FILE = ".lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep every other writer out of a folder while the body runs.

    Processes forked in the body share the lock; programs started in it do not.

    Parameters
    ----------
    folder : pathlib.Path
        An existing result folder. It holds the file ``.lock`` in the meantime.

    Raises
    ------
    ResultError
        If a process, this one included, is already writing into the folder, or if it cannot be locked.
    """
    path = folder / FILE
    try:
        descriptor = _take(path)
    except BlockingIOError as error:
        raise ResultError(
            f"{folder}: is being written by another process (pid {_holder(path)}); "
            "wait for it to end, or stop it"
        ) from error
    except OSError as error:
        raise ResultError(
            f"{folder}: cannot be locked ({reason(error)}); "
            "use a writable folder on a file system that supports locks"
        ) from error
    try:
        yield
    finally:
        # Removed while still locked, so that no other process owns it; closing releases the lock.
        with suppress(OSError):
            path.unlink()
        os.close(descriptor)


def _take(path: Path) -> int:
    while True:
        descriptor = open_file(path.parent, path.name, os.O_RDWR | os.O_CREAT)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if is_at(path, descriptor):
                os.ftruncate(descriptor, 0)
                os.write(descriptor, f"{os.getpid()}\n".encode())
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)  # its holder removed the file after we opened it and before we locked it


def _holder(path: Path) -> str:
    """Give the number of the process that holds the lock, if it has already written it."""
    with suppress(OSError):
        return read_bytes(path.parent, path.name).decode(errors="replace").strip() or "unknown"
    return "unknown"
