"""A check that a request fits into the free memory, before anything is played."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from standoff.errors import InputError

__all__ = ["require_memory"]

GROUPS: Final = (
    ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory.current"),
    ("/sys/fs/cgroup/memory/memory.limit_in_bytes", "/sys/fs/cgroup/memory/memory.usage_in_bytes"),
)
"""Files with the limit of a container and what it uses of it, by version of control groups."""


def require_memory(n_bytes: int, what: str, remedy: str) -> None:
    """Refuse a request for more memory than is free.

    Parameters
    ----------
    n_bytes : int
        Bytes that it needs at most.
    what, remedy : str
        What needs them, and what to do instead.

    Raises
    ------
    InputError
        If there are fewer.
    """
    free = min(_free())
    if n_bytes > free:
        needed, there = (f"{value / 1e9:,.1f} GB" for value in (n_bytes, free))
        raise InputError(f"{what}: needs about {needed} of memory, and {there} are free; {remedy}")


def _free() -> Iterator[int]:
    """Give the bytes that are free, by all that limits them."""
    yield _available() or os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    for limit, used in GROUPS:
        try:
            yield int(Path(limit).read_text(encoding="ascii")) - int(Path(used).read_text(encoding="ascii"))
        except (OSError, ValueError):  # another version, or no limit
            continue


def _available() -> int:
    """Give the bytes that Linux could free for a process; 0 on other systems."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    kilobytes = {line.split(":")[0]: int(line.split()[1]) for line in lines}
    return 1024 * kilobytes.get("MemAvailable", 0)
