"""Arguments – what the library says of its arguments, said of the options by which a command takes them."""

from __future__ import annotations

import shlex

import click

from standoff.errors import ArgumentError, SimError

__all__ = ["message_of"]


def message_of(error: SimError, command: click.Command | None = None) -> str:
    """Give the message of an error in the words of the command line.

    Parameters
    ----------
    error : SimError
        What the library raised.
    command : click.Command, optional
        The command that was called; an argument that is none of its options is written as one of that name.
    """
    if not isinstance(error, ArgumentError):
        return str(error)
    parameters = command.params if command is not None else []
    options = {parameter.name: parameter.opts[0] for parameter in parameters}

    def write(name: str, value: object) -> str:
        option = options.get(name, f"--{name.replace('_', '-')}")
        if value is None:
            return option
        values = value if isinstance(value, list) else [value]
        return f"{option} {shlex.join(map(str, values))}"

    return error.worded(write)
