from __future__ import annotations

from pathlib import Path

import pytest

from standoff.config.setup import make_stage
from standoff.drivers.stage import Stage
from standoff.errors import ConfigError

STRAIT = Path(__file__).parents[1] / "scenario" / "data" / "strait"


def test_without_levers_the_stage_is_the_scenario_as_reported(strait: Stage):
    scenario, stage = make_stage(STRAIT)
    assert stage.facts.tobytes() == strait.facts.tobytes()
    assert stage.opening.tobytes() == strait.opening.tobytes()
    assert (stage.names.actors, stage.names.issues) == (strait.names.actors, strait.names.issues)
    assert stage.horizon_days == scenario.crisis.horizon_days


def test_levers_rules_and_lengths_reach_the_stage_and_leave_the_scenario_as_it_is():
    reported, _ = make_stage(STRAIT)
    levers = {"escalation.attack_cost": 0.77, "diplomacy.trust": 0.9}
    scenario, stage = make_stage(STRAIT, levers, {"learning": 0.0}, turn_days=0.5, horizon_days=9.0)
    assert stage.facts["actor"]["war_cost"][stage.facts["actor"]["is_attacker"] == 1].tolist() == [0.77]
    assert (stage.facts.rules.trust, stage.facts.rules.learning, stage.facts.rules.turn_days) == (
        0.9,
        0.0,
        0.5,
    )
    assert stage.horizon_days == 9.0
    assert scenario.fingerprint == reported.fingerprint


def test_all_faults_come_at_once_before_anything_is_loaded():
    with pytest.raises(ConfigError) as error:
        make_stage("nowhere", {"diplomacy.trust": 2.0, "diplomacy.hope": 1.0}, {"learning": -1.0})
    lines = str(error.value).splitlines()
    assert [line.split(":")[0] for line in lines] == [
        "diplomacy.trust = 2",
        "diplomacy.hope",
        "rules.learning = -1",
    ]
