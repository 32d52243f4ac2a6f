"""Names that the files of a scenario may refer to, and the nearest one for a misspelt name."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, ValidationInfo
from pydantic_core import PydanticCustomError

from standoff.errors import printable

__all__ = [
    "ASSUMPTION",
    "ID",
    "ActionName",
    "ActorName",
    "AxisName",
    "Context",
    "FactName",
    "Id",
    "IssueName",
    "OrderedPair",
    "PlaceName",
    "SourceName",
    "UnorderedPair",
    "named",
    "nearest",
    "refuse",
    "split_variant",
    "variant_name",
]

ASSUMPTION = "assumption"
"""Reserved source key: there is no source; the reason stands in the note."""

LONGEST_NAME = 100
"""Characters of a name that are compared with those that are allowed: a longer one is no slip."""

ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")
"""Form of the name of an element: short enough for tables, and without dots, as dotted paths lead to it."""


def variant_name(scenario: str, date: str) -> str:
    """Name a dated variant of a scenario; without a date, the scenario itself.

    Examples
    --------
    >>> variant_name("harbour", "2031-05-01"), variant_name("harbour", "")
    ('harbour@2031-05-01', 'harbour')
    """
    return f"{scenario}@{date}" if date else scenario


def split_variant(name: str) -> tuple[str, str]:
    """Give the scenario and the date that a name of a variant is made of; without an @, no date."""
    scenario, sign, date = name.rpartition("@")
    return (scenario, date) if sign else (name, "")


@dataclass(frozen=True)
class Context:
    """The names in other files that a file may refer to.

    Parameters
    ----------
    frozen_at : datetime.date or None
        Nothing may be known later; None while the date itself is at fault.
    names : Mapping
        Names by kind (source, fact, actor, issue, axis, place, action); a kind whose file is at fault is
        left out, and references to it are not checked.
    """

    frozen_at: dt.date | None
    names: Mapping[str, Collection[str]]

    @classmethod
    def of(cls, info: ValidationInfo) -> Context:
        """Give the context that the validation was started with, or one that knows nothing."""
        return info.context if isinstance(info.context, cls) else cls(None, {})


def nearest(name: str, allowed: Collection[str]) -> str:
    """Say which allowed name was probably meant, or else what is allowed.

    Examples
    --------
    >>> nearest("learnig", ["learning", "demand"])
    "did you mean 'learning'?"
    >>> nearest("colour", ["learning", "demand"])
    'allowed: demand, learning'
    """
    close = difflib.get_close_matches(name[:LONGEST_NAME], allowed, n=1)
    if close:
        return f"did you mean '{close[0]}'?"
    listed = sorted(allowed)
    more = f" and {len(listed) - 12} more" if len(listed) > 12 else ""
    return f"allowed: {', '.join(listed[:12])}{more}" if listed else "there are none"


def named(text: str, titles: Mapping[str, str]) -> str | None:
    """Give the name that a text stands for: the name itself, or the title, in capital letters or not.

    Parameters
    ----------
    text : str
        What was given.
    titles : Mapping of str to str
        Title by name.

    Examples
    --------
    >>> named("Blue Land", {"blue": "Blue Land", "red": "Red"}), named("RED", {"red": "Red"}), named("x", {})
    ('blue', 'red', None)
    """
    if text in titles:
        return text
    meant = text.strip().casefold()
    found = [name for name, title in titles.items() if meant in (name.casefold(), title.casefold())]
    return found[0] if len(found) == 1 else None


def refuse(remedy: str) -> PydanticCustomError:
    """Make the error that a validator raises; the text becomes the remedy of the fault."""
    return PydanticCustomError("refused", "{remedy}", {"remedy": printable(remedy)})


def _refers_to(kind: str) -> AfterValidator:
    """Make the check that a text is the name of an element of this kind."""

    def check(name: str, info: ValidationInfo) -> str:
        allowed = Context.of(info).names.get(kind)
        if allowed is None or name in allowed:
            return name
        raise refuse(f"unknown {kind} '{name}', {nearest(name, allowed)}")

    return AfterValidator(check)


def _well_formed(name: str) -> str:
    if ID.fullmatch(name):
        return name
    raise refuse("a name begins with a letter and has at most 64 letters, digits, _ and -")


Id = Annotated[str, AfterValidator(_well_formed)]

ActionName = Annotated[str, _refers_to("action")]
ActorName = Annotated[str, _refers_to("actor")]
AxisName = Annotated[str, _refers_to("axis")]
FactName = Annotated[str, _refers_to("fact")]
IssueName = Annotated[str, _refers_to("issue")]
PlaceName = Annotated[str, _refers_to("place")]
SourceName = Annotated[str, _refers_to("source")]


def _pair(sign: str) -> AfterValidator:
    def check(pair: str, info: ValidationInfo) -> str:
        ends = pair.split(sign)
        if len(ends) != 2 or ends[0] == ends[1]:
            raise refuse(f"write two actors as one{sign}other")
        actors = Context.of(info).names.get("actor")
        for name in ends if actors is not None else ():
            if name not in (actors or ()):
                raise refuse(f"unknown actor '{name}', {nearest(name, actors or ())}")
        return pair

    return AfterValidator(check)


OrderedPair = Annotated[str, _pair(">")]
UnorderedPair = Annotated[str, _pair("|")]
