"""How a result is addressed: by its folder, by a name that was given to it, or as points of a sweep.

``results/names.json`` holds the names with the folders that they stand for. A folder takes precedence, so
that a name never hides one.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from standoff.errors import ResultError
from standoff.scenario.locate import user_path
from standoff.store.drafts import RESULTS
from standoff.store.files import read_bytes, reason, write_atomically
from standoff.store.lock import locked

__all__ = ["Address", "address_of", "give_name", "result_names", "result_path"]

NAMES: Final = "names.json"
POINTS: Final = re.compile(r"(.+):(\d+(?:,\d+)*)")
"""A result followed by points of it."""
NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")
WELL_FORMED: Final = "a letter, then up to 39 letters, digits, - and _"


@dataclass(frozen=True)
class Address:
    """A result, and the points of it that are meant; None for all of it."""

    folder: Path
    points: tuple[int, ...] | None


def address_of(text: str | Path) -> Address:
    """Find a result.

    Parameters
    ----------
    text : str or pathlib.Path
        Its folder or its name, or points of a sweep as ``FOLDER:0,3,7`` or ``NAME:0,3,7``.

    Raises
    ------
    ResultError
        If there is no such folder.
    """
    folder, points = result_path(text), None
    if not folder.exists() and (match := POINTS.fullmatch(str(text))):
        folder, points = result_path(match[1]), tuple(map(int, match[2].split(",")))
    if not folder.is_dir():
        raise ResultError(
            f"{text}: there is no such folder; give the folder of a result, or FOLDER:POINT; "
            "`standoff results` lists folders and names"
        )
    return Address(folder, points)


def result_path(text: str | Path) -> Path:
    """Give the folder that a path or a name stands for, whether it is there or not."""
    folder = user_path(text)
    if NAME.fullmatch(str(text)) and not os.path.lexists(folder):
        return Path(result_names().get(str(text), folder))
    return folder


def result_names() -> Mapping[str, str]:
    """Give the folder of each result that has a name.

    Raises
    ------
    ResultError
        If the names cannot be read.
    """
    try:
        names = json.loads(read_bytes(RESULTS, NAMES))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else "no JSON"
        raise ResultError(f"{RESULTS / NAMES}: cannot be read ({why}); mend or remove the file") from error
    if not isinstance(names, dict) or not all(isinstance(place, str) for place in names.values()):
        raise ResultError(f"{RESULTS / NAMES}: does not hold folders by name; mend or remove the file")
    return names


def give_name(folder: Path, name: str) -> None:
    """Give a result a name, in place of the one that it has; an empty one takes the name away.

    Raises
    ------
    ResultError
        If the name is not well-formed, stands for another result or for a path, or cannot be written.
    """
    if name and not NAME.fullmatch(name):
        raise ResultError(f"name={name}: not a name of a result; allowed: {WELL_FORMED}")
    if name and os.path.lexists(name):
        raise ResultError(f"name={name}: there is a file or folder of this name here; give another name")
    try:
        RESULTS.mkdir(exist_ok=True)
        with locked(RESULTS):
            names = dict(result_names())
            if name in names and not _is_same(Path(names[name]), folder):
                raise ResultError(
                    f"name={name}: is the name of {names[name]}; give another, or take it away there"
                )
            kept = {each: place for each, place in names.items() if not _is_same(Path(place), folder)}
            made = {**kept, name: str(folder)} if name else kept
            write_atomically(RESULTS, NAMES, f"{json.dumps(made, indent=2, sort_keys=True)}\n".encode())
    except OSError as error:
        raise ResultError(f"{RESULTS / NAMES}: cannot be written ({reason(error)})") from error


def _is_same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()
