"""Columns of the tables that change in a run, each with its unit and range.

One ``STATE`` record is one run at one moment. Within a phase all actors read the same snapshot of it.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np

from standoff.state.tables import MAX_ACTIONS, MAX_ACTORS, MAX_AXES, MAX_ISSUES, N_TYPES
from standoff.vocabulary import ForceOrder, Term

__all__ = [
    "ACTOR_STATE",
    "BARGAIN",
    "CLOCK",
    "DYAD_STATE",
    "EFFECT",
    "FRONT",
    "OPTIONS",
    "OUTLOOK",
    "OUTLOOKS",
    "STATE",
    "TALLY",
    "WAR",
    "Bargain",
    "Effect",
    "Options",
    "Outlook",
    "State",
]

N_TERMS = len(Term)
TYPE_ROOM = 8
"""Room for private types in rows that loops of whole registers go over; nobody reads what lies beyond."""

ACTOR_STATE = np.dtype(
    [
        ("type", np.int64),  # private type of resolve, 0..4, drawn once per run
        ("order", np.float64),  # force ordered, share of the required force
        ("peak", np.float64),  # largest force so far, share of the required force
        ("audience", np.float64),  # utility: what backing down would cost now
        ("rung", np.float64),  # rung of escalation now (Kahn's ladder, 1..16)
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
        ("quiet_days", np.float64),  # days for which its surge has been gone
        ("odds_bias", np.float64),  # added to the attacker's log odds as it sees them now
        ("action", np.int64),  # row of the act of this turn, -1 = none
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

TALLY = np.dtype(
    [
        ("peak_rung", np.float64),  # highest rung that any actor reached
        ("goldstein", np.float64),  # sum of the Goldstein weights of all acts
        ("days_to_violence", np.float64),  # days until fighting began, -1 = it has not
        ("margin", np.float64, (MAX_ACTORS,)),  # utility: largest advantage of attack over the best peace
    ]
)
"""What is counted over a run and moves nothing in it."""

OUTLOOK = np.dtype(
    [
        ("value", np.float64),  # utility of the issues as they stand
        ("quo", np.float64),  # ... less the feared drift
        ("force", np.float64),  # force now, share of the required force
        ("audience", np.float64),  # utility: audience cost that a withdrawal would really cost now
        ("access", np.float64),  # access to hosted axes that it expects a planning step ahead, share
        ("later", np.float64),  # force a planning step ahead under the standing order, share
        ("upkeep", np.float64),  # utility: readiness over a planning step under the standing order
        ("target", np.int64),  # whom it may attack, -1 = nobody
        ("true_odds", np.float64),  # true odds of winning a full war now (attackers)
        ("true_limited_odds", np.float64),  # true odds that a limited attack takes its axis now (attackers)
        ("odds_now", np.float64),  # its odds of winning a full war now, as it sees them (attackers)
        ("limited_odds_now", np.float64),  # ... of taking its axis by a limited attack now
        ("won", np.float64),  # utility of a won war (attackers)
        ("lost", np.float64),  # utility of a lost war (attackers)
        ("limited", np.float64),  # utility of a limited attack's aims (attackers)
        ("sanctions", np.float64),  # utility that sanctions would cost now (attackers)
        ("menace", np.int64),  # attacker whose war it has to fear, -1 = none
        ("fear", np.float64),  # probability of attack that it expects over a planning step
    ]
)


EFFECT = np.dtype(
    [
        ("upkeep", np.float64),  # utility: readiness over a planning step
        ("paid", np.float64),  # utility: audience cost paid at once
        ("audience", np.float64),  # utility: audience cost of backing down later
        ("table_days", np.float64),  # days at the table
        ("offer", np.float64),  # standing offer, share of what the actor can give
    ]
)
"""What an option changes for its actor."""

COURSE = np.dtype(
    [
        ("upkeep", np.float64),  # utility: readiness over a planning step
        ("later", np.float64, (TYPE_ROOM,)),  # utility of attacking a planning step later (attackers)
        ("deterrence", np.float64),  # utility that it takes from the war of the attacker feared (targets)
    ]
)
"""What an order to the forces (``vocabulary.ForceOrder``) leads to over a planning step."""

CLASH = np.dtype(
    [
        ("relation", np.int64),  # 0 = forces do not clash, 1 = hostile, 2 = attacker and protector
        ("is_alliance", np.int64),  # 1 = an attacker and a protector of its target
        ("is_known", np.int64),  # 1 = the chance is worked out for this rung, calm and flank
        ("rung", np.float64),  # the actor's own rung
        ("calm", np.float64),  # days
        ("flank", np.float64),  # share
        ("chance", np.float64),  # of a clash within a planning step
        ("loss", np.float64, (TYPE_ROOM,)),  # utility that a clash costs
    ]
)
"""What an actor expects of forces that meet; many options leave it as it is."""

THREAT = np.dtype(
    [
        ("is_known", np.int64),  # 1 = the fear is worked out for these
        ("war_bonus", np.float64),  # utility that the option adds to the war of the attacker feared
        ("peace_bonus", np.float64),  # ... to its peace
        ("fear", np.float64),  # probability of attack within a planning step
    ]
)
"""What an actor expects of the attacker that it fears; many options leave it as it is."""

N_ORDERS = len(ForceOrder)

DEAL = np.dtype(
    [
        ("is_read", np.int64),  # 1 = talk and below are worked out for this fear
        ("fear", np.float64),  # probability of the actor's attack as the rival sees it
        ("talk", np.float64, (TYPE_ROOM,)),  # probability that this type of rival talks
        ("submits", np.float64, (TYPE_ROOM,)),  # probability that it gives all that it can
        ("is_weighed", np.int64),  # 1 = chance and worth are worked out for this offer
        ("offer", np.float64),  # the actor's standing offer, share of what it can give
        ("signs", np.float64, (TYPE_ROOM,)),  # probability that this type of rival signs
        ("chance", np.float64, (TYPE_ROOM,)),  # that a package is drafted and this type of rival signs it
        ("worth", np.float64, (TYPE_ROOM,)),  # utility of that package to the actor
        ("countered", np.float64, (TYPE_ROOM,)),  # utility that the rival's counter-moves cost
    ]
)
"""What an actor expects of a rival at the table; many options leave it as it is."""


OUTLOOKS = np.dtype(
    [
        ("actor", OUTLOOK, (MAX_ACTORS,)),
        ("least_full", np.float64),  # force that a full attack needs, share of the required one
        ("least_limited", np.float64),  # ... a limited attack
        ("drafted", np.float64),  # probability that a package is drafted within a planning step
        ("war", np.int64),  # vocabulary.WarLevel on the snapshot
        ("n_lanes", np.int64),  # length of loops over private types that fill whole registers
        ("response", np.float64, (MAX_ACTORS, 4, TYPE_ROOM)),  # next act: P(talk, stand, coerce), offer
        ("war_now", np.float64, (MAX_ACTORS, TYPE_ROOM)),  # utility of attacking now
        ("war_later", np.float64, (MAX_ACTORS, TYPE_ROOM)),  # utility of attacking a planning step later
        ("going_on", np.float64, (MAX_ACTORS, TYPE_ROOM)),  # utility of going on without agreement
        ("loss", np.float64, (MAX_ACTORS, TYPE_ROOM)),  # utility lost if the attack that it fears comes
        ("chance", np.float64, (TYPE_ROOM,)),  # working row: probability that a type attacks
        ("conceded", np.float64, (MAX_ISSUES,)),  # working row: positions that a giver can concede
        ("concession", np.float64, (MAX_ACTORS, MAX_ACTORS)),  # utility to the row of all the column can give
        ("policy", np.float64, (MAX_ACTORS, N_TYPES, MAX_ACTIONS)),  # policies decided on this snapshot
        ("attacking", np.float64, (MAX_AXES,)),  # working row: an attacker's troops by axis, thousand
        ("defending", np.float64, (MAX_AXES,)),  # working row: a target's troops by axis, thousand
        ("reach", np.float64, (MAX_ACTORS, MAX_AXES)),  # share of an attacker's strength left on each axis
        ("aim", np.float64, (MAX_AXES,)),  # working row: weight of an axis that is fought for, share
        ("ratio", np.float64, (MAX_AXES,)),  # working row: ratio of strengths on it, then odds
    ]
)
"""What each actor would compute before it decides, all from one snapshot.

