"""Continuations of a run from one of its turns, with changes and without them.

Both begin from the state of the run before the turn, keep its private types, and follow the rules from there.
Continuations of the same number share their chance, so all differences between them follow from the changes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from standoff.arrays import Counts
from standoff.drivers.ensemble import Start, as_row, blocks, play_blocks
from standoff.drivers.kernel import UNFORCED
from standoff.drivers.single import CrisisModel
from standoff.drivers.stage import Stage
from standoff.errors import ArgumentError
from standoff.statistics.flows import Flow
from standoff.statistics.paired import outcome_shifts
from standoff.sweep.chosen_run import ChosenRun
from standoff.vocabulary import WarLevel

__all__ = ["BranchingPoint", "Continued", "branching_point", "continued_outcomes"]


@dataclass(frozen=True, eq=False)
class BranchingPoint:
    """A run before one of its turns.

    Parameters
    ----------
    turn : int
        Turn, from 0.
    day : float
        Days since the opening.
    is_war : bool
        Whether there is war already.
    state : ndarray (1,)
        State of the run, ``STATE``.
    """

    turn: int
    day: float
    is_war: bool
    state: npt.NDArray[np.void]


@dataclass(frozen=True, eq=False)
class Continued:
    """Outcomes of the continuations; those of one row share their chance.

    Parameters
    ----------
    plain, changed : ndarray (n,)
        Outcome of each continuation without the changes, and with them.
    """

    plain: Counts
    changed: Counts

    def flow(self, reference: str, result: str) -> Flow:
        """Count the pairs by outcome without the changes (rows) and with them, under these names."""
        return Flow(reference, result, outcome_shifts(self.plain, self.changed))


def branching_point(run: ChosenRun, turn: int) -> BranchingPoint:
    """Replay a run up to a turn.

    Raises
    ------
    ArgumentError
        If the run ends before.
    """
    model = CrisisModel(run.stage, run.seed, run.replication)
    clock = model.state.clock
    while clock.ended == 0 and clock.turn < turn:
        model.step()
    if clock.ended:
        allowed = f"allowed range is 0 to {int(clock.turn) - 1}"
        raise ArgumentError(f"{{turn}}: the run has no such turn; {allowed}", turn=turn)
    war = int(model.state.war.level) != WarLevel.NONE
    return BranchingPoint(int(clock.turn), float(clock.day), war, as_row(model.state))


def continued_outcomes(
    stage: Stage,
    point: BranchingPoint,
    seed: int,
    replications: range,
    advance: Callable[[int], object] = lambda n: None,
) -> Counts:
    """Play the continuations of a run on all cores.

    Parameters
    ----------
    stage : Stage
        The crisis, with the changes or without them.
    point : BranchingPoint
        Where they begin.
    seed : int
        Seed of the ensemble, >= 0.
    replications : range
        Replications whose chance is used. That of the run itself repeats the run, if nothing is changed.
    advance : callable, optional
        Called with the number of continuations whenever some are done.

    Returns
    -------
    ndarray (n_replications,)
        Outcome of each.
    """
    start, whole = Start(point.state, UNFORCED), blocks(stage, seed, replications.start, len(replications))
    outcomes = []
    for played in play_blocks(replace(block, start=start) for block in whole):
        outcomes.append(played.rows["outcome"].astype(np.int64))
        advance(len(played.rows))
    return np.concatenate(outcomes)
