"""Timeline: every day of the calendar falls in exactly one turn, however long turns are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.rules.assessment import season_on
from standoff.rules.timeline import advance, falls_in_turn
from standoff.vocabulary import EventKind

TURNS = [0.5, 1.0, 7.0]
HORIZON = 63


def starts(days):
    """First moments of the turns, counted up as the clock does it."""
    start = 0.0
    while start < HORIZON:
        yield start
        start += days


@pytest.mark.parametrize("days", [*TURNS, 0.1, 1 / 3])
@given(day=st.floats(0, HORIZON - 0.001) | st.integers(0, HORIZON - 1).map(float))
def test_a_day_falls_in_exactly_one_turn(days, day):
    assert sum(falls_in_turn(day, start, days) for start in starts(days)) == 1


@pytest.mark.parametrize("days", TURNS)
def test_an_event_on_the_first_day_of_a_turn_belongs_to_that_turn(days):
    assert falls_in_turn(14.0, 14.0, days)
    assert not falls_in_turn(14.0, 14.0 - days, days)
    assert not falls_in_turn(-1.0, 0.0, days)


@pytest.mark.parametrize("days", TURNS)
def test_an_exercise_opens_the_hosts_territory_and_its_end_covers_a_withdrawal(set_crisis, days):
    stage = set_crisis("strait", turn_days=days)
    facts, state = stage.facts, stage.opening.copy()
    (manoeuvre,) = [row for row in facts.event[: facts.n_events] if row.kind == EventKind.EXERCISE]
    host, guest = manoeuvre.host, manoeuvre.actor
    limited = facts.action["access"][stage.names.actions.index("limit_access")]
    state.actor[host].access = 0.0
    for start in starts(days):
        state.clock.day = start
        before = state.actor[guest].order
        advance(facts, state)
        assert state.clock.season == season_on(facts, state, start)
        if falls_in_turn(manoeuvre.day, start, days):
            assert state.actor[guest].order >= before
        in_progress = manoeuvre.day < start + days and start + days <= manoeuvre.until
        if in_progress:
            assert state.actor[host].access == 1.0
            assert state.actor[guest].cover_days == 0.0
        if start >= manoeuvre.until:
            assert state.actor[host].access == limited
            assert state.actor[guest].cover_days == facts.rules.cover_days


def test_a_host_that_lets_its_guest_stay_keeps_the_territory_open(strait):
    facts, state = strait.facts, strait.opening.copy()
    (manoeuvre,) = [row for row in facts.event[: facts.n_events] if row.kind == EventKind.EXERCISE]
    state.actor[manoeuvre.host].access, state.actor[manoeuvre.host].extended = 1.0, 1
    state.clock.day = manoeuvre.until
    advance(facts, state)
    assert state.actor[manoeuvre.host].access == 1.0
