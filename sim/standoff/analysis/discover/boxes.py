"""Boxes: regions of the space of the factors bounded by limits, and their description in words.

A limit includes its end: a number is "at least" or "at most". It is the number with the fewest digits that
separates the same points, so that figures are computed for exactly the box that is described.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from standoff.arrays import Flags

__all__ = ["Box", "Limit", "number_text", "readable"]

Columns = Mapping[str, npt.NDArray[Any]]

SHORT = 3
"""Most digits of a value that is shown as it is."""
FIGURES = 17
"""Digits that distinguish all floats."""


@dataclass(frozen=True)
class Limit:
    """One limit of a box: a factor is at least a number, at most a number, or one of some options."""

    factor: str
    low: float | None = None
    high: float | None = None
    options: tuple[str, ...] = ()

    def inside(self, columns: Columns) -> Flags:
        """Find the points inside, (n_points,)."""
        column = columns[self.factor]
        if self.low is not None:
            return np.asarray(column >= self.low)
        return np.asarray(column <= self.high) if self.high is not None else np.isin(column, self.options)


@dataclass(frozen=True)
class Box:
    """The region inside all limits; at most one limit of each kind for each factor."""

    limits: tuple[Limit, ...]

    @property
    def factors(self) -> tuple[str, ...]:
        """Factors that are limited, in the order of their first limits."""
        return tuple(dict.fromkeys(limit.factor for limit in self.limits))

    def each(self, columns: Columns) -> Flags:
        """Find the points inside each limit, (n_limits, n_points)."""
        n_points = len(next(iter(columns.values())))
        return np.array([limit.inside(columns) for limit in self.limits], bool).reshape(-1, n_points)

    def inside(self, columns: Columns) -> Flags:
        """Find the points inside, (n_points,)."""
        return np.asarray(self.each(columns).all(axis=0))

    def span(self, factor: str) -> tuple[float | None, float | None]:
        """Give the lower and upper limit of a factor that takes numbers."""
        limits = [limit for limit in self.limits if limit.factor == factor]
        low = next((limit.low for limit in limits if limit.low is not None), None)
        return low, next((limit.high for limit in limits if limit.high is not None), None)

    def options(self, factor: str) -> tuple[str, ...]:
        """Give the options that a factor may take; none if it is not limited."""
        return next((limit.options for limit in self.limits if limit.factor == factor), ())

    def without(self, index: int) -> Box:
        """Give the box without one of its limits."""
        return Box(self.limits[:index] + self.limits[index + 1 :])

    def as_text(self, units: Mapping[str, str]) -> str:
        """Describe the box in words.

        Examples
        --------
        >>> box = Box((Limit("speed", low=3.0), Limit("kind", options=("a", "b")), Limit("speed", high=5.0)))
        >>> box.as_text({"speed": "km_per_day", "kind": ""})
        'speed is 3 to 5 (km per day) and kind is a or b'
        """
        return " and ".join(self._parts(units)) or "anything"

    def _parts(self, units: Mapping[str, str]) -> Iterator[str]:
        for factor in self.factors:
            if options := self.options(factor):
                yield f"{factor} is {' or '.join(options)}"
                continue
            low, high = self.span(factor)
            unit = f" ({units[factor].replace('_', ' ')})" if units[factor] else ""
            if low is not None and high is not None:
                yield f"{factor} is {number_text(low)} to {number_text(high)}{unit}"
            elif low is not None:
                yield f"{factor} is at least {number_text(low)}{unit}"
            elif high is not None:
                yield f"{factor} is at most {number_text(high)}{unit}"


def number_text(value: float) -> str:
    """Format a number with all its digits.

    Examples
    --------
    >>> number_text(-0.30000000000000004)
    '−0.3'
    """
    return f"{value:.15g}".replace("-", "−")


def readable(box: Box, columns: Columns) -> Box:
    """Replace the numbers of a box by the shortest that keep the same points inside.

    Parameters
    ----------
    box : Box
        A box with at least one point inside.
    columns : Mapping of str to ndarray (n_points,)
        The points on which it was found.
    """
    for index, limit in enumerate(box.limits):
        if limit.options:
            continue
        is_low = limit.high is None
        column = columns[limit.factor][box.without(index).inside(columns)]
        is_in = column >= limit.low if is_low else column <= limit.high
        if is_in.all():
            continue
        number = _between(column[is_in].tolist(), column[~is_in].tolist(), is_low=is_low)
        shorter = replace(limit, low=number) if is_low else replace(limit, high=number)
        box = Box((*box.limits[:index], shorter, *box.limits[index + 1 :]))
    return box


def _between(kept: Sequence[float], cut: Sequence[float], *, is_low: bool) -> float:
    """Find the shortest number that separates the values kept from those cut off."""
    inner, outer = (min(kept), max(cut)) if is_low else (max(kept), min(cut))
    if float(f"{inner:.{SHORT}g}") == inner:
        return inner
    middle = (inner + outer) / 2
    first = math.ceil(math.log10(max(abs(inner), abs(outer)))) + 1
    for power in range(first, first - FIGURES, -1):
        nearest = middle / 10.0**power
        for whole in sorted(
            (math.floor(nearest), math.ceil(nearest)), key=lambda digit: abs(digit - nearest)
        ):
            number = float(f"{whole}e{power}")
            if outer < number <= inner if is_low else inner <= number < outer:
                return number
    return inner
