"""Expansion of overrides into single values and swept keys with all their values.

The grammar is Hydra's: lists as in ``seed=1,2,3``, ``choice()``, ``range()``, ``glob()``, ``interval()``,
``sort()``, ``shuffle()``, and casts. ``shuffle()`` is applied once, here.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hydra.core.override_parser import types
from hydra.core.override_parser.overrides_parser import OverridesParser

from standoff.config.complaints import explained
from standoff.config.options import options_of
from standoff.errors import ConfigError

__all__ = [
    "PLAYED_HERE",
    "PLUGINS",
    "Value",
    "Varied",
    "expand",
    "override_text",
    "parse_overrides",
    "refuse_varied",
    "split",
    "swept",
]

Value = float | int | str | bool | None
"""Value of a key. A list or a mapping chosen from several is represented by its text."""

MOST_VALUES = 1_000_000
"""Most values of one factor."""

PLUGINS = ("hydra/launcher", "hydra/sweeper")
PLAYED_HERE = "the program plays all points itself; leave it out"

AMBIGUOUS = (
    "1. To use it as a list, use key=[value1,value2] 2. To use it as string, quote the value: "
    "key=\\'value1,value2\\' 3. To sweep over it, add --multirun to your command line"
)

WORD = re.compile(r"[A-Za-z_][\w/.-]*", re.ASCII)
RESERVED = ("null", "true", "false", "nan", "inf")


@dataclass(frozen=True)
class Varied:
    """A key and the values it takes one after the other.

    Parameters
    ----------
    key : str
        The key as on the command line, with its ``+`` if it has one.
    values : tuple
        Its values in order; empty for an interval.
    overrides : tuple of str
        The override for each value, such as ``seed=1``.
    low, high : float or int, optional
        Ends of ``interval(low, high)``, from which a design draws; integers for
        ``int(interval(low, high))``.
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


def parse_overrides(overrides: Sequence[str]) -> list[types.Override]:
    """Parse overrides with Hydra's grammar.

    Raises
    ------
    ConfigError
        If one of them cannot be parsed.
    """
    with explained():
        return OverridesParser.create().parse_overrides(list(overrides))


def refuse_varied(overrides: Sequence[types.Override]) -> None:
    """Refuse keys with several values in the command line of one job.

    Raises
    ------
    ConfigError
        If an override has several values.
    """
    for override in overrides:
        if override.value_type == types.ValueType.SIMPLE_CHOICE_SWEEP:
            raise ConfigError(f"Ambiguous value for argument '{override.input_line}' {AMBIGUOUS}")
        if override.is_sweep_override():
            raise ConfigError(f"Sweep parameters '{override.input_line}' requires --multirun")


def swept(
    overrides: Sequence[str], options: Callable[[str], Sequence[str]] = options_of
) -> tuple[list[str], dict[str, Varied]]:
    """Separate swept overrides from those with a single value.

    Parameters
    ----------
    overrides : sequence of str
        Overrides, without flags.
    options : callable, optional
        Gives the options of a group, for ``glob()``; default: those that come with the program.

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
    return split(expand(overrides, options))


def split(given: dict[str, str | Varied]) -> tuple[list[str], dict[str, Varied]]:
    """Split the result of `expand` into overrides with a single value and swept keys."""
    fixed = [override for override in given.values() if isinstance(override, str)]
    return fixed, {key: varied for key, varied in given.items() if isinstance(varied, Varied)}


def expand(
    overrides: Sequence[str], options: Callable[[str], Sequence[str]] = options_of
) -> dict[str, str | Varied]:
    """Give for each key its override or its swept values, in the order of Hydra's sweeper; see `swept`.

    Hydra's own keys (``hydra.*``) are left out.
    """
    given: dict[str, str | Varied] = {}
    for override in parse_overrides(overrides):
        if override.key_or_group in PLUGINS:
            raise ConfigError(f"{override.input_line}: {PLAYED_HERE}")
        if not override.is_hydra_override():
            given[override.get_key_element()] = _expanded(override, options)
        elif override.is_sweep_override():
            raise ConfigError(f"{override.input_line}: Hydra's own keys cannot be swept; give one value")
    return given


def override_text(value: Value) -> str:
    """Write a value as on the command line."""
    if not isinstance(value, str):
        return types.Transformer.str(value)
    if value.startswith(("[", "{")) or (WORD.fullmatch(value) and value.lower() not in RESERVED):
        return value
    return types.QuotedString(value, types.Quote.single).with_quotes()


def _expanded(override: types.Override, options: Callable[[str], Sequence[str]]) -> str | Varied:
    key, line, value = override.get_key_element(), str(override.input_line), override.value()
    if not override.is_sweep_override():
        _require_flat(line, value)
        return f"{key}={override.get_value_element_as_str()}"
    if isinstance(value, types.IntervalSweep):
        return _interval(line, key, value)
    if isinstance(value, types.RangeSweep):
        _require_countable(line, value)
    if isinstance(value, types.Glob):
        elements: list[Any] = _matching(line, value, options(override.key_or_group))
    else:
        elements = list(override.sweep_iterator())
    if not elements:
        raise ConfigError(f"{line}: no values; give at least one")
    _require_flat(line, elements)
    texts = (types.Transformer.str(element) for element in elements)
    return Varied(key, tuple(map(_value, elements)), tuple(f"{key}={text}" for text in texts))


def _value(element: Any) -> Value:
    if isinstance(element, types.QuotedString):
        return element.text
    return types.Transformer.str(element) if isinstance(element, (list, dict)) else element


def _matching(line: str, glob: types.Glob, options: Sequence[str]) -> list[str]:
    matching = glob.filter(list(options))
    if not matching:
        listed = f"options are {', '.join(options)}" if options else "there is no such group"
        raise ConfigError(f"{line}: matches no option of a group; {listed}")
    return matching


def _interval(line: str, key: str, interval: types.IntervalSweep) -> Varied:
    low, high = interval.start, interval.end
    if low is None or high is None or not (math.isfinite(low) and math.isfinite(high) and low < high):
        raise ConfigError(f"{line}: not an interval; give two numbers, the smaller one first")
    return Varied(key, low=low, high=high)


def _require_countable(line: str, sweep: types.RangeSweep) -> None:
    """Count the values before making them: there may be too many, and a step of 0 would never end."""
    start, stop, step = ends = (sweep.start, sweep.stop, sweep.step)
    if start is None or stop is None or not all(math.isfinite(end) for end in ends if isinstance(end, float)):
        raise ConfigError(f"{line}: start, stop and step of a range must be finite; give numbers")
    if step == 0:
        raise ConfigError(f"{line}: a range with step 0 never ends; give another step")
    length = (Fraction(stop) - Fraction(start)) / Fraction(step)
    if length <= 0:
        raise ConfigError(
            f"{line}: no values; a range runs from start to just before stop, downwards if step < 0"
        )
    if length > MOST_VALUES:
        raise ConfigError(f"{line}: too many values; at most {MOST_VALUES:,} are allowed; use a larger step")


def _require_flat(line: str, element: Any) -> None:
    if isinstance(element, (types.Sweep, types.Glob)):
        raise ConfigError(
            f"{line}: a sweep inside a list, a mapping or another sweep is not supported; sweep the whole key"
        )
    if isinstance(element, (list, dict)):
        for inner in element.values() if isinstance(element, dict) else element:
            _require_flat(line, inner)
