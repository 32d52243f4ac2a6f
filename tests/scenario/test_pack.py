from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.chance import slot_of
from standoff.errors import ConfigError
from standoff.scenario.content import Scenario
from standoff.scenario.facts import with_values
from standoff.scenario.load import load_scenario
from standoff.scenario.pack import pack
from standoff.scenario.pack_rules import prior, type_cost
from standoff.scenario.shared_schema import Action
from standoff.state.tables import ACTION, ACTOR, DYAD, FACTS, N_TYPES, RULES, Facts
from standoff.vocabulary import EventKind, ForceOrder, OptionClass, Role, WarLevel

NAMES = RULES.names or ()
PARAMETERS = {name: float(place) for place, name in enumerate(NAMES)} | {"type_spread": 0.6, "type_tilt": 0.5}
ORLEN, TAMAR, VESPER = 0, 1, 2
NARROWS, HARBOUR, REAR = 0, 1, 2


@pytest.fixture(scope="module")
def facts(strait: Scenario) -> Facts:
    return pack(strait, PARAMETERS)


def test_the_tables_have_a_row_for_each_name_and_zeros_in_the_rest(facts: Facts):
    assert facts.dtype == FACTS
    sizes = [facts[name] for name in ("n_actors", "n_issues", "n_axes", "n_events", "n_actions")]
    assert sizes == [3, 2, 3, 3, 10]
    assert facts.actor[VESPER].quality == 1.2  # fields read as attributes
    actor_rows = (facts.actor[3:], facts.dyad[3:], facts.dyad[:, 3:], facts.position[3:], facts.force[3:])
    other_rows = (facts.position[:, 2:], facts.issue[2:], facts.axis[3:], facts.force[:, 3:])
    for rest in (*actor_rows, *other_rows, facts.event[3:], facts.action[10:]):
        assert rest.size
        assert not any(rest.tobytes())


def test_roles_follow_from_relations(facts: Facts):
    roles = facts.actor[["is_attacker", "is_target", "is_protector", "is_host"]][:3].tolist()
    assert roles == [(0, 1, 0, 0), (0, 0, 1, 1), (1, 0, 0, 0)]


def test_an_actor_that_protects_nobody_in_danger_is_not_a_protector(strait: Scenario):
    alone = with_values(strait, {"relations.tamar>orlen.protects": 0.0})
    assert not pack(alone, PARAMETERS).actor["is_protector"].any()


def test_protecting_an_actor_that_nobody_may_attack_does_not_make_a_protector(edit):
    bond = "{value: 0.5, low: 0.3, high: 0.7, unit: share, source: article, kind: expert, known: 2030-03-01}"
    folder = edit(
        "strait/scenario.yaml",
        "  tamar>vesper:\n",
        f"  orlen>tamar:\n    protects: {bond}\n  tamar>vesper:\n",
    )
    packed = pack(load_scenario(folder), PARAMETERS)
    assert packed.dyad["protects"][ORLEN, TAMAR] == 0.5
    assert packed.actor["is_protector"][:3].tolist() == [0, 1, 0]


def test_numbers_of_an_actor_are_in_their_columns(facts: Facts):
    vesper = facts.actor[VESPER]
    expected = {
        "quality": 1.2,
        "required": 40,
        "base_share": 18 / 40,  # 5 + 1 + 2 + 10
        "plan_share": 40 / 40,  # 20 + 8 + 6 + 6
        "war_cost": 0.4,
        "sanction_exposure": 0.1,
        "third_party_support": 0.3,
        "sanction_credibility": 0,
        "odds_bias": 0.3,
        "demand": 0.8,
        "audience": 0.05,
        "rung": 6,
        "table_days": 10,
        "offer": 0,
        "flexibility": 0.3,
        "delay_cost": 0.01,
        "reference": 0.4,
        "drift": 0.05,
        "transparency": 0.2,
        "limited_axis": NARROWS,
        "full_scale": 0.0,
    }
    assert {name: vesper[name] for name in expected} == expected
    assert facts.actor["limited_axis"][:3].tolist() == [-1, -1, NARROWS]
    flags = {"slot", "is_attacker", "is_target", "is_protector", "is_host"}
    assert expected.keys() | flags == set(ACTOR.names or ())


