"""Shares of a scenario in a design: those that belong together sum to one at every point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from standoff.arrays import Column
from standoff.design.design import Design
from standoff.errors import ConfigError
from standoff.scenario.content import Scenario
from standoff.scenario.paths import TOLERANCE, share_groups
from standoff.scenario.shares import shares_fault

__all__ = ["drawn_together", "with_played_shares"]

LISTED: Final = ("grid", "table", "zip")
"""Designs whose values are written by the user."""
STEPPED: Final = ("saltelli", "morris", "one_at_a_time")
"""Designs whose values are steps of a method, which keep them; what is played is scaled."""


def drawn_together(design: Design, scenario: Scenario) -> list[str]:
    """Name the factors that are shares of one whole, in designs that do not list their values."""
    if design.kind in LISTED:
        return []
    names = {factor.name for factor in design.factors}
    groups = (names.intersection(group) for group in share_groups(scenario.documents.tree))
    return sorted(name for group in groups if len(group) > 1 for name in group)


def with_played_shares(design: Design, scenario: Scenario) -> Design:
    """Give a design with the shares that are played.

    Drawn shares are scaled so that they sum to one; listed ones have to.

    Parameters
    ----------
    design : Design
        The points.
    scenario : Scenario
        The scenario of its quantities.

    Raises
    ------
    ConfigError
        If listed shares do not sum to one; it names the first such point.
    """
    tree = scenario.documents.tree
    columns = dict(design.columns)
    for group in share_groups(tree) if design.kind not in STEPPED else ():
        given = [name for name in group if name in columns]
        is_whole = all(group[name] <= 0 for name in group if name not in given)
        total = _total([columns[name] for name in given])
        wrong = (total > 1 + TOLERANCE) | (is_whole & (total > 0) & (total < 1 - TOLERANCE))
        if design.kind in LISTED and np.any(wrong):
            point = int(np.argmax(wrong))
            fault = shares_fault(tree, {name: float(columns[name][point]) for name in given})
            raise ConfigError(f"design={design.kind}, point {point}: {fault}")
        whole = _total([columns.get(name, group[name]) for name in group])
        columns |= {name: np.where(wrong, columns[name] * 1 / whole, columns[name]) for name in given}
    return replace(design, columns=columns)


def _total(shares: Sequence[Column | float]) -> Column:
    """Add up shares in their order, as they are added up when they are played."""
    total: Column = np.asarray(sum(shares), dtype=np.float64)
    return total
