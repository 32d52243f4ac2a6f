"""Write – result folders that appear whole or not at all.

A folder is written under a hidden name beside its place and renamed once it is complete. That it can be
written is found out before anything is played.
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
"""How the hidden name of what is not whole yet ends."""

REMEDY = "give another folder with out=PATH"


def require_free(folder: Path) -> None:
    """Refuse a place where something stands already; an empty folder is free.

    Raises
    ------
    ResultError
        If the place is taken or cannot be looked at.
    """
    try:
        taken = folder.exists() or folder.is_symlink()
        if taken and not folder.is_dir():
            raise ResultError(f"{folder}: is no folder; {REMEDY}")
        if taken and any(folder.iterdir()):
            raise ResultError(f"{folder}: holds something already, nothing is overwritten; {REMEDY}")
    except OSError as error:
        raise _unwritable(folder, error) from error


@dataclass
class Draft:
    """A result folder that is being written.

    Parameters
    ----------
    folder : pathlib.Path
        Where to write.
    place : pathlib.Path
        Where the folder will be; final once the body of `result_folder` is left.
    """

    folder: Path
    place: Path


@contextmanager
def result_folder(place: Path, *, may_rename: bool = False) -> Iterator[Draft]:
    """Make a result folder: fill it in the body, it appears at its place at the end.

    Parameters
    ----------
    place : pathlib.Path
        Where the folder shall be; nothing or an empty folder may stand there.
    may_rename : bool
        Take ``<place>-2`` and so on if the place is taken.

    Yields
    ------
    Draft
        The folder to write into. If the body raises, nothing of it stays.

    Raises
    ------
    ResultError
        If the place is taken or cannot be written.
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
    """Give what the system says of an error, fit for the middle of a sentence."""
    return (error.strerror or str(error)).lower()


def _remove_empty(folders: Iterable[Path]) -> None:
    """Remove folders, deepest first, that hold nothing."""
    for folder in folders:
        with suppress(OSError):  # it holds something by now, and stays
            folder.rmdir()


def _publish(draft: Draft, *, may_rename: bool) -> None:
    """Rename in one step; a place that another process has filled meanwhile is not overwritten."""
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
    """Add files to a folder: write them in the body, they appear at the end, each of them whole.

    Parameters
    ----------
    place : pathlib.Path
        The folder; it is made if need be. Files of the same names are replaced.

    Yields
    ------
    pathlib.Path
        The folder to write into.

    Raises
    ------
    ResultError
        If the place cannot be written.
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
    """Write a file that holds, after a kill or a power cut, either what it held before or the new content.

    Once this returns, the new content is on the disk.

    Parameters
    ----------
    path : pathlib.Path
        The file; its folder must be there. Two processes may not write the same file at a time.
    content : bytes or memoryview
        All that it shall hold.

    Raises
    ------
    OSError
        If it cannot be written; nothing of the new content stays then, and the file is as it was.
    """
    draft = path.with_name(f".{path.name}{PARTIAL}")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    finally:
        with suppress(OSError):  # renamed already, or the disk is ill: the next writer starts it anew
            draft.unlink()
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk; a file itself is synced before."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno != errno.EINVAL:  # some network file systems cannot do this, and need not
            raise
    finally:
        os.close(descriptor)


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """Write a mapping as JSON; NaN is not JSON and refused."""
    text = json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8")


def write_csv(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write records with equal keys, one or more, as CSV: one line each below a header."""
    lines = iter(rows)
    first = next(lines)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(first), lineterminator="\n")
        writer.writeheader()
        writer.writerow(first)
        writer.writerows(lines)


def write_tables(folder: Path, tables: Mapping[str, pa.Table | list[dict[str, Any]]]) -> None:
    """Write tables as Parquet, one file each, into a folder that is made if need be."""
    folder.mkdir(exist_ok=True)
    for name, rows in tables.items():
        table = rows if isinstance(rows, pa.Table) else pa.Table.from_pylist(rows)
        pq.write_table(table, folder / f"{name}.parquet")
