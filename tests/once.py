"""What takes long and is made once for all workers of a test session."""

from __future__ import annotations

import fcntl
from collections.abc import Callable
from pathlib import Path

__all__ = ["make_once"]


def make_once(place: Path, make: Callable[[Path], object]) -> Path:
    """Make a file or folder unless another worker has made it.

    Parameters
    ----------
    place : pathlib.Path
        Where it is kept.
    make : callable
        Makes it at the path that it is given.

    Returns
    -------
    pathlib.Path
        The place.
    """
    place.parent.mkdir(exist_ok=True)
    with place.with_name(f"{place.name}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not place.exists():
            draft = place.with_name(f"{place.name}.draft")
            make(draft)
            draft.rename(place)
    return place
