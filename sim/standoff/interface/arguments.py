"""Arguments from Python: taken in any usual type, or refused by an error that names the argument.

Numbers are taken whatever their type is: Python's own, decimals and fractions, numbers of numpy and arrays
without dimensions. Truth values are no numbers.
"""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Iterable, Mapping
from decimal import Decimal
from numbers import Rational, Real
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from standoff.errors import ConfigError, shortened

__all__ = [
    "instance_of",
    "is_frame",
    "listed",
    "mapping",
    "number",
    "number_in",
    "place",
    "seen",
    "text",
    "texts",
    "unpacked",
    "whole_number",
]

MOST_WHOLE = 2**63 - 1
"""Greatest whole number that is taken: what an integer of 64 bits holds."""
MOST_VALUES = 1_000_000
"""Most values of a list."""
KINDS = "biufUO"
"""Kinds of numpy's data that have a counterpart in Python: truth values, numbers, text, objects."""

SHOWN = (bool, int, float, str, bytes, bytearray, list, tuple, set, frozenset, Mapping, Real, Decimal)
"""Types whose values a message shows; of others it names the type."""

T = TypeVar("T")


def seen(value: object) -> str:
    """Write a value for a message, whatever it is."""
    if value is None or not isinstance(value, SHOWN):
        return "None" if value is None else f"an object of type {type(value).__name__}"
    return shortened(value)


def unpacked(value: object) -> object:
    """Give a number, truth value or text of numpy, or an array without dimensions, as one of Python."""
    if isinstance(value, np.ndarray | np.generic) and value.ndim == 0 and value.dtype.kind in KINDS:
        return value.item()
    return value


def number_in(value: object) -> int | float | None:
    """Give a number of any type as one of Python, an int if its type holds whole or exact numbers only.

    Returns
    -------
    int, float or None
        None if it is no real number. Decimals and fractions that are whole are ints, others floats; NaN for
        a fraction that is too large for a float.
    """
    value = unpacked(value)
    if isinstance(value, bool | np.timedelta64) or not isinstance(value, Real | Decimal):
        return None  # numpy counts a span of time among the whole numbers
    if isinstance(value, Decimal):
        return _of_decimal(value)
    if isinstance(value, Rational) and value.denominator == 1:  # all whole numbers are such
        return int(value.numerator)
    try:
        return float(value)
    except OverflowError:  # a fraction
        return math.nan


def _of_decimal(value: Decimal) -> int | float:
    """Give a decimal number as one of Python; what is too large for a float is infinite."""
    if value.is_nan():
        return math.nan
    if value.is_infinite() or value.adjusted() > sys.float_info.max_10_exp:
        return -math.inf if value.is_signed() else math.inf
    return int(value) if value == value.to_integral_value() else float(value)


def whole_number(name: str, value: object, least: int = -MOST_WHOLE, most: int = MOST_WHOLE) -> int:
    """Take a whole number between two others.

    Raises
    ------
    ConfigError
        If it is no number, not whole, or out of range.
    """
    whole = number_in(value)
    if whole is None or (isinstance(whole, float) and not whole.is_integer()):
        raise ConfigError(f"{name} = {seen(value)}: a whole number is expected")
    if not least <= whole <= most:
        allowed = f"{least:,} or more" if whole < least and most == MOST_WHOLE else f"{least:,} to {most:,}"
        raise ConfigError(f"{name} = {seen(value)}: allowed range is {allowed}")
    return int(whole)


def number(name: str, value: object) -> float:
    """Take a finite number.

    Raises
    ------
    ConfigError
        If it is none.
    """
    finite = number_in(value)
    if finite is None or not abs(finite) <= sys.float_info.max:
        raise ConfigError(f"{name} = {seen(value)}: a finite number is expected")
    return float(finite)


def text(name: str, value: object) -> str:
    """Take a text that is not empty.

    Raises
    ------
    ConfigError
        If it is none.
    """
    value = unpacked(value)
    if not isinstance(value, str) or not value.strip():
        raise ConfigError(f"{name} = {seen(value)}: a text is expected")
    return str(value)


def texts(name: str, values: object) -> tuple[str, ...]:
    """Take texts, or a single one.

    Raises
    ------
    ConfigError
        If they are no texts.
    """
    return tuple(text(name, each) for each in ([values] if isinstance(values, str) else listed(name, values)))


def listed(name: str, values: object) -> list[Any]:
    """Take values one after the other, from a list, an array, a series, a range, or what yields them.

    Raises
    ------
    ConfigError
        If it is a single value, has no order of its own, or holds too many values.
    """
    odd = isinstance(values, str | bytes | bytearray | Mapping | set | frozenset) or is_frame(values)
    if odd or not isinstance(values, Iterable) or (isinstance(values, np.ndarray) and values.ndim == 0):
        raise ConfigError(f"{name} = {seen(values)}: a list of values is expected, such as [0, 0.5, 1]")
    elements: list[Any] = []
    for value in values:
        if len(elements) == MOST_VALUES:
            raise ConfigError(f"{name}: too many values; at most {MOST_VALUES:,} are allowed")
        elements.append(value)
    return elements


def mapping(name: str, values: object) -> Mapping[str, Any]:
    """Take a mapping from texts; None is an empty one.

    Raises
    ------
    ConfigError
        If it is none, or a key is no text.
    """
    if values is None:
        return {}
    if not isinstance(values, Mapping):
        raise ConfigError(
            f"{name} = {seen(values)}: a mapping is expected, such as {{'diplomacy.trust': 0.5}}"
        )
    for key in values:
        if not isinstance(key, str):
            raise ConfigError(f"{name}: the key {seen(key)} is no text; write it in quotes")
    return values


def place(name: str, value: object) -> Path:
    """Take the path of a file or folder, which need not be there; ``~`` is the home folder.

    Raises
    ------
    ConfigError
        If it is no path.
    """
    path = os.fspath(value) if isinstance(value, os.PathLike) else value
    if not isinstance(path, str) or not path.strip():
        raise ConfigError(f"{name} = {seen(value)}: a path is expected, as text or as a pathlib.Path")
    try:
        usable = Path(path).expanduser()
        usable.exists()  # fails for a name that no file can have
    except (OSError, RuntimeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ConfigError(f"{name} = {seen(path)}: is no usable path ({reason.lower()})") from error
    return usable


def instance_of(kind: type[T], name: str, value: object, source: str) -> T:
    """Take an object of a class of the interface; ``source`` says what gives one."""
    if not isinstance(value, kind):
        raise ConfigError(f"{name} = {seen(value)}: {kind.__name__} is expected, from {source}")
    return value


def is_frame(value: object) -> bool:
    """Tell whether a value is a data frame of pandas, which is not loaded for it."""
    pandas = sys.modules.get("pandas")
    return pandas is not None and isinstance(value, pandas.DataFrame)
