"""Outcome: every history has exactly one end, decided by severity."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.drivers.ensemble import play
from standoff.drivers.single import CrisisModel
from standoff.rules.incident import begin_war
from standoff.rules.outcome import classify, is_calm, outcome_of, record
from standoff.rules.posture import standing_rung
from standoff.state.crisis import OUTLOOKS
from standoff.state.tables import blank
from standoff.vocabulary import Outcome, WarLevel
from tests.stages import rule_parameters

FLAGS = (0, 1)
CROSSED = (0.0, 49.999999, 50.0, 200.0)
FULL_SCALE = 50.0
SIZES = ("limited_force", "cross_rate")
"""Rule parameters that are numbers of troops."""
HISTORIES = list(itertools.product(FLAGS, CROSSED, [int(level) for level in WarLevel], FLAGS, FLAGS))

# What makes each end, the most severe first; a standoff is what is left.
DEFINITIONS = {
    Outcome.WIDER_WAR: lambda outside, crossed, worst, signed, calmed: outside == 1,
    Outcome.FULL_INVASION: lambda outside, crossed, worst, signed, calmed: (
        worst == WarLevel.FULL and crossed >= FULL_SCALE
    ),
    Outcome.LIMITED_INCURSION: lambda outside, crossed, worst, signed, calmed: worst >= 1,
    Outcome.SETTLEMENT: lambda outside, crossed, worst, signed, calmed: signed == 1,
    Outcome.DE_ESCALATION: lambda outside, crossed, worst, signed, calmed: calmed == 1,
    Outcome.STANDOFF: lambda *history: True,
}


@pytest.mark.parametrize("history", HISTORIES)
def test_the_most_severe_definition_that_holds_decides(history):
    expected = next(outcome for outcome, holds in DEFINITIONS.items() if holds(*history))
    assert Outcome(classify(*history, FULL_SCALE)) == expected


def test_every_outcome_is_the_end_of_some_history():
    assert {Outcome(classify(*history, FULL_SCALE)) for history in HISTORIES} == set(Outcome)


def test_severity_is_the_number_of_the_outcome():
    assert list(DEFINITIONS) == sorted(Outcome, reverse=True)


@pytest.mark.parametrize("full_scale", [50.0, 80.0])
def test_the_troops_that_cross_make_an_invasion_full_scale(full_scale):
    limited, full = int(WarLevel.LIMITED), int(WarLevel.FULL)
    assert classify(0, full_scale, full, 0, 0, full_scale) == Outcome.FULL_INVASION
    assert classify(0, full_scale - 1e-6, full, 0, 0, full_scale) == Outcome.LIMITED_INCURSION
    assert classify(0, full_scale, limited, 1, 1, full_scale) == Outcome.LIMITED_INCURSION


@pytest.mark.parametrize(("given", "enough"), [(0.0, 60.0), (45.0, 45.0)])
def test_full_scale_is_a_share_of_what_the_attack_requires_unless_the_scenario_gives_a_number(
    set_crisis, given, enough
):
    stage = set_crisis("ukraine", full_scale_share=0.3)
    facts, state = stage.facts.copy(), stage.opening.copy()
    attacker = stage.names.actors.index("russia")
    facts.actor[attacker].required, facts.actor[attacker].full_scale = 200.0, given
    begin_war(state, attacker, stage.names.actors.index("ukraine"), int(WarLevel.FULL))
    ends = []
    for state.war.crossed in (enough - 1e-6, enough):
        ends.append(Outcome(outcome_of(facts, state)))
    assert ends == [Outcome.LIMITED_INCURSION, Outcome.FULL_INVASION]


def test_a_crisis_of_an_eighth_of_the_size_ends_in_the_same_ways(set_crisis):
    def shrink(facts):
        for column in ("now", "peacetime", "plan", "strikes"):
            facts.force[column] /= 8  # a power of two: the same bits
        for column in ("required", "full_scale"):
            facts.actor[column] /= 8

    def by_share(facts):
        facts.actor["full_scale"] = 0.0

    smaller = {name: value / 8 for name, value in rule_parameters().items() if name in SIZES}
    for edit in (lambda facts: None, by_share):
        stages = (
            set_crisis("ukraine", edit),
            set_crisis("ukraine", lambda facts, edit=edit: (edit(facts), shrink(facts)), **smaller),
        )
        ends = [np.concatenate(list(play(stage, 1, 0, 100)))["outcome"] for stage in stages]
        assert (ends[0] == ends[1]).all()
        assert (ends[0] == Outcome.FULL_INVASION).any()


@pytest.mark.parametrize(
    ("force", "left", "calm"),
    [(0.6, 0.5, True), (0.600001, 0.5, False), (0.2, 0.5, True), (1.0, 0.5, False), (0.6, 0.25, False)],
)
def test_a_crisis_calms_when_no_more_than_a_share_of_the_surge_is_left(force, left, calm):
    assert is_calm(force, 0.2, 1.0, 0.02, left) is calm


@pytest.mark.parametrize(("least", "is_surge"), [(0.05, False), (0.03, True)])
def test_a_rise_of_forces_below_the_least_surge_is_none(least, is_surge):
    assert is_calm(0.2, 0.2, 0.24, least, 0.5) is is_surge


@given(base=st.floats(0, 1), force=st.floats(0, 1))
def test_without_a_surge_nothing_can_calm_down(base, force):
    assert not is_calm(force, base, base, 0.02, 0.5)


def test_a_run_ends_at_its_horizon_at_the_latest(set_crisis):
    stage = set_crisis("strait", horizon_days=5, tempo=0.0, incident_rate=0.0, offer_rate=0.0)
    model = CrisisModel(stage, seed=1, replication=0)
    n_turns = 0
    while model.state.clock.ended == 0:
        model.step()
        n_turns += 1
    assert n_turns == 5
    assert model.result().outcome == Outcome.STANDOFF


QUIET = {"tempo": 0.0, "incident_rate": 0.0, "offer_rate": 0.0}


def days_until(stage, edit):
    """Days of a run without acts until it ends, begun after an edit of its state."""
    model = CrisisModel(stage, seed=1, replication=0)
    edit(stage.facts, model.state)
    while model.state.clock.ended == 0:
        model.step()
    return model.state.clock.day, model.result().outcome


@pytest.mark.parametrize("gone_days", [4.0, 9.0])
def test_a_crisis_is_over_once_the_surge_has_been_gone_for_its_days(set_crisis, gone_days):
    def go_home(facts, state):
        for row in np.flatnonzero(facts.actor["is_attacker"] == 1):
            state.troops[row] *= facts.actor[row].base_share / (
                state.troops[row].sum() / facts.actor[row].required
            )
            state.actor[row].order, state.actor[row].peak = facts.actor[row].base_share, 0.9

    stage = set_crisis("strait", horizon_days=40, gone_days=gone_days, **QUIET)
    assert days_until(stage, go_home) == (gone_days, Outcome.DE_ESCALATION)


@pytest.mark.parametrize("aftermath_days", [3.0, 8.0])
def test_a_run_ends_its_days_after_a_full_scale_attack(set_crisis, aftermath_days):
    def attack(facts, state):
        attacker, target = np.argwhere(facts.dyad["may_attack"] == 1)[0]
        begin_war(state, attacker, target, int(WarLevel.FULL))

    stage = set_crisis("strait", horizon_days=40, aftermath_days=aftermath_days, terms_rate=0.0, **QUIET)
    assert days_until(stage, attack)[0] == aftermath_days


def test_a_rung_is_held_for_its_days_and_sinks_at_its_rate_to_that_of_the_posture(set_crisis):
    stage = set_crisis("strait", rung_hold_days=3.0, rung_fall=2.0)
    state, outlook, rungs = stage.opening.copy(), blank(OUTLOOKS), []
    outlook.actor["target"] = -1
    state.actor[0].rung, state.actor[0].rung_days = 9.0, 0.0
    for _ in range(7):
        record(stage.facts, state, outlook, 100.0)
        rungs.append(float(state.actor[0].rung))
    standing = standing_rung(stage.facts, state, 0)
    assert rungs[:3] == [9.0, 9.0, 7.0]
    assert rungs[-1] == standing in (3.0, 6.0)


@pytest.fixture
def tallied(strait):
    """A function that closes a turn of ``strait`` after an edit of state and outlook, on one run."""
    state, outlook = strait.opening.copy(), blank(OUTLOOKS)
    outlook.actor["target"] = -1

    def close(edit):
        edit(state, outlook)
        record(strait.facts, state, outlook, 100.0)
        return state.tally

    return close


def test_the_tally_keeps_the_highest_rung_of_anybody_after_it_sank(tallied):
    for rungs in ([3.0, 8.0], [9.0, 4.0], [5.0, 5.0]):

        def climb(state, outlook, rungs=rungs):
            state.actor["rung"][:2] = rungs

        tally = tallied(climb)
    assert tally.peak_rung == 9.0


def test_the_tally_adds_the_weights_of_the_acts_of_all_actors_and_turns(strait, tallied):
    weights = strait.facts.action["goldstein"][: strait.facts.n_actions]
    hostile, friendly = int(weights.argmin()), int(weights.argmax())

    def act(state, outlook):
        state.actor["action"][:2] = [hostile, -1] if state.clock.turn == 0 else [hostile, friendly]

    tallied(act)
    assert tallied(act).goldstein == 2 * weights[hostile] + weights[friendly] != 0.0


def test_the_tally_keeps_the_first_day_of_fighting_also_if_it_ends_in_the_same_turn(tallied):
    assert tallied(lambda state, outlook: None).days_to_violence == -1.0

    def fight_a_day(state, outlook):
        state.war.days += 1.0

    tallied(fight_a_day)
    assert tallied(fight_a_day).days_to_violence == 1.0


def test_the_tally_keeps_the_largest_margin_of_attack_over_peace_for_the_own_type_of_an_attacker(tallied):
    for war_value in (0.5, 0.9, 0.2):

        def weigh(state, outlook, war_value=war_value):
            row = outlook.actor[0]
            row.target, row.quo, row.audience, row.upkeep = 1, 0.8, 0.25, 0.125
            state.actor[0].type = 2
            outlook.war_now[0, :5] = [9.0, 9.0, war_value, 9.0, 9.0]

        tally = tallied(weigh)
    assert tally.margin[0] == 0.9 - (0.8 - 0.125)
    assert tally.margin[1] < -1.0
