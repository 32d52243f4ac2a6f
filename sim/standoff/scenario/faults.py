"""Errors of pydantic as faults: the field, its value, what is allowed and what to do."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from standoff.errors import Fault, shortened
from standoff.scenario.names import nearest
from standoff.scenario.quantity import Quantity
from standoff.scenario.values import PRINTS, PRINTS_ON_A_LINE

__all__ = ["faults_of", "kind_of", "plain"]

REMEDIES = {
    "missing": "is missing; add it",
    "model_type": "a mapping is expected",
    "dict_type": "a mapping is expected",
    "tuple_type": "a list is expected",
    "float_type": "a plain number is expected, such as 0.25",
    "int_type": "a whole number is expected, such as 3",
    "finite_number": "a finite number is expected",
    "date_type": "a date is expected, such as 2022-02-08, without quotes and without a time",
    "bool_type": "true or false is expected",
    "string_type": "text is expected; put it in quotes",
    "string_too_short": "must not be empty",
    "too_short": "must not be empty",
    "union_tag_not_found": "has no kind; add one of act, exercise, season, inject",
}
MOST_FAULTS = 1_000
"""Faults of a file that are worked out; nobody corrects more at once."""
BOUNDS = {
    "greater_than": "allowed range is above {gt:g}",
    "greater_than_equal": "allowed range is {ge:g} or more",
    "less_than": "allowed range is below {lt:g}",
    "less_than_equal": "allowed range is up to {le:g}",
    "string_too_long": "at most {max_length} characters are allowed",
}
"""What is allowed, by type of error."""
QUANTITY = "a quantity is expected: a mapping of value, low, high, unit, source, kind, known"


def faults_of(error: ValidationError, shown: str, shape: Any, content: Any) -> list[Fault]:
    """Give the faults of one file.

    Parameters
    ----------
    error : pydantic.ValidationError
        What pydantic found.
    shown : str
        Name of the file in messages.
    shape : type
        What the file was checked against: a model, or a mapping of names to models.
    content : object
        What the file holds.
    """
    details = error.errors(include_url=False)[:MOST_FAULTS]
    return list(dict.fromkeys(_fault(detail, shown, shape, content) for detail in details))


def _fault(detail: ErrorDetails, shown: str, shape: Any, content: Any) -> Fault:
    steps = list(_steps(detail["loc"], shape, content))
    field = ".".join(key for key, _, _ in steps)
    _, holder, there = steps[-1] if steps else ("", shape, shape)
    got = "" if detail["type"] == "missing" else shortened(detail["input"])
    return Fault(shown, field, got, _remedy(detail, holder, there))


def _remedy(detail: ErrorDetails, holder: Any, there: Any) -> str:
    kind, about = detail["type"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        return f"unknown field, {nearest(str(detail['loc'][-1]), _fields(holder))}"
    if kind == "literal_error":
        return f"unknown word, {nearest(shortened(detail['input']), _quoted(about['expected']))}"
    if kind == "union_tag_invalid":
        return f"unknown kind '{about['tag']}', {nearest(about['tag'], _quoted(about['expected_tags']))}"
    if kind == "model_type" and isinstance(plain(there), type) and issubclass(plain(there), Quantity):
        return QUANTITY
    if kind == "string_pattern_mismatch" and isinstance(detail["input"], str):
        return _unprintable(detail["input"], about["pattern"]) or f"text like {about['pattern']} is expected"
    if kind in ("float_type", "int_type"):
        return REMEDIES[kind] + _meant(detail["input"])
    if kind in BOUNDS:
        return BOUNDS[kind].format(**about)
    return REMEDIES.get(kind, detail["msg"][:1].lower() + detail["msg"][1:])


def _unprintable(text: str, pattern: str) -> str:
    """Name the first character of a text that cannot be shown, if that is what is wrong with it."""
    if pattern not in (PRINTS, PRINTS_ON_A_LINE):
        return ""
    place = next(place for place, sign in enumerate(text) if not re.fullmatch(pattern, sign))
    where = f"U+{ord(text[place]):04X} as character {place + 1}"
    return f"holds what does not print ({where}); take it out"


def _meant(text: object) -> str:
    """Say how a number would be written that stands there as text; empty if none does."""
    try:
        number = float(text.strip().replace(",", ".", 1)) if isinstance(text, str) else math.nan
    except ValueError:
        return ""
    return (
        f"; if {number!r} is meant, write it so, with a point and without quotes"
        if math.isfinite(number)
        else ""
    )


def _quoted(words: str) -> list[str]:
    return re.findall("'([^']*)'", words)


def _steps(location: tuple[int | str, ...], shape: Any, content: Any) -> Iterator[tuple[str, Any, Any]]:
    """Walk down to an error; give each key, the shape of what holds it and the shape of what stands there.

    Pydantic also names the kind of an event, the key of a mapping and the place in a list that the file need
    not write as one; these are no steps in the file.
    """
    for position, key in enumerate(location):
        absent = key not in content if isinstance(content, dict) else not isinstance(content, list)
        last = position == len(location) - 1
        if absent and not (last and key in _fields(shape)):
            shape = kind_of(shape, str(key))
            continue
        holder, shape = shape, _below(shape, str(key))
        content = content.get(key) if isinstance(content, dict) else None
        yield str(key), holder, shape


def plain(shape: Any) -> Any:
    """Take the checks and the 'or nothing' off a type."""
    if get_origin(shape) is Annotated:
        return plain(get_args(shape)[0])
    if get_origin(shape) in (Union, UnionType):
        members = [member for member in get_args(shape) if member is not type(None)]
        return plain(members[0]) if len(members) == 1 else shape
    return shape


def _below(shape: Any, key: str) -> Any:
    bare = plain(shape)
    if get_origin(bare) is dict:
        return get_args(bare)[1]
    if isinstance(bare, type) and issubclass(bare, BaseModel) and key in bare.model_fields:
        return bare.model_fields[key].annotation
    return None


def kind_of(shape: Any, tag: str) -> Any:
    """Choose the class of an event by its kind; any other shape stays as it is."""
    members = [member for member in get_args(plain(shape)) if isinstance(member, type)]
    return next((member for member in members if member.__name__.lower() == tag), shape)


def _fields(shape: Any) -> list[str]:
    bare = plain(shape)
    return list(bare.model_fields) if isinstance(bare, type) and issubclass(bare, BaseModel) else []
