"""The rule parameters as a table, and what follows from them: types of resolve and their prior."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from standoff.arrays import Numbers, Rows
from standoff.errors import ConfigError
from standoff.scenario.names import nearest
from standoff.state.tables import N_TYPES, RULES, table

__all__ = ["packed_rules", "prior", "type_cost"]

MIDDLE_TYPE = (N_TYPES - 1) / 2


def packed_rules(rules: Mapping[str, float]) -> Rows:
    """Make the table of the rule parameters.

    Parameters
    ----------
    rules : Mapping
        One number for each field of ``RULES``, in its unit.

    Returns
    -------
    numpy.recarray
        (1,) RULES.
    """
    fields = RULES.names or ()
    unknown = (name for name in rules if name not in fields)
    missing = (name for name in fields if name not in rules)
    odd = (name for name, value in rules.items() if not _is_finite(value))
    problems = [f"{name}: unknown rule parameter, {nearest(name, fields)}" for name in unknown]
    problems += [f"{name}: missing rule parameter; add it" for name in missing]
    problems += [f"{name} = {rules[name]}: a finite number is expected" for name in odd]
    if problems:
        raise ConfigError("\n".join(problems))
    packed = table(RULES, 1)
    for name in fields:
        packed[name] = rules[name]
    return packed


def _is_finite(value: object) -> bool:
    return isinstance(value, (int, float)) and math.isfinite(value)


def type_cost(spread: float) -> Numbers:
    """Give the multiplier of war costs by type: 1 in the middle, 1 - spread and 1 + spread at the ends.

    Examples
    --------
    >>> type_cost(0.6).round(9).tolist()
    [0.4, 0.7, 1.0, 1.3, 1.6]
    """
    return np.array([1 + spread * (kind - MIDDLE_TYPE) / MIDDLE_TYPE for kind in range(N_TYPES)])


def prior(tilt: float) -> Numbers:
    """Give the prior over types of resolve: uniform at 0, towards the resolved ones above.

    Examples
    --------
    >>> prior(0.0).tolist()
    [0.2, 0.2, 0.2, 0.2, 0.2]
    """
    weights = [math.exp(tilt * (MIDDLE_TYPE - kind)) for kind in range(N_TYPES)]
    total = math.fsum(weights)
    return np.array([weight / total for weight in weights])
