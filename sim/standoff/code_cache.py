"""Where compiled code is kept, and how it is protected: code that is loaded from a disk is executed.

The directory is the first that can be used of

1. ``$STANDOFF_CACHE_DIR/<hash>``,
2. ``$XDG_CACHE_HOME/standoff/<hash>``, or ``~/.cache/standoff/<hash>``,
3. ``<temporary directory>/standoff-<uid>/<hash>``, open to its owner only.

It must be writable, belong to this user, and be closed to writing by others. Each file in it ends with its
SHA-256: damaged code would crash or, worse, give other numbers, and is compiled again.
"""

import io
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import IO, Any

__all__ = ["check_cached_code", "numba", "usable_directory"]

DIGEST = sha256().digest_size


@contextmanager
def _away_from_current_folder() -> Iterator[None]:
    here = os.open(".", os.O_RDONLY)
    try:
        os.chdir("/")
        yield
    finally:
        os.fchdir(here)
        os.close(here)


def _import_numba() -> Any:
    """Import numba without the settings in ``.numba_config.yaml`` of the current folder.

    The folder may have come from somebody else, and the file could switch compilation off, change the code
    that is made and kept, and name modules to import. If numba was imported before, it keeps its settings.
    """
    if "numba" not in sys.modules:
        there = os.path.lexists(".numba_config.yaml")
        with _away_from_current_folder() if there else nullcontext():
            config: Any = import_module("numba.core.config")
        config._config_fname = os.devnull  # numba looks for the file again whenever it compiles
    return import_module("numba")


numba = _import_numba()
CacheFile: Any = import_module("numba.core.caching").IndexDataCacheFile


def usable_directory(name: str) -> Path | None:
    """Find the directory of this name for compiled code; None if no place can be used."""
    return next((place / name for place in _places() if _is_usable(place / name)), None)


def _places() -> Iterator[Path]:
    """Yield the directories to try, best first."""
    chosen = os.environ.get("STANDOFF_CACHE_DIR")
    if chosen:
        yield Path(chosen).absolute()
    # expanduser leaves "~" alone where there is no home; only an absolute path is one, as XDG demands too.
    for base in (os.environ.get("XDG_CACHE_HOME", ""), os.path.expanduser("~/.cache")):
        if os.path.isabs(base):
            yield Path(base) / "standoff"
            break
    try:
        temporary = Path(tempfile.gettempdir())
    except OSError:
        return
    # Without a temporary folder Python takes the current one, which may have come from somebody else.
    # What is loaded from the cache is executed.
    if temporary.resolve() == Path.cwd():
        return
    own = temporary / f"standoff-{os.getuid() if hasattr(os, 'getuid') else 'user'}"
    if _is_private(own):
        yield own


def _is_private(directory: Path) -> bool:
    """Make a directory in a place that all users share; refuse one that another user made or could change."""
    try:
        directory.mkdir(mode=0o700, exist_ok=True)
        status = directory.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.getuid() and not status.st_mode & 0o077


def _is_usable(directory: Path) -> bool:
    """Tell by trying: permissions, full disks and read-only mounts look alike from here."""
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_own(directory.resolve()):
            return False
        with tempfile.TemporaryFile(dir=directory) as probe:
            probe.write(b"probe")
    except OSError:
        return False
    return True


def _is_own(directory: Path) -> bool:
    """Tell whether nobody but this user, and root, can put a file into a directory or exchange it.

    Folders above may be writable by a group, which is often the user's own.
    """
    status = directory.stat()
    if status.st_uid != os.getuid() or status.st_mode & 0o022:
        return False
    for parent in directory.parents:
        status = parent.stat()
        is_open = status.st_mode & stat.S_IWOTH and not status.st_mode & stat.S_ISVTX
        if is_open or status.st_uid not in (0, os.getuid()):
            return False
    return True


def check_cached_code(compiled: Any) -> None:
    """Let a compiled function keep its code with a checksum, and compile it again if that does not match."""
    compiled._cache._cache_file.__class__ = _CheckedFile


class _CheckedFile(CacheFile):  # type: ignore[misc]  # numba is not annotated
    """The files of the code of one function, each with its SHA-256 at the end, which numba does not read."""

    @contextmanager
    def _open_for_write(self, filepath: str) -> Iterator[IO[bytes]]:
        content = io.BytesIO()
        with super()._open_for_write(filepath) as file:
            yield content
            file.write(content.getvalue() + sha256(content.getvalue()).digest())

    def _load_index(self) -> Any:
        return super()._load_index() if _is_sound(self._index_path) else {}

    def _load_data(self, name: str) -> Any:
        if not _is_sound(self._data_path(name)):
            raise OSError(f"{name} is damaged")  # numba takes it for missing
        return super()._load_data(name)


def _is_sound(path: str) -> bool:
    try:
        content = Path(path).read_bytes()
    except OSError:
        return False
    return sha256(content[:-DIGEST]).digest() == content[-DIGEST:]
