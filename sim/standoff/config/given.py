"""What a command line sets, as far as it changes the crisis, for headings and names of folders."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from standoff.config.settings import Settings

__all__ = ["LONGEST_NAME", "changes", "setting_name", "settings_line"]

WITHOUT_EFFECT = frozenset(
    ("seed", "replications", "out", "figures", "figure_formats", "traced", "yes", "notes", "executor",
     "record", "reference", "experiment", "hydra")
)  # fmt: skip
"""Groups and keys that change neither the rules nor the numbers of a crisis; an experiment is shown apart."""
SCENARIO = "scenario"
LONGEST_NAME = 80
"""Most characters of what is set in the name of a folder; some file systems take 143 for a whole name."""
N_MARKED = 6
"""Characters of the hash that takes the place of what is cut from a name."""
UNSAFE = re.compile(r"[^A-Za-z0-9_.,=+-]+")
"""What some file system, shell or address of a result does not take in a name."""


def changes(words: Sequence[str]) -> list[str]:
    """Give the settings that change the crisis which is played: not its scenario, its chance or its output.

    Examples
    --------
    >>> changes(["scenario=my_crisis", "diplomacy=open", "seed=7", "--multirun", "rules.learning=0"])
    ['diplomacy=open', 'rules.learning=0']
    """
    return [word for word in _settings(words) if _group(word) != SCENARIO]


def settings_line(settings: Settings, experiment: str, overrides: Sequence[str]) -> str:
    """Say in a line what is set: the experiment and what the command line changes, else the levers.

    Parameters
    ----------
    settings : Settings
        The checked settings.
    experiment : str
        The chosen experiment; empty without one.
    overrides : sequence of str
        The overrides of the command line.
    """
    named = [f"experiment={experiment}"] if experiment else []
    levers = [f"{name}={value:g}" for name, value in settings.levers.items()]
    return " ".join([*named, *changes(overrides)] or levers) or "as reported"


def setting_name(words: Sequence[str]) -> str:
    """Name the settings of a command line, so that the name can be part of that of a folder.

    The name is the same for the same settings, and safe on every file system; a longer one is cut, and ends
    with a hash of the whole.

    Examples
    --------
    >>> setting_name(["scenario=my_crisis", "diplomacy=open", "diplomacy.trust=range(0,1,0.5)", "seed=7"])
    'my_crisis_diplomacy=open_diplomacy.trust=range-0,1,0.5'
    """
    texts = [PurePath(word.partition("=")[2]).name if _group(word) == SCENARIO else word
             for word in _settings(words)]  # fmt: skip
    whole = "_".join(UNSAFE.sub("-", text).strip("-.") for text in texts)
    if len(whole) <= LONGEST_NAME:
        return whole
    mark = hashlib.sha256("\n".join(texts).encode(errors="surrogateescape")).hexdigest()[:N_MARKED]
    return f"{whole[: LONGEST_NAME - N_MARKED - 1]}_{mark}"


def _settings(words: Sequence[str]) -> list[str]:
    is_setting = (word for word in words if not word.startswith("-") and ("=" in word or word[:1] == "~"))
    return [word for word in is_setting if _group(word) not in WITHOUT_EFFECT]


def _group(word: str) -> str:
    key = word.lstrip("+~").partition("=")[0]  # Hydra adds and removes by these signs
    return key.partition(".")[0].partition("@")[0]