def test_slots_are_hashes_of_names(facts: Facts):
    assert facts.actor["slot"][:3].tolist() == [slot_of("orlen"), slot_of("tamar"), slot_of("vesper")]
    assert (
        facts.dyad["slot"][VESPER, ORLEN] == facts.dyad["slot"][ORLEN, VESPER] == slot_of("orlen", "vesper")
    )
    assert len({*facts.actor["slot"][:3].tolist(), *facts.dyad["slot"][:3, :3].ravel().tolist()}) == 9


def test_relations_run_one_way_and_dyads_both(facts: Facts):
    forth, back = facts.dyad[VESPER, ORLEN], facts.dyad[ORLEN, VESPER]
    columns = (
        "may_attack",
        "rival_weight",
        "protects",
        "hosts",
        "dependence",
        "proximity",
        "tension",
        "visibility",
    )
    assert [forth[name] for name in columns] == [1, 0.7, 0, 0, 0, 0.9, 0.6, 0.8]
    assert [back[name] for name in columns] == [0, 1, 0, 0, 0, 0.9, 0.6, 0]
    # the pair stands as tamar|vesper in the file, against the order of the other
    assert facts.dyad["tension"][VESPER, TAMAR] == facts.dyad["tension"][TAMAR, VESPER] == 0.3
    assert facts.dyad[TAMAR, VESPER][["hosts", "dependence"]].item() == (1, 0.25)
    assert facts.dyad["protects"][:3, :3].tolist() == [[0, 0, 0], [0.5, 0, 0], [0, 0, 0]]
    assert {"slot", *columns} == set(DYAD.names or ())


def test_positions_and_war_aims_are_in_one_row(facts: Facts):
    assert facts.position[VESPER, :2].tolist() == [
        (0, 0.8, 0, 0.6, 0.2, 0.1, 0.9, 0.5),
        (0, 0.2, 0, 1, 0, 0, 1, 0),
    ]
    assert facts.position[ORLEN, 0].item() == (1, 0.6, 0.4, 1, 0.5, 0, 0, 0)
    assert facts.issue["status_quo"][:2].tolist() == [0.7, 1.0]


def test_the_last_axis_holds_forces_on_no_axis(facts: Facts):
    assert facts.axis[:3].tolist() == [(0.6, -1), (0.4, TAMAR), (0, -1)]


def test_forces_are_sums_over_groups_and_their_distance_a_mean_by_troops(facts: Facts):
    now_peacetime_plan_distance_strikes = facts.force[VESPER, :3].tolist()
    # narrows: fleet 15 at 30 km and landing force 5 at 60 km: (15 * 30 + 5 * 60) / 20 = 37.5 km
    assert now_peacetime_plan_distance_strikes == [(20, 6, 28, 37.5, 12), (4, 2, 6, 60, 0), (10, 10, 6, 0, 0)]
    assert facts.force[ORLEN, :3].tolist() == [(8, 8, 12, 0, 0), (0, 0, 0, 0, 0), (0, 0, 0, 0, 0)]


def test_while_no_troops_are_there_the_distance_is_weighted_by_the_plan(strait: Scenario):
    groups = "actors.vesper.forces.groups"
    empty = {f"{groups}.first_fleet.troops": 0.0, f"{groups}.landing_force.troops": 0.0}
    # planned 20 at 30 km and 8 at 60 km
    assert pack(with_values(strait, empty), PARAMETERS).force["distance"][VESPER, NARROWS] == pytest.approx(
        1080 / 28
    )
    nothing = {**empty, f"{groups}.first_fleet.planned": 0.0, f"{groups}.landing_force.planned": 0.0}
    assert pack(with_values(strait, nothing), PARAMETERS).force["distance"][VESPER, NARROWS] == 0


