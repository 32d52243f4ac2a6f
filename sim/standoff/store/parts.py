"""The tables of a sweep on disk, one file each, safe against being killed at any moment.

A part is complete once its checksum is listed, and it is listed only when it is on the disk. Parts that are
not listed are played again, and equal tables give equal bytes: a sweep that was killed and resumed ends with
the same files as any other.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from standoff.errors import ResultError
from standoff.store.write import PARTIAL, reason, sync_folder, write_atomically

__all__ = ["Parts"]

ROWS_PER_GROUP = 65_536
LINE = re.compile(rb"([0-9a-f]{64})  ([a-z-]+)/(\d{5}|[1-9]\d{5,17})\.parquet")
"""A line of checksums as `sha256sum` writes and checks it; each number has only one spelling."""


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
    """

    folder: Path
    name: str = "parts"

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
        content = memoryview(_encoded(table))
        line = self._line(number, hashlib.sha256(content).hexdigest())
        with self._as_result_errors():
            if not (self.folder / self.name).is_dir():
                (self.folder / self.name).mkdir()
                sync_folder(self.folder)
            write_atomically(self._path(number), content)
            self._append(line)

    def recover(self) -> None:
        """Remove what a killed writer left unfinished: files with hidden names, an incomplete checksum line.

        Raises
        ------
        ResultError
            If the folder cannot be read or written.
        """
        with self._as_result_errors():
            for pattern in (f".{self.name}.sha256{PARTIAL}", f"{self.name}/.*.parquet{PARTIAL}"):
                for path in self.folder.glob(pattern):
                    path.unlink()
            sync_folder(self.folder)  # the writer may have been killed before it did this
        self._list(self._listed())

    def done(self) -> set[int]:
        """Give the numbers of the parts that are listed; a part without a line is incomplete."""
        return set(self._listed())

    def damaged(self) -> list[int]:
        """Give the numbers, ascending, of listed parts that are missing or do not match their checksum."""
        return sorted(number for number, digest in self._listed().items() if not self._holds(number, digest))

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
        """Read a part.

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
            If the file cannot be read or has no such column.
        """
        path = self._path(number)
        try:
            with pq.ParquetFile(path, page_checksum_verification=True) as file:
                names = file.schema_arrow.names
                unknown = [name for name in columns or () if name not in names]
                if not unknown:
                    return file.read(columns=columns)
        except (OSError, ValueError, pa.ArrowException) as error:  # ValueError: a name is no longer UTF-8
            is_missing = isinstance(error, FileNotFoundError)
            why = "it is missing" if is_missing else str(error).partition("\n")[0].rstrip(".")
            raise ResultError(
                f"{path}: cannot be read ({why}); `standoff resume {self.folder}` plays it again"
            ) from error
        raise ResultError(f"{path}: has no column {', '.join(unknown)}; it has {', '.join(names)}")

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

    @property
    def _checksums(self) -> Path:
        return self.folder / f"{self.name}.sha256"

    def _line(self, number: int, digest: str) -> bytes:
        return f"{digest}  {self.name}/{number:05d}.parquet\n".encode()

    def _path(self, number: int) -> Path:
        return self.folder / self.name / f"{number:05d}.parquet"

    def _holds(self, number: int, digest: str) -> bool:
        try:
            with self._path(number).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == digest
        except OSError:  # missing, or on a damaged part of the disk
            return False

    def _text(self) -> bytes:
        try:
            return self._checksums.read_bytes()
        except FileNotFoundError:
            return b""
        except OSError as error:
            raise ResultError(
                f"{self._checksums}: cannot be read ({reason(error)}); make it readable"
            ) from error

    def _listed(self) -> dict[int, str]:
        """Give the checksums by number. Invalid lines are ignored: their parts are played again."""
        lines = self._text().split(b"\n")[:-1]  # after the last line break comes nothing, or a torn line
        matches = (LINE.fullmatch(line) for line in lines)
        own = self.name.encode()
        return {int(match[3]): match[1].decode() for match in matches if match and match[2] == own}

    def _list(self, listed: Mapping[int, str]) -> None:
        text = b"".join(self._line(number, digest) for number, digest in listed.items())
        if text == self._text():
            return
        with self._as_result_errors():
            write_atomically(self._checksums, text)

    def _append(self, line: bytes) -> None:
        path = self._checksums
        is_new = not path.exists()
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
        try:
            if os.write(descriptor, line) < len(line):  # leaves a torn line, see `recover`
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if is_new:
            sync_folder(self.folder)

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


def _encoded(table: pa.Table) -> pa.Buffer:
    stream = pa.BufferOutputStream()
    single = table.combine_chunks()  # otherwise chunks decide where pages end
    pq.write_table(
        single, stream, compression="zstd", row_group_size=ROWS_PER_GROUP, write_page_checksum=True
    )
    return stream.getvalue()
