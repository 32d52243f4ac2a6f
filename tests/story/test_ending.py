"""The end of a run: what is full-scale there, and what ground is held."""

from __future__ import annotations

from standoff.drivers.single import run_one
from standoff.drivers.trace import Trace
from standoff.scenario.load import load_scenario
from standoff.story.ending import ending, ground_held
from standoff.story.trace import NarratedTrace
from standoff.vocabulary import Outcome
from tests.edits import make_war_cheap
from tests.stages import FOLDERS, build_stage


def ended(edit, **how):
    stage, trace = build_stage("strait", edit, **how), Trace()
    record = run_one(stage, 1, 0, trace=trace)
    return NarratedTrace(stage, trace.tables, load_scenario(FOLDERS["strait"])), record


def test_the_ending_of_a_conquest_gives_the_full_scale_threshold_and_the_ground_held():
    def conquer(facts):
        make_war_cheap(facts)
        facts.actor["limited_axis"] = -1
        facts.actor["quality"][facts.actor["is_attacker"] == 1] = 9.0

    trace, record = ended(conquer, horizon_days=10.0, terms_rate=0.0, full_scale_share=0.3)
    assert record.outcome == Outcome.FULL_INVASION
    text = "\n".join(ending(trace, record))
    assert "(full-scale: a full attack by 12 or more)" in text
    ground = {
        row["axis"]: row["ground"] for row in trace.rows("forces", turn=trace.turns[-1], actor="vesper")
    }
    assert ground["narrows"] > 0.4
    held = ground_held(trace)
    assert held.startswith(f"Ground held at the end: Across the narrows {100 * ground['narrows']:.0f} %")
    assert f"  {held}" in text


def test_a_peaceful_ending_does_not_mention_ground():
    trace, record = ended(None, horizon_days=3.0, tempo=0.0, incident_rate=0.0)
    assert ground_held(trace) == ""
    assert not any("Ground" in line or "full-scale" in line for line in ending(trace, record))
