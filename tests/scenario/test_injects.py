"""Injects: those of a configuration join the scenario's, or are refused with a message that helps."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from standoff.errors import ConfigError
from standoff.scenario.content import Scenario, quantities
from standoff.scenario.facts import with_values
from standoff.scenario.injects import inject_text, with_injects
from standoff.scenario.load import load_scenario
from standoff.scenario.pack import pack
from standoff.scenario.schema import Hypothetical, Inject
from standoff.terminal.describe import summary
from standoff.vocabulary import EventKind, InjectEffect
from tests.scenario.conftest import Edit
from tests.stages import rule_parameters

VESPER = {"day": 3, "actor": "vesper", "reason": "A test."}
PAIR = {"day": 3, "pair": "vesper|orlen", "reason": "A test."}
STORM = """timeline:
  gale:
    kind: inject
    date: 2030-03-03
    actor: vesper
    effect: troops
    axis: narrows
    by: {value: -5, low: -8, high: -2, unit: thousand_troops, source: assumption, kind: assumption,
      known: 2030-03-01, note: a guess}
    text: A gale sinks transports.
    source: assumption
    note: made up
    known: 2030-03-01
"""


@pytest.fixture
def stormy(edit: Edit) -> Scenario:
    return load_scenario(edit("strait/scenario.yaml", "timeline:\n", STORM))


def test_an_inject_of_a_scenario_is_packed_with_all_its_fields(stormy: Scenario):
    facts = pack(stormy, rule_parameters())
    assert facts.n_events == 4
    assert facts.event[1].tolist() == (2, 2, EventKind.INJECT, 2, -1, -1, -5.0, InjectEffect.TROOPS, -1, 0)


def test_the_size_of_an_inject_is_a_quantity_that_can_be_varied(stormy: Scenario):
    path = "timeline.gale.by"
    assert dict(quantities(stormy))[path].low == -8
    assert pack(with_values(stormy, {path: 2.0}), rule_parameters()).event["value"][1] == 2.0


def test_a_scenario_shows_its_injects(stormy: Scenario):
    console = Console(width=200, file=io.StringIO())
    console.print(summary(stormy))
    assert "A gale sinks transports. (Vesper: troops -5 thousand, axis narrows)" in console.file.getvalue()


def test_injects_of_a_configuration_come_after_the_scenarios_own_of_that_day(stormy: Scenario):
    played = with_injects(
        stormy, [{**VESPER, "day": 2, "effect": "rung", "by": 1}, {**PAIR, "effect": "incident"}], 30
    )
    entries = [event for event in played.crisis.calendar if isinstance(event, Inject)]
    assert [isinstance(event, Hypothetical) for event in entries] == [False, True, True]
    assert [inject_text(event, str.upper) for event in entries] == [
        "VESPER: troops -5 thousand, axis narrows", "VESPER: rung +1", "VESPER–ORLEN: incident",
    ]  # fmt: skip
    assert [event.date.day for event in entries] == [3, 3, 4]
    facts = pack(played, rule_parameters())
    rows = [row.tolist()[2:] for row in facts.event[: facts.n_events] if row.kind == EventKind.INJECT]
    assert rows[1:] == [
        (EventKind.INJECT, 2, -1, -1, 1.0, InjectEffect.RUNG, -1, -1),
        (EventKind.INJECT, 2, -1, -1, 0.0, InjectEffect.INCIDENT, 0, -1),
    ]


def test_events_of_one_day_keep_their_listed_order(strait: Scenario):
    played = with_injects(strait, [{**VESPER, "day": 19, "effect": "rung", "by": 1}], 30)
    assert [event.kind for event in played.crisis.calendar] == ["act", "exercise", "season", "inject"]


def test_no_injects_leave_the_tables_as_they_are(strait: Scenario):
    plain = pack(strait, rule_parameters())
    assert pack(with_injects(strait, [], 30), rule_parameters()).tobytes() == plain.tobytes()


def test_troops_without_an_axis_are_on_none(strait: Scenario):
    played = with_injects(strait, [{**VESPER, "effect": "troops", "by": 5}], 30)
    event = pack(played, rule_parameters()).event[1]
    assert (event.effect, event.axis) == (InjectEffect.TROOPS, len(strait.axis_names))


REFUSED = {
    "unknown actor": (
        {**VESPER, "actor": "vespa", "effect": "rung", "by": 1},
        ".actor = vespa: unknown actor 'vespa', did you mean 'vesper'?",
    ),
    "unknown actor of a pair": (
        {**PAIR, "pair": "vesper|x", "effect": "incident"},
        ".pair = vesper|x: unknown actor 'x', allowed: orlen, tamar, vesper",
    ),
    "no pair": (
        {**PAIR, "pair": "vesper", "effect": "incident"},
        ".pair = vesper: write two actors as one|other",
    ),
    "unknown effect": (
        {**VESPER, "effect": "tenson", "by": 1},
        ".effect = tenson: unknown word, did you mean 'tension'?",
    ),
    "unknown field": ({**VESPER, "effect": "rung", "buy": 1}, ".buy = 1: unknown field, did you mean 'by'?"),
    "unknown axis": (
        {**VESPER, "effect": "troops", "by": 1, "axis": "x"},
        ".axis = x: unknown axis 'x', allowed: harbour, narrows",
    ),
    "unknown action": (
        {**VESPER, "effect": "act", "action": "demnd"},
        ".action = demnd: unknown action 'demnd', did you mean 'demand'?",
    ),
    "no reason": ({"day": 1, "actor": "vesper", "effect": "rung", "by": 1}, ".reason: is missing; add it"),
    "empty reason": ({**VESPER, "reason": "", "effect": "rung", "by": 1}, ".reason: must not be empty"),
    "negative day": (
        {**VESPER, "day": -1, "effect": "rung", "by": 1},
        ".day = -1: allowed range is 0 or more",
    ),
    "day beyond the horizon": (
        {**VESPER, "day": 30, "effect": "rung", "by": 1},
        ".day = 30: the horizon is 30 days; allowed range is 0 to 29",
    ),
    "part of a day": (
        {**VESPER, "day": 1.5, "effect": "rung", "by": 1},
        ".day = 1.5: a whole number is expected, such as 3",
    ),
    "size out of range": (
        {**PAIR, "effect": "tension", "by": 1.5},
        ": by 1.5: allowed range is -1 to 1 (share)",
    ),
    "size that is not a number": (
        {**PAIR, "effect": "tension", "by": "much"},
        ".by = much: a plain number is expected, such as 0.25",
    ),
    "no size": ({**PAIR, "effect": "calm"}, ": calm needs its size; add by (-365 to 365 (days))"),
    "size of an effect without one": (
        {**PAIR, "effect": "incident", "by": 1},
        ": incident has no size; take by out",
    ),
    "pair for an actor": (
        {**PAIR, "effect": "rung", "by": 1},
        ": rung concerns one actor; give actor, and no pair",
    ),
    "actor for a pair": (
        {**VESPER, "effect": "tension", "by": 0.1},
        ": tension is between two actors; give pair: one|other, and no actor",
    ),
    "act without action": (
        {**VESPER, "effect": "act"},
        ": act needs the action that is taken, and no other effect has one",
    ),
    "axis of a rung": (
        {**VESPER, "effect": "rung", "by": 1, "axis": "narrows"},
        ": rung has no axis, only troops have one; take it out",
    ),
    "no host": (
        {**VESPER, "effect": "access", "by": 0.5},
        ".effect = access: vesper is no host, so that it would move nothing; allowed: tamar",
    ),
    "actor in the wrong role": (
        {**VESPER, "actor": "tamar", "effect": "odds_bias", "by": 0.5},
        ".effect = odds_bias: tamar is no attacker or target, so that it would move nothing; "
        "allowed: orlen, vesper",
    ),
    "pair whose forces do not meet": (
        {**PAIR, "pair": "tamar|vesper", "effect": "tension", "by": 0.5},
        ".effect = tension: forces of tamar and vesper do not meet (proximity 0), "
        "so that it would move nothing",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_an_invalid_inject_is_refused_with_its_field_and_what_is_allowed(strait: Scenario, case: str):
    fields, message = REFUSED[case]
    with pytest.raises(ConfigError) as caught:
        with_injects(strait, [fields], 30)
    assert str(caught.value) == f"injects.events[0]{message}"


def test_all_faults_are_reported_at_once(strait: Scenario):
    sound = {**VESPER, "effect": "rung", "by": 1}
    with pytest.raises(ConfigError) as caught:
        with_injects(strait, [{**sound, "day": 40}, sound, {**sound, "actor": "x"}], 30)
    assert [line[:16] for line in str(caught.value).splitlines()] == ["injects.events[0", "injects.events[2"]


def test_the_number_of_injects_is_limited(strait: Scenario):
    with pytest.raises(ConfigError, match=r"injects\.events: 65 events .* at most 64 have room"):
        with_injects(strait, [{**VESPER, "effect": "rung", "by": 1}] * 62, 30)
