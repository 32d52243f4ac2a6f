from __future__ import annotations

import pytest

from standoff.rules.payoff import payoff
from standoff.rules.valuation import issue_value
from standoff.state.crisis import STATE
from standoff.state.tables import blank
from standoff.vocabulary import WarLevel

RUSSIA, BELARUS, NATO, UKRAINE = "russia", "belarus", "nato", "ukraine"


@pytest.fixture
def end(set_crisis):
    """Facts, names and a quiet end of a run, everybody of the middle type."""
    stage = set_crisis("ukraine")
    state = stage.opening.copy()
    for row in range(len(stage.names.actors)):
        state.actor[row].type = 2
    return stage.facts, {name: row for row, name in enumerate(stage.names.actors)}, state


def fight(state, rows, level):
    state.war.worst = state.war.level = level
    state.war.attacker, state.war.target = rows[RUSSIA], rows[UKRAINE]


def test_without_a_war_the_end_is_worth_what_the_issues_are_worth(end):
    facts, rows, state = end
    for row in rows.values():
        assert payoff(facts, state, row) == issue_value(facts, state.position, row)


def test_a_full_war_without_ground_costs_each_what_its_part_in_it_costs(end):
    facts, rows, state = end
    quiet = {name: payoff(facts, state, row) for name, row in rows.items()}
    fight(state, rows, WarLevel.FULL)
    for row in rows.values():
        state.actor[row].sanctions = 0.0
    state.actor[rows[NATO]].sanctions = 0.5
    lost = {name: quiet[name] - payoff(facts, state, row) for name, row in rows.items()}
    russia = facts.actor[rows[RUSSIA]]
    sanctions = russia.sanction_exposure * (1 - russia.third_party_support) * 0.5
    assert lost[RUSSIA] == pytest.approx(russia.war_cost + sanctions)
    assert lost[UKRAINE] == pytest.approx(facts.actor[rows[UKRAINE]].war_cost)
    assert lost[BELARUS] == pytest.approx(facts.rules.host_exposure)
    assert lost[NATO] == 0.0


def test_a_limited_war_costs_its_share_of_a_full_one(end):
    facts, rows, state = end
    quiet = payoff(facts, state, rows[UKRAINE])
    fight(state, rows, WarLevel.LIMITED)
    expected = facts.rules.limited_cost * facts.actor[rows[UKRAINE]].war_cost
    assert quiet - payoff(facts, state, rows[UKRAINE]) == pytest.approx(expected)


def test_the_same_war_costs_a_resolved_type_less(end):
    facts, rows, state = end
    fight(state, rows, WarLevel.FULL)
    by_type = []
    for kind in range(5):
        state.actor[rows[RUSSIA]].type = kind
        by_type.append(payoff(facts, state, rows[RUSSIA]))
    assert by_type == sorted(by_type, reverse=True)
    assert by_type[0] > by_type[-1]


def test_ground_that_is_held_moves_the_issues_by_its_share(end):
    facts, rows, state = end
    fight(state, rows, WarLevel.FULL)
    nothing = payoff(facts, state, rows[UKRAINE])
    for axis in range(facts.n_axes):
        state.front[axis].ground = 0.5
    half = payoff(facts, state, rows[UKRAINE])
    for axis in range(facts.n_axes):
        state.front[axis].ground = 1.0
    everything = payoff(facts, state, rows[UKRAINE])
    assert everything < half < nothing
    won = blank(STATE)
    for issue in range(facts.n_issues):
        won.position[issue] = facts.position[rows[RUSSIA], issue].won
    expected = issue_value(facts, won.position, rows[UKRAINE]) - facts.actor[rows[UKRAINE]].war_cost
    assert everything == pytest.approx(expected)


def test_a_wider_war_costs_attacker_and_protectors_and_nobody_else(end):
    facts, rows, state = end
    quiet = {name: payoff(facts, state, row) for name, row in rows.items()}
    state.war.outside = 1
    lost = {name: quiet[name] - payoff(facts, state, row) for name, row in rows.items()}
    assert lost[RUSSIA] == pytest.approx(facts.rules.wider_cost)
    assert lost[NATO] == pytest.approx(facts.rules.wider_cost)
    assert lost[UKRAINE] == lost[BELARUS] == 0.0
