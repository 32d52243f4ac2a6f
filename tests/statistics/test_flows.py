"""Flows between outcomes: each pair of runs is counted once, where it came from and where it went."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from standoff.analysis.compare.comparison import compare
from standoff.analysis.compare.rows import rows
from standoff.analysis.compare.words import moved
from standoff.statistics.flows import flows, moves
from standoff.terminal.flow_table import flow_table
from standoff.vocabulary import Outcome
from tests.samples import made

BEFORE = made("before", [0, 0, 1, 2, 4, 4, 4, 5])
AFTER = made("after", [0, 2, 2, 2, 2, 4, 1, 4])


def test_each_run_is_counted_from_its_outcome_to_its_outcome():
    (flow,) = flows([BEFORE, AFTER])
    assert (flow.reference, flow.result, flow.n, flow.n_moved) == ("before", "after", 8, 5)
    assert flow.counts[0].tolist() == [1, 0, 1, 0, 0, 0]
    assert flow.counts[4].tolist() == [0, 1, 1, 0, 1, 0]
    assert flow.counts[5].tolist() == [0, 0, 0, 0, 1, 0]


def test_a_move_between_outcomes_of_one_kind_is_none_between_kinds():
    (flow,) = flows([BEFORE, AFTER])
    peace, settlement, war = "peace without a settlement", "a settlement", "a war"
    assert moves(flow) == [(peace, settlement, 2), (war, peace, 1), (war, settlement, 1)]
    assert list(moved(compare([BEFORE, AFTER]))) == [
        "after changes the kind of end of 4 in 8 runs of before (50.0 %): 2 from peace without a settlement "
        "to a settlement; 1 from a war to peace without a settlement; 1 from a war to a settlement."
    ]


def test_results_that_do_not_share_their_chance_have_no_flows():
    other_seed = replace(AFTER, seed=2)
    sums = replace(AFTER, name="sums", place="sums", runs=None)
    comparison = compare([BEFORE, other_seed, sums])
    assert comparison.flows == ()
    assert "flows" not in rows(comparison)
    assert list(moved(comparison)) == list(map(flow_table, comparison.flows)) == []


def test_only_the_runs_of_both_are_paired():
    (flow,) = flows([BEFORE, AFTER.first(3)])
    assert flow.n == 3


outcomes = st.lists(st.tuples(*[st.sampled_from(Outcome)] * 2), min_size=1, max_size=30)


@given(outcomes)
def test_flows_add_up_to_the_shares_of_both(pairs: list[tuple[Outcome, Outcome]]):
    samples = [made(name, ends) for name, ends in zip("ab", zip(*pairs, strict=True), strict=True)]
    (flow,) = flows(samples)
    assert flow.counts.sum(axis=1).tolist() == samples[0].outcomes.tolist()
    assert flow.counts.sum(axis=0).tolist() == samples[1].outcomes.tolist()
    lines = rows(compare(samples))["flows"]
    assert sum(line["count"] for line in lines) == flow.n
    assert all(0.0 <= line["low"] <= line["share"] <= line["high"] <= 1.0 for line in lines)
