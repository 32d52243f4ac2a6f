"""Factors of an experiment, varied over listed values or over a range."""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from standoff.arrays import Column, Numbers
from standoff.design.setter import Setter
from standoff.errors import InputError

__all__ = ["Factor", "FactorKind", "as_column"]

LARGEST = sys.float_info.max


class FactorKind(StrEnum):
    """Kind of factor, from the analyst's point of view."""

    LEVER = "lever"  # can be set
    UNCERTAINTY = "uncertainty"  # is not known
    CHOICE = "choice"  # a named option of a group


def as_column(name: str, values: Sequence[object]) -> Column:
    """Make a column of numbers or of words.

    Parameters
    ----------
    name : str
        Name of the factor, for messages.
    values : sequence of float or of str, (n,)
        Finite numbers only, or words only.

    Returns
    -------
    array, (n,)
        float64 for numbers, str for words.

    Raises
    ------
    InputError
        If a value is missing or not finite, or numbers and words are mixed.
    """
    for number, value in enumerate(values, start=1):
        if not _is_number(value) and not (isinstance(value, str) and value):
            raise InputError(f"{name}: value {number} is {value!r}; give a finite number, or a word")
    words = [value for value in values if isinstance(value, str)]
    if not words:
        return np.array(values, dtype=np.float64)
    if len(words) < len(values):
        first = next(value for value in values if not isinstance(value, str))
        raise InputError(f"{name}: {words[0]!r} and {first} are mixed; give only numbers or only words")
    return np.array(words, dtype=np.str_)


def _is_number(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float | np.integer):
        return False
    # Compared, not converted: an integer may be too large for a float.
    return bool(-LARGEST <= value <= LARGEST)


@dataclass(frozen=True)
class Factor:
    """A factor of an experiment, varied over listed values or over a range.

    Parameters
    ----------
    name : str
        As on the command line: a lever, a rule parameter, a quantity of an actor, or a group with options.
    role : FactorKind
        Lever, uncertainty, or choice between options.
    unit : str
        Unit of its values; empty for words.
    values : tuple of float or of str
        Distinct values in their order; empty for a range.
    low, high : float, optional
        Ends of the range, low < high; None if values are listed.
    setter : Setter
        Who can set it.
    title : str
        Name for readers; empty = its name.

    Raises
    ------
    InputError
        If there are both values and a range, or neither, or if they cannot be used.
    """

    name: str
    role: FactorKind
    unit: str
    values: tuple[float | str, ...] = ()
    low: float | None = None
    high: float | None = None
    setter: Setter = Setter.SCENARIO
    title: str = ""

    @property
    def shown(self) -> str:
        """The factor as readers see it: its title, or else its name."""
        return self.title or self.name

    def __post_init__(self) -> None:
        """Refuse values and ranges that no design could use."""
        ends = (self.low, self.high)
        if ends == (None, None):
            self._check_values()
            return
        if self.values:
            raise InputError(f"{self.name}: has both values and a range; give one of them")
        if self.low is None or self.high is None:
            raise InputError(f"{self.name}: the range {self.low} to {self.high} lacks an end; give both")
        if not all(map(_is_number, ends)) or not math.isfinite(float(self.high) - float(self.low)):
            raise InputError(f"{self.name}: the range {self.low} to {self.high} is not finite; give numbers")
        if self.low >= self.high:
            raise InputError(
                f"{self.name}: the range {self.low:g} to {self.high:g} is empty; give low < high"
            )

    def _check_values(self) -> None:
        if not self.values:
            raise InputError(f"{self.name}: has nothing to vary; list values, or give a range")
        as_column(self.name, self.values)
        twice = [value for value, count in Counter(self.values).items() if count > 1]
        if twice:
            raise InputError(f"{self.name}: {twice[0]} is listed twice; list each value once")

    @property
    def is_range(self) -> bool:
        """Whether it varies over a range, not over listed values."""
        return not self.values

    def at(self, positions: Numbers) -> Column:
        """Map positions in the unit interval to values.

        A range is mapped linearly and never exceeded. Listed values get slices of equal width, in their
        order.

        Parameters
        ----------
        positions : array, (n,)
            From 0 to 1.

        Returns
        -------
        array, (n,)
            Values in the unit of the factor.

        Examples
        --------
        >>> rules = Factor("rules", FactorKind.CHOICE, "", ("base", "prospect"))
        >>> rules.at(np.array([0.0, 0.49, 0.5])).tolist()
        ['base', 'base', 'prospect']
        """
        if self.low is None or self.high is None:
            n = len(self.values)
            return as_column(self.name, self.values)[np.minimum((positions * n).astype(np.int64), n - 1)]
        scaled: Column = self.low + positions * (self.high - self.low)
        return np.clip(scaled, self.low, self.high)  # rounding may give a value just beyond an end
