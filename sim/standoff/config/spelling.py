"""Settings in other spellings than ``key=value``: with blanks around the =, or as options with two dashes."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence

from standoff.config.settings import Settings, leaves, records

__all__ = ["joined", "respelt"]

FORMATS = "figure_formats"
SYNONYMS = {"format": FORMATS}
"""Names of options that are called otherwise as settings."""
NUMBER = re.compile(r"-[\d.]")


def joined(words: Sequence[str]) -> list[str]:
    """Join what a shell has split at blanks: ``x = 0.5``, and ``x=0, 0.5, 1``.

    Examples
    --------
    >>> joined(["diplomacy.trust", "=", "0.5", "seed=1,", "2", "--cfg", "job"])
    ['diplomacy.trust=0.5', 'seed=1,2', '--cfg', 'job']
    """
    made: list[str] = []
    for word in words:
        before = made[-1] if made and not made[-1].startswith("-") else ""
        goes_on = before.endswith(",") and "=" in before
        is_value = before.endswith("=") and "=" not in word and not word.startswith("--")
        if before and (word.startswith(("=", ",")) or goes_on or is_value):
            made[-1] += word
        else:
            made.append(word)
    return made


def respelt(words: Sequence[str], schema: type[Settings]) -> tuple[list[str], dict[str, str]]:
    """Put settings that are written as options, ``--key value``, into the form ``key=value``.

    Parameters
    ----------
    words : sequence of str
        The words of a command line.
    schema : type of Settings
        The settings of the command.

    Returns
    -------
    tuple
        The words, and each option with the setting that it was read as.
    """
    made: list[str] = []
    read: dict[str, str] = {}
    formats: list[str] = []
    queue = deque(words)
    while queue:
        word = queue.popleft()
        key = _key_of(word, schema)
        if key is None:
            made.append(word)
            continue
        name, sign, value = word.partition("=")
        if not sign:
            value = _value_of(name, key, queue, schema)
        if key == FORMATS:
            formats += value.strip("[]").split(",")
            made = [other for other in made if not other.startswith(f"{FORMATS}=")]
            value = f"[{','.join(formats)}]"
        made.append(f"{key}={value}")
        read[name] = made[-1]
    return made, read


def _key_of(word: str, schema: type[Settings]) -> str | None:
    """Give the setting that an option stands for, if it stands for one."""
    name = word.partition("=")[0]
    if not name.startswith("--"):
        return None
    key = name.removeprefix("--").removeprefix("no-").replace("-", "_")
    key = SYNONYMS.get(key, key)
    if name.startswith("--no-") and bool not in leaves(schema).get(key, ()):
        return None
    return key if key in {*leaves(schema), *records(schema), "experiment"} else None


def _value_of(name: str, key: str, queue: deque[str], schema: type[Settings]) -> str:
    """Take the value of an option from the words behind it."""
    following = queue[0] if queue else "-"
    if bool in leaves(schema).get(key, ()):
        stated = following.lower() in ("true", "false")
        return queue.popleft() if stated else str(not name.startswith("--no-")).lower()
    if "=" in following or (following.startswith("-") and not NUMBER.match(following)):
        return ""
    return queue.popleft()
