"""The compiled loop that plays whole runs with the rules that the Mesa model calls.

A run depends on seed and replication alone, so that nothing changes with who plays which block of runs.
"""

from __future__ import annotations

import numpy as np

from standoff.chance import uniform
from standoff.compiled import rule
from standoff.drivers.talk_moments import keep_moment
from standoff.rules.act import carry_out, send_arms
from standoff.rules.assessment import assess
from standoff.rules.choice import pick
from standoff.rules.decision import weigh_options
from standoff.rules.gauge import N_GAUGES, bin_of, reading
from standoff.rules.incident import befall, cool_down, hazard_probability, incident_level
from standoff.rules.negotiation import (
    all_at_table,
    drafts,
    find_package,
    is_party,
    mediate,
    signs,
    take_effect,
)
from standoff.rules.opening import adopt_policy, note_policy, private_type
from standoff.rules.outcome import is_finite, outcome_of, record
from standoff.rules.payoff import payoff
from standoff.rules.perception import perceive
from standoff.rules.posture import move_forces
from standoff.rules.timeline import advance, injected_act
from standoff.rules.war import agree_terms, correct_odds, fight
from standoff.state.crisis import BARGAIN, OPTIONS, OUTLOOKS
from standoff.state.tables import MAX_ACTORS, MAX_ISSUES
from standoff.vocabulary import Draw, WarLevel

__all__ = ["NOBODY", "RESULT", "UNFORCED", "WORK", "run_chunk"]

RESULT = np.dtype(
    [
        ("replication", np.int64),
        ("outcome", np.int64),  # vocabulary.Outcome
        ("type", np.int64, (MAX_ACTORS,)),  # private types
        ("days", np.float64),  # length, days
        ("days_to_violence", np.float64),  # days until fighting began, -1 = never
        ("peak_rung", np.float64),  # highest rung that any actor reached
        ("goldstein", np.float64),  # sum of the Goldstein weights of all acts
        ("crossed", np.float64),  # thousand troops that crossed
        ("attacker_losses", np.float64),  # thousand troops
        ("target_losses", np.float64),  # thousand troops
        ("signed", np.int64),
        ("outside", np.int64),
        ("ceasefire", np.int64),
        ("drafts", np.int64),
        ("chose_war", np.int64, (MAX_ACTORS,)),  # 1 = attacked by choice
        ("preferred_war", np.int64, (MAX_ACTORS,)),  # 1 = attack beat its best peace at some time
        ("position", np.float64, (MAX_ISSUES,)),  # issue positions at the end
        ("payoff", np.float64, (MAX_ACTORS,)),  # utility of the end to each actor of its type
    ]
)
"""One run in a row."""

WORK = np.dtype(
    [
        ("outlook", OUTLOOKS),
        ("options", OPTIONS),
        ("bargain", BARGAIN),
        ("chosen", np.int64, (MAX_ACTORS,)),  # option taken this turn, -1 = none
        ("level", np.int64, (MAX_ACTORS, MAX_ACTORS)),  # incident of a pair this turn
        ("bin", np.int64, (N_GAUGES,)),  # where each gauge stands
        ("met", np.int64),  # 1 = all parties have been at the table in this run
        ("n_moments", np.int64),  # moments of talks so far, those beyond the room for them included
    ]
)
"""Working tables of one thread."""

TYPE, OPPORTUNITY, CHOICE = int(Draw.TYPE), int(Draw.OPPORTUNITY), int(Draw.CHOICE)
DRAFT, ACCEPT, MEDIATE = int(Draw.DRAFT), int(Draw.ACCEPT), int(Draw.MEDIATE)
INCIDENT, CLASH = int(Draw.INCIDENT), int(Draw.CLASH)
CEASEFIRE, PROPOSER = int(Draw.CEASEFIRE), int(Draw.PROPOSER)
NO_WAR = int(WarLevel.NONE)
NOBODY = -1
"""In place of an actor: nobody is made to act, and the runs are whole ones."""
UNFORCED = -2
"""In place of an actor: nobody is made to act, and the runs go on from the middle of one."""


