"""Reasons: the term named is the one that separates, and war does not hide the rest."""

from __future__ import annotations

import pytest

from standoff.drivers.single import run_one
from standoff.drivers.trace import Trace
from standoff.story.reasons import contributions, reason
from standoff.story.trace import RunTrace
from standoff.vocabulary import Term
from tests.edits import make_war_cheap


def option(name: str, **terms: float) -> dict[str, float | str]:
    row = {term.name.lower(): terms.get(term.name.lower(), 0.0) for term in Term}
    return {"option": name, **row, "expected_utility": sum(row.values())}


HOLD = option("hold", status_quo=0.5, upkeep=-0.02, fear=-0.10)
ARM = option("arm", status_quo=0.5, upkeep=-0.05, fear=-0.01)
ATTACK = option("attack", war=0.52)


def test_an_act_is_compared_with_the_best_other_option_by_the_term_that_adds_most():
    why = reason([HOLD, ARM, option("worst", cost=-1.0)], ARM)
    assert (why.better, why.worse, why.term) == (ARM, HOLD, Term.FEAR)
    assert why.by == pytest.approx(0.09)
    assert why.gap == pytest.approx(0.06)


def test_an_act_that_is_not_the_best_is_compared_with_the_better_one():
    why = reason([HOLD, ARM], HOLD)
    assert (why.better, why.worse, why.term) == (ARM, HOLD, Term.FEAR)


def test_war_counts_by_what_it_is_worth_above_the_status_quo():
    why = reason([HOLD, ATTACK], ATTACK)
    assert (why.term, why.by) == (Term.FEAR, pytest.approx(0.10))  # war itself adds .02 only
    assert reason([option("hold", status_quo=0.5), ATTACK], ATTACK).term == Term.WAR


def test_contributions_sum_to_the_utility_above_the_status_quo():
    for row in (HOLD, ARM, ATTACK):
        assert sum(contributions(row, 0.5).values()) == pytest.approx(row["expected_utility"] - 0.5)
    assert Term.STATUS_QUO not in contributions(HOLD, 0.5)


def test_the_only_option_has_no_reason():
    assert reason([HOLD], HOLD) is None


def test_in_war_a_settlement_that_cannot_come_is_never_a_reason(set_crisis):
    stage = set_crisis(
        "ukraine", make_war_cheap, horizon_days=20.0, terms_rate=0.0, offer_rate=0.3, tempo=0.8
    )
    story = Trace()
    began = run_one(stage, 1, 0, trace=story).days_to_violence
    trace = RunTrace(stage, story.tables)
    acts = [row for row in trace.rows("decisions", is_chosen=True) if row["day"] > began]
    assert len(acts) > 10
    for act in acts:
        why = reason(trace.rows("decisions", turn=act["turn"], actor=act["actor"]), act)
        assert why.term != Term.SETTLEMENT
