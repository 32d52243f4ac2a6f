from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType

from standoff.config.compose import compose
from standoff.config.limits import lever_faults
from standoff.config.setup import make_stage
from standoff.drivers.stage import Stage

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


def test_the_levers_of_a_run_are_checked_once():
    checks = 0

    def count(frame: FrameType, event: str, _: object) -> None:
        nonlocal checks
        checks += event == "call" and frame.f_code is lever_faults.__code__

    sys.setprofile(count)
    try:
        (job,) = compose([f"scenario.name={STRAIT}", "diplomacy.trust=0.9"])
        make_stage(STRAIT, job.settings.levers, job.settings.variant)
    finally:
        sys.setprofile(None)
    assert checks == 1