@rule
def run_chunk(  # type: ignore[no-untyped-def]
    facts, opening, states, works, keys, first: int, horizon_days: float, results, fan, actor, option,
    moments,
) -> int:  # fmt: skip
    """Play a run for each row of ``results``, replications counting up from ``first``.

    Parameters
    ----------
    facts, opening : record
        The stage, and the state in which the runs begin.
    states, works : recarray (1,)
        Working space of this thread.
    keys : ndarray (20,)
        Round keys of the seed.
    results : recarray (n_runs,)
        Receives the runs, ``RESULT``.
    fan : ndarray (n_gauges, n_turns, n_bins)
        Counts the runs by the bin of each gauge after each turn; a run that is over stays where it was.
    actor, option : int
        Who takes what in the first turn, whatever chance says. ``NOBODY``: the runs are whole ones, so that
        private types are drawn; ``UNFORCED``: nobody is made to, and private types are those of the opening.
    moments : TalkMoments
        Receives the moments of talks, as many as it has room for.

    Returns
    -------
    int
        Row of the first run that broke off because a probability or a state was not finite, else -1. What
        follows it in ``results`` is not played, and ``states`` holds the moment.
    """
    state = states[0]
    work = works[0]
    work.n_moments = 0
    for index in range(len(results)):
        replication = first + index
        states[0] = opening
        work.met = 0
        forced = actor
        if forced == NOBODY:
            for drawn in range(facts.n_actors):
                u_type = uniform(keys, replication, 0, facts.actor[drawn].slot, TYPE)
                state.actor[drawn].type = private_type(facts, u_type)
        row = results[index]
        row.replication = replication
        while state.clock.ended == 0:
            if not _play_turn(facts, state, work, keys, replication, forced, option, moments):
                return index
            forced = NOBODY
            turn = state.clock.turn
            record(facts, state, work.outlook, horizon_days)
            _read_gauges(facts, state, work, turn, fan)
        for later in range(state.clock.turn, fan.shape[1]):
            for gauge in range(N_GAUGES):
                fan[gauge, later, work.bin[gauge]] += 1
        _close(facts, state, row)
    return -1


@rule
def _play_turn(  # type: ignore[no-untyped-def]
    facts, state, work, keys, replication: int, forced: int, option: int, moments
) -> bool:
    """Play phases 1 to 7 in the order of ``rules/turn.py``; tell whether all numbers are finite."""
    turn = state.clock.turn
    advance(facts, state)
    for actor in range(facts.n_actors):
        perceive(facts, state, actor)
    if not _decide(facts, state, work, keys, replication, forced, option):
        return False
    _negotiate(facts, state, work, keys, replication, moments)
    for actor in range(facts.n_actors):
        send_arms(facts, state, actor)
        move_forces(facts, state, actor, work.outlook.actor[actor].fear)
    _incidents(facts, state, work, keys, replication)
    if state.war.level != NO_WAR:
        fight(facts, state)
        agree_terms(
            facts, state, work.outlook, uniform(keys, replication, turn, 0, CEASEFIRE),
            uniform(keys, replication, turn, 0, PROPOSER),
        )  # fmt: skip
        correct_odds(facts, state)
    return is_finite(facts, state)


@rule
def _decide(facts, state, work, keys, replication: int, forced: int, option: int) -> bool:  # type: ignore[no-untyped-def]
    """Phase 3: all weigh on one snapshot, then all acts take effect; ``forced`` takes ``option``.

    False if the probabilities of an actor are not finite: then nobody acts.
    """
    outlook = work.outlook
    turn = state.clock.turn
    rules = facts.rules
    assess(facts, state, outlook)
    p_opportunity = hazard_probability(rules.tempo, rules.turn_days)
    for actor in range(facts.n_actors):
        mine = state.actor[actor]
        work.chosen[actor] = -1
        slot = facts.actor[actor].slot
        if not weigh_options(facts, state, outlook, work.options, actor):
            return False
        note_policy(facts, outlook, work.options, actor)
        injected = injected_act(facts, state, actor)
        if actor == forced:  # before an injected act, which would hide what comes of this one
            work.chosen[actor] = option
        elif injected >= 0 and work.options.available[injected] == 1:
            work.chosen[actor] = injected
        elif uniform(keys, replication, turn, slot, OPPORTUNITY) < p_opportunity:
            u_choice = uniform(keys, replication, turn, slot, CHOICE)
            work.chosen[actor] = pick(work.options.probability[mine.type, : facts.n_actions], u_choice)
    for actor in range(facts.n_actors):
        state.actor[actor].action = -1
        adopt_policy(facts, state, outlook, actor)
        if work.chosen[actor] >= 0:
            carry_out(facts, state, outlook, actor, work.chosen[actor])
    return True


