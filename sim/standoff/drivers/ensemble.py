"""Many runs of one stage, in blocks that any worker can play."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from standoff.arrays import Rows
from standoff.chance import round_keys
from standoff.drivers.executors import in_order, open_executor
from standoff.drivers.kernel import NOBODY, RESULT, WORK, run_chunk
from standoff.drivers.memory import require_memory
from standoff.drivers.record import broken_off
from standoff.drivers.stage import Stage
from standoff.drivers.talk_moments import TalkMoments, room_for
from standoff.rules.gauge import N_BINS, N_GAUGES
from standoff.state.crisis import STATE

__all__ = [
    "Block",
    "PlayedBlock",
    "Start",
    "as_row",
    "blocks",
    "n_turns",
    "play",
    "play_block",
    "play_blocks",
    "play_ensemble",
    "play_with_moments",
]

COPIES = 3
"""How often the rows of an ensemble are in memory at most: themselves, as a table, and as the file of it."""
BLOCK = 64
"""Runs per block: short enough for a smooth progress bar, long enough to cost nothing."""
MOMENTS = 4
"""TalkMoments of talks per run for which there is room at first."""


@dataclass(frozen=True)
class Start:
    """Where runs begin: on day 0, or in the middle of a run, where an actor may be made to act.

    Parameters
    ----------
    state : ndarray (1,)
        ``STATE``.
    actor, option : int
        Rows of the actor and its act in the first turn; ``NOBODY``: whole runs, with private types drawn;
        ``UNFORCED``: runs that go on from the state, and nobody is made to act.
    """

    state: Rows
    actor: int = NOBODY
    option: int = 0


@dataclass(frozen=True)
class Block:
    """Consecutive runs of one stage: all that a worker needs, in its own process or on another machine.

    Parameters
    ----------
    facts : ndarray (1,)
        The stage's ``FACTS``.
    start : Start
        Where the runs begin.
    horizon_days : float
        Longest run, days.
    n_turns : int
        Turns of the longest run.
    seed, first, n_runs : int
        Seed of the ensemble, first replication, how many.
    """

    facts: Rows
    start: Start
    horizon_days: float
    n_turns: int
    seed: int
    first: int
    n_runs: int


@dataclass(frozen=True)
class PlayedBlock:
    """The results of a block.

    Parameters
    ----------
    rows : recarray (n_runs,)
        ``kernel.RESULT`` of consecutive replications.
    fan : ndarray (n_gauges, n_turns, n_bins)
        Number of runs by the bin of each gauge after each turn (``rules/gauge.py``).
    """

    rows: Rows
    fan: npt.NDArray[np.int32]


def n_turns(stage: Stage) -> int:
    """Give the number of turns of the longest run of a stage."""
    return math.ceil(stage.horizon_days / float(stage.facts.rules.turn_days) - 1e-9)


def blocks(stage: Stage, seed: int, first: int, n_runs: int, size: int = BLOCK) -> Iterator[Block]:
    """Cut consecutive runs into blocks.

    Parameters
    ----------
    stage : Stage
        The crisis.
    seed : int
        Seed of the ensemble, >= 0.
    first, n_runs : int
        First replication and how many.
    size : int
        Runs of a block.
    """
    facts, start = as_row(stage.facts), Start(as_row(stage.opening))
    turns = n_turns(stage)
    for begin in range(first, first + n_runs, size):
        count = min(size, first + n_runs - begin)
        yield Block(facts, start, stage.horizon_days, turns, seed, begin, count)


def as_row(record: Any) -> Rows:
    """Make a table of one record, which keeps its type on its way to another process."""
    row = np.zeros(1, record.dtype)
    row[0] = record
    return row


def play_block(block: Block) -> PlayedBlock:
    """Play a block of runs.

    Parameters
    ----------
    block : Block
        What to play.

    Raises
    ------
    RunError
        If a run breaks off because a number in it is not finite.
    """
    return _play(block, room_for(0))[0]


def play_with_moments(block: Block) -> tuple[Rows, TalkMoments]:
    """Play a block of runs, and keep the moments of talks.

    Returns
    -------
    rows : recarray (n_runs,)
        ``kernel.RESULT`` of consecutive replications.
    moments : TalkMoments
        The moments of all of them.
    """
    played, n = _play(block, moments := room_for(MOMENTS * block.n_runs))
    if n > len(moments.marks):
        played, n = _play(block, moments := room_for(n))
    return played.rows, TalkMoments(*(kept[:n] for kept in moments))


def _play(block: Block, moments: TalkMoments) -> tuple[PlayedBlock, int]:
    """Play a block of runs, and count its moments of talks; those that have room are kept."""
    start = block.start
    rows = np.zeros(block.n_runs, RESULT).view(np.recarray)
    fan = np.zeros((N_GAUGES, block.n_turns, N_BINS), np.int32)
    states, works = np.zeros(1, STATE).view(np.recarray), np.zeros(1, WORK).view(np.recarray)
    facts, opening = block.facts.view(np.recarray)[0], start.state.view(np.recarray)[0]
    broken = run_chunk(
        facts, opening, states, works, round_keys(block.seed), block.first, block.horizon_days, rows, fan,
        start.actor, start.option, moments,
    )  # fmt: skip
    if broken >= 0:
        raise broken_off(block.first + broken, float(states[0].clock.day))
    return PlayedBlock(rows, fan), int(works[0].n_moments)


def play(stage: Stage, seed: int, first: int, n_runs: int, n_threads: int | None = None) -> Iterator[Rows]:
    """Play runs on all cores, and yield their rows in order.

    Parameters
    ----------
    stage : Stage
        The crisis.
    seed : int
        Seed of the ensemble, >= 0.
    first, n_runs : int
        First replication and how many.
    n_threads : int, optional
        Default: the number of cores.

    Yields
    ------
    recarray (<= BLOCK,)
        ``RESULT`` rows of consecutive replications. Stop iterating to stop playing.
    """
    return (played.rows for played in play_blocks(blocks(stage, seed, first, n_runs), n_threads))


def play_ensemble(
    stage: Stage, seed: int, n_runs: int, advance: Callable[[int], object] = lambda n: None
) -> PlayedBlock:
    """Play runs on all cores and keep a row for each.

    Parameters
    ----------
    stage : Stage
        The crisis.
    seed : int
        Seed of the ensemble, >= 0.
    n_runs : int
        How many, from replication 0 on.
    advance : callable, optional
        Called with the number of runs whenever a block is done.

    Raises
    ------
    InputError
        If the rows do not fit into memory.
    """
    remedy = "ask for fewer runs, or for a sweep, which keeps sums only"
    require_memory(COPIES * n_runs * RESULT.itemsize, f"replications = {n_runs:,}", remedy)
    rows = np.zeros(n_runs, RESULT).view(np.recarray)
    fan = np.zeros((N_GAUGES, n_turns(stage), N_BINS), np.int32)
    done = 0
    for block in play_blocks(blocks(stage, seed, 0, n_runs)):
        rows[done : done + len(block.rows)] = block.rows
        fan += block.fan
        done += len(block.rows)
        advance(len(block.rows))
    return PlayedBlock(rows, fan)


def play_blocks(made: Iterable[Block], n_threads: int | None = None) -> Iterator[PlayedBlock]:
    """Play blocks on all cores, and yield their results in order."""
    with open_executor("threads", n_threads) as executor:
        for _, future in in_order(executor, play_block, made):
            yield future.result()
