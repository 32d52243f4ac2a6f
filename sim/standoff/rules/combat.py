"""Combat – attrition, the opening salvo, and the terms on which fighting ends.

Rule     A' = -a*B + r,  B' = -b*A                  [Lanchester's square law, A reinforced at rate r]
         a, b = losses that a unit of B (of A) inflicts per day
         hits = (shots * attackers - intercepts * defenders) / staying power   [Hughes's salvo]
         terms: demand p + (C - c)/2 of the pie, refused with probability (C - c)/(2C)   [Fearon 1995]
         c = own cost, the other's uniform on 0..C; if c >= C the demand is p; demands end at 1
Reads    troops [thousand], rates [per day], odds [0..1], costs [share of the pie]
Source   lanchester_1916, engel_1954, hughes_1995, fearon_1995; rates are assumptions with ranges
Assumes  the flow is exact while reinforcement is constant and both sides stand; a side that falls to 0 within
         a step with reinforcement is cut off at 0; the pie of the terms is what the war can win
"""

from __future__ import annotations

from math import sqrt

from standoff.compiled import rule
from standoff.elementary import exp

LEAST_FIRE = 1e-9
"""Losses per day and unit below which a side does not fire: the law is then linear."""
MOST_GROWTH = 300.0
"""Largest exponent of the flow: by then one side is gone in any case, and larger ones would overflow."""


@rule
def square_law(own: float, other: float, other_fire: float, reinforcement: float, own_fire: float,
               days: float) -> float:  # fmt: skip
    """Give the strength of a side after some days of aimed fire between two forces.

    Parameters
    ----------
    own, other : float
        Strengths at the start, any common unit.
    other_fire, own_fire : float
        Losses that one unit of the other side (of this side) inflicts per day.
    reinforcement : float
        Net reinforcement of this side per day. An enemy's enters through ``square_law_under_reinforcement``.
    days : float
        Length of the step.

    Returns
    -------
    float
        Strength at the end, never below 0. The flow is exact while both sides stand: steps compose.

    Notes
    -----
    A constant reinforcement r of A shifts the equation: with B* = r/a it reads A' = -a*(B - B*), B' = -b*A.
    """
    if own_fire <= LEAST_FIRE or other_fire <= LEAST_FIRE:
        return max(0.0, own - other_fire * other * days + reinforcement * days)
    root = sqrt(other_fire * own_fire)
    grow = exp(min(MOST_GROWTH, root * days))
    cosh = 0.5 * (grow + 1.0 / grow)
    sinh = 0.5 * (grow - 1.0 / grow)
    if reinforcement == 0.0 and other * cosh < sqrt(own_fire / other_fire) * own * sinh:
        # The other side is gone before the step ends, and the dead do not fire: the invariant tells the rest.
        return sqrt(max(0.0, own * own - other_fire / own_fire * other * other))
    left = own * cosh - sqrt(other_fire / own_fire) * (other - reinforcement / other_fire) * sinh
    return min(own + reinforcement * days, max(0.0, left))


@rule
def square_law_under_reinforcement(own: float, other: float, other_fire: float, reinforcement: float,
                                   own_fire: float, days: float) -> float:  # fmt: skip
    """Give the strength of a side whose *enemy* is reinforced at a constant rate per day.

    Parameters are those of ``square_law``; ``reinforcement`` is the enemy's. The exact flow again.
    """
    if own_fire <= LEAST_FIRE or other_fire <= LEAST_FIRE:
        return max(0.0, own - other_fire * other * days - 0.5 * other_fire * reinforcement * days * days)
    root = sqrt(other_fire * own_fire)
    grow = exp(min(MOST_GROWTH, root * days))
    cosh = 0.5 * (grow + 1.0 / grow)
    sinh = 0.5 * (grow - 1.0 / grow)
    if reinforcement == 0.0:
        return square_law(own, other, other_fire, 0.0, own_fire, days)
    rest = reinforcement / own_fire
    return min(own, max(0.0, rest + (own - rest) * cosh - sqrt(other_fire / own_fire) * other * sinh))


@rule
def salvo_losses(shooters: float, targets: float, hits: float, intercepts: float, staying: float) -> float:
    """Give the targets put out of action by one salvo (Hughes), between 0 and ``targets``.

    Parameters
    ----------
    shooters, targets : float
        Units that fire and units fired at.
    hits : float
        Good shots per shooter.
    intercepts : float
        Shots that one target turns away.
    staying : float
        Hits that put one target out of action.
    """
    return min(targets, max(0.0, (hits * shooters - intercepts * targets) / staying))


@rule
def salvo_share(
    shooters: float, targets: float, hits: float, intercepts: float, staying: float, ceiling: float
) -> float:
    """Give the share of a defence that an opening salvo puts out of action, at most ``ceiling``."""
    if targets <= 0.0:
        return 0.0
    return min(ceiling, salvo_losses(shooters, targets, hits, intercepts, staying) / targets)


@rule
def ultimatum_demand(odds: float, own_cost: float, other_most: float) -> float:
    """Give the share of the pie that a side demands which does not know the other's cost of war.

    Parameters
    ----------
    odds : float
        Its odds of winning.
    own_cost : float
        Its own cost of (further) war, share of the pie.
    other_most : float
        The other's cost is taken as uniform on 0..other_most.

    Returns
    -------
    float
        Fearon's risk-return optimum, clipped to 0..1.
    """
    if own_cost >= other_most:
        return min(1.0, odds)
    return min(1.0, odds + 0.5 * (other_most - own_cost))


@rule
def refusal_risk(odds: float, own_cost: float, other_most: float) -> float:
    """Give the probability that the demand of ``ultimatum_demand`` is refused, i.e. that war goes on."""
    if other_most <= 0.0:
        return 0.0
    return min(1.0, max(0.0, (ultimatum_demand(odds, own_cost, other_most) - odds) / other_most))


@rule
def accepts_terms(demand: float, odds: float, own_cost: float) -> float:
    """Tell (1 or 0) whether a side with this cost of war yields the demanded share rather than fight on."""
    return 1.0 if own_cost >= demand - odds else 0.0