Private types are rows: an actor knows its own, the others weigh all by their beliefs.
"""

OPTIONS = np.dtype(
    [
        ("available", np.int64, (MAX_ACTIONS,)),  # 1 = open to the actor now
        ("option_class", np.int64, (MAX_ACTIONS,)),  # vocabulary.OptionClass
        ("weight", np.float64, (MAX_ACTIONS,)),  # 1 / number of open options of the same class
        ("term", np.float64, (MAX_ACTIONS, N_TERMS, TYPE_ROOM)),  # utility of each vocabulary.Term
        ("utility", np.float64, (N_TYPES, MAX_ACTIONS)),  # expected utility, sum of the terms
        ("probability", np.float64, (N_TYPES, MAX_ACTIONS)),  # chance of being chosen, rows sum to 1
        ("course", COURSE, (N_ORDERS,)),  # by order to the forces
        ("deal", DEAL, (MAX_ACTORS,)),  # by rival
        ("clash", CLASH, (MAX_ACTORS,)),  # by rival
        ("threat", THREAT),
        ("resist", np.float64, (MAX_ACTORS, TYPE_ROOM)),  # utility: a rival's advantage of resisting, now
        ("access_gain", np.float64),  # utility that full access adds to the guest's war (hosts)
        ("effect", EFFECT),  # what the option at hand changes
        ("total", np.float64, (TYPE_ROOM,)),  # working row: utility of the option at hand
        ("attack", np.float64, (TYPE_ROOM,)),  # probability that it attacks in the end, as others see it
        ("follow", np.float64, (TYPE_ROOM,)),  # utility of the actor's own best follow-up
    ]
)
"""The options of one actor at one moment, for each type that it might be."""

BARGAIN = np.dtype(
    [
        ("package", np.float64, (MAX_ISSUES,)),  # positions of the package at hand
        ("levels", np.float64, (MAX_ISSUES, 2)),  # least and greatest position that can be agreed
        ("floor", np.float64, (MAX_ACTORS,)),  # disagreement value, utility
        ("power", np.float64, (MAX_ACTORS,)),  # bargaining power, exponent of the Nash product
    ]
)
"""Working tables of one negotiation."""

STATE = np.dtype(
    [
        ("actor", ACTOR_STATE, (MAX_ACTORS,)),
        ("dyad", DYAD_STATE, (MAX_ACTORS, MAX_ACTORS)),  # symmetric
        ("troops", np.float64, (MAX_ACTORS, MAX_AXES)),  # thousand
        ("belief", np.float64, (MAX_ACTORS, MAX_ACTORS, N_TYPES)),  # row's belief about column's type
        ("policy", np.float64, (MAX_ACTORS, N_TYPES, MAX_ACTIONS)),  # probabilities of the last decision
        ("position", np.float64, (MAX_ISSUES,)),  # status quo on each issue
        ("front", FRONT, (MAX_AXES,)),
        ("war", WAR),
        ("clock", CLOCK),
        ("tally", TALLY),
    ]
)
"""Everything that changes in a run."""

Outlook: TypeAlias = Any
Options: TypeAlias = Any
Effect: TypeAlias = Any
Bargain: TypeAlias = Any
State: TypeAlias = Any
"""Records of the types above, as the rules take them."""
