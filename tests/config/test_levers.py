from __future__ import annotations

import math

import numpy as np
import pytest

from standoff.config.apply import actor_values, overruled, reported, rule_values
from standoff.config.levers import LEVERS, Lever, setter_of, undecidable
from standoff.config.limits import lever_faults, rule_faults
from standoff.design.setter import Setter
from standoff.errors import ConfigError
from standoff.scenario.content import Scenario
from standoff.scenario.facts import with_values
from standoff.scenario.load import load_scenario
from standoff.scenario.pack import pack
from standoff.scenario.parameters import load_parameters
from standoff.scenario.units import RANGES


@pytest.fixture(scope="module")
def crisis() -> Scenario:
    return load_scenario("ukraine_2022")


@pytest.mark.parametrize("lever", LEVERS.values(), ids=str)
def test_the_target_of_a_lever_has_its_unit_and_a_range_within_its_own(lever: Lever, crisis: Scenario):
    quantities = reported(crisis, lever)
    assert quantities
    for number in quantities.values():
        assert number.unit == lever.unit
        assert lever.low <= number.low <= number.high <= lever.high


@pytest.mark.parametrize("lever", LEVERS.values(), ids=str)
def test_both_ends_of_a_lever_are_allowed_for_its_target(lever: Lever):
    if lever.holder == "rules":
        low, high = load_parameters()[lever.field].limits
    else:
        low, high = RANGES[lever.unit]
    assert low <= lever.low < lever.high <= high


@pytest.mark.parametrize("lever", LEVERS.values(), ids=str)
def test_each_lever_changes_the_tables_that_are_played(lever: Lever, crisis: Scenario):
    def tables(levers: dict[str, float]) -> bytes:
        moved = with_values(crisis, actor_values(crisis, levers))
        return pack(moved, {**rule_values(levers, {}), "turn_days": 1.0}).tobytes()

    assert tables({lever.name: lever.low}) != tables({lever.name: lever.high})


def test_levers_of_a_role_move_all_its_actors_and_nobody_else(crisis: Scenario):
    moved = with_values(crisis, actor_values(crisis, {"diplomacy.flexibility": 0.9}))
    before, after = (pack(it, {**rule_values({}, {}), "turn_days": 1.0}) for it in (crisis, moved))
    protectors = after["actor"]["is_protector"] == 1
    assert (after["actor"]["flexibility"][protectors] == 0.9).all()
    assert np.array_equal(
        after["actor"]["flexibility"][~protectors], before["actor"]["flexibility"][~protectors]
    )


def test_a_lever_overrides_a_rule_variant_with_a_notice():
    levers, rules = {"escalation.incident_rate": 0.02}, {"incident_rate": 0.0, "learning": 0.0}
    values = rule_values(levers, rules)
    assert values["incident_rate"] == 0.02
    assert values["learning"] == 0.0
    assert values["tempo"] == load_parameters()["tempo"].value
    assert overruled(levers, rules) == ["escalation.incident_rate = 0.02 overrides rules.incident_rate = 0"]
    assert overruled({"escalation.incident_rate": 0.0}, rules) == []


@pytest.mark.parametrize("value", [-0.01, 1.01, math.nan, math.inf])
def test_a_lever_out_of_range_is_refused_with_its_allowed_range(value: float):
    assert lever_faults({"diplomacy.offer_rate": value}) == [
        f"diplomacy.offer_rate = {value:g}: allowed range is 0 to 1 (per_day), or null as reported"
    ]


def test_an_unknown_lever_is_refused_with_the_nearest_name_and_all_others():
    (fault,) = lever_faults({"diplomacy.offer_rte": 0.1})
    assert "did you mean 'diplomacy.offer_rate'?" in fault
    assert all(name in fault for name in LEVERS)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        (
            "learning",
            1.5,
            "rules.learning = 1.5: allowed range is 0 to 1 (share), or null for 1; plausible range is 0 to 1",
        ),
        ("gradient_km", 0.0, "rules.gradient_km = 0: allowed range is above 0 to 40000 (km)"),
        ("discount", 1.0, "rules.discount = 1: allowed range is above 0 to below 1 (share)"),
        ("tempo", math.nan, "rules.tempo = nan: allowed range is above 0 to 10 (per_day)"),
        ("lerning", 0.0, "rules.lerning: unknown parameter, did you mean 'learning'?"),
    ],
)
def test_a_rule_parameter_outside_its_limits_is_refused_with_them(name: str, value: float, expected: str):
    (fault,) = rule_faults({name: value})
    assert fault.startswith(expected)


def test_a_lever_of_a_role_that_nobody_has_is_refused(crisis: Scenario):
    relations = {pair for pair, relation in crisis.crisis.relations.items() if relation.protects is not None}
    alone = with_values(crisis, dict.fromkeys((f"relations.{pair}.protects" for pair in relations), 0.0))
    with pytest.raises(ConfigError, match=r"^diplomacy\.flexibility: ukraine_2022 has no protectors"):
        actor_values(alone, {"diplomacy.flexibility": 0.5})


def test_a_setting_that_nobody_can_decide_is_not_a_policy():
    setters = {
        str(setter): {name for name, lever in LEVERS.items() if lever.setter == setter} for setter in Setter
    }
    assert {"escalation.odds_bias", "escalation.attack_cost", "diplomacy.trust"} == setters["belief"]
    assert {"escalation.rationality", "escalation.audience_slope"} == setters["model"]
    assert "diplomacy.mediator" in setters["policy"]
    assert setters["scenario"] == set()


@pytest.mark.parametrize(
    ("name", "setter"),
    [
        ("escalation.sanctions", "policy"), ("diplomacy", "policy"), ("beliefs", "belief"),
        ("rules", "model"), ("rules.tempo", "model"), ("rules.mediator", "policy"),
        ("actors.blue.costs.war", "belief"),
        ("actors.blue.forces.home.now", "scenario"), ("injects", "scenario"),
    ],
)  # fmt: skip
def test_every_factor_belongs_to_somebody_who_can_set_it(name: str, setter: str):
    assert setter_of(name) == setter


def test_a_package_that_nobody_can_decide_is_marked_as_such():
    assert undecidable(["diplomacy.mediator", "escalation"]) == ""
    assert "escalation.odds_bias (belief)" in undecidable(["diplomacy.mediator", "escalation.odds_bias"])
