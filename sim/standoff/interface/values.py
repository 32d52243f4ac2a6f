"""Values set from Python, as the command line writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from standoff.config.expand import Value, override_text
from standoff.config.settings import RunSettings, records
from standoff.errors import ConfigError

__all__ = [
    "Factors",
    "Values",
    "in_short",
    "meant_here",
    "overrides",
    "plain",
    "quantities_in",
    "require_within",
    "settings_in",
]

Values = Mapping[str, Value | Sequence[Value]]
Factors = Mapping[str, Iterable[Value] | str]

ELSEWHERE = {
    "scenario": "a scenario is given to load()",
    "figures": "a result draws itself, with figures() or figure()",
    "figure_formats": "a result draws itself; save a figure in any format with figure.savefig()",
    "out": "nothing is written unless you write it",
    "record": "a sweep from Python keeps sums; run_many() keeps rows, run_one() a story",
    "traced": "run_one() takes the number of a replication",
    "yes": "nobody is asked here",
}
"""Settings of the commands that mean nothing here, and what does instead."""


def meant_here(values: Values) -> Values:
    """Refuse settings that only commands have; give the others."""
    for key in values:
        if (setting := key.partition(".")[0]) in ELSEWHERE:
            raise ConfigError(f"{key}: cannot be set here; {ELSEWHERE[setting]}")
    return values


def in_short(values: Mapping[str, Value]) -> str:
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


def require_within(name: str, value: int, fewest: int, most: int) -> None:
    """Refuse an argument that is too small or too great."""
    if not fewest <= value <= most:
        raise ConfigError(f"{name} = {value}: allowed range is {fewest:,} to {most:,}")


def plain(value: Value | Sequence[Value]) -> Value:
    """Give a value as plain data: a list as its text, a number of numpy as one of Python."""
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, str) or not isinstance(value, Sequence):
        return value
    return f"[{','.join(map(_as_text, value))}]"


def overrides(fixed: Values, factors: Factors) -> list[str]:
    """Write fixed and varied values as overrides of the command line; varied values win."""
    texts = [f"{key}={_as_text(value)}" for key, value in fixed.items() if key not in factors]
    return texts + [f"{key}={_varying(values)}" for key, values in factors.items()]


def _as_text(value: Value | Sequence[Value]) -> str:
    """Write the value of a key."""
    return override_text(plain(value))


def _varying(values: Iterable[Value] | str) -> str:
    """Write the values of a factor in the grammar of sweeps."""
    return values if isinstance(values, str) else f"choice({','.join(map(_as_text, values))})"
