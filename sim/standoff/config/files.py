"""Files of configurations: where they are, and a check of each before anything reads it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from standoff.errors import ConfigError
from standoff.scenario.documents import read_document
from standoff.scenario.locate import data_root, user_path

__all__ = ["checked_content", "existing_folders", "shipped"]

MOST_BYTES = 100_000
"""Size of the largest file that is read."""

MOST_REFERENCES = 20
"""Most references to other keys in a file: each may double what the one before it holds."""

RESOLVER = re.compile(r"\$\{\s*[\w.]+\s*:")
"""A reference to something else than another key, such as a variable of the environment."""


def shipped() -> Path:
    """Give the folder of configurations that comes with the program."""
    return data_root() / "conf"


def checked_content(file: Path) -> dict[str, Any] | None:
    """Check a file of configuration, and give its content; None if it is empty.

    Raises
    ------
    ConfigError
        With a line for each fault.
    """
    if file.stat().st_size > MOST_BYTES:
        raise ConfigError(f"{file}: is larger than {MOST_BYTES:,} bytes; a configuration is a short text")
    content, faults = read_document(file, str(file))
    if faults:
        raise ConfigError("\n".join(f"{fault.path}: {fault}" for fault in faults))
    if content is not None and not isinstance(content, dict):
        raise ConfigError(f"{file}: holds no keys; write lines such as seed: 1")
    text = str(content)
    if resolver := RESOLVER.search(text):
        raise ConfigError(
            f"{file}: {resolver[0]}…}} is not replaced; write the value, or the key of another as ${{key}}"
        )
    if text.count("${") > MOST_REFERENCES:
        raise ConfigError(f"{file}: refers to other keys more than {MOST_REFERENCES} times; write the values")
    return content


def existing_folders(folders: Any, where: str) -> list[Path]:
    """Give the folders of a search path, absolute.

    Parameters
    ----------
    folders : object
        What was given: a list of paths.
    where : str
        Where it was given, for messages.

    Raises
    ------
    ConfigError
        If one of them is no folder, such as the address of a Python package, which would be imported.
    """
    if not isinstance(folders, list):
        raise ConfigError(f"{where}: hydra.searchpath is a list of folders, such as [PATH]")
    found = []
    for folder in folders:
        path = user_path(str(folder).removeprefix("file://")).absolute()
        if not path.is_dir():
            raise ConfigError(
                f"{where}: hydra.searchpath: {folder}: there is no such folder; give an existing one"
            )
        found.append(path)
    return found