@rule
def _negotiate(facts, state, work, keys, replication: int, moments) -> None:  # type: ignore[no-untyped-def]
    """Phase 4."""
    turn = state.clock.turn
    mediate(facts, state, uniform(keys, replication, turn, 0, MEDIATE))
    if work.met == 0 and state.war.level == NO_WAR and all_at_table(facts, state):
        work.met = 1
        keep_moment(state, work, replication, 0, moments)
    if not drafts(facts, state, uniform(keys, replication, turn, 0, DRAFT)):
        return
    keep_moment(state, work, replication, 1, moments)
    if not find_package(facts, state, work.outlook, work.bargain):
        return
    refused = 0
    for actor in range(facts.n_actors):
        if is_party(facts, actor):
            u_accept = uniform(keys, replication, turn, facts.actor[actor].slot, ACCEPT)
            if not signs(facts, state, work.outlook, actor, work.bargain.package, u_accept):
                refused += 1
    if refused == 0:
        take_effect(facts, state, work.bargain.package)


@rule
def _incidents(facts, state, work, keys, replication: int) -> None:  # type: ignore[no-untyped-def]
    """Phase 6: all pairs are read on one snapshot, then what happens takes effect."""
    turn = state.clock.turn
    for one in range(facts.n_actors):
        for other in range(one + 1, facts.n_actors):
            slot = facts.dyad[one, other].slot
            work.level[one, other] = incident_level(
                facts, state, one, other, uniform(keys, replication, turn, slot, INCIDENT),
                uniform(keys, replication, turn, slot, CLASH),
            )  # fmt: skip
            cool_down(facts, state, one, other)
    for one in range(facts.n_actors):
        for other in range(one + 1, facts.n_actors):
            if work.level[one, other] > 0:
                befall(facts, state, one, other, work.level[one, other])


@rule
def _read_gauges(facts, state, work, turn: int, fan) -> None:  # type: ignore[no-untyped-def]
    """Count the run in the bin of each gauge after a turn."""
    for gauge in range(N_GAUGES):
        work.bin[gauge] = bin_of(gauge, reading(facts, state, work.outlook, gauge))
        if turn < fan.shape[1]:
            fan[gauge, turn, work.bin[gauge]] += 1


@rule
def _close(facts, state, row) -> None:  # type: ignore[no-untyped-def]
    """Write the record of a finished run."""
    war = state.war
    clock = state.clock
    tally = state.tally
    row.outcome = outcome_of(facts, state)
    row.days = clock.day
    row.days_to_violence = tally.days_to_violence
    row.peak_rung = tally.peak_rung
    row.goldstein = tally.goldstein
    row.crossed = war.crossed
    row.attacker_losses = war.attacker_losses
    row.target_losses = war.target_losses
    row.signed = clock.signed
    row.outside = war.outside
    row.ceasefire = war.ceasefire
    row.drafts = clock.drafts
    for actor in range(facts.n_actors):
        row.type[actor] = state.actor[actor].type
        row.payoff[actor] = payoff(facts, state, actor)
        row.chose_war[actor] = state.actor[actor].chose_war
        row.preferred_war[actor] = 1 if tally.margin[actor] > 0.0 else 0
    for issue in range(facts.n_issues):
        row.position[issue] = state.position[issue]
