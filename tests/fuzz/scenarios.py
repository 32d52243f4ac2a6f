"""Scenarios with something wrong in one or a few places, as they are checked."""

from __future__ import annotations

import datetime as dt
import functools
import math
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from standoff.errors import ScenarioError, printable_lines
from standoff.scenario.content import Documents
from standoff.scenario.load import load_scenario
from standoff.scenario.locate import scenario_names
from standoff.scenario.validate import validated

PARTS = ("crisis", "actors", "actions", "sources", "facts")
NUMBERS = (0, -1, 1e300, math.nan, math.inf, 10**400, 1e-300, True)
TEXTS = ("", "x", "a.b", "a>b", b"bytes", "\x1b[31m", "\x01", "\ud800", "long " * 10_000, "0,5")
DATES = (dt.date(2099, 1, 1), dt.date.max, dt.date.min, dt.datetime(2020, 1, 1, 12))
HOLDERS = ([], [[]], [None], {}, {"x": {}}, {"value": 1, "low": 2, "high": "3"}, {"\x1b": 10**400})
JUNK = (None, *NUMBERS, *TEXTS, *DATES, *HOLDERS, ...)
"""What may stand in place of any value; ``...`` deletes it."""

Place = tuple[Any, ...]
"""Keys that lead to an element of the files, the first of them one of ``PARTS``."""


@functools.cache
def shipped() -> list[Documents]:
    """Read the files of all scenarios that come with the package."""
    return [load_scenario(name).documents for name in scenario_names()]


@functools.cache
def places_of(base: int) -> dict[str, list[Place]]:
    """List the places in the files of a shipped scenario, by part."""
    documents = shipped()[base]
    return {part: list(places(getattr(documents, part), (part,))) for part in PARTS}


def places(element: Any, path: Place) -> Iterator[Place]:
    """List the places of everything inside an element."""
    keys = element if isinstance(element, dict) else range(len(element)) if isinstance(element, list) else ()
    for key in keys:
        yield (*path, key)
        yield from places(element[key], (*path, key))


def spoilt(element: Any, keys: Place, junk: Any) -> Any:
    """Give a copy of an element with junk where the keys lead; as it is if they lead nowhere any more."""
    known = element if isinstance(element, dict) else range(len(element) if isinstance(element, list) else 0)
    if keys[0] not in known:
        return element
    copy = element.copy()
    if len(keys) > 1:
        copy[keys[0]] = spoilt(copy[keys[0]], keys[1:], junk)
    elif junk is Ellipsis:
        del copy[keys[0]]
    else:
        copy[keys[0]] = junk
    return copy


def checked(documents: Documents) -> str:
    """Check documents and give the result; a fault says where it is and what to do, and prints."""
    try:
        validated(documents)
    except ScenarioError as error:
        if not all(fault.path and fault.remedy for fault in error.faults):
            raise
        if printable_lines(str(error)) != str(error):
            raise
        return "refused"
    return "taken"


def attempt(chance: random.Random, folder: Path) -> str:
    """Check a shipped scenario with junk in one to three places."""
    base = chance.randrange(len(shipped()))
    documents = shipped()[base]
    for _ in range(chance.choice((1, 1, 2, 3))):
        part, *keys = chance.choice(places_of(base)[chance.choice(PARTS)] or places_of(base)["crisis"])
        content = spoilt(getattr(documents, part), tuple(keys), chance.choice(JUNK))
        documents = replace(documents, **{part: content})
    return checked(documents)
