"""Transcript: all that happened is told, once, with dates and titles; what is not news is told together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest

from standoff.config.setup import make_stage
from standoff.drivers.record import RunRecord
from standoff.drivers.single import run_one
from standoff.drivers.trace import Trace
from standoff.scenario.injects import with_injects
from standoff.story.transcript import WIDTH, transcript
from tests.stages import FOLDERS

HEADING = re.compile(r"^\d.* \d{4}, turns? (\d+)(?: to (\d+))?", re.MULTILINE)


def played(replication: int, **how: Any) -> tuple[Any, Any, Mapping[str, list], RunRecord]:
    scenario, stage = make_stage(FOLDERS["strait"], **how)
    trace = Trace()
    record = run_one(stage, 1, replication, trace=trace)
    return scenario, stage, trace.tables, record


@pytest.fixture(scope="module")
def run():
    return played(15)


def unwrapped(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("replication", [0, 10, 15])
def test_every_event_and_every_turn_appears_once(replication: int):
    scenario, stage, tables, record = played(replication)
    story = transcript(scenario, stage, tables, record)
    flat = unwrapped(story)
    texts = [row["text"] for row in tables["events"]]
    assert texts
    for text in texts:
        assert flat.count(f"* {text}") == texts.count(text)
    numbers = [
        turn for first, last in HEADING.findall(story) for turn in range(int(first), int(last or first) + 1)
    ]
    assert numbers == sorted({row["turn"] for row in tables["actors"]})


def test_an_event_of_unknown_kind_appears(run):
    scenario, stage, tables, record = run
    quiet = next(int(first) for first, last in HEADING.findall(transcript(*run)) if last)
    event = {
        "turn": quiet,
        "day": float(quiet),
        "kind": "comet",
        "actor": "",
        "other": "",
        "text": "A comet.",
    }
    story = transcript(scenario, stage, {**tables, "events": [*tables["events"], event]}, record)
    assert re.search(rf"turn {quiet}\n(  .*\n)*  \* A comet\.\n", story)


def test_every_act_appears_with_its_probability_or_is_counted_as_nothing_new(run):
    _, _, tables, _ = run
    text = unwrapped(transcript(*run))
    acts = sum(row["is_chosen"] for row in tables["decisions"])
    with_reason = re.findall(
        r"decides to [^.;]*? \((?:under )?\d+ %\), (?:because|by chance|a close|since)", text
    )
    again = re.findall(r"decides( twice| three times| four times)? to [^(;.]*[;.]", text)
    counts = {"": 1, " twice": 2, " three times": 3, " four times": 4}
    assert len(with_reason) + sum(counts[word] for word in again) == acts


def test_an_injected_act_is_marked_and_an_inject_appears_once_and_not_in_advance():
    order = {"day": 3, "actor": "vesper", "effect": "act", "action": "mobilise", "reason": "A coup."}
    scenario, *run = played(15, injects=[order])
    text = unwrapped(transcript(with_injects(scenario, [order], 30.0), *run))
    assert re.search(
        r"A coup\. (?:.*)Vesper is made to [^.]* by an inject; probability of its own choice: \d+ %\.", text
    )
    assert text.count("A coup.") == 1
    assert "* Hypothetical inject (Vesper: mobilise): A coup." in text


def test_places_and_axes_are_called_by_their_titles(run):
    text = transcript(*run)
    for title in ("Across the narrows", "From the leased harbour", "The cape · The river mouth"):
        assert title in text
    assert not re.search(r"full_attack|limit_access|narrows:|storms_end", text)


def test_lines_are_short_and_not_empty(run):
    lines = transcript(*run).splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert not any(line != line.rstrip() for line in lines)


def test_half_days_share_a_date_and_lose_no_turn():
    scenario, stage, tables, record = played(0, turn_days=0.5, horizon_days=6.0)
    text = transcript(scenario, stage, tables, record)
    assert unwrapped(text).count("Calendar: Announced manoeuvre") == 1
    assert f"after {record.days:g} days" in text


def test_a_horizon_of_one_turn_has_a_transcript():
    scenario, stage, tables, record = played(0, horizon_days=1.0)
    assert "The end on 2 March 2030" in transcript(scenario, stage, tables, record)
