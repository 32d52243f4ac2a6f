"""Emissions – what averages and the engine's bargaining rule make of positions elicited before a decision.

Rule       weighted mean and median: weight = capability * salience; Nash product: power is capability, or
           capability * salience, and an actor gains what an agreement lies nearer to it than none. How
           much it cares cannot change its part of the product otherwise: utilities have no common scale
Assumes    no agreement is worth to each what the farther end of the scale would be: the data name no other
           disagreement point. The engine's own search has five levels per issue; the fine grid has 6,001
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from standoff.rules.negotiation import LEVELS, nash_log_product
from tests.validation.observed import Member

__all__ = ["compromises"]

FINE = 6001


def compromises(members: Mapping[str, Member], ends: tuple[float, float]) -> dict[str, float]:
    """Give the decision that each rule foretells, in the unit of the positions."""
    positions = np.array([one.position for one in members.values()])
    capabilities = np.array([one.capability for one in members.values()])
    saliences = np.array([one.salience for one in members.values()])
    weights = capabilities * saliences
    fine, coarse = np.linspace(*ends, FINE), np.linspace(*ends, int(LEVELS))
    return {
        "weighted mean": float(weights @ positions / weights.sum()),
        "weighted median": _median(positions, weights),
        "unweighted mean": float(positions.mean()),
        "Nash product, power = capability": _nash(fine, positions, capabilities),
        "Nash product, power = capability × salience": _nash(fine, positions, weights),
        "the same on the grid of the engine": _nash(coarse, positions, weights),
    }


def _median(positions: np.ndarray, weights: np.ndarray) -> float:
    order = np.argsort(positions, kind="stable")
    reached = np.cumsum(weights[order]) / weights.sum()
    return float(positions[order][np.searchsorted(reached, 0.5)])


def _nash(grid: np.ndarray, positions: np.ndarray, powers: np.ndarray) -> float:
    """Give the point of the grid with the largest product of gains over no agreement."""
    ends = (grid[0], grid[-1])
    best, chosen = -np.inf, float(grid[0])
    for point in grid:
        total = 0.0
        for position, power in zip(positions, powers, strict=True):
            gain = max(abs(end - position) for end in ends) - abs(point - position)
            total += nash_log_product(gain, power) if gain > 0.0 else -np.inf
        if total > best:
            best, chosen = total, float(point)
    return chosen
