"""What the runs of a sweep are compared with, run by run."""

from __future__ import annotations

import pytest

from standoff.config.composer import Composer
from standoff.config.flags import read_flags
from standoff.config.setup import make_stage
from standoff.config.sweep_settings import REPORTED, SweepSettings
from standoff.scenario.parameters import load_parameters
from standoff.sweep.layout import study_of
from standoff.sweep.study import Study
from tests.studies import STRAIT, scenario

TRUST = load_parameters()["trust"].value
WITH_REPORTED = f"diplomacy.trust=0,{TRUST},1"


def laid_out(*arguments: str) -> Study:
    words = [f"scenario.name={STRAIT}", *arguments]
    return study_of(Composer(read_flags(words, "standoff sweep"), "sweep", SweepSettings), scenario())


def test_the_reference_is_the_point_at_which_everything_is_as_reported():
    assert laid_out(WITH_REPORTED).reference == 1
    assert laid_out("diplomacy=closed,reported", WITH_REPORTED).reference == 4
    assert laid_out("design=zip", "rules=prospect,base", f"diplomacy.trust=0,{TRUST}").reference == 1
    assert laid_out("design=one_at_a_time", "diplomacy.trust=0,1").reference == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["diplomacy.trust=0,1"],
        ["diplomacy=open,closed"],
        ["rules=prospect,true_odds", WITH_REPORTED],
        ["design=sobol", "design.points=4", "diplomacy.trust=interval(0,1)"],
    ],
)
def test_without_such_a_point_the_setting_as_reported_is_played_in_addition(arguments: list[str]):
    study = laid_out(*arguments)
    assert study.reference == REPORTED
    assert study.stage(REPORTED).facts.tobytes() == make_stage(STRAIT)[1].facts.tobytes()


def test_what_the_command_line_fixes_holds_at_the_reference_too():
    study = laid_out("diplomacy.trust=0,1", "escalation.sanctions=0.9", "rules=prospect")
    fixed = make_stage(STRAIT, {"escalation.sanctions": 0.9}, dict(study.reported.rules))[1]
    assert study.reported.rules
    assert study.stage(REPORTED).facts.tobytes() == fixed.facts.tobytes()
    inside = laid_out(WITH_REPORTED, "escalation.sanctions=0.9")
    assert inside.reference == 1


def test_a_study_keeps_its_reference_in_the_manifest():
    study = laid_out("diplomacy.trust=0,1", "rules=prospect")
    kept = Study.from_record(study.as_record(), study.design, study.scenario)
    assert (kept.reference, kept.reported) == (study.reference, study.reported)
