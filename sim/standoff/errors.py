"""Exceptions of the package, in one place, and how their messages write what was found.

SimError
├── RunError            a run broke off because a number in it is not finite
└── InputError          what the user gave cannot be used; the command line exits with status 2
    ├── ScenarioError   a scenario file has faults (all of them are collected)
    ├── ConfigError     an override, lever or option is unknown or out of range
    │   └── ArgumentError   the same, of an argument that a command has as an option
    ├── ResultError     a result folder cannot be written or read
    └── MissingExtra    a library is not installed that this part alone needs
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from unicodedata import category

__all__ = [
    "ArgumentError",
    "ConfigError",
    "Fault",
    "InputError",
    "MissingExtra",
    "Notice",
    "ResultError",
    "RunError",
    "ScenarioError",
    "SimError",
    "printable",
    "printable_lines",
    "shortened",
]

LONGEST_VALUE, LONGEST_PLACE, LONGEST_REMEDY = 60, 200, 1_000
"""Characters of a value, of its place and of a remedy that a message shows."""
FEW = 3
"""Elements of a list that a message shows."""
MOST_FAULTS = 100
"""Faults of one file that a message lists."""


def shortened(value: object, longest: int = LONGEST_VALUE) -> str:
    """Write any value on one line for a message, however long, deep, recursive or binary it is.

    Parameters
    ----------
    value : object
        What was found. Text is shown without quotes, and what does not print is escaped.
    longest : int
        Characters to show at most.

    Examples
    --------
    >>> shortened(0.5), shortened("\x1b[31mred"), shortened(10**5000), shortened({"a": [1]})
    ('0.5', '\\x1b[31mred', 'a whole number of about 5,000 digits', 'a mapping')
    """
    if value is None:
        return "null"
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, (list, tuple, set, frozenset)):
        is_short = 0 < len(value) <= FEW and all(isinstance(part, (str, int, float)) for part in value)
        return _cut(f"[{', '.join(map(shortened, value))}]", longest) if is_short else "a list"
    if isinstance(value, (bytes, bytearray)):
        return f"{len(value):,} bytes"
    if isinstance(value, int) and abs(value) >= 10**longest:
        return f"a whole number of about {round(value.bit_length() * 0.30103):,} digits"
    try:
        text = str(value)
    except Exception:  # a value of any type may stand here, and some cannot be written at all
        text = f"an object of type {type(value).__name__}"
    return _cut(text, longest)


def printable(text: str) -> str:
    """Escape what does not print, so that no text moves the cursor of a terminal or breaks a page.

    Examples
    --------
    >>> printable("Kel\vmar")
    'Kel\\x0bmar'
    """
    if text.isprintable():
        return text
    return "".join(sign if _is_shown(sign) else sign.encode("unicode_escape").decode() for sign in text)


def printable_lines(text: str) -> str:
    """Escape what does not print in each line of a text, and keep its lines."""
    return "\n".join(map(printable, text.split("\n")))


def _is_shown(sign: str) -> bool:
    return sign.isprintable() or category(sign) == "Zs"  # spaces of any width do no harm


def _cut(text: str, longest: int) -> str:
    text = printable(text[: longest + 1])
    return text if len(text) <= longest else f"{text[: longest - 3]}..."


class Notice(UserWarning):
    """Something that the user should know although nothing is wrong; commands print it as a line."""


class SimError(Exception):
    """Root of everything that this package raises on purpose."""


class RunError(SimError):
    """A run broke off because a probability or a state was not a finite number."""


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

    def __post_init__(self) -> None:
        """Shorten whatever comes from a file, so that no fault can spoil the report of it."""
        longest = {"path": LONGEST_PLACE, "field": LONGEST_PLACE, "got": LONGEST_VALUE}
        for name in ("path", "field", "got", "remedy"):
            short = _cut(getattr(self, name), longest.get(name, LONGEST_REMEDY))
            object.__setattr__(self, name, short)

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
        by_path: dict[str, list[Fault]] = {}
        for fault in faults:
            by_path.setdefault(fault.path, []).append(fault)
        for path, here in sorted(by_path.items()):
            lines.append(f"{path}: {len(here)} fault{'s' if len(here) > 1 else ''}")
            lines.extend(f"  {fault}" for fault in here[:MOST_FAULTS])
            if len(here) > MOST_FAULTS:
                lines.append(f"  and {len(here) - MOST_FAULTS:,} more; correct these first")
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
    """An optional library is not installed; the message names the command that installs it."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(
            f"{what} needs the extra '{extra}', which is not installed: pip install 'standoff[{extra}]'"
        )
