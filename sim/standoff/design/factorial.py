"""Designs from listed values: all combinations, one factor at a time, the rows of a table.

Designs that draw points from ranges are in ``sampling``, those for sensitivity analysis in ``variance``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from standoff.design.design import Design
from standoff.design.factors import Factor, as_column
from standoff.errors import InputError

__all__ = ["BASE", "Ends", "ends_of", "grid", "grid_size", "one_at_a_time", "table"]

BASE: Final = 0
"""Point of `one_at_a_time` at which all factors have their base value."""


@dataclass(frozen=True)
class Ends:
    """The points at which a factor has its lowest and its highest value, all others their base value."""

    factor: Factor
    low: int
    high: int


def grid_size(factors: Sequence[Factor]) -> int:
    """Count the points of a grid without laying it out.

    Parameters
    ----------
    factors : sequence of Factor
        With listed values.

    Returns
    -------
    int
        Product of the numbers of values, exact at any size.

    Raises
    ------
    InputError
        If a factor is a range.
    """
    return math.prod(len(_listed(factor, "grid")) for factor in factors)


def grid(factors: Sequence[Factor]) -> Design:
    """Combine all listed values, the last factor changing fastest.

    Parameters
    ----------
    factors : sequence of Factor
        With listed values; check `grid_size` before combining many of them.

    Returns
    -------
    Design
        Each combination once.

    Raises
    ------
    InputError
        If a factor is a range.
    """
    size = grid_size(factors)
    columns = {}
    outer = 1
    for factor in factors:
        values = as_column(factor.name, factor.values)
        outer *= len(values)
        columns[factor.name] = np.tile(np.repeat(values, size // outer), outer // len(values))
    return Design("grid", tuple(factors), columns, {})


def one_at_a_time(factors: Sequence[Factor], base: Mapping[str, float | str]) -> Design:
    """Vary one factor at a time from a base point, all others at their base values.

    Parameters
    ----------
    factors : sequence of Factor
        With listed values; a range is represented by both ends.
    base : Mapping of str to float or str
        Base value of each factor, in its unit; other names are ignored.

    Returns
    -------
    Design
        The base is point 0. Values equal to the base are left out, so that the base is run once.

    Raises
    ------
    InputError
        If the base lacks a factor, or has a word where the factor has numbers.
    """
    lacking = [factor.name for factor in factors if factor.name not in base]
    if lacking:
        raise InputError(f"one_at_a_time: the base has no value of {', '.join(lacking)}; give one for each")
    start = {factor.name: base[factor.name] for factor in factors}
    points = [start]
    for factor in factors:
        points += [{**start, factor.name: value} for value in _levels(factor) if value != start[factor.name]]
    columns = {name: as_column(name, [point[name] for point in points]) for name in start}
    return Design("one_at_a_time", tuple(factors), columns, {"base": start})


def ends_of(design: Design) -> list[Ends]:
    """Find the ends of all numeric factors of `one_at_a_time` that vary; an end may be the base itself."""
    ends = []
    for factor in design.factors:
        values = design.columns[factor.name]
        if values.dtype.kind != "f" or (values == values[BASE]).all():
            continue
        points = np.append(BASE, np.flatnonzero(values != values[BASE]))
        low, high = points[values[points].argmin()], points[values[points].argmax()]
        ends.append(Ends(factor, int(low), int(high)))
    return ends


def table(rows: Mapping[str, Sequence[float | str]], factors: Sequence[Factor]) -> Design:
    """Make a design of the rows of a table.

    Parameters
    ----------
    rows : Mapping of str to sequence of float or of str, (n_points,)
        Values of each factor, as `standoff.design.tables.read_table` gives them.
    factors : sequence of Factor
        The factors of the columns. A table may go beyond the values or the range of a factor, which describe
        the factor and do not limit its points.

    Returns
    -------
    Design
        The rows in their order, columns in the order of the factors.

    Raises
    ------
    InputError
        If the names differ, the columns differ in length, or a value is missing.
    """
    names = [factor.name for factor in factors]
    if set(rows) != set(names):
        raise InputError(
            f"table: columns {list(rows)} are not those of the factors {names}; give one for each"
        )
    columns = {name: as_column(name, rows[name]) for name in names}
    return Design("table", tuple(factors), columns, {})


def _listed(factor: Factor, kind: str) -> tuple[float | str, ...]:
    if factor.is_range:
        raise InputError(
            f"{kind}: {factor.name} is the range {factor.low:g} to {factor.high:g}, not a list; "
            "give values as a,b,c or range(start,stop,step), or use a sampled design such as sobol"
        )
    return factor.values


def _levels(factor: Factor) -> tuple[float | str, ...]:
    if factor.low is None or factor.high is None:
        return factor.values
    return (factor.low, factor.high)
