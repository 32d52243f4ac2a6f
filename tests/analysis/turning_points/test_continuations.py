"""Alternatives: a run is taken up again before any of its turns, and an actor is made to act."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.analysis.turning_points.continuations import Course, Decision, decisions_of, play_courses
from standoff.chance import round_keys
from standoff.drivers.ensemble import as_row, play
from standoff.drivers.single import run_one
from standoff.drivers.stage import opening_state
from standoff.drivers.trace import Trace
from tests.edits import make_war_cheap, watch_closely
from tests.stages import build_stage

SEED = 20220208
QUIET = {"tempo": 0.0, "incident_rate": 0.0, "offer_rate": 0.0}
"""Nobody acts, nothing happens: what a run ends with is what somebody was made to do."""

ORDER = {"day": 3, "actor": "vesper", "effect": "act", "action": "mobilise", "reason": "A coup."}

STAGES = {
    "strait": lambda: build_stage("strait"),
    "cheap war": lambda: build_stage("ukraine", make_war_cheap, terms_rate=0.3),
    "clashes and talks": lambda: build_stage(
        "ukraine",
        watch_closely,
        incident_rate=0.1,
        clash=0.5,
        alliance_incident=0.3,
        offer_rate=1.0,
        trust=1.0,
    ),
    "a week per turn": lambda: build_stage("ukraine", turn_days=7.0),
    "an injected act": lambda: build_stage("strait", injects=[ORDER]),
}


@pytest.fixture(scope="module", params=STAGES)
def stage(request):
    return STAGES[request.param]()


def continued(stage, courses, replications, n_threads=None):
    """Records of each course."""
    return list(play_courses(stage, courses, SEED, replications, n_threads))


def opening_decision(stage, actor, action):
    """An actor's decision on day 0, made by hand."""
    names = stage.names
    state, _ = opening_state(stage, round_keys(SEED), 0)
    row, option = names.actors.index(actor), names.actions.index(action)
    probability = np.full(len(names.actions), 1 / len(names.actions))
    return Decision(0, 0.0, row, option, probability, as_row(state))


@pytest.mark.parametrize("replication", [0, 3])
def test_a_run_continued_from_any_act_with_that_act_and_its_own_chance_ends_the_same(stage, replication):
    (expected,) = play(stage, SEED, replication, 1)
    decisions, _ = decisions_of(stage, SEED, replication)
    assert decisions
    courses = [Course(decision, decision.chosen) for decision in decisions]
    for continued_run in continued(stage, courses, range(replication, replication + 1)):
        assert continued_run.tobytes() == expected.tobytes()


def test_the_decisions_of_a_run_are_those_of_its_trace_and_the_run_is_unchanged(stage):
    trace = Trace()
    decisions, record = decisions_of(stage, SEED, 1, trace)
    assert record == run_one(stage, SEED, 1)
    chosen_rows = [row for row in trace.tables["decisions"] if row["is_chosen"] and not row["is_injected"]]
    names = stage.names
    assert [
        (one.turn, one.day, names.actors[one.actor], names.actions[one.chosen], one.probability[one.chosen])
        for one in decisions
    ] == [(row["turn"], row["day"], row["actor"], row["option"], row["probability"]) for row in chosen_rows]


def test_private_types_stay_those_of_the_run_and_chance_does_not(stage):
    decisions, record = decisions_of(stage, SEED, 0)
    (rows,) = continued(stage, [Course(decisions[0], decisions[0].chosen)], range(1, 31))
    assert {tuple(kinds) for kinds in rows["type"][:, : len(record.types)].tolist()} == {record.types}
    assert len(set(rows["goldstein"].tolist())) > 1
    assert rows["replication"].tolist() == list(range(1, 31))


def test_the_number_of_threads_does_not_matter(stage):
    decisions, _ = decisions_of(stage, SEED, 0)
    courses = [
        Course(one, option) for one in decisions[:3] for option in (one.chosen, *one.alternatives(0.01))
    ]
    one, two = (continued(stage, courses, range(1, 21), n_threads) for n_threads in (1, 2))
    assert [rows.tobytes() for rows in one] == [rows.tobytes() for rows in two]


@pytest.mark.parametrize(("action", "is_war"), [("full_attack", 1), ("hold", 0)])
def test_where_nobody_acts_again_war_follows_from_the_act_alone(action: str, is_war: int):
    stage = build_stage("ukraine", **QUIET)
    course = Course(opening_decision(stage, "russia", action), stage.names.actions.index(action))
    (rows,) = continued(stage, [course], range(1, 11))
    attacker = stage.names.actors.index("russia")
    assert (rows["outcome"] >= 3).tolist() == [bool(is_war)] * 10
    assert rows["chose_war"][:, attacker].tolist() == [is_war] * 10


def test_an_actor_is_forced_to_act_only_once():
    stage = build_stage("ukraine", **QUIET)
    option = stage.names.actions.index("demand")
    (rows,) = continued(stage, [Course(opening_decision(stage, "russia", "hold"), option)], range(1, 4))
    assert rows["goldstein"].tolist() == [stage.facts.action[option].goldstein] * 3 != [0.0] * 3


def test_an_injected_act_is_not_a_decision():
    decisions, record = decisions_of(build_stage("strait", injects=[ORDER], tempo=0.0), SEED, 0)
    assert record.goldstein != 0.0
    assert decisions == []


def test_a_forced_act_replaces_the_injected_act_of_that_turn_but_not_later_ones():
    orders = [ORDER | {"day": day, "actor": "russia"} for day in (0, 1)]
    stage = build_stage("ukraine", injects=orders, **QUIET)
    chosen, ordered = (stage.names.actions.index(name) for name in ("demand", "mobilise"))
    (rows,) = continued(stage, [Course(opening_decision(stage, "russia", "hold"), chosen)], range(1, 4))
    weights = stage.facts.action["goldstein"]
    assert weights[chosen] != weights[ordered]
    assert rows["goldstein"].tolist() == [weights[chosen] + weights[ordered]] * 3


def make_twins(facts):
    """Let two actions be the same in all that they do."""
    facts.action[TWINS[1]] = facts.action[TWINS[0]]


TWINS = tuple(build_stage("ukraine").names.actions.index(name) for name in ("attend_talks", "offer_package"))


def test_options_that_do_the_same_lead_to_the_same_end_under_the_same_chance():
    stage = build_stage("ukraine", make_twins)
    decisions, _ = decisions_of(stage, SEED, 0)
    both = [Course(decisions[0], option) for option in TWINS]
    assert {*TWINS} <= {decisions[0].chosen, *decisions[0].alternatives(1e-9)}
    one, other = continued(stage, both, range(1, 41))
    assert one.tobytes() == other.tobytes()


def test_alternatives_are_open_likely_enough_and_not_the_chosen_option():
    stage = build_stage("strait")
    decision = opening_decision(stage, stage.names.actors[0], stage.names.actions[0])
    decision.probability[:] = 0.0
    decision.probability[:4] = [0.9, 0.005, 0.01, 0.085]
    assert decision.alternatives(0.01) == [2, 3]
