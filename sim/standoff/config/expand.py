"""Expansion of overrides into single values and swept keys with all their values.

The grammar is Hydra's: lists as in ``seed=1,2,3``, ``choice()``, ``range()``, ``glob()``, ``interval()``,
``sort()``, ``shuffle()``, and casts. ``shuffle()`` is applied once, here.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from hydra.core.override_parser import types

from standoff.config.functions import MOST_VALUES
from standoff.config.options import options_of
from standoff.config.overrides import Value, is_quantity_key, parse_overrides
from standoff.config.settings import RunSettings, Settings
from standoff.config.syntax import shown
from standoff.errors import ConfigError

__all__ = ["Varied", "expand", "refuse_varied", "split", "swept"]

DECIMAL_COMMA = re.compile(r"[^=]+=\s*-?\d+,\d+")


@dataclass(frozen=True)
class Varied:
    """A key and the values it takes one after the other.

    Parameters
    ----------
    key : str
        The key as on the command line.
    values : tuple
        Its values in order; empty for an interval.
    overrides : tuple of str
        The override for each value, such as ``seed=1``.
    low, high : float, optional
        Ends of ``interval(low, high)``, from which a design draws.
    """

    key: str
    values: tuple[Value, ...] = ()
    overrides: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None

    @property
    def is_interval(self) -> bool:
        """Whether values are still to be drawn."""
        return self.low is not None


def refuse_varied(overrides: Sequence[types.Override]) -> None:
    """Refuse keys with several values in the command line of one job.

    Raises
    ------
    ConfigError
        If an override has several values.
    """
    for override in overrides:
        if override.is_sweep_override():
            line = str(override.input_line)
            decimal = "a decimal number has a point, as in 0.5; " * bool(DECIMAL_COMMA.fullmatch(line))
            raise ConfigError(
                f"{shown(line)}: has several values, and a run has one; {decimal}a text with a comma "
                "stands in quotes; to play each value by itself add --multirun, or use standoff sweep"
            )


def swept(
    words: Sequence[str],
    options: Callable[[str], Sequence[str]] = options_of,
    schema: type[Settings] = RunSettings,
) -> tuple[list[str], dict[str, Varied]]:
    """Separate swept overrides from those with a single value.

    Parameters
    ----------
    words : sequence of str
        Overrides, without flags.
    options : callable, optional
        Gives the options of a group, for ``glob()``; default: those that come with the program.
    schema : type of Settings
        The settings of the command.

    Returns
    -------
    tuple
        The overrides with a single value, and the swept ones by key. If a key is given twice, the last one
        counts.

    Raises
    ------
    ConfigError
        If an override cannot be parsed, or a swept key has no values or too many.
    """
    return split(expand(parse_overrides(words, schema), schema, options))


def split(given: dict[str, str | Varied]) -> tuple[list[str], dict[str, Varied]]:
    """Split the result of `expand` into overrides with a single value and swept keys."""
    fixed = [override for override in given.values() if isinstance(override, str)]
    return fixed, {key: varied for key, varied in given.items() if isinstance(varied, Varied)}


def expand(
    overrides: Sequence[types.Override],
    schema: type[Settings],
    options: Callable[[str], Sequence[str]] = options_of,
) -> dict[str, str | Varied]:
    """Give for each key its override or its swept values, in the order of Hydra's sweeper; see `swept`.

    A quantity of the scenario is swept even with a single value, since no configuration holds it. Hydra's own
    keys (``hydra.*``) are left out.
    """
    given: dict[str, str | Varied] = {}
    for override in overrides:
        if not override.is_hydra_override():
            given[override.get_key_element()] = _expanded(override, schema, options)
        elif override.is_sweep_override():
            raise ConfigError(f"{override.input_line}: Hydra's own keys cannot be swept; give one value")
    return given


def _expanded(
    override: types.Override, schema: type[Settings], options: Callable[[str], Sequence[str]]
) -> str | Varied:
    key, line, value = override.get_key_element(), shown(str(override.input_line)), override.value()
    if isinstance(value, types.IntervalSweep):
        return _interval(line, key, value)
    if isinstance(value, types.Glob):
        elements: list[Any] = _matching(line, value, options(override.key_or_group))
    elif override.is_sweep_override():
        elements = list(override.sweep_iterator())
    elif is_quantity_key(key, schema):
        elements = [value]
    else:
        _require_flat(line, value)
        names = value if isinstance(value, list) else []
        allowed = options(override.key_or_group) if names else ()
        if allowed and not all(isinstance(name, str | types.QuotedString) for name in names):
            raise ConfigError(f"{line}: an option is a name; allowed: {', '.join(allowed)}")
        return f"{key}={override.get_value_element_as_str()}"
    if not elements:
        raise ConfigError(f"{line}: no values; give at least one")
    _require_flat(line, elements)
    return _listed(key, elements)


def _listed(key: str, elements: Sequence[Any]) -> Varied:
    texts = (types.Transformer.str(element) for element in elements)
    return Varied(key, tuple(map(_value, elements)), tuple(f"{key}={text}" for text in texts))


def _value(element: Any) -> Value:
    if isinstance(element, types.QuotedString):
        return element.text
    return types.Transformer.str(element) if isinstance(element, (list, dict)) else element


def _matching(line: str, glob: types.Glob, options: Sequence[str]) -> list[str]:
    if not all(isinstance(pattern, str) for pattern in (*glob.include, *glob.exclude)):
        raise ConfigError(f"{line}: a pattern is a text, such as glob(o*)")
    matching = glob.filter(list(options))
    if not matching:
        listed = f"options are {', '.join(options)}" if options else "there is no such group"
        raise ConfigError(f"{line}: matches no option of a group; {listed}")
    return matching


def _interval(line: str, key: str, interval: types.IntervalSweep) -> Varied:
    """Read an interval; ``int(interval(low,high))`` lists its whole numbers, which designs draw alike."""
    low, high = interval.start, interval.end
    if low is None or high is None or not (math.isfinite(low) and math.isfinite(high) and low < high):
        raise ConfigError(f"{line}: not an interval; give two numbers, the smaller one first")
    if isinstance(low, float) or isinstance(high, float):
        return Varied(key, low=low, high=high)
    if high - low >= MOST_VALUES:
        raise ConfigError(f"{line}: too many values; at most {MOST_VALUES:,} whole numbers are allowed")
    return _listed(key, range(low, high + 1))


def _require_flat(line: str, element: Any) -> None:
    if isinstance(element, (types.Sweep, types.Glob)):
        raise ConfigError(
            f"{line}: a sweep inside a list, a mapping or another sweep is not supported; sweep the whole key"
        )
    if isinstance(element, (list, dict)):
        for inner in element.values() if isinstance(element, dict) else element:
            _require_flat(line, inner)
