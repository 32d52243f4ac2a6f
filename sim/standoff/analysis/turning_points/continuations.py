"""Alternatives – what an actor could have done instead, at each of its decisions in a run.

A continuation takes up a run before one of its turns, makes one actor take an option, and goes on by the
rules. Private types stay those of the run; chance is that of another replication, from that turn on.
Continuations of one replication share it: whatever differs between them follows from the act.
What an inject has an actor do is no decision of the actor: nobody asks what else it could have done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from standoff.arrays import Numbers
from standoff.drivers.ensemble import Block, Start, as_row, blocks, play_blocks
from standoff.drivers.record import RunRecord
from standoff.drivers.single import CrisisModel
from standoff.drivers.stage import Stage
from standoff.drivers.trace import Trace

__all__ = ["Course", "Decision", "decisions_of", "play_courses"]


@dataclass(frozen=True)
class Decision:
    """A decision in a run.

    Parameters
    ----------
    turn : int
        Turn, from 0.
    day : float
        Days since the opening.
    actor, chosen : int
        Rows of the actor and of what it took.
    probability : ndarray (n_options,)
        Of each option by the rules, for the actor's own type; 0 = closed.
    state : ndarray (1,)
        The run before this turn, ``STATE``.
    """

    turn: int
    day: float
    actor: int
    chosen: int
    probability: Numbers
    state: npt.NDArray[np.void]

    def alternatives(self, least: float) -> list[int]:
        """Give the options that it did not take, of at least this probability (> 0)."""
        return [int(option) for option in np.flatnonzero(self.probability >= least) if option != self.chosen]


@dataclass(frozen=True)
class Course:
    """A decision, and an open option that the actor is made to take, whether it took it or not."""

    decision: Decision
    option: int


def decisions_of(
    stage: Stage, seed: int, replication: int, trace: Trace | None = None
) -> tuple[list[Decision], RunRecord]:
    """Play a run and keep the state before each decision.

    Parameters
    ----------
    stage : Stage
        The crisis.
    seed : int
        Seed of the ensemble, >= 0.
    replication : int
        Which run of it, >= 0.
    trace : Trace, optional
        Receives the full story of the run.

    Returns
    -------
    tuple
        The decisions by turn and actor, and the record of the run.
    """
    model = CrisisModel(stage, seed, replication, trace=trace)
    found = []
    while model.state.clock.ended == 0:
        turn, day = int(model.state.clock.turn), float(model.state.clock.day)
        state = as_row(model.state)
        model.step()
        for agent in model.agents:
            if agent.decided and agent.chosen != agent.injected:
                kind = int(model.state.actor[agent.row].type)
                probability = agent.options.probability[kind, : len(stage.names.actions)].copy()
                found.append(Decision(turn, day, agent.row, agent.chosen, probability, state))
    return found, model.result()


def play_courses(
    stage: Stage, courses: Iterable[Course], seed: int, replications: range, n_threads: int | None = None
) -> Iterator[npt.NDArray[np.void]]:
    """Play the continuations of courses on all cores.

    Parameters
    ----------
    stage : Stage
        The crisis.
    courses : iterable of Course
        What actors are made to take.
    seed : int
        Seed of the ensemble, >= 0.
    replications : range
        Whose chance each course meets. That of the run itself repeats the run, where the option is what the
        actor took.
    n_threads : int, optional
        Default: the number of cores.

    Yields
    ------
    recarray (n_replications,)
        ``RESULT`` rows of each course, in the order of the courses.
    """
    n_runs = len(replications)
    (plain,) = blocks(stage, seed, replications.start, n_runs, n_runs)
    made = (_block(plain, course) for course in courses)
    return (played.rows for played in play_blocks(made, n_threads))


def _block(plain: Block, course: Course) -> Block:
    decision = course.decision
    start = Start(decision.state, decision.actor, course.option)
    return replace(plain, start=start)
