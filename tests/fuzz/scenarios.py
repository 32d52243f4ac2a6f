"""Scenarios with something wrong in one or a few places, as they are checked."""

from __future__ import annotations

import copy
import datetime as dt
import functools
import math
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from standoff.errors import ScenarioError
from standoff.scenario.content import Documents
from standoff.scenario.load import load_scenario
from standoff.scenario.locate import scenario_names
from standoff.scenario.validate import validated

PARTS = ("crisis", "actors", "actions", "sources", "facts")
NUMBERS = (0, -1, 1e300, math.nan, math.inf, 10**400, 10**6000)
TEXTS = ("", "x", "a.b", "a>b", b"bytes", "\x1b[31m", "\x01", "long " * 10_000)
DATES = (dt.date(2099, 1, 1), dt.date.max, dt.date.min, dt.datetime(2020, 1, 1, 12))
HOLDERS = ([], [[]], [None], {}, {"x": {}}, {"value": 1, "low": 2, "high": "3"})
JUNK = (None, True, *NUMBERS, *TEXTS, *DATES, *HOLDERS)
"""What may stand in place of any value; deletion is tried as well."""

Place = tuple[Any, ...]
"""Keys that lead to an element of the files, the first of them one of ``PARTS``."""


@functools.cache
def shipped() -> list[Documents]:
    """Read the files of all scenarios that come with the package."""
    return [load_scenario(name).documents for name in scenario_names()]


def places(element: Any, path: Place = ()) -> Iterator[Place]:
    """List the places of everything inside an element."""
    keys = element if isinstance(element, dict) else range(len(element)) if isinstance(element, list) else ()
    for key in keys:
        yield (*path, key)
        yield from places(element[key], (*path, key))


def contents(documents: Documents) -> dict[str, Any]:
    """Give a copy of what the files hold, by part."""
    return {part: copy.deepcopy(getattr(documents, part)) for part in PARTS}


def spoil(content: dict[str, Any], place: Place, junk: Any) -> None:
    """Put junk at a place, or delete what stands there if the junk is ``...``."""
    element: Any = content
    for key in place[:-1]:
        element = element[key]
    if junk is Ellipsis:
        del element[place[-1]]
    else:
        element[place[-1]] = junk


def attempt(chance: random.Random, folder: Path) -> str:
    """Check a shipped scenario with junk in one place."""
    documents = chance.choice(shipped())
    content = contents(documents)
    inside = [place for place in places(content) if len(place) > 1]
    spoil(content, chance.choice(inside), chance.choice((*JUNK, ...)))
    try:
        validated(replace(documents, **content))
    except ScenarioError as error:
        if not all(fault.path and fault.remedy for fault in error.faults):
            raise
        return "refused"
    return "taken"
