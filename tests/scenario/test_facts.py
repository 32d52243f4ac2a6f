from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.errors import ConfigError, ScenarioError
from standoff.scenario.content import Scenario, quantities
from standoff.scenario.facts import with_values, without_fact
from standoff.scenario.load import load_scenario

PASSAGE = "actors.vesper.positions.passage.salience"
ISLETS = "actors.vesper.positions.islets.salience"


def values(scenario: Scenario) -> dict[str, float]:
    return {path: quantity.value for path, quantity in quantities(scenario)}


def test_a_new_value_replaces_the_old_one_and_nothing_else(strait: Scenario):
    changed = with_values(strait, {"actors.vesper.costs.war": 0.35})
    assert values(changed) == {**values(strait), "actors.vesper.costs.war": 0.35}
    assert changed.fingerprint != strait.fingerprint
    assert with_values(changed, {"actors.vesper.costs.war": 0.4}).fingerprint == strait.fingerprint


def test_the_scenario_itself_is_unchanged(strait: Scenario):
    before = strait.documents.tree, values(strait)
    with_values(strait, {"actors.vesper.costs.war": 0.35, PASSAGE: 0.5, "timeline.manoeuvre": None})
    assert (strait.documents.tree, values(strait)) == before


def test_a_value_outside_its_range_widens_it(strait: Scenario):
    changed = with_values(strait, {"actors.vesper.costs.war": 0.9, "dyads.vesper|orlen.tension": 0.1})
    assert changed.actors["vesper"].costs.war.high == 0.9
    assert changed.actors["vesper"].costs.war.low == 0.3
    tension = changed.crisis.dyads["vesper|orlen"].tension
    assert tension is not None
    assert (tension.low, tension.value, tension.high) == (0.1, 0.1, 0.8)


@given(share=st.floats(0, 1))
def test_shares_are_rescaled_to_one_and_the_given_one_is_kept(strait: Scenario, share: float):
    changed = values(with_values(strait, {PASSAGE: share}))
    assert changed[PASSAGE] == share
    assert changed[ISLETS] == pytest.approx(1 - share, abs=1e-6)


@given(share=st.floats(0, 1))
def test_shares_that_are_all_given_are_kept(strait: Scenario, share: float):
    changed = values(with_values(strait, {PASSAGE: share, ISLETS: 1 - share}))
    assert (changed[PASSAGE], changed[ISLETS]) == (share, 1 - share)


def test_without_one_rival_the_other_has_all_attention(strait: Scenario):
    changed = with_values(strait, {"relations.vesper>tamar": None})
    assert values(changed)["relations.vesper>orlen.rival_weight"] == pytest.approx(1)


def test_a_value_that_the_unit_does_not_allow_is_refused(strait: Scenario):
    with pytest.raises(
        ScenarioError, match=r"costs\.war\.value = 3\.0: allowed range is -2 to 2 \(utility\)"
    ):
        with_values(strait, {"actors.vesper.costs.war": 3.0})


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("actors.vesper.costs.wra", 0.3, "nothing stands at 'wra', did you mean 'war'?"),
        ("actors.vespa.costs.war", 0.3, "nothing stands at 'vespa', did you mean 'vesper'?"),
        ("actors.vesper.title.x", None, "nothing stands at 'x', there are none"),
        ("actors.vesper.costs", 0.3, "a number can only replace a quantity"),
        ("actors.vesper.costs.war.value", 0.3, "a number can only replace a quantity"),
        ("", None, "nothing stands at ''"),
    ],
)
def test_a_path_that_leads_nowhere_is_refused(strait: Scenario, path: str, value: float | None, message: str):
    with pytest.raises(ConfigError) as caught:
        with_values(strait, {path: value})
    assert message in str(caught.value)


def test_without_a_fact_its_elements_are_gone_or_neutral(strait: Scenario):
    without = without_fact(strait, "F1")
    assert "first_fleet" not in without.actors["vesper"].forces.groups
    assert values(without)["dyads.vesper|orlen.tension"] == 0.2
    assert without.facts == strait.facts


def test_without_a_weight_the_other_axes_take_it_over(strait: Scenario):
    without = values(without_fact(strait, "F3"))
    assert without["axes.harbour.weight"] == 0.2
    assert without["axes.narrows.weight"] == pytest.approx(0.8)


def test_without_a_decorative_fact_nothing_changes(strait: Scenario):
    assert without_fact(strait, "F4").fingerprint == strait.fingerprint


def test_facts_can_be_taken_out_one_after_the_other_in_any_order(strait: Scenario):
    one = without_fact(without_fact(without_fact(strait, "F1"), "F2"), "F3")
    other = without_fact(without_fact(without_fact(strait, "F3"), "F2"), "F1")
    assert one.fingerprint == other.fingerprint
    assert without_fact(one, "F1").fingerprint == one.fingerprint


def test_an_unknown_fact_is_refused(strait: Scenario):
    with pytest.raises(ConfigError, match="unknown fact 'F5'; allowed: F1, F2, F3, F4"):
        without_fact(strait, "F5")


def test_a_fact_that_cannot_be_removed_is_refused_with_the_reason(edit):
    folder = edit("strait/facts.yaml", "timeline.manoeuvre: null", "axes.narrows: null")
    with pytest.raises(ScenarioError) as caught:
        without_fact(load_scenario(folder), "F3")
    assert "data/strait/actors/vesper.yaml without F3: " in str(caught.value)
    assert "unknown axis 'narrows'" in str(caught.value)
