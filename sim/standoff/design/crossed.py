"""The crossed design: every package of levers in the same states of the world."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np

from standoff.design.design import Design
from standoff.design.factors import as_column
from standoff.errors import InputError

__all__ = ["crossed"]


def crossed(packages: Design, states: Design, reported: Mapping[str, float | str] | None = None) -> Design:
    """Combine every package with the same states of the world.

    Parameters
    ----------
    packages : Design
        A point for each package; its factors are levers and choices.
    states : Design
        A point for each state of the world; its factors are uncertainties.
    reported : Mapping, optional
        Reported value of each factor of the states; it becomes a state before the drawn ones.

    Returns
    -------
    Design
        All states for the first package, then for the second, and so on. The options hold whether the first
        state is the reported one, and how the others were drawn.

    Raises
    ------
    InputError
        If a package is listed twice.
    """
    rows = [tuple(packages.point(index).values()) for index in range(packages.n_points)]
    repeated = next((row for row, count in Counter(rows).items() if count > 1), None)
    if repeated is not None:
        raise InputError(f"crossed: the package {repeated} is listed twice; list each package once")
    columns = dict(states.columns)
    if reported is not None:
        columns = {name: np.concatenate([as_column(name, [reported[name]]), column])
                   for name, column in columns.items()}  # fmt: skip
    n_states = states.n_points + (reported is not None)
    options = {
        "packages": packages.kind,
        "states": {"kind": states.kind, **states.options},
        "has_reported": reported is not None,
    }
    return Design(
        "crossed",
        packages.factors + states.factors,
        {name: np.repeat(column, n_states) for name, column in packages.columns.items()}
        | {name: np.tile(column, packages.n_points) for name, column in columns.items()},
        options,
    )
