"""Full scale: the check says of which attackers no run can see a full-scale invasion, and why."""

from __future__ import annotations

import numpy as np
import pytest
from click.testing import CliRunner

from standoff.apps.scenario.command import scenario as scenario_command
from standoff.config.setup import make_stage
from standoff.drivers.ensemble import play
from standoff.scenario.full_scale import unreachable_full_scale
from standoff.scenario.load import load_scenario
from tests.commands import STRAIT

VESPER = "strait/actors/vesper.yaml"
AXIS = "  limited_axis: narrows\n"
QUANTITY = (
    "{{value: {0}, low: 1, high: 99, unit: thousand_troops, source: assumption, kind: assumption, "
    "known: 2030-03-01, note: made up}}"
)
NOTE = "no attack of Vesper can be a full-scale invasion: "
LARGER = ("required: {value: 40, low: 30, high: 50", "required: {value: 99, low: 30, high: 99")


@pytest.mark.parametrize("given", [1, 24])
def test_an_attack_that_can_reach_the_threshold_is_not_mentioned(edit, given):
    folder = edit(VESPER, AXIS, f"{AXIS}  full_scale: {QUANTITY.format(given)}\n")
    assert load_scenario(folder).actors["vesper"].forces.full_scale.value == given
    assert list(unreachable_full_scale(load_scenario(folder))) == []


def test_the_check_notes_a_threshold_that_no_attack_can_reach(edit):
    folder = edit(VESPER, AXIS, f"{AXIS}  full_scale: {QUANTITY.format(60)}\n")
    text = CliRunner().invoke(scenario_command, ["check", str(folder)]).output
    expected = "that takes 60 thousand troops across the border, and at most 44.4 can cross in 30 days"
    assert text.splitlines()[-1] == f"note: {NOTE}{expected}"


def test_the_check_notes_a_plan_that_is_too_small_for_a_full_attack(edit):
    (note,) = unreachable_full_scale(load_scenario(edit(VESPER, *LARGER)))
    assert (
        note
        == f"{NOTE}a full attack takes 49.5 thousand troops, and it has at most 44 when its plan is filled"
    )


def test_no_more_troops_cross_than_the_check_takes_for_possible(edit):
    folder = edit(VESPER, "war: {value: 0.4, low: 0.3", "war: {value: 0.05, low: 0.05")
    _, stage = make_stage(folder)
    crossed = np.concatenate(list(play(stage, 1, 0, 200)))["crossed"]
    assert 20.0 < crossed.max() <= 44.4


def test_a_scenario_without_a_threshold_loads_and_takes_that_of_the_rules():
    assert load_scenario(STRAIT).actors["vesper"].forces.full_scale is None
