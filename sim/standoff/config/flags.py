"""Hydra's flags, accepted by every command whose configuration Hydra composes."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence

import hydra

__all__ = ["overrides_last", "read_flags"]

SWITCHES = ("--run", "-r"), ("--multirun", "-m"), ("--shell-completion", "-sc")
NAMES = ("--config-path", "-cp"), ("--config-name", "-cn"), ("--config-dir", "-cd"), ("--experimental-rerun",)
PARTS = ("all", "config", "defaults", "defaults-tree", "plugins", "searchpath")
"""Values of ``--info``."""


def read_flags(arguments: Sequence[str], program: str) -> argparse.Namespace:
    """Parse Hydra's flags on a command line, with the remaining arguments as ``overrides``.

    Parameters
    ----------
    arguments : sequence of str
        Flags and overrides.
    program : str
        Name of the command, for messages.

    Raises
    ------
    SystemExit
        After a message for an unknown flag, or after Hydra's version.
    """
    parser = argparse.ArgumentParser(prog=program, description="Hydra", add_help=False)
    parser.add_argument("--help", "-h", action="store_true")
    parser.add_argument("--hydra-help", action="store_true")
    parser.add_argument("--version", action="version", version=f"Hydra {hydra.__version__}")
    parser.add_argument("overrides", nargs="*")
    parser.add_argument("--cfg", "-c", choices=("job", "hydra", "all"))
    parser.add_argument("--resolve", action="store_true")
    parser.add_argument("--package", "-p")
    for switch in SWITCHES:
        parser.add_argument(*switch, action="store_true")
    for name in NAMES:
        parser.add_argument(*name)
    parser.add_argument("--info", "-i", const="all", nargs="?", choices=PARTS)
    return parser.parse_args(overrides_last(arguments))


def overrides_last(arguments: Sequence[str]) -> list[str]:
    """Move overrides after flags, since the parser accepts them in one block only.

    A list of injects is not an option of the group: ``injects=[…]`` is short for ``injects.events=[…]``.
    """
    words = (re.sub(r"^injects=\[", "injects.events=[", word) for word in arguments)
    return sorted(words, key=lambda word: "=" in word and not word.startswith("-"))
