"""Gauge – the numbers that are watched turn by turn, for quantiles over time.

Rule     reading = highest rung, largest force of an attacker, highest tension, greatest fear of attack
Reads    rungs [1..16], force [share of the required one], tension [share], fear [probability]
Source   kahn_1965 (rungs), richardson_1960 (force and tension), schelling_1966 (fear)
Assumes  a reading falls into one of ``N_BINS`` equal bins from 0 to the top of its scale; beyond it, the last
"""

from __future__ import annotations

from standoff.compiled import rule
from standoff.rules.posture import force_share
from standoff.state.crisis import Outlook, State
from standoff.state.tables import Facts
from standoff.vocabulary import Gauge

N_BINS = 64
"""Bins of a gauge."""
N_GAUGES = len(Gauge)
TOPS = (16.0, 2.0, 1.0, 1.0)
"""Top of the scale of each gauge, in the order of ``vocabulary.Gauge``."""

RUNG, FORCE, TENSION, FEAR = int(Gauge.RUNG), int(Gauge.FORCE), int(Gauge.TENSION), int(Gauge.FEAR)


@rule
def reading(facts: Facts, state: State, outlook: Outlook, gauge: int) -> float:
    """Read a gauge at the end of a turn."""
    highest = 0.0
    for actor in range(facts.n_actors):
        if gauge == RUNG:
            highest = max(highest, state.actor[actor].rung)
        elif gauge == FEAR:
            highest = max(highest, outlook.actor[actor].fear)
        elif gauge == FORCE:
            if facts.actor[actor].is_attacker == 1:
                highest = max(highest, force_share(facts, state, actor))
        else:
            for other in range(facts.n_actors):
                highest = max(highest, state.dyad[actor, other].tension)
    return highest


@rule
def bin_of(gauge: int, value: float) -> int:
    """Give the bin that a reading falls into, 0 .. ``N_BINS`` - 1."""
    scaled = value / TOPS[gauge] * N_BINS
    if scaled >= N_BINS:
        return N_BINS - 1
    return int(scaled) if scaled > 0.0 else 0
