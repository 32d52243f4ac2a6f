"""Lists of checksums as `sha256sum` writes and checks them: one line for each file."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from pathlib import Path

from standoff.errors import ResultError
from standoff.store.files import append_line, open_file, read_bytes, reason, write_atomically

__all__ = ["Checksums", "digest_of", "digest_of_file"]

LINE = re.compile(rb"([0-9a-f]{64})  ([ -~]+)")


def digest_of(content: bytes | memoryview) -> str:
    """Give the SHA-256 of the content of a file."""
    return hashlib.sha256(content).hexdigest()


def digest_of_file(path: Path) -> str:
    """Give the SHA-256 of a file of this process, without reading it whole."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Checksums:
    """A list of the SHA-256 of files of a result, ``NAME.sha256``.

    Parameters
    ----------
    folder : pathlib.Path
        The result folder.
    name : str
        Name of the list without its suffix.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.folder, self.file = folder, f"{name}.sha256"
        self._read: tuple[tuple[int, ...], dict[str, str]] | None = None

    def listed(self) -> dict[str, str]:
        """Give the checksums by file. Invalid lines are ignored; of two lines for a file the last one counts.

        Raises
        ------
        ResultError
            If the list is there and cannot be read.
        """
        state = self._state()
        if self._read is None or self._read[0] != state:
            lines = self._text().split(b"\n")[:-1]  # after the last line break comes nothing, or a torn line
            matches = [match for match in map(LINE.fullmatch, lines) if match]
            self._read = state, {match[2].decode(): match[1].decode() for match in matches}
        return self._read[1]

    def append(self, file: str, digest: str) -> None:
        """Add a file; the line is on the disk when this returns.

        Raises
        ------
        OSError
            If it cannot be written; part of the line may then be.
        """
        self._read = None
        append_line(self.folder, self.file, _line(file, digest))

    def replace(self, listed: Mapping[str, str]) -> None:
        """Write the list anew, unless it is already the same.

        Raises
        ------
        OSError
            If it cannot be written; it is then unchanged.
        """
        text = b"".join(_line(file, digest) for file, digest in listed.items())
        if text != self._text():
            self._read = None
            write_atomically(self.folder, self.file, text)

    def _text(self) -> bytes:
        try:
            return read_bytes(self.folder, self.file)
        except FileNotFoundError:
            return b""
        except OSError as error:
            raise self._unreadable(error) from error

    def _state(self) -> tuple[int, ...]:
        """Tell versions of the list apart, so that it is not parsed again for each of many files."""
        try:
            descriptor = open_file(self.folder, self.file, os.O_RDONLY)
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise self._unreadable(error) from error
        status = os.fstat(descriptor)
        os.close(descriptor)
        return status.st_ino, status.st_size, status.st_mtime_ns

    def _unreadable(self, error: OSError) -> ResultError:
        path = self.folder / self.file
        return ResultError(f"{path}: cannot be read ({reason(error)}); make it readable")


def _line(file: str, digest: str) -> bytes:
    return f"{digest}  {file}\n".encode()
