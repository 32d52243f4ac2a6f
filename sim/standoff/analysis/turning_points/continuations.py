"""Continuations of a run in which an actor takes another option.

A continuation starts from the state of a run before one of its turns, makes one actor take an option, and
follows the rules from there. Private types are those of the run; chance is that of another replication from
that turn on. Continuations with the same replication share their chance, so all differences between them
follow from the act. An act by inject is not a decision of the actor and has no alternatives.
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
        Rows of the actor and of the option that it chose.
    probability : ndarray (n_options,)
        Of each option by the rules, for the actor's own type; 0 = not open.
    state : ndarray (1,)
        State of the run before this turn, ``STATE``.
    """

    turn: int
    day: float
    actor: int
    chosen: int
    probability: Numbers
    state: npt.NDArray[np.void]

    def alternatives(self, least: float) -> list[int]:
        """Give the options that were not chosen and have at least this probability (> 0)."""
        return [int(option) for option in np.flatnonzero(self.probability >= least) if option != self.chosen]


@dataclass(frozen=True)
class Course:
    """A decision, and the open option that the actor takes in its continuations."""

    decision: Decision
    option: int


def decisions_of(
    stage: Stage, seed: int, replication: int, trace: Trace | None = None
) -> tuple[list[Decision], RunRecord]:
    """Replay a run and keep the state before each decision.

    Parameters
    ----------
    stage : Stage
        The crisis.
    seed : int
        Seed of the ensemble, >= 0.
    replication : int
        Number of the run, >= 0.
    trace : Trace, optional
        Receives the trace of the run.

    Returns
    -------
    tuple
        The decisions by turn and actor, and the record of the run.
    """
    model = CrisisModel(stage, seed, replication, trace=trace)
    decisions = []
    while model.state.clock.ended == 0:
        turn, day = int(model.state.clock.turn), float(model.state.clock.day)
        state = as_row(model.state)
        model.step()
        for agent in model.agents:
            if agent.decided and agent.chosen != agent.injected:
                kind = int(model.state.actor[agent.row].type)
                probability = agent.options.probability[kind, : len(stage.names.actions)].copy()
                decisions.append(Decision(turn, day, agent.row, agent.chosen, probability, state))
    return decisions, model.result()


def play_courses(
    stage: Stage, courses: Iterable[Course], seed: int, replications: range, n_threads: int | None = None
) -> Iterator[npt.NDArray[np.void]]:
    """Play the continuations of courses on all cores.

    Parameters
    ----------
    stage : Stage
        The crisis.
    courses : iterable of Course
        The decisions and options.
    seed : int
        Seed of the ensemble, >= 0.
    replications : range
        Replications whose chance is used. That of the run itself repeats the run if the option is the one
        that was chosen.
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
