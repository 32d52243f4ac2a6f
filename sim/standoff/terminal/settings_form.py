"""One form of settings for all commands: ``key=value``."""

from __future__ import annotations

from collections.abc import Sequence

from standoff.config.settings import Settings
from standoff.config.spelling import joined, respelt
from standoff.terminal.screen import note

__all__ = ["note_form", "settings_words"]


def settings_words(arguments: Sequence[str], schema: type[Settings]) -> list[str]:
    """Put the settings of a command line into the form ``key=value``, and say so where they had another.

    Parameters
    ----------
    arguments : sequence of str
        The words of the command line.
    schema : type of Settings
        The settings of the command.
    """
    words, read = respelt(joined(arguments), schema)
    note_form(read)
    return words


def note_form(read: dict[str, str]) -> None:
    """Say once how options were read that are written as settings in every command."""
    if read:
        pairs = ", ".join(f"{option} as {setting}" for option, setting in read.items())
        note(f"Read {pairs}: the form key=value is the same in every command.")
