"""The points of an experiment, with everything needed to lay them out again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from standoff.arrays import Column
from standoff.design.factors import Factor
from standoff.errors import InputError

__all__ = ["Design"]


@dataclass(frozen=True, eq=False)
class Design:
    """Points at which an experiment is run. Designs are compared by identity, since they hold arrays.

    Parameters
    ----------
    kind : str
        Kind of design, such as ``grid``.
    factors : tuple of Factor
        The factors, in the order of the columns.
    columns : dict of str to array, (n_points,)
        Values of each factor: float64 for numbers, str for words; none is missing.
    options : Mapping
        What is needed to repeat the design from its factors, as plain data: seed, points, levels.

    Raises
    ------
    InputError
        If there is no factor or point, or if names, lengths or values do not match.
    """

    kind: str
    factors: tuple[Factor, ...]
    columns: dict[str, Column]
    options: Mapping[str, Any]

    def __post_init__(self) -> None:
        """Refuse columns that are not a table of the factors."""
        names = [factor.name for factor in self.factors]
        if not names:
            raise InputError(f"{self.kind}: there is no factor; give at least one with its values or range")
        twice = [name for index, name in enumerate(names) if name in names[:index]]
        if twice:
            raise InputError(f"{self.kind}: {twice[0]} is named twice; name each factor once")
        if list(self.columns) != names:
            raise InputError(
                f"{self.kind}: columns {list(self.columns)} are not those of the factors {names}"
            )
        lengths = {name: len(column) for name, column in self.columns.items()}
        if len(set(lengths.values())) > 1:
            raise InputError(f"{self.kind}: columns differ in length, {lengths}; give equal lengths")
        if not self.n_points:
            raise InputError(f"{self.kind}: there is no point; give at least one value of each factor")
        for name, column in self.columns.items():
            self._check_column(name, column)

    def _check_column(self, name: str, column: Column) -> None:
        if column.dtype.kind == "f":
            usable = np.isfinite(column)
        else:
            usable = np.array([isinstance(value, str) and value != "" for value in column])
        if not usable.all():
            index = int(np.argmin(usable))
            raise InputError(
                f"{self.kind}: {name} at point {index} is {column[index]!r}; give a finite float, or a word"
            )

    @property
    def n_points(self) -> int:
        """Number of points."""
        return len(self.columns[self.factors[0].name])

    def point(self, index: int) -> dict[str, float | str]:
        """Give a point, counted from 0, as plain numbers and words by the name of the factor."""
        return {
            name: float(column[index]) if column.dtype.kind == "f" else str(column[index])
            for name, column in self.columns.items()
        }
