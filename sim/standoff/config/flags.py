"""The flags of every command whose configuration Hydra composes."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any, NoReturn

import hydra

from standoff.config.settings import RunSettings, Settings, leaves, records
from standoff.config.syntax import shown
from standoff.errors import ConfigError
from standoff.scenario.names import nearest

__all__ = ["FLAGS", "read_flags"]

PARTS = ("all", "config", "defaults", "defaults-tree", "plugins", "searchpath")
SWITCH: dict[str, Any] = {"action": "store_true"}
FLAGS: dict[tuple[str, ...], tuple[dict[str, Any], str]] = {
    ("--help", "-h"): (SWITCH, "show this help"),
    ("--cfg", "-c"): (
        {"choices": ("job", "hydra", "all")},
        "show the configuration (job) without playing it",
    ),
    ("--resolve",): (SWITCH, "with --cfg: show references to other keys as their values"),
    ("--package", "-p"): ({}, "with --cfg: show this part only"),
    ("--multirun", "-m"): (SWITCH, "run: one result for each combination of the values"),
    ("--run", "-r"): (SWITCH, "one result; this is the default"),
    ("--config-dir", "-cd"): ({"metavar": "PATH"}, "folder with presets and experiments of your own"),
    ("--config-path", "-cp"): ({"metavar": "PATH"}, "folder of configurations in place of the program's"),
    ("--config-name", "-cn"): ({"metavar": "NAME"}, "file of the configuration, without its ending"),
    ("--info", "-i"): ({"const": "all", "nargs": "?", "choices": PARTS}, "show how Hydra composes"),
    ("--hydra-help",): (SWITCH, "show the help of Hydra"),
    ("--shell-completion", "-sc"): (SWITCH, "install the completion of Hydra; see `standoff` for its own"),
    ("--experimental-rerun",): ({}, argparse.SUPPRESS),
}
"""Flags by their names: how they are parsed, and what they do."""


class _Parser(argparse.ArgumentParser):
    """A parser that raises its errors."""

    def error(self, message: str) -> NoReturn:
        """Raise the message, without the list of all flags."""
        raise ConfigError(f"{message.removeprefix('argument ')}; {self.prog} --help lists the flags")


def read_flags(
    arguments: Sequence[str], program: str, schema: type[Settings] = RunSettings
) -> argparse.Namespace:
    """Parse the flags of a command line, with the remaining arguments as ``overrides``.

    Parameters
    ----------
    arguments : sequence of str
        Flags and overrides.
    program : str
        Name of the command, for messages.
    schema : type of Settings
        The settings of the command, for messages.

    Raises
    ------
    ConfigError
        If a flag is unknown or lacks its value.
    SystemExit
        After Hydra's version.
    """
    parser = _Parser(prog=program, add_help=False)
    parser.add_argument("--version", action="version", version=f"Hydra {hydra.__version__}")
    parser.add_argument("overrides", nargs="*")
    for names, (kind, meaning) in FLAGS.items():
        parser.add_argument(*names, help=meaning, **kind)
    # Flags first: the parser accepts overrides in one block only.
    words = sorted(arguments, key=lambda word: "=" in word and not word.startswith("-"))
    flags, unknown = parser.parse_known_args(words)
    if unknown:
        raise ConfigError(_unknown_flag(unknown[0], program, schema))
    return flags


def _unknown_flag(word: str, program: str, schema: type[Settings]) -> str:
    name = word.partition("=")[0]
    key = name.lstrip("-").replace("-", "_")
    known = [flag for names in FLAGS for flag in names if flag.startswith("--")]
    meant = nearest(name, known)
    if not meant.endswith("?"):
        close = nearest(key, [*leaves(schema), *records(schema), "experiment"])
        meant = close.replace("'?", "=…'?") if close.endswith("?") else "settings are written key=value"
    return f"{shown(name)}: {program} has no such flag; {meant}"
