"""Values set from Python, as the command line writes them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from standoff.config.overrides import Value, override_text
from standoff.config.settings import RunSettings, Settings, leaves, records
from standoff.errors import ConfigError
from standoff.interface.arguments import MOST_WHOLE, is_frame, listed, mapping, number_in, seen, unpacked

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = [
    "Factors",
    "Frame",
    "Values",
    "overrides",
    "plain_values",
    "quantities_in",
    "settings_in",
    "table_of",
    "values_text",
]

Values: TypeAlias = Mapping[str, Value | Sequence[Value]]
Factors: TypeAlias = Mapping[str, Iterable[Value] | str]
Frame: TypeAlias = "DataFrame"
"""A data frame of pandas, which takes long to load, and is not loaded for it."""

KEY = re.compile(r"[\w.>|-]+")
"""How keys look: words with dots, and pairs of actors such as ``relations.one>other.protects``."""
DEEPEST = 8
"""Most lists within lists."""

ELSEWHERE = {
    "scenario": "a scenario is given to load()",
    "hydra": "Hydra's own settings have no effect here",
    "figures": "a result draws itself, with figures() or figure()",
    "figure_formats": "a result draws itself; save a figure in any format with figure.savefig()",
    "out": "nothing is written unless you write it",
    "record": "a sweep from Python keeps sums; run_many() keeps rows, run_one() a story",
    "traced": "run_one() takes the number of a replication",
    "yes": "nobody is asked here",
}
"""Settings of the commands that mean nothing here, and what does instead."""


def plain_values(name: str, values: object, schema: type[Settings]) -> dict[str, Value]:
    """Take what is set, by key: numbers of any type, text, truth values, None, or lists of these.

    Parameters
    ----------
    name : str
        Name of the argument.
    values : object
        What was passed as a mapping from keys to values.
    schema : type of Settings
        The settings of the command: keys that take whole numbers take 4.0 as well.

    Raises
    ------
    ConfigError
        If it is no mapping, a key is no key or means nothing here, or a value is of another type.
    """
    types = leaves(schema)
    plain: dict[str, Value] = {}
    for key, value in mapping(name, values).items():
        taken = _plain(_key(key), value)
        if isinstance(taken, float) and taken.is_integer() and int in types.get(key, ()):
            taken = int(taken)
        plain[key] = taken
    return plain


def _key(key: str) -> str:
    """Refuse what is no key, or a setting that only the commands have."""
    if not KEY.fullmatch(key):
        raise ConfigError(f"'{seen(key)}' is no key; a key looks like diplomacy.trust")
    if (setting := key.partition(".")[0]) in ELSEWHERE:
        raise ConfigError(f"{key}: cannot be set here; {ELSEWHERE[setting]}")
    return key


def values_text(values: Mapping[str, Value]) -> str:
    """Summarise in a line the values that are set."""
    texts = (f"{key} = {'null' if value is None else value}" for key, value in values.items())
    return ", ".join(texts) or "as reported"


def quantities_in(values: Mapping[str, Value]) -> dict[str, float | None]:
    """Give the values of quantities of the scenario, by path."""
    return {key: _number(key, value) for key, value in values.items() if _is_path(key)}


def settings_in(values: Mapping[str, Value]) -> dict[str, Value]:
    """Give the values of levers, presets, rules and times."""
    return {key: value for key, value in values.items() if not _is_path(key)}


def _is_path(key: str) -> bool:
    """Tell whether a key is the path of a quantity of the scenario rather than a setting."""
    group, dot, _ = key.partition(".")
    return bool(dot) and group not in records(RunSettings)


def _number(key: str, value: Value) -> float:
    """Give the value of a quantity, which is a number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ConfigError(f"{key} = {value}: a number is expected; leave it out for what was reported")
    return float(value)


def _plain(key: str, value: object) -> Value:
    """Give a value as plain data: a number as one of Python, a path or a list as its text."""
    value = unpacked(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str | os.PathLike):
        return str(value)
    if (number := number_in(value)) is not None:
        if isinstance(number, int) and abs(number) > MOST_WHOLE:
            raise ConfigError(f"{key} = {seen(value)}: is too large a number")
        return number
    return _nested(key, value, 0)


def _nested(key: str, value: object, depth: int) -> str:
    """Write a list as on the command line; its elements may be lists, and mappings such as injects."""
    if depth > DEEPEST:
        raise ConfigError(f"{key}: is nested too deeply")
    if isinstance(value, Mapping) and depth:
        pairs = mapping(key, value).items()
        return f"{{{','.join(f'{inner}:{_element(key, each, depth)}' for inner, each in pairs)}}}"
    if isinstance(value, list | tuple | range) or (isinstance(value, np.ndarray) and value.ndim == 1):
        return f"[{','.join(_element(key, each, depth) for each in value)}]"
    hint = "; write the keys below it with dots" if isinstance(value, Mapping) else ""
    raise ConfigError(f"{key} = {seen(value)}: a number, a text or a list is expected{hint}")


def _element(key: str, value: object, depth: int) -> str:
    value = unpacked(value)
    is_nested = isinstance(value, list | tuple | range | np.ndarray | Mapping)
    return _nested(key, value, depth + 1) if is_nested else override_text(_plain(key, value))


def overrides(fixed: Mapping[str, Value], factors: object) -> list[str]:
    """Write what is set and what varies as on the command line; what varies wins over what is set.

    Raises
    ------
    ConfigError
        If what varies is no mapping from keys to lists of values, or to text in the grammar of sweeps.
    """
    varying = {_key(key): _varying(key, values) for key, values in mapping("factors", factors).items()}
    texts = [f"{key}={override_text(value)}" for key, value in fixed.items() if key not in varying]
    return texts + [f"{key}={text}" for key, text in varying.items()]


def _varying(key: str, values: object) -> str:
    """Write what a factor takes in the grammar of sweeps."""
    if isinstance(values, str):
        return values
    levels = [_element(key, value, 0) for value in listed(key, values)]
    if len(set(levels)) > 1:
        return ",".join(levels)
    if not levels or levels[0] == "null":
        problem = "as reported is its only value; leave it out" if levels else "no values; give at least one"
        raise ConfigError(f"{key}: {problem}")
    return f"choice({','.join(levels)})"


def table_of(factors: object, settings: dict[str, Any]) -> dict[str, list[Value]] | None:
    """Take a data frame as a table of points: a column for each factor, a row for each point.

    Parameters
    ----------
    factors : object
        What was passed as factors; None is given for anything but a data frame.
    settings : dict
        What else is set; the design is set here.

    Raises
    ------
    ConfigError
        If there are no points, a column name is no key or stands twice, a cell is empty or no value, or
        another design is set.
    """
    if not is_frame(factors):
        return None
    frame: Frame = factors
    if settings.setdefault("design", "table") != "table":
        raise ConfigError("factors: a data frame is a table of points; leave the design out")
    if frame.empty:
        raise ConfigError("factors: the data frame has no points; give a column for each factor, and rows")
    columns: dict[str, list[Value]] = {}
    for index, name in enumerate(frame.columns):
        (key,) = map(_key, mapping("factors", {name: None}))
        if key in columns:
            raise ConfigError(f"factors: column '{key}' appears twice; keep one of them")
        columns[key] = [_cell(f"{key}, row {row}", cell) for row, cell in enumerate(frame.iloc[:, index])]
    return columns


def _cell(place: str, value: object) -> Value:
    taken = _plain(place, value)
    if taken is None or taken != taken:
        raise ConfigError(f"{place}: the cell is empty; give a value in each row")
    return taken
