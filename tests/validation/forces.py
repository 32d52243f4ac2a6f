"""Forces – the posture rule driven by the intent of the record, beside the counts of those weeks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from standoff.drivers.stage import Stage
from standoff.rules.posture import force_share, move_forces
from tests.validation.observed import Reading, Series

__all__ = ["TOLERANCE", "Compared", "driven"]

TOLERANCE = 0.15
"""Largest share by which the rule may miss a count."""


@dataclass(frozen=True)
class Compared:
    """A count, and what the rule gives on its day, battalion groups."""

    reading: Reading
    given: float

    @property
    def miss(self) -> float:
        """Share of the middle of the counts by which the rule misses it."""
        return self.given / self.reading.middle - 1.0

    @property
    def is_met(self) -> bool:
        """Whether that lies within the tolerance."""
        return abs(self.miss) <= TOLERANCE


def driven(stage: Stage, attacker: int, series: Series) -> list[Compared]:
    """Start from the first count, order the plan, and follow the rule to the later ones.

    Parameters
    ----------
    stage : Stage
        The crisis; its hosts stand open, as they did.
    attacker : int
        Row of the actor that builds up.
    series : Series
        What was counted. Shares of the plan of the record are shares of the plan of the crisis.
    """
    facts, state = stage.facts, stage.opening.copy()
    fact = facts.actor[attacker]
    first = series.readings[0]
    plan = fact.plan_share * fact.required
    now = state.troops[attacker]
    state.troops[attacker] = now / now.sum() * plan * first.middle / series.plan
    state.actor[attacker].order = fact.plan_share
    for host in np.flatnonzero(facts.dyad[:, attacker]["hosts"]):
        state.actor[host].access = 1.0
    steps, day = [], first.day
    for reading in series.readings[1:]:
        for _ in range((reading.day - day).days):
            move_forces(facts, state, attacker, 0.0)
        day = reading.day
        steps.append(Compared(reading, force_share(facts, state, attacker) / fact.plan_share * series.plan))
    return steps
