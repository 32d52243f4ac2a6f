"""What if: continuations of a run with a change repeat what a run with that inject would have been."""

from __future__ import annotations

import pytest

from standoff.analysis.branch.answer import branch_answer
from standoff.analysis.branch.changes import inject_of
from standoff.analysis.branch.continuations import branching_point, continued_outcomes
from standoff.config.setup import make_stage, with_changes
from standoff.drivers.single import run_one
from standoff.errors import ArgumentError
from standoff.sweep.chosen_run import ChosenRun
from tests.commands import STRAIT

SEED = 1


def run_of(replication: int) -> ChosenRun:
    scenario, stage = make_stage(STRAIT)
    return ChosenRun(scenario, stage, SEED, replication, None, "The strait")


CHANGES = {
    "vesper: withdraw": {"actor": "vesper", "effect": "act", "action": "withdraw"},
    "Vesper : limited attack": {"actor": "vesper", "effect": "act", "action": "limited_attack"},
    "orlen: offer all": {"actor": "orlen", "effect": "offer", "by": 1.0},
    "orlen:offer none": {"actor": "orlen", "effect": "offer", "by": -1.0},
    "vesper: odds bias +0.25": {"actor": "vesper", "effect": "odds_bias", "by": 0.25},
    "vesper: troops -2": {"actor": "vesper", "effect": "troops", "by": -2.0},
    "vesper: troops 1e1 on {axis}": {"actor": "vesper", "effect": "troops", "by": 10.0, "axis": "{axis}"},
    "vesper|orlen: incident": {"pair": "vesper|orlen", "effect": "incident"},
    "vesper | orlen: tension 0.5": {"pair": "vesper|orlen", "effect": "tension", "by": 0.5},
}


@pytest.mark.parametrize("text", CHANGES)
def test_a_change_is_read_as_an_inject(text: str):
    run = run_of(0)
    axis = run.stage.names.axes[0]
    expected = {name: axis if value == "{axis}" else value for name, value in CHANGES[text].items()}
    change = text.format(axis=axis)
    inject = inject_of(run, change, 4)
    assert inject == {"day": 4, **expected, "reason": f"What if: {change}"}
    changed = with_changes(run.stage, run.scenario, [inject])
    assert changed.facts.n_events == run.stage.facts.n_events + 1
    assert changed.names.injects[run.stage.facts.n_events].is_hypothetical


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("withdraw", "write ACTOR: ACT or ACTOR: EFFECT SIZE"),
        ("vespr: withdraw", "'vespr' is unknown; did you mean 'vesper'"),
        ("vesper: withdrw", "did you mean 'withdraw'"),
        ("vesper: rung high", "high is no size; write a number (rung)"),
        ("vesper: rung", "rung needs its size"),
        ("vesper: rung 99", "allowed range is -15 to 15"),
        ("vesper: troops -2 on moon", "'moon' is unknown"),
        ("vesper|orlen: rung 2", "rung concerns one actor"),
        ("orlen: full attack", "orlen is no attacker"),
    ],
)
def test_a_change_that_cannot_be_is_refused_by_its_name(text: str, expected: str):
    with pytest.raises(ArgumentError) as refused:
        branch_answer(run_of(0), 1, [text], 20)
    assert expected in str(refused.value)
    assert "injects.events" not in str(refused.value)
    assert repr(text) in str(refused.value)


@pytest.mark.parametrize("replication", range(4))
def test_without_a_change_the_own_chance_repeats_the_run(replication: int):
    run = run_of(replication)
    record = run_one(run.stage, SEED, replication)
    for turn in (0, 3):
        point = branching_point(run, turn)
        own = range(replication, replication + 1)
        assert continued_outcomes(run.stage, point, SEED, own).tolist() == [record.outcome]


def test_with_a_change_the_own_chance_gives_the_run_with_that_inject_from_the_beginning():
    moved = 0
    for replication in range(12):
        run = run_of(replication)
        inject = inject_of(run, "vesper: withdraw", 2)
        _, injected = make_stage(STRAIT, injects=[inject])
        record = run_one(injected, SEED, replication)
        point = branching_point(run, 2)
        changed = with_changes(run.stage, run.scenario, [inject])
        own = range(replication, replication + 1)
        assert continued_outcomes(changed, point, SEED, own).tolist() == [record.outcome]
        moved += record.outcome != run_one(run.stage, SEED, replication).outcome
    assert moved, "a change that moves no run shows nothing"


def test_shares_and_differences_are_those_of_the_flows():
    answer = branch_answer(run_of(0), 2, ["vesper: withdraw", "orlen: offer all"], 60)
    flows, outcomes = answer.rows["flows"], answer.rows["outcomes"]
    assert sum(row["count"] for row in flows) == 60
    for row in outcomes[1:]:
        for column, share in (("outcome_against", "share_without"), ("outcome", "share_with")):
            count = sum(flow["count"] for flow in flows if flow[column] == row["outcome"])
            assert row[share] == pytest.approx(count / 60)
        assert row["difference"] == pytest.approx(row["share_with"] - row["share_without"])
        assert row["low"] <= row["difference"] <= row["high"]
    assert answer.sentences[0].startswith("Vesper: withdraw; Orlen: offer +1, on ")
    (figure,) = answer.draw().values()
    assert figure.get_suptitle().startswith("Vesper: withdraw; Orlen: offer +1: ")


def test_in_a_war_the_sentence_is_on_how_it_ends():
    for replication in range(40):
        run = run_of(replication)
        record = run_one(run.stage, SEED, replication)
        if any(record.chose_war):
            break
    last = int(record.days) - 1
    answer = branch_answer(run, last, ["orlen: arms 0.5"], 20)
    assert "There is war already. " in answer.sentences[0]
    assert answer.rows["outcomes"][0]["share_without"] == 1.0
