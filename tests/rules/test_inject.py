"""Inject: each effect moves its own state inside its range, and a run with it; of size 0 it moves nothing."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.drivers.ensemble import play
from standoff.drivers.single import run_one
from standoff.drivers.trace import Trace
from standoff.rules.inject import bounded, inject
from standoff.rules.outcome import is_calm
from standoff.rules.timeline import advance, injected_act
from standoff.vocabulary import EventKind, InjectEffect
from tests.edits import watch_closely
from tests.stages import build_stage

WHY = {"day": 2, "reason": "A test."}
PAIR = {"pair": "vesper|orlen", **WHY}
SIZED = {
    "tension": PAIR | {"by": 0.4},
    "calm": PAIR | {"by": 20},
    "troops": WHY | {"actor": "vesper", "axis": "narrows", "by": -9},
    "audience": WHY | {"actor": "vesper", "by": 0.4},
    "rung": WHY | {"actor": "vesper", "by": 6},
    "table": WHY | {"actor": "vesper", "by": 20},
    "offer": WHY | {"actor": "vesper", "by": 0.5},
    "access": WHY | {"actor": "tamar", "by": 0.5},
    "arms": WHY | {"actor": "orlen", "by": 0.2},
    "sanctions": WHY | {"actor": "tamar", "by": 0.5},
    "odds_bias": WHY | {"actor": "vesper", "by": 1.5},
}
UNSIZED = {"incident": PAIR, "act": WHY | {"actor": "vesper", "action": "demand"}}
HELD = {  # place of each effect in the state, its range, a size beyond both ends
    "tension": (lambda state: state.dyad[2, 0], "tension", 0.0, 1.0, 1.0),
    "calm": (lambda state: state.dyad[0, 2], "calm_days", 0.0, np.inf, 365.0),
    "audience": (lambda state: state.actor[2], "audience", 0.0, np.inf, 2.0),
    "rung": (lambda state: state.actor[2], "rung", 1.0, 16.0, 15.0),
    "table": (lambda state: state.actor[2], "table_days", 0.0, np.inf, 365.0),
    "offer": (lambda state: state.actor[2], "offer", 0.0, 1.0, 1.0),
    "access": (lambda state: state.actor[1], "access", 0.0, 1.0, 1.0),
    "sanctions": (lambda state: state.actor[1], "sanctions", 0.0, 1.0, 1.0),
}

# Incidents, and packages that are signed: an offer would show in nothing else.
EVENTFUL = {"offer_rate": 0.5, "trust": 1.0, "incident_rate": 0.05}


def staged(*injects, **more):
    return build_stage("strait", injects=injects, **more)


def runs(stage):
    return b"".join(rows.tobytes() for rows in play(stage, 11, 0, 60))


def row_of(stage):
    (event,) = [row for row in range(stage.facts.n_events) if stage.facts.event[row].kind == EventKind.INJECT]
    return event


def before_and_after(stage, prepare=lambda state: None):
    """The state before and after the inject of a stage."""
    before = stage.opening.copy()
    prepare(before)
    after = before.copy()
    inject(stage.facts, after, row_of(stage))
    return before, after


def test_every_effect_is_tested():
    assert SIZED.keys() | UNSIZED.keys() == {effect.name.lower() for effect in InjectEffect}


@pytest.fixture(scope="module")
def plain():
    return runs(staged(**EVENTFUL))


@pytest.mark.parametrize("effect", [*SIZED, *UNSIZED])
def test_every_effect_changes_runs(effect, plain):
    given = (SIZED | UNSIZED)[effect] | {"effect": effect}
    injects = [given]
    if effect == "offer":  # an offer stands only while its maker is at the table
        injects.append(SIZED["table"] | {"effect": "table"})
        plain = runs(staged(injects[1], **EVENTFUL))
    assert runs(staged(*injects, **EVENTFUL)) != plain


@pytest.mark.parametrize("effect", SIZED)
def test_an_effect_of_size_zero_changes_nothing(effect, plain):
    given = SIZED[effect] | {"effect": effect, "by": 0}
    assert runs(staged(given, **EVENTFUL)) == plain
    before, after = before_and_after(staged(given))
    assert after.tobytes() == before.tobytes()


@pytest.mark.parametrize("effect", HELD)
@pytest.mark.parametrize("sign", [-1, 1])
def test_an_effect_moves_its_own_state_by_its_size_and_not_out_of_range(effect, sign):
    holder, name, least, most, size = HELD[effect]
    stage = staged(SIZED[effect] | {"effect": effect, "by": sign * size})
    before, after = before_and_after(stage)
    expected = min(most, max(least, holder(before)[name] + sign * size))
    assert holder(after)[name] == pytest.approx(expected, abs=1e-12)


def test_the_two_sides_of_a_pair_stay_equal():
    for effect in ("tension", "calm", "incident"):
        _, after = before_and_after(staged((SIZED | UNSIZED)[effect] | {"effect": effect}))
        for name in ("tension", "calm_days"):
            np.testing.assert_array_equal(after.dyad[name], after.dyad[name].T)


def test_arms_stop_at_the_ceiling_of_the_rules():
    stage = staged(SIZED["arms"] | {"effect": "arms", "by": 1})
    _, after = before_and_after(stage)
    assert after.actor[0].arms == stage.facts.rules.arms_ceiling > 0


def test_reinforcements_stay_and_losses_are_not_made_good_without_an_order():
    for size in (5.0, -5.0):
        stage = staged(SIZED["troops"] | {"effect": "troops", "by": size})
        before, after = before_and_after(stage)
        assert after.troops[2, 0] - before.troops[2, 0] == size
        change = after.actor[2].order - before.actor[2].order
        assert change == pytest.approx(size / stage.facts.actor[2].required)


def test_no_more_troops_are_lost_than_there_are():
    before, after = before_and_after(staged(SIZED["troops"] | {"effect": "troops", "by": -1000}))
    assert after.troops[2, 0] == 0
    assert after.actor[2].order == pytest.approx(
        before.actor[2].order - before.troops[2, 0] / staged().facts.actor[2].required
    )


def test_a_loss_does_not_count_as_a_withdrawal():
    stage = staged(SIZED["troops"] | {"effect": "troops", "by": -15})
    before, after = before_and_after(stage)
    base, required = stage.facts.actor[2].base_share, stage.facts.actor[2].required
    force = after.troops[2].sum() / required
    of_a_surge = stage.facts.rules.least_surge, stage.facts.rules.surge_left
    assert is_calm(force, base, before.actor[2].peak, *of_a_surge)
    assert not is_calm(force, base, after.actor[2].peak, *of_a_surge)


def test_troops_across_the_border_are_lost_last():
    def cross(state):
        state.war.attacker, state.front[0].crossed = 2, 15.0

    _, some = before_and_after(staged(SIZED["troops"] | {"effect": "troops", "by": -4}), cross)
    assert some.front[0].crossed == 15.0
    _, many = before_and_after(staged(SIZED["troops"] | {"effect": "troops", "by": -9}), cross)
    assert many.front[0].crossed == many.troops[2, 0] == 11.0


def test_leaving_the_table_withdraws_the_offer():
    def talk(state):
        state.actor[2].table_days, state.actor[2].offer = 10.0, 0.5

    _, after = before_and_after(staged(SIZED["table"] | {"effect": "table", "by": -10}), talk)
    assert (after.actor[2].table_days, after.actor[2].offer) == (0.0, 0.0)


def test_a_raised_rung_lasts_as_long_as_that_of_an_act():
    def rest(state):
        state.actor[2].rung_days = 30.0

    _, after = before_and_after(staged(SIZED["rung"] | {"effect": "rung"}), rest)
    assert after.actor[2].rung_days == 0.0


@pytest.mark.parametrize("turn_days", [0.5, 1.0, 7.0])
def test_an_inject_happens_once_in_the_turn_of_its_day(turn_days):
    stage = staged(SIZED["audience"] | {"effect": "audience", "day": 9}, turn_days=turn_days)
    state, changed = stage.opening.copy(), []
    while state.clock.day < 30:
        before = float(state.actor[2].audience)
        advance(stage.facts, state)
        if state.actor[2].audience != before:
            changed.append(float(state.clock.day))
        state.clock.day += turn_days
    assert changed == [7.0 if turn_days == 7.0 else 9.0]


def test_injects_of_one_day_take_effect_as_they_are_listed():
    up, down = ({"effect": "tension", **PAIR, "by": by} for by in (1, -0.5))
    ends = {}
    for name, listed in {"up first": (up, down), "down first": (down, up)}.items():
        stage = staged(*listed)
        state = stage.opening.copy()
        state.clock.day = 2.0
        advance(stage.facts, state)
        ends[name] = float(state.dyad[0, 2].tension)
    assert ends == {"up first": 0.5, "down first": 1.0}


def test_an_injected_act_takes_the_place_of_the_choice_even_without_an_opportunity():
    stage = staged(UNSIZED["act"] | {"effect": "act"}, tempo=0.0)
    trace = Trace()
    run_one(stage, 1, 0, trace=trace)
    taken = [(row["day"], row["actor"], row["action"]) for row in trace.tables["actors"] if row["action"]]
    assert taken == [(2.0, "vesper", "demand")]
    (row,) = [row for row in trace.tables["decisions"] if row["is_chosen"]]
    assert row["is_injected"]


def test_the_others_learn_from_an_injected_act_as_from_any_other():
    act = UNSIZED["act"] | {"effect": "act", "action": "mobilise"}
    trace = Trace()
    run_one(staged(act, edit=watch_closely, tempo=0.0), 1, 0, trace=trace)
    moved = {
        row["day"]
        for row in trace.tables["beliefs"]
        if row["subject"] == "vesper" and row["before"] != row["after"]
    }
    assert moved == {3.0}


def test_an_act_that_is_not_open_does_not_happen_and_the_trace_says_so():
    stage = staged({"effect": "act", **WHY, "actor": "tamar", "action": "intervene"}, tempo=0.0)
    trace = Trace()
    run_one(stage, 1, 0, trace=trace)
    assert not any(row["action"] for row in trace.tables["actors"])
    texts = [row["text"] for row in trace.tables["events"] if row["kind"] == "inject"]
    assert texts == [
        "Hypothetical inject (Tamar: intervene): A test.",
        "The injected act does not happen: intervene is not open to Tamar now.",
    ]


def test_of_two_acts_in_one_turn_the_last_one_counts():
    acts = [{"effect": "act", **WHY, "actor": "vesper", "action": name} for name in ("demand", "hold")]
    stage = staged(*acts)
    state = stage.opening.copy()
    state.clock.day = 2.0
    assert injected_act(stage.facts, state, 2) == stage.names.actions.index("hold")
    assert injected_act(stage.facts, state, 0) == -1


def test_values_are_limited_to_their_bounds():
    assert [bounded(value, 0.0, 1.0) for value in (-1.0, 0.25, 2.0)] == [0.0, 0.25, 1.0]
