"""The options of a group: files in ``conf/`` and in folders of the user, and what each of them sets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from standoff.config.files import checked_content, shipped
from standoff.config.search_settings import SearchSettings
from standoff.config.settings import RunSettings, Settings
from standoff.config.sweep_settings import SweepSettings
from standoff.config.syntax import shown
from standoff.errors import ConfigError

__all__ = ["COMMANDS", "EXPERIMENT", "Option", "described", "experiments_for", "options_of"]

COMMANDS: dict[str, type[Settings]] = {"run": RunSettings, "sweep": SweepSettings, "search": SearchSettings}
"""Settings of each command that plays."""

ALL_KEYS = {field.name for schema in COMMANDS.values() for field in fields(schema)}

EXPERIMENT = "experiment"
"""Name of the group of experiments."""

COMMAND = re.compile(r"standoff (run|sweep|search)\b")
CHOICE = re.compile(r"(?:override\s+)?/?([\w/]+)$")
NOTHING = ("null", "[]")
"""Values that set nothing."""
SWEPT = ("hydra", "sweeper", "params")


@dataclass(frozen=True)
class Option:
    """An option of a group.

    Parameters
    ----------
    name : str
        Its name.
    file : pathlib.Path
        Its file.
    """

    name: str
    file: Path

    @cached_property
    def _read(self) -> tuple[Mapping[str, Any], str]:
        try:
            return checked_content(self.file) or {}, ""
        except ConfigError as error:
            return {}, str(error)

    @property
    def content(self) -> Mapping[str, Any]:
        """Content of its file; empty if it cannot be used."""
        return self._read[0]

    @property
    def fault(self) -> str:
        """What is wrong with its file; empty if nothing is."""
        return self._read[1]

    @cached_property
    def head(self) -> list[str]:
        """The comments at the beginning of its file, without those for Hydra."""
        if self.fault:
            return ["Cannot be used."]
        lines = (line.strip() for line in self.file.read_text(encoding="utf-8-sig").splitlines())
        comments = []
        for line in lines:
            if line and not line.startswith("#"):
                break
            comments.append(line.removeprefix("#").strip())
        return [line for line in comments if line and not line.startswith("@")]

    @property
    def about(self) -> str:
        """What it is, as its file says first."""
        return next((line for line in self.head if not COMMAND.match(line)), "")

    @property
    def command(self) -> str:
        """The command that an experiment is for: as its file says, or as its keys have it; empty: any."""
        named = (COMMAND.match(line) for line in self.head)
        stated = next((match[1] for match in named if match), "")
        able = [command for command in COMMANDS if self.needs_only(command)]
        if stated in able:
            return stated
        return "" if len(able) in (0, len(COMMANDS)) else able[0]

    @property
    def varies(self) -> list[str]:
        """The keys that an experiment varies."""
        content: Any = self.content
        for key in SWEPT:
            content = content.get(key) if isinstance(content, dict) else None
        return [str(key) for key in content] if isinstance(content, dict) else []

    def needs_only(self, command: str, *, is_multirun: bool = False) -> bool:
        """Tell whether a command has all keys that an experiment sets, and varies what it varies."""
        known = {field.name for field in fields(COMMANDS[command])}
        hydra = self.content.get("hydra")
        plays_all = is_multirun or (isinstance(hydra, dict) and str(hydra.get("mode")).upper() == "MULTIRUN")
        if command == "run" and self.varies and not plays_all:
            return False
        used = {*self.content, *(group for group, _ in self._choices())}
        return used & ALL_KEYS <= known  # what no command has is told when it is composed

    def sets(self) -> dict[str, str]:
        """Give what it sets, as text by key; nothing for what stays as reported."""
        values = dict(self._choices())
        values |= {key: value for key, value in _flat(self.content, "") if key not in ("defaults", "hydra")}
        own = {("kind", self.name), ("name", self.name)}  # how an option names itself
        return {
            key: value for key, value in values.items() if value not in NOTHING and (key, value) not in own
        }

    def _choices(self) -> Iterator[tuple[str, str]]:
        """Give the options of groups that its defaults choose."""
        defaults = self.content.get("defaults")
        for entry in defaults if isinstance(defaults, list) else ():
            for key, option in entry.items() if isinstance(entry, dict) else ():
                if (match := CHOICE.match(str(key))) and not match[1].startswith("hydra/"):
                    yield match[1], _text(option)


def options_of(group: str, *folders: Path) -> list[str]:
    """List the options of a group: those that come with the program, and those in other folders.

    Examples
    --------
    >>> options_of("diplomacy")
    ['closed', 'open', 'reported']
    """
    return list(described(group, *folders))


def described(group: str, *folders: Path) -> dict[str, Option]:
    """Give the options of a group by name; of two with one name, the first, as Hydra does."""
    options: dict[str, Option] = {}
    for folder in (shipped(), *folders):
        for file in (folder / group).glob("*.yaml"):
            options.setdefault(file.stem, Option(file.stem, file))
    return dict(sorted(options.items()))


def experiments_for(command: str, *folders: Path) -> dict[str, Option]:
    """Give the experiments that are for a command, by name."""
    experiments = described(EXPERIMENT, *folders)
    return {name: option for name, option in experiments.items() if option.command in ("", command)}


def _flat(content: Any, prefix: str) -> Iterator[tuple[str, str]]:
    """Give the values of a configuration by dotted key; what is swept under its own key."""
    for key, value in content.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict) and value:
            inner = "" if name == ".".join(SWEPT) else f"{name}."
            yield from _flat(value, inner)
        elif not name.startswith(("hydra.", "defaults")):
            yield name, _text(value)


def _text(value: Any) -> str:
    """Write a value as on the command line, shortened."""
    if isinstance(value, list):
        return f"[{', '.join(map(_text, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_text(inner)}' for key, inner in value.items())}}}"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return shown(f"{value:g}" if isinstance(value, float) else str(value))
