"""Opening of stored files: plain files only, and no link is followed.

A result may have come from somebody else. A link in it could name any file of this machine, and a pipe or a
device could block its reader, so every open of a stored file goes through this module. Only the path of the
result itself, which the user gave, may be a link.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

__all__ = [
    "FOLDER",
    "PARTIAL",
    "append_line",
    "file_names",
    "is_at",
    "move_in",
    "open_file",
    "read_bytes",
    "reason",
    "remove_file",
    "sync_folder",
    "write_atomically",
]

PARTIAL = ".partial"
"""Ending of the hidden names of incomplete files and folders."""

FOLDER = os.O_RDONLY | os.O_DIRECTORY
"""Flags that open a folder."""


def reason(error: OSError) -> str:
    """Give the system's description of an error, in lower case for the middle of a sentence."""
    words = error.strerror or str(error)
    _, _, of_system = words.rpartition("Detail: [errno ")  # pyarrow puts words of its own in front
    return (of_system.partition("] ")[2] or words).lower()


def read_bytes(folder: Path, name: str) -> bytes:
    """Read a stored file.

    Parameters
    ----------
    folder : pathlib.Path
        The result folder.
    name : str
        Name of the file in it, with ``/`` between folders.

    Raises
    ------
    OSError
        If it is missing, no plain file, reached through a link, or cannot be read.
    """
    with open(open_file(folder, name, os.O_RDONLY), "rb") as file:
        return file.read()


def open_file(folder: Path, name: str, flags: int) -> int:
    """Open a stored file and give its descriptor.

    Parameters
    ----------
    folder : pathlib.Path
        The result folder.
    name : str
        Name of the file in it.
    flags : int
        As for `os.open`.

    Raises
    ------
    OSError
        If it is no plain file or reached through a link; if it is opened to be written and has a second name,
        which may lie elsewhere; or if the system refuses.
    """
    with _holder(folder, name) as (holder, last):
        _refuse_special(holder, last)
        descriptor = os.open(last, flags | os.O_NOFOLLOW | os.O_NONBLOCK, 0o666, dir_fd=holder)
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):  # exchanged since it was examined
        os.close(descriptor)
        raise OSError(errno.EINVAL, "it is no plain file")
    if flags & (os.O_WRONLY | os.O_RDWR) and status.st_nlink > 1:
        os.close(descriptor)
        raise OSError(errno.EMLINK, "it has a second name, which may lie outside the result")
    return descriptor


def append_line(folder: Path, name: str, line: bytes) -> None:
    """Add a line to a stored file; it is on the disk when this returns.

    Raises
    ------
    OSError
        If it cannot be written; part of the line may then be.
    """
    descriptor = open_file(folder, name, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    try:
        is_new = os.fstat(descriptor).st_size == 0
        if os.write(descriptor, line) < len(line):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if is_new:
        sync_folder(folder)


def write_atomically(folder: Path, name: str, content: bytes | memoryview) -> None:
    """Write a stored file that holds, even after a kill or a power cut, either its old or its new content.

    The new content is on the disk when this returns.

    Parameters
    ----------
    folder : pathlib.Path
        The result folder.
    name : str
        Name of the file in it; the folder of the file is made if it does not exist. Two processes must not
        write the same file at a time.
    content : bytes or memoryview
        The whole new content.

    Raises
    ------
    OSError
        If it cannot be written; the file is then unchanged.
    """
    with _holder(folder, name, make=True) as (holder, last):
        draft = f".{last}{PARTIAL}"
        with suppress(FileNotFoundError):  # left by a killed writer
            os.unlink(draft, dir_fd=holder)
        try:
            descriptor = os.open(
                draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o666, dir_fd=holder
            )
            with open(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.replace(draft, last, src_dir_fd=holder, dst_dir_fd=holder)
        finally:
            with suppress(OSError):  # already renamed, or the disk fails: the next writer removes it
                os.unlink(draft, dir_fd=holder)
        _sync(holder)


def move_in(path: Path, folder: Path, name: str) -> None:
    """Move a file to its place among the stored files; a file or link of that name is replaced."""
    with _holder(folder, name, make=True) as (holder, last):
        os.replace(path, last, dst_dir_fd=holder)


def remove_file(folder: Path, name: str) -> None:
    """Remove a stored file, or the link of that name, if there is one."""
    with suppress(FileNotFoundError), _holder(folder, name) as (holder, last):
        os.unlink(last, dir_fd=holder)


def file_names(folder: Path, inner: str = "") -> list[str]:
    """List the names in a folder of a result, in alphabetical order; none if there is no such folder.

    Raises
    ------
    OSError
        If it is no folder, reached through a link, or cannot be read.
    """
    try:
        with _holder(folder, f"{inner}/*" if inner else "*") as (holder, _):
            return sorted(os.listdir(holder))
    except FileNotFoundError:
        return []


def is_at(path: Path, descriptor: int) -> bool:
    """Tell whether an open file or folder still has its path."""
    try:
        return os.path.samestat(os.stat(path, follow_symlinks=False), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk; sync the files themselves before."""
    descriptor = os.open(folder, FOLDER)
    try:
        _sync(descriptor)
    finally:
        os.close(descriptor)


def _sync(descriptor: int) -> None:
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno != errno.EINVAL:  # some network file systems do not support this, or need it
            raise


@contextmanager
def _holder(folder: Path, name: str, *, make: bool = False) -> Iterator[tuple[int, str]]:
    """Open the folder that holds a stored file, step by step; give its descriptor and the file's own name."""
    *inner, last = PurePosixPath(name).parts
    if ".." in (*inner, last) or name.startswith("/"):
        raise OSError(errno.EINVAL, "its name leads out of the result")
    descriptor = os.open(folder, FOLDER)
    try:
        for part in inner:
            if make:
                _make_folder(descriptor, part)
            _refuse_special(descriptor, part, stat.S_IFDIR)
            below = os.open(part, FOLDER | os.O_NOFOLLOW, dir_fd=descriptor)
            os.close(descriptor)
            descriptor = below
        yield descriptor, last
    finally:
        os.close(descriptor)


def _make_folder(holder: int, name: str) -> None:
    with suppress(FileExistsError):
        os.mkdir(name, dir_fd=holder)
        _sync(holder)


def _refuse_special(holder: int, name: str, kind: int = stat.S_IFREG) -> None:
    """Refuse a link, a device and the like; opening alone could block or do harm."""
    try:
        mode = os.stat(name, dir_fd=holder, follow_symlinks=False).st_mode
    except FileNotFoundError:
        return
    if stat.S_IFMT(mode) == kind:
        return
    if stat.S_ISLNK(mode):
        raise OSError(errno.ELOOP, "it is a link, and links in a result are not followed")
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if kind == stat.S_IFDIR:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    raise OSError(errno.EINVAL, "it is no plain file")
