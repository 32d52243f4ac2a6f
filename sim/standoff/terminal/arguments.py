"""Error messages about arguments of the library, in terms of the options of a command."""

from __future__ import annotations

import shlex

import click

from standoff.errors import ArgumentError, SimError

__all__ = ["message_of"]


def message_of(error: SimError, command: click.Command | None = None) -> str:
    """Give the message of an error with arguments named as options of the command line.

    Parameters
    ----------
    error : SimError
        The error that the library raised.
    command : click.Command, optional
        The command that was called; an argument without an option is written as an option of its own name.
    """
    if not isinstance(error, ArgumentError):
        return str(error)
    parameters = command.params if command is not None else []
    options = {parameter.name: parameter.opts[0] for parameter in parameters}
    keys = {parameter.name: parameter.key for parameter in parameters if hasattr(parameter, "key")}

    def write(name: str, value: object) -> str:
        option = keys.get(name) or options.get(name, f"--{name.replace('_', '-')}")
        if value is None:
            return option
        values = value if isinstance(value, list) else [value]
        return f"{option}{'=' if name in keys else ' '}{shlex.join(map(str, values))}"

    return error.worded(write)
