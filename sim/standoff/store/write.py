"""Writing of result folders, which appear complete or not at all.

A folder is written under a hidden name next to its final path and renamed once it is complete. Whether it
can be written is checked before anything is played.
"""

from __future__ import annotations

import csv
import errno
import json
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from standoff.errors import ResultError

__all__ = [
    "PARTIAL",
    "Draft",
    "added_files",
    "reason",
    "require_free",
    "result_folder",
    "sync_folder",
    "write_atomically",
    "write_csv",
    "write_json",
    "write_tables",
]

PARTIAL = ".partial"
"""Ending of the hidden names of incomplete files and folders."""

REMEDY = "give another folder with out=PATH"


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
def result_folder(place: Path, *, may_rename: bool = False) -> Iterator[Draft]:
    """Make a result folder: the body fills it, and it appears at its path at the end.

    Parameters
    ----------
    place : pathlib.Path
        Path of the folder; it must not exist, or be an empty folder.
    may_rename : bool
        Use ``<place>-2`` and so on if the path is used.

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
    missing: list[Path] = []
    try:
        target = Path(os.path.abspath(place))
        missing = [folder for folder in target.parents if not folder.exists()]
        draft = Draft(target.parent / f".{target.name}.{secrets.token_hex(4)}{PARTIAL}", place)
        draft.folder.mkdir(parents=True)
    except OSError as error:
        _remove_empty(missing)
        raise _unwritable(place, error) from error
    try:
        yield draft
        _publish(draft, may_rename=may_rename)
    except OSError as error:
        raise _unwritable(place, error) from error
    finally:
        shutil.rmtree(draft.folder, ignore_errors=True)
        _remove_empty(missing)


def _unwritable(place: Path, error: OSError) -> ResultError:
    return ResultError(f"{place}: cannot be written ({reason(error)}); {REMEDY}")


def reason(error: OSError) -> str:
    """Give the system's description of an error, in lower case for the middle of a sentence."""
    return (error.strerror or str(error)).lower()


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


@contextmanager
def added_files(place: Path) -> Iterator[Path]:
    """Add files to a folder: the body writes them, and they appear at the end, each complete.

    Parameters
    ----------
    place : pathlib.Path
        The folder; it is made if it does not exist. Files of the same names are replaced.

    Yields
    ------
    pathlib.Path
        The folder to write into.

    Raises
    ------
    ResultError
        If the folder cannot be written.
    """
    draft = place / f".{secrets.token_hex(4)}{PARTIAL}"
    try:
        draft.mkdir(parents=True)
        yield draft
        for path in sorted(draft.iterdir()):
            os.replace(path, place / path.name)
    except OSError as error:
        raise _unwritable(place, error) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def write_atomically(path: Path, content: bytes | memoryview) -> None:
    """Write a file that holds, even after a kill or a power cut, either its old or its new content.

    The new content is on the disk when this returns.

    Parameters
    ----------
    path : pathlib.Path
        The file, in an existing folder. Two processes must not write the same file at a time.
    content : bytes or memoryview
        The whole new content.

    Raises
    ------
    OSError
        If it cannot be written; the file is then unchanged.
    """
    draft = path.with_name(f".{path.name}{PARTIAL}")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    finally:
        with suppress(OSError):  # already renamed, or the disk fails: the next writer replaces it
            draft.unlink()
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk; sync the files themselves before."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno != errno.EINVAL:  # some network file systems do not support this, or need it
            raise
    finally:
        os.close(descriptor)


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """Write a mapping as JSON; refuse NaN, which is not JSON."""
    text = json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8")


def write_csv(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write one or more records with equal keys as CSV: a header, then a line for each."""
    lines = iter(rows)
    first = next(lines)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(first), lineterminator="\n")
        writer.writeheader()
        writer.writerow(first)
        writer.writerows(lines)


def write_tables(folder: Path, tables: Mapping[str, pa.Table | list[dict[str, Any]]]) -> None:
    """Write tables as Parquet, one file each, into a folder, which is made if it does not exist."""
    folder.mkdir(exist_ok=True)
    for name, rows in tables.items():
        table = rows if isinstance(rows, pa.Table) else pa.Table.from_pylist(rows)
        pq.write_table(table, folder / f"{name}.parquet")
