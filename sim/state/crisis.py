"""Columns of the tables that change in a run, each with its unit and range.

One ``State`` is one run at one moment. Within a phase all actors read the same snapshot of it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sim.state.tables import N_TYPES, Facts, table
from sim.vocabulary import Term

__all__ = ["ACTOR_STATE", "CLOCK", "DYAD_STATE", "FRONT", "OUTLOOK", "PROSPECT", "WAR", "Bargain", "Options", "Outlook", "State",
           "blank_bargain", "blank_options", "blank_outlook", "blank_state"]

ACTOR_STATE = np.dtype(
    [
        ("type", np.int64),  # private type of resolve, 0..4, drawn once per run
        ("order", np.float64),  # force ordered, share of the required force
        ("peak", np.float64),  # largest force so far, share of the required force
        ("audience", np.float64),  # utility: what backing down would cost now
        ("rung", np.float64),  # rung of escalation now
        ("rung_days", np.float64),  # days since the act that set it
        ("table_days", np.float64),  # days left at the table, 0 = not talking
        ("offer", np.float64),  # standing offer, share of what the actor can give
        ("arms", np.float64),  # strength that outside arms have added, share
        ("arms_rate", np.float64),  # arms that this actor sends to whom it protects, share per day
        ("sanctions", np.float64),  # credibility of its sanctions, share
        ("flank", np.float64),  # reinforcement of its own territory, share
        ("access", np.float64),  # access that it grants as a host, share
        ("extended", np.int64),  # 1 = as a host it let the guest stay beyond the exercise
        ("cover_days", np.float64),  # days for which an ended exercise hides a withdrawal
        ("quiet_days", np.float64),  # days for which at least half of its surge has been gone
        ("odds_bias", np.float64),  # added to the attacker's log odds as it sees them now
        ("action", np.int64),  # row of the act of this turn, -1 = none
        ("margin", np.float64),  # utility: largest advantage of attack over its best peace so far
        ("chose_war", np.int64),  # 1 = it attacked by choice (not through an incident)
    ]
)

DYAD_STATE = np.dtype(
    [
        ("tension", np.float64),  # share
        ("calm_days", np.float64),  # days for which agreed transparency calms the pair
    ]
)

FRONT = np.dtype(
    [
        ("crossed", np.float64),  # thousand troops of the attacker across and fit to fight
        ("sent", np.float64),  # thousand troops that ever crossed
        ("ground", np.float64),  # share of the axis that the attacker holds
        ("struck", np.int64),  # 1 = the opening salvo has been fired
    ]
)

WAR = np.dtype(
    [
        ("level", np.int64),  # vocabulary.WarLevel now
        ("worst", np.int64),  # highest level so far
        ("attacker", np.int64),  # who attacked, -1 = nobody
        ("target", np.int64),  # who was attacked, -1 = nobody
        ("days", np.float64),  # days of fighting
        ("full_days", np.float64),  # days since the full-scale attack began, -1 = never
        ("crossed", np.float64),  # thousand troops that ever crossed
        ("attacker_losses", np.float64),  # thousand troops out of action
        ("target_losses", np.float64),  # thousand troops out of action
        ("outside", np.int64),  # 1 = a protector's forces are in combat
        ("ceasefire", np.int64),  # 1 = fighting ended on agreed terms
    ]
)

CLOCK = np.dtype(
    [
        ("turn", np.int64),  # turns played
        ("day", np.float64),  # days since the opening, at the start of the turn
        ("season", np.float64),  # trafficability, share
        ("signed", np.int64),  # 1 = a package has been signed
        ("drafts", np.int64),  # packages drafted so far
        ("calmed", np.int64),  # 1 = the surge has gone for the days that count as de-escalation
        ("ended", np.int64),  # 1 = the run is over
    ]
)

OUTLOOK = np.dtype(
    [
        ("value", np.float64),  # utility of the issues as they stand
        ("quo", np.float64),  # ... less the feared drift
        ("force", np.float64),  # force now, share of the required force
        ("audience", np.float64),  # utility: audience cost that a withdrawal would really cost now
        ("upkeep", np.float64),  # utility: readiness over a planning step under the standing order
        ("target", np.int64),  # whom it may attack, -1 = nobody
        ("odds_now", np.float64),  # its odds of winning a full war now, as it sees them (attackers)
        ("odds_later", np.float64),  # ... after a planning step under the standing order
        ("won", np.float64),  # utility of a won war (attackers)
        ("lost", np.float64),  # utility of a lost war (attackers)
        ("limited", np.float64),  # utility of a limited attack's aims (attackers)
        ("sanctions", np.float64),  # utility that sanctions would cost now (attackers)
        ("menace", np.int64),  # attacker whose war it has to fear, -1 = none
        ("fear", np.float64),  # probability of attack that it expects over a planning step
    ]
)


class Outlook(NamedTuple):
    """What each actor would compute before it decides, all from one snapshot.

    Private types are rows: an actor knows its own, the others weigh all by their beliefs.
    """

    actor: npt.NDArray[np.void]  # (n,) OUTLOOK
    war_now: npt.NDArray[np.float64]  # (n, N_TYPES) utility of attacking now
    war_later: npt.NDArray[np.float64]  # (n, N_TYPES) utility of attacking a planning step later
    stand: npt.NDArray[np.float64]  # (n, N_TYPES) utility of going on without agreement
    loss: npt.NDArray[np.float64]  # (n, N_TYPES) utility lost if the attack that it fears comes
    concession: npt.NDArray[np.float64]  # (n, n) utility to the row of all that the column can give
    policy: npt.NDArray[np.float64]  # (n, N_TYPES, a) policies decided on this snapshot
    attacking: npt.NDArray[np.float64]  # (x + 1,) working row: an attacker's troops by axis, thousand
    defending: npt.NDArray[np.float64]  # (x + 1,) working row: a target's troops by axis, thousand


PROSPECT = np.dtype(
    [
        ("level", np.float64),  # force ordered, share of the required force
        ("upkeep", np.float64),  # utility: readiness over a planning step
        ("paid", np.float64),  # utility: audience cost paid at once
        ("audience", np.float64),  # utility: audience cost of backing down later
        ("table_days", np.float64),  # days at the table
        ("offer", np.float64),  # standing offer, share of what the actor can give
    ]
)


class Options(NamedTuple):
    """The options of one actor at one moment, for each type that it might be."""

    available: npt.NDArray[np.int64]  # (a,) 1 = open to the actor now
    option_class: npt.NDArray[np.int64]  # (a,) vocabulary.OptionClass
    weight: npt.NDArray[np.float64]  # (a,) 1 / number of open options of the same class
    term: npt.NDArray[np.float64]  # (N_TYPES, a, n_terms) utility, vocabulary.Term
    utility: npt.NDArray[np.float64]  # (N_TYPES, a) expected utility, sum of the terms
    probability: npt.NDArray[np.float64]  # (N_TYPES, a) chance of being chosen, rows sum to 1
    response: npt.NDArray[np.float64]  # (n, N_TYPES, 4) rival's next act: P(talk, stand, coerce), mean offer
    prospect: npt.NDArray[np.void]  # (1,) PROSPECT of the option at hand
    later: npt.NDArray[np.float64]  # (N_TYPES,) utility of attacking a planning step after it
    follow: npt.NDArray[np.float64]  # (N_TYPES,) utility of the actor's own best follow-up


class Bargain(NamedTuple):
    """Working tables of one negotiation."""

    package: npt.NDArray[np.float64]  # (k,) positions of the package at hand
    levels: npt.NDArray[np.float64]  # (k, 2) least and greatest position that can be agreed
    floor: npt.NDArray[np.float64]  # (n,) disagreement value, utility
    power: npt.NDArray[np.float64]  # (n,) bargaining power, exponent of the Nash product


class State(NamedTuple):
    """Everything that changes in a run."""

    actor: npt.NDArray[np.void]  # (n,) ACTOR_STATE
    dyad: npt.NDArray[np.void]  # (n, n) DYAD_STATE, symmetric
    troops: npt.NDArray[np.float64]  # (n, x + 1) thousand
    belief: npt.NDArray[np.float64]  # (n, n, N_TYPES) row's belief about column's type, sums to 1
    policy: npt.NDArray[np.float64]  # (n, N_TYPES, a) probabilities of the last decision by type
    position: npt.NDArray[np.float64]  # (k,) status quo on each issue
    front: npt.NDArray[np.void]  # (x + 1,) FRONT
    war: npt.NDArray[np.void]  # (1,) WAR
    clock: npt.NDArray[np.void]  # (1,) CLOCK


def blank_state(facts: Facts) -> State:
    """Make the tables of one run, all zero.

    Parameters
    ----------
    facts : Facts
        The packed crisis; gives the sizes.

    Returns
    -------
    State
        Fresh arrays, owned by the caller.
    """
    n, x, k, a = len(facts.actor), len(facts.axis), len(facts.issue), len(facts.action)
    return State(
        actor=table(ACTOR_STATE, n),
        dyad=table(DYAD_STATE, n, n),
        troops=np.zeros((n, x)),
        belief=np.zeros((n, n, N_TYPES)),
        policy=np.zeros((n, N_TYPES, a)),
        position=np.zeros(k),
        front=table(FRONT, x),
        war=table(WAR, 1),
        clock=table(CLOCK, 1),
    )


def blank_outlook(facts: Facts) -> Outlook:
    """Make the working tables of an assessment, all zero."""
    n = len(facts.actor)
    return Outlook(
        actor=table(OUTLOOK, n),
        war_now=np.zeros((n, N_TYPES)),
        war_later=np.zeros((n, N_TYPES)),
        stand=np.zeros((n, N_TYPES)),
        loss=np.zeros((n, N_TYPES)),
        concession=np.zeros((n, n)),
        policy=np.zeros((n, N_TYPES, len(facts.action))),
        attacking=np.zeros(len(facts.axis)),
        defending=np.zeros(len(facts.axis)),
    )


def blank_options(facts: Facts) -> Options:
    """Make the working tables of one decision, all zero."""
    n, a = len(facts.actor), len(facts.action)
    return Options(
        available=np.zeros(a, dtype=np.int64),
        option_class=np.zeros(a, dtype=np.int64),
        weight=np.zeros(a),
        term=np.zeros((N_TYPES, a, len(Term))),
        utility=np.zeros((N_TYPES, a)),
        probability=np.zeros((N_TYPES, a)),
        response=np.zeros((n, N_TYPES, 4)),
        prospect=table(PROSPECT, 1),
        later=np.zeros(N_TYPES),
        follow=np.zeros(N_TYPES),
    )


def blank_bargain(facts: Facts) -> Bargain:
    """Make the working tables of one negotiation, all zero."""
    n, k = len(facts.actor), len(facts.issue)
    return Bargain(package=np.zeros(k), levels=np.zeros((k, 2)), floor=np.zeros(n), power=np.zeros(n))
