"""Values – what is set from Python, as the command line writes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from standoff.config.expand import Value, override_text
from standoff.config.settings import RunSettings, records
from standoff.errors import ConfigError

__all__ = ["Values", "as_text", "is_path", "meant_here", "number", "plain", "varying"]

Values = Mapping[str, Value | Sequence[Value]]

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
    """Refuse settings that only the commands have."""
    for key in values:
        if (setting := key.partition(".")[0]) in ELSEWHERE:
            raise ConfigError(f"{key}: cannot be set here; {ELSEWHERE[setting]}")
    return values


def is_path(key: str) -> bool:
    """Whether a key leads into the scenario, and is no setting."""
    group, dot, _ = key.partition(".")
    return bool(dot) and group not in records(RunSettings)


def number(key: str, value: Value) -> float:
    """Give the value of a quantity, which is a number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ConfigError(f"{key} = {value}: a number is expected; leave it out for what was reported")
    return float(value)


def plain(value: Value | Sequence[Value]) -> Value:
    """Give what a key is set to as it is told; a list as its text, a number of numpy as one of Python."""
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, str) or not isinstance(value, Sequence):
        return value
    return f"[{','.join(map(as_text, value))}]"


def as_text(value: Value | Sequence[Value]) -> str:
    """Write what a key is set to."""
    return override_text(plain(value))


def varying(values: Iterable[Value] | str) -> str:
    """Write what a factor takes in the grammar of sweeps."""
    return values if isinstance(values, str) else f"choice({','.join(map(as_text, values))})"
