"""Timeline – what the calendar brings: exercises begin and end, the ground changes, injects happen.

Rule     an exercise of a guest opens its host's territory while it lasts; when it ends, access falls
         to the limited level unless the host let the guest stay, and its end covers a withdrawal
Reads    events of the scenario [days since the opening]
Source   scenario
Assumes  an exercise begins and ends, and an inject happens, in the turn in which its day falls; events of one
         day take effect as they are listed; the ground of a turn is that of the moment at which it begins
"""

from __future__ import annotations

from standoff.compiled import rule
from standoff.rules.assessment import limited_access, season_on
from standoff.rules.inject import inject
from standoff.rules.posture import ordered_share
from standoff.state.crisis import State
from standoff.state.tables import Facts
from standoff.vocabulary import EventKind, ForceOrder, InjectEffect

EXERCISE, INJECT = int(EventKind.EXERCISE), int(EventKind.INJECT)
ACT = int(InjectEffect.ACT)
EXERCISE_ORDER = int(ForceOrder.EXERCISE)


@rule
def falls_in_turn(day: float, start: float, days: float) -> bool:
    """Tell whether a day falls in the turn that starts at ``start`` and lasts some days."""
    return start - 1e-9 <= day < start + days - 1e-9


@rule
def advance(facts: Facts, state: State) -> None:
    """Phase 1: let the events of this turn happen."""
    start = state.clock.day
    days = facts.rules.turn_days
    state.clock.season = season_on(facts, state, start)
    for event in range(facts.n_events):
        row = facts.event[event]
        if row.kind == INJECT and row.effect != ACT and falls_in_turn(row.day, start, days):
            inject(facts, state, event)
        if row.kind != EXERCISE:
            continue
        if falls_in_turn(row.day, start, days):
            _begin(facts, state, row.actor, row.host)
        if falls_in_turn(row.until, start, days):
            _end(facts, state, row.actor, row.host)


@rule
def injected_act(facts: Facts, state: State, actor: int) -> int:
    """Give the action that an inject has an actor take this turn (the last one listed), -1 = none."""
    action = -1
    for event in range(facts.n_events):
        row = facts.event[event]
        is_act = row.kind == INJECT and row.effect == ACT and row.actor == actor
        if is_act and falls_in_turn(row.day, state.clock.day, facts.rules.turn_days):
            action = row.action
    return action


@rule
def _begin(facts: Facts, state: State, actor: int, host: int) -> None:
    mine = state.actor[actor]
    mine.order = ordered_share(facts, actor, EXERCISE_ORDER, mine.order, 0.0)
    if host >= 0:
        state.actor[host].access = 1.0


@rule
def _end(facts: Facts, state: State, actor: int, host: int) -> None:
    state.actor[actor].cover_days = facts.rules.cover_days
    if host >= 0 and state.actor[host].extended == 0:
        state.actor[host].access = min(state.actor[host].access, limited_access(facts))