def test_events_are_sorted_by_their_day_from_the_opening(strait: Scenario, facts: Facts):
    demand = strait.action_names.index("demand")
    assert facts.event[:3].tolist() == [
        (-2, -2, EventKind.ACT, VESPER, -1, demand, 0, -1, -1, -1),
        (4, 11, EventKind.EXERCISE, VESPER, TAMAR, -1, 0, -1, -1, -1),
        (19, 19, EventKind.SEASON, -1, -1, -1, 0.9, -1, -1, -1),
    ]


def test_a_scenario_without_a_timeline_has_an_empty_table(strait: Scenario):
    empty = with_values(
        strait, dict.fromkeys(["timeline.storms_end", "timeline.manoeuvre", "timeline.first_demand"])
    )
    assert pack(empty, PARAMETERS).n_events == 0


def test_actions_take_neutral_defaults(strait: Scenario, facts: Facts):
    hold = facts.action[strait.action_names.index("hold")]
    neutral = dict.fromkeys(ACTION.names or (), 0) | {
        "option_class": OptionClass.STAND,
        "who": Role.ANY,
        "max_war": WarLevel.FULL,
        "order": ForceOrder.KEEP,
        "table_days": -1,
        "offer": -1,
        "access": -1,
    }
    assert {name: hold[name] for name in neutral} == neutral
    withdraw = facts.action[strait.action_names.index("withdraw")]
    assert withdraw[["above_base", "max_war", "order", "pays", "goldstein"]].item() == (
        1,
        0,
        ForceOrder.BASE,
        1,
        9,
    )


def test_every_column_of_the_action_table_can_be_written_and_no_other():
    about = {"title", "cameo", "source", "note"}
    assert Action.model_fields.keys() - about == set(ACTION.names or ())


def test_rule_parameters_are_in_their_columns(facts: Facts):
    assert {name: facts.rules[name] for name in NAMES} == PARAMETERS


def test_every_rule_parameter_must_be_given_once_and_be_a_number(strait: Scenario):
    parameters = {**PARAMETERS, "rationalty": 1.0, "tempo": math.nan}
    del parameters["rationality"]
    with pytest.raises(ConfigError) as caught:
        pack(strait, parameters)
    assert str(caught.value).splitlines() == [
        "rationalty: unknown rule parameter, did you mean 'rationality'?",
        "rationality: missing rule parameter; add it",
        "tempo = nan: a finite number is expected",
    ]


def test_types_spread_evenly_around_the_middle_one(facts: Facts):
    np.testing.assert_allclose(facts.type_cost, [0.4, 0.7, 1.0, 1.3, 1.6], rtol=1e-12)


def test_the_prior_leans_towards_the_resolved(facts: Facts):
    assert facts.prior.sum() == pytest.approx(1, abs=1e-12)
    np.testing.assert_allclose(facts.prior[:-1] / facts.prior[1:], math.exp(0.5), rtol=1e-12)


@given(tilt=st.floats(-3, 3), spread=st.floats(0, 0.99))
def test_types_keep_their_order_and_the_prior_sums_to_one(tilt: float, spread: float):
    costs, weights = type_cost(spread), prior(tilt)
    assert costs.shape == weights.shape == (N_TYPES,)
    assert (np.diff(costs) >= 0).all()
    assert costs.mean() == pytest.approx(1)
    assert weights.sum() == pytest.approx(1)
    assert (np.sign(np.diff(weights)) * np.sign(tilt) <= 0).all()


@given(share=st.floats(0, 1))
def test_a_share_goes_into_the_table_unchanged(strait: Scenario, share: float):
    changed = pack(with_values(strait, {"relations.tamar>orlen.protects": share}), PARAMETERS)
    assert changed.dyad["protects"][TAMAR, ORLEN] == share


def test_packing_twice_gives_the_same_bytes(strait: Scenario, facts: Facts):
    assert pack(strait, PARAMETERS).tobytes() == facts.tobytes()
