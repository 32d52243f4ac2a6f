"""Result folders, and files added to them, which appear complete or not at all.

What is written lies under a hidden name next to its final place, and is renamed once it is complete. A
process holds the kernel's lock on the folder that it writes into. So the next process that writes in the same
place can tell the folder of a killed process from one that is in use, and removes it.
"""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import shutil
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from standoff.errors import ResultError
from standoff.store.files import FOLDER, PARTIAL, is_at, move_in, reason

__all__ = ["RESULTS", "Draft", "added_files", "require_free", "result_folder"]

RESULTS = Path("results")
"""Folder of the results that are not written elsewhere, below the current one."""
REMEDY = "give another folder with out=PATH"
LEFT = re.compile(rf"\..*[0-9a-f]{{8}}{re.escape(PARTIAL)}", re.DOTALL)
"""Hidden name of a folder that is being written, or that a killed process left."""


def require_free(folder: Path) -> None:
    """Refuse a path that is already used; an empty folder is free.

    Raises
    ------
    ResultError
        If the path is used or cannot be examined.
    """
    try:
        taken = folder.exists() or folder.is_symlink()
        if taken and not folder.is_dir():
            raise ResultError(f"{folder}: is not a folder; {REMEDY}")
        if taken and any(folder.iterdir()):
            raise ResultError(f"{folder}: is not empty, and nothing is overwritten; {REMEDY}")
    except OSError as error:
        raise _unwritable(folder, error) from error


@dataclass
class Draft:
    """A result folder that is being written.

    Parameters
    ----------
    folder : pathlib.Path
        The hidden folder to write into.
    place : pathlib.Path
        Path of the finished folder; final once the body of `result_folder` has ended.
    """

    folder: Path
    place: Path


@contextmanager
def result_folder(place: Path, *, may_rename: bool = False, within: Path | None = None) -> Iterator[Draft]:
    """Make a result folder: the body fills it, and it appears at its path at the end.

    Parameters
    ----------
    place : pathlib.Path
        Path of the folder; it must not exist, or be an empty folder.
    may_rename : bool
        Use ``<place>-2`` and so on if the path is used.
    within : pathlib.Path, optional
        The result in which the path lies, if the user did not give it: no link below the result is followed.

    Yields
    ------
    Draft
        The folder to write into. It is removed if the body raises.

    Raises
    ------
    ResultError
        If the path is used or cannot be written.
    """
    if not may_rename:
        require_free(place)
    try:
        target = Path(os.path.abspath(place))
        _refuse_links(target.parent, within)
        with _hidden_folder(target.parent, f"{target.name}.") as folder:
            draft = Draft(folder, place)
            yield draft
            _publish(draft, may_rename=may_rename)
    except OSError as error:
        raise _unwritable(place, error) from error


@contextmanager
def added_files(result: Path, inner: str = "", remedy: str = REMEDY) -> Iterator[Path]:
    """Add files to a folder: the body writes them, and they appear at the end, each complete.

    Parameters
    ----------
    result : pathlib.Path
        A result, or another folder that the user gave; it is made if it does not exist.
    inner : str
        Name of the folder in it that gets the files. No link below the result is followed. Files of the same
        names are replaced.
    remedy : str
        What to do if the folder cannot be written.

    Yields
    ------
    pathlib.Path
        The folder to write into.

    Raises
    ------
    ResultError
        If the folder cannot be written.
    """
    place = result / inner
    try:
        _refuse_links(place, result)
        with _hidden_folder(place, "") as draft:
            yield draft
            for path in sorted(path for path in draft.rglob("*") if not path.is_dir()):
                move_in(path, result, (Path(inner) / path.relative_to(draft)).as_posix())
    except OSError as error:
        raise _unwritable(place, error, remedy) from error


@contextmanager
def _hidden_folder(parent: Path, prefix: str) -> Iterator[Path]:
    """Make a hidden folder and hold its lock; at the end it is removed, if it was not renamed."""
    missing = [folder for folder in (parent, *parent.parents) if not folder.exists()]
    folder, descriptor = parent, None
    try:
        parent.mkdir(parents=True, exist_ok=True)
        _remove_left(parent)
        while descriptor is None:
            folder = parent / f".{prefix}{secrets.token_hex(4)}{PARTIAL}"
            folder.mkdir()
            descriptor = _held(folder)
        yield folder
    finally:
        if folder != parent:
            shutil.rmtree(folder, ignore_errors=True)
        if descriptor is not None:
            os.close(descriptor)
        _remove_empty(missing)


def _held(folder: Path, *, is_own: bool = True) -> int | None:
    """Take the lock of a folder; None if another process holds it or has removed the folder.

    On a file system without locks a process holds its own folder without one, and no folder counts as left.
    """
    try:
        descriptor = os.open(folder, FOLDER | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        is_held = True
    except OSError as error:
        is_held = is_own and not isinstance(error, BlockingIOError)
    if is_held and is_at(folder, descriptor):
        return descriptor
    os.close(descriptor)
    return None


def _remove_left(parent: Path) -> None:
    """Remove the hidden folders that killed processes of this user left."""
    with suppress(OSError):
        for path in list(parent.iterdir()):
            status = path.lstat()
            is_ours = stat.S_ISDIR(status.st_mode) and status.st_uid == os.getuid()
            if not (LEFT.fullmatch(path.name) and is_ours):
                continue
            descriptor = _held(path, is_own=False)
            if descriptor is not None:
                shutil.rmtree(path, ignore_errors=True)
                os.close(descriptor)


def _refuse_links(place: Path, within: Path | None) -> None:
    """Refuse a place that is reached through a link below the result in which it lies."""
    if within is None:
        return
    top = Path(os.path.abspath(within))
    place = Path(os.path.abspath(place))
    for folder in (place, *place.parents):
        if folder == top:
            return
        if folder.is_symlink():
            raise ResultError(f"{folder}: is a link, and links in a result are not followed; remove it")


def _unwritable(place: Path, error: OSError, remedy: str = REMEDY) -> ResultError:
    return ResultError(f"{place}: cannot be written ({reason(error)}); {remedy}")


def _remove_empty(folders: Iterable[Path]) -> None:
    """Remove the folders that are empty, deepest first."""
    for folder in folders:
        with suppress(OSError):  # no longer empty: kept
            folder.rmdir()


def _publish(draft: Draft, *, may_rename: bool) -> None:
    """Rename in one step; a path that another process has filled in the meantime is not overwritten."""
    first, number = draft.place, 1
    while True:
        try:
            os.rename(draft.folder, draft.place)
            return
        except OSError:
            if not (may_rename and draft.place.exists()):
                raise
            number += 1
            draft.place = first.with_name(f"{first.name}-{number}")
