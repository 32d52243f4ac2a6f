"""Exceptions of the package, in one place.

SimError
└── InputError          what the user gave cannot be used; the command line exits with status 2
    ├── ScenarioError   a scenario file has faults (all of them are collected)
    ├── ConfigError     an override, lever or option is unknown or out of range
    │   └── ArgumentError   the same, of an argument that a command has as an option
    ├── ResultError     a result folder cannot be written or read
    └── MissingExtra    a library is not installed that this part alone needs
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

__all__ = [
    "ArgumentError",
    "ConfigError",
    "Fault",
    "InputError",
    "MissingExtra",
    "ResultError",
    "ScenarioError",
    "SimError",
]


class SimError(Exception):
    """Root of everything that this package raises on purpose."""


class InputError(SimError):
    """The input cannot be used. The message says where, what was got, what is allowed, what to do."""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with an input file.

    Parameters
    ----------
    path : str
        File, relative to the scenario folder.
    field : str
        Dotted place inside the file, for instance ``positions.<issue>.ideal``.
    got : str
        What stands there.
    remedy : str
        What is allowed there, and what to do.
    """

    path: str
    field: str
    got: str
    remedy: str

    def __str__(self) -> str:
        """Give the fault as one line."""
        place = f"{self.field}" if self.field else "(file)"
        got = f" = {self.got}" if self.got else ""
        return f"{place}{got}: {self.remedy}"


class ScenarioError(InputError):
    """A scenario cannot be used; carries every fault that was found, grouped by file."""

    def __init__(self, name: str, faults: list[Fault]) -> None:
        self.name = name
        self.faults = faults
        lines = []
        for path in sorted({fault.path for fault in faults}):
            here = [fault for fault in faults if fault.path == path]
            lines.append(f"{path}: {len(here)} fault{'s' if len(here) > 1 else ''}")
            lines.extend(f"  {fault}" for fault in here)
        super().__init__("\n".join(lines))


class ConfigError(InputError):
    """An override, a lever or an option of a command is unknown or out of range."""


class ArgumentError(ConfigError):
    """An argument of a function cannot be used; a command can say the same of the option that gives it.

    Parameters
    ----------
    message : str
        With ``{name}`` wherever it speaks of an argument.
    **arguments
        Each of these by its name: the value that was got or is proposed, or None where the name says enough.

    Examples
    --------
    >>> print(ArgumentError("{at_most} = 2: a share is expected", at_most=None))
    at_most = 2: a share is expected
    >>> print(ArgumentError("{of}: is a measure, give {above}", of="days", above=None))
    of='days': is a measure, give above
    """

    def __init__(self, message: str, **arguments: object) -> None:
        self.message = message
        self.arguments = arguments
        super().__init__(self.worded(_in_python))

    def worded(self, write: Callable[[str, object], str]) -> str:
        """Give the message, with each argument as ``write`` writes its name and value."""
        text = self.message
        for name, value in self.arguments.items():
            text = text.replace(f"{{{name}}}", write(name, value))
        return text


def _in_python(name: str, value: object) -> str:
    return name if value is None else f"{name}={value!r}"


class ResultError(InputError):
    """A result folder cannot be written, or what stands there cannot be read."""


class MissingExtra(InputError):
    """A library that one part alone needs is not installed; the message names the command that brings it."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(
            f"{what} needs the extra '{extra}', which is not installed: pip install 'standoff[{extra}]'"
        )
