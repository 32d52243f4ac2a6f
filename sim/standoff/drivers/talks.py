"""Talks in many runs: each attempt at a package, and what stood in the way of one.

Rule     nearest package = argmin over packages of the grid of the largest shortfall of a party
         shortfall = max(0, going on - worth), with going on as ``negotiation`` judges it
         what an issue would yield = worth with the issue at the party's ideal - worth
         move needed = least move of the issue towards the party's ideal that closes the shortfall by itself
Reads    the state and outlook of the moment at which a package is sought
Assumes  a package that moves no issue is none; of packages that are equally near, the one with the least sum
         of shortfalls

Nothing here changes a run: it examines, after the runs, moments that ``kernel`` kept.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from standoff.arrays import Rows
from standoff.chance import round_keys, uniform
from standoff.compiled import rule
from standoff.drivers.ensemble import Block, blocks, play_with_moments
from standoff.drivers.executors import in_order, open_executor
from standoff.drivers.kernel import ACCEPT
from standoff.drivers.stage import Stage
from standoff.rules.negotiation import (
    LEAST_GAIN,
    NO_DEAL,
    find_package,
    grid_steps,
    is_party,
    moves_an_issue,
    package_worth,
    signs,
    write_package,
)
from standoff.state.crisis import BARGAIN
from standoff.state.tables import MAX_ACTORS, MAX_ISSUES

__all__ = ["MET", "NO_PACKAGE", "NO_ROOM", "REFUSED", "SIGNED", "TALK", "examine", "play_talks"]

MET, NO_ROOM, NO_PACKAGE, REFUSED, SIGNED = range(5)
"""What a row of ``TALK`` tells: all parties are at the table for the first time; nothing is on offer within
the red lines; no package leaves every party better off; one does, and is refused; one is signed."""

HALVINGS = 40
"""Precision of a move that is needed: 2 to the power of -40 of the way."""

TALK = np.dtype(
    [
        ("replication", np.int64),
        ("turn", np.int64),
        ("day", np.float64),
        ("result", np.int64),  # one of the five above
        ("package", np.float64, (MAX_ISSUES,)),  # the package that was drafted, or else the nearest
        ("status_quo", np.float64, (MAX_ISSUES,)),  # position
        ("is_party", np.int64, (MAX_ACTORS,)),  # 1 = its signature is needed
        ("worth", np.float64, (MAX_ACTORS,)),  # utility of signing the package
        ("going_on", np.float64, (MAX_ACTORS,)),  # utility that it must exceed; of a draft, by the own type
        ("blocks", np.int64, (MAX_ACTORS,)),  # 1 = falls short at the nearest package
        ("alone", np.int64, (MAX_ACTORS,)),  # 1 = some package leaves all others better off
        ("refuses", np.int64, (MAX_ACTORS,)),  # 1 = does not sign what was drafted
        ("conceded", np.float64, (MAX_ACTORS, MAX_ISSUES)),  # utility if the issue alone were at its ideal
        ("needed", np.float64, (MAX_ACTORS, MAX_ISSUES)),  # move of it that would do, position; NaN = none
    ]
)
"""A moment of talks in a row."""


def play_talks(
    stage: Stage, seed: int, first: int, n_runs: int, advance: Callable[[int], object] = lambda n: None
) -> tuple[Rows, Rows]:
    """Play runs on all cores, and examine their talks.

    Parameters
    ----------
    stage : Stage
        The crisis.
    seed : int
        Seed of the ensemble, >= 0.
    first, n_runs : int
        First replication and how many, 1 or more.
    advance : callable, optional
        Called with the number of runs whenever a block is done.

    Returns
    -------
    rows : recarray (n_runs,)
        ``kernel.RESULT``.
    talks : recarray (n_moments,)
        ``TALK``, by run and turn.
    """
    rows, talks = [], []
    with open_executor("threads") as executor:
        for _, future in in_order(executor, _examined_block, blocks(stage, seed, first, n_runs)):
            played, examined = future.result()
            rows.append(played)
            talks.append(examined)
            advance(len(played))
    return np.concatenate(rows).view(np.recarray), np.concatenate(talks).view(np.recarray)


def _examined_block(block: Block) -> tuple[Rows, Rows]:
    rows, moments = play_with_moments(block)
    talks = np.zeros(len(moments.marks), TALK).view(np.recarray)
    bargains = np.zeros(1, BARGAIN).view(np.recarray)
    examine(block.facts.view(np.recarray)[0], moments, bargains, round_keys(block.seed), talks)
    return rows, talks


@rule
def examine(facts, moments, bargains, keys, talks) -> None:  # type: ignore[no-untyped-def]
    """Examine moments of talks.

    Parameters
    ----------
    facts : record
        The stage.
    moments : TalkMoments
        The moments; the states of attempts that find a package count it.
    bargains : recarray (1,)
        Working space.
    keys : ndarray (20,)
        Round keys of the seed.
    talks : recarray (n_moments,)
        Receives ``TALK``; zeros before.
    """
    for index in range(len(talks)):
        mark, state, talk = moments.marks[index], moments.states[index], talks[index]
        talk.replication = mark.replication
        talk.turn = state.clock.turn
        talk.day = state.clock.day
        if mark.is_draft == 0:
            talk.result = MET
            continue
        for issue in range(facts.n_issues):
            talk.status_quo[issue] = state.position[issue]
        _examine_attempt(facts, state, moments.outlooks[index], bargains[0], keys, talk)


@rule
def _examine_attempt(facts, state, outlook, bargain, keys, talk) -> None:  # type: ignore[no-untyped-def]
    """Tell what came of an attempt: who refused the draft, or who fell short of the nearest package."""
    for actor in range(facts.n_actors):
        talk.is_party[actor] = 1 if is_party(facts, actor) else 0
    if find_package(facts, state, outlook, bargain):
        talk.result = SIGNED
        for actor in range(facts.n_actors):
            slot = facts.actor[actor].slot
            u_accept = uniform(keys, talk.replication, talk.turn, slot, ACCEPT)
            bargain.floor[actor] = outlook.going_on[actor, state.actor[actor].type]
            if talk.is_party[actor] == 1 and not signs(
                facts, state, outlook, actor, bargain.package, u_accept
            ):
                talk.refuses[actor] = 1
                talk.result = REFUSED
    else:
        talk.result = NO_PACKAGE
        if not _draft_nearest(facts, state, outlook, bargain, talk):
            talk.result = NO_ROOM
            return
    for issue in range(facts.n_issues):
        talk.package[issue] = bargain.package[issue]
    for actor in range(facts.n_actors):
        if talk.is_party[actor] == 1:
            _value_package(facts, outlook, bargain, actor, talk)


@rule
def _draft_nearest(facts, state, outlook, bargain, talk) -> bool:  # type: ignore[no-untyped-def]
    """Write the nearest package to ``bargain.package``; tell whether there is any. Floors are written."""
    n_open = 0
    for issue in range(facts.n_issues):
        if bargain.levels[issue, 1] > bargain.levels[issue, 0]:
            n_open += 1
    steps = grid_steps(n_open)
    least, least_sum = NO_DEAL, NO_DEAL
    chosen = -1
    for index in range(steps**n_open):
        write_package(facts, bargain, index, steps)
        if not moves_an_issue(facts, state, bargain.package):
            continue
        worst, total, n_short, short = 0.0, 0.0, 0, -1
        for actor in range(facts.n_actors):
            if talk.is_party[actor] == 0:
                continue
            gain = package_worth(facts, outlook, bargain, actor) - bargain.floor[actor]
            if gain <= LEAST_GAIN:
                worst = min(worst, gain)
                total += gain
                n_short += 1
                short = actor
        if n_short == 1:
            talk.alone[short] = 1
        if worst > least or (worst == least and total > least_sum):
            least, least_sum, chosen = worst, total, index
    if chosen >= 0:
        write_package(facts, bargain, chosen, steps)
    return chosen >= 0


@rule
def _value_package(facts, outlook, bargain, actor: int, talk) -> None:  # type: ignore[no-untyped-def]
    """Write what the package is worth to a party, and what more it would be with one issue at its ideal."""
    worth, going_on = package_worth(facts, outlook, bargain, actor), bargain.floor[actor]
    talk.worth[actor], talk.going_on[actor] = worth, going_on
    if talk.result == NO_PACKAGE and worth - going_on <= LEAST_GAIN:
        talk.blocks[actor] = 1
    for issue in range(facts.n_issues):
        position, ideal = bargain.package[issue], facts.position[actor, issue].ideal
        bargain.package[issue] = ideal
        talk.conceded[actor, issue] = package_worth(facts, outlook, bargain, actor) - worth
        talk.needed[actor, issue] = np.nan
        if talk.conceded[actor, issue] > going_on - worth:
            share = _least_share(facts, outlook, bargain, actor, issue, position)
            talk.needed[actor, issue] = share * abs(ideal - position)
        bargain.package[issue] = position


@rule
def _least_share(facts, outlook, bargain, actor: int, issue: int, position: float) -> float:  # type: ignore[no-untyped-def]
    """Give the share of the way of an issue to the party's ideal after which the package is acceptable to it.

    Worth rises all the way, so that the point is found by halving.
    """
    ideal = facts.position[actor, issue].ideal
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        bargain.package[issue] = position + middle * (ideal - position)
        if package_worth(facts, outlook, bargain, actor) - bargain.floor[actor] > LEAST_GAIN:
            high = middle
        else:
            low = middle
    return high
