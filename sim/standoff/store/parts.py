"""The tables of a sweep on disk, one file each, safe against being killed at any moment.

A part is complete once its checksum is listed, and it is listed only when it is on the disk. Parts that are
not listed are played again, and equal tables give equal bytes: a sweep that was killed and resumed ends with
the same files as any other.

Each part also names the plan and the number that it was played for, so that a part of another sweep is not
taken for one of this, whatever the list says.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyarrow as pa

from standoff.errors import ResultError
from standoff.store.checksums import Checksums, digest_of
from standoff.store.files import (
    PARTIAL,
    file_names,
    reason,
    remove_file,
    sync_folder,
    write_atomically,
)
from standoff.store.tables import encoded, read_table

__all__ = ["Parts"]

FILE = re.compile(r"([a-z-]+)/(\d{5}|[1-9]\d{5,17})\.parquet")
"""Name of the file of a part; each number has only one spelling."""
HALF_WRITTEN = re.compile(rf"\..+\.(csv|parquet|sha256){re.escape(PARTIAL)}")
"""Hidden name of a file that was being written."""
PLAN, PART = b"plan", b"part"
"""Keys of a table's metadata: the plan of its sweep, the name of its part."""


@dataclass(frozen=True)
class Parts:
    """Numbered tables in a result folder: ``parts/00017.parquet``, with their SHA-256 in ``parts.sha256``.

    Writers need the lock of the folder, see `standoff.store.lock.locked`. A resumed sweep begins with
    `recover`, discards the parts that are `damaged` and writes those that are not `done`; every sweep ends
    with `seal`.

    Parameters
    ----------
    folder : pathlib.Path
        The result folder.
    name : str
        Name of the folder of the parts in it.
    plan : str
        Checksum of the plan of the sweep (`standoff.store.manifest.plan_of`), which each part must name;
        empty: not known, as in sweeps of older versions, and not asked for.
    """

    folder: Path
    name: str = "parts"
    plan: str = ""

    def write(self, number: int, table: pa.Table) -> None:
        """Write a part and list it; both are on the disk when this returns.

        Parameters
        ----------
        number : int
            Number of the part, 0 or more; an existing part of that number is replaced.
        table : pyarrow.Table
            Its rows. With one version of pyarrow, equal tables give equal bytes, in chunks or not.

        Raises
        ------
        ResultError
            If it cannot be written, for instance because the disk is full. The part is then not listed.
        """
        if self.plan:
            table = table.replace_schema_metadata({**(table.schema.metadata or {}), **self._origin(number)})
        content = memoryview(encoded(table))
        with self._as_result_errors():
            write_atomically(self.folder, self._file(number), content)
            self._checksums.append(self._file(number), digest_of(content))

    def recover(self) -> None:
        """Remove what a killed writer left unfinished: files with hidden names, an incomplete checksum line.

        Raises
        ------
        ResultError
            If the folder cannot be read or written.
        """
        with self._as_result_errors():
            for inner in ("", f"{self.name}/"):
                for name in filter(HALF_WRITTEN.fullmatch, file_names(self.folder, inner.rstrip("/"))):
                    remove_file(self.folder, f"{inner}{name}")
            sync_folder(self.folder)  # the writer may have been killed before it did this
        self._list(self._listed())

    def done(self) -> set[int]:
        """Give the numbers of the parts that are listed; a part without a line is incomplete."""
        return set(self._listed())

    def damaged(self) -> list[int]:
        """Give the numbers, ascending, of listed parts that are missing, changed or of another sweep."""
        return sorted(number for number in self._listed() if not self._is_sound(number))

    def discard(self, numbers: Collection[int]) -> None:
        """Remove parts from the list, so that they are not `done`; their files stay until they are replaced.

        Parameters
        ----------
        numbers : collection of int
            Numbers of the parts; numbers that are not listed are ignored.

        Raises
        ------
        ResultError
            If the list cannot be written; it is then unchanged.
        """
        self._list({number: digest for number, digest in self._listed().items() if number not in numbers})

    def seal(self) -> None:
        """Sort the list by number, so that it does not depend on the order in which parts were written.

        Raises
        ------
        ResultError
            If the list cannot be written; it is then unchanged.
        """
        self._list(dict(sorted(self._listed().items())))

    def read(self, number: int, columns: Sequence[str] | None = None) -> pa.Table:
        """Read a part, and check it against the list and the plan.

        Parameters
        ----------
        number : int
            Number of the part.
        columns : sequence of str, optional
            Names of the columns to read, in this order; default: all.

        Returns
        -------
        pyarrow.Table
            The table as written, metadata included.

        Raises
        ------
        ResultError
            If the file cannot be read, is not the one that was listed, is a part of another sweep, or has no
            such column.
        """
        path, remedy = self.folder / self._file(number), f"`standoff resume {self.folder}` plays it again"
        table = read_table(self.folder, self._file(number), remedy, digest=self._listed().get(number, ""))
        if self.plan and not self._origin(number).items() <= (table.schema.metadata or {}).items():
            raise ResultError(f"{path}: belongs to another sweep, or is another part; {remedy}")
        unknown = [name for name in columns or () if name not in table.column_names]
        if unknown:
            names = ", ".join(table.column_names)
            raise ResultError(f"{path}: has no column {', '.join(unknown)}; it has {names}")
        return table if columns is None else table.select(list(columns))

    def tables(self, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
        """Read the listed parts one by one, in the order of their numbers; see `read`.

        Parameters
        ----------
        columns : sequence of str, optional
            Names of the columns to read, in this order; default: all.

        Yields
        ------
        pyarrow.Table
            A part; only one is in memory at a time.
        """
        for number in sorted(self.done()):
            yield self.read(number, columns)

    @cached_property
    def _checksums(self) -> Checksums:
        return Checksums(self.folder, self.name)

    def _file(self, number: int) -> str:
        return f"{self.name}/{number:05d}.parquet"

    def _origin(self, number: int) -> dict[bytes, bytes]:
        """Give the metadata that a part of this number has."""
        return {PLAN: self.plan.encode(), PART: self._file(number).encode()}

    def _is_sound(self, number: int) -> bool:
        try:
            self.read(number, [])
        except ResultError:
            return False
        return True

    def _listed(self) -> dict[int, str]:
        """Give the checksums by number. Invalid lines are ignored: their parts are played again."""
        matches = ((FILE.fullmatch(file), digest) for file, digest in self._checksums.listed().items())
        return {int(match[2]): digest for match, digest in matches if match and match[1] == self.name}

    def _list(self, listed: Mapping[int, str]) -> None:
        with self._as_result_errors():
            self._checksums.replace({self._file(number): digest for number, digest in listed.items()})

    @contextmanager
    def _as_result_errors(self) -> Iterator[None]:
        """Raise system errors as errors of the result folder."""
        try:
            yield
        except OSError as error:
            raise ResultError(
                f"{self.folder}: cannot be written ({reason(error)}); nothing is lost; "
                f"continue with `standoff resume {self.folder}` once this is fixed"
            ) from error
