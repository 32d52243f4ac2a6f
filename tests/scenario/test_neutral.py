"""Neutral values: a file that leaves something out loads, and what is assumed is told as an assumption."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import pytest
from click.testing import CliRunner
from pydantic import TypeAdapter

from standoff.apps.scenario.command import scenario as scenario_command
from standoff.config.setup import make_stage
from standoff.errors import ScenarioError
from standoff.scenario.content import Scenario, quantities
from standoff.scenario.json_schema import _AsWritten, json_schemas
from standoff.scenario.load import load_scenario
from standoff.scenario.names import ASSUMPTION
from standoff.scenario.quantity import LogOdds, Neutral, Record, Share
from standoff.terminal.describe import sources_table
from tests.scenario.test_describe import row, shown

VESPER = "strait/actors/vesper.yaml"
BIAS = next(
    line for line in (Path(__file__).parent / "data" / VESPER).read_text().splitlines() if "odds_bias" in line
)
PATH = "actors.vesper.perception.odds_bias"
WITHOUT = {
    "the field": (f"perception:\n{BIAS}\n", "perception: {}\n"),
    "its section": (f"perception:\n{BIAS}\n", ""),
}


@pytest.fixture(params=WITHOUT.values(), ids=WITHOUT.keys())
def folder(edit, request) -> Path:
    """The scenario without the bias of one actor."""
    return edit(VESPER, *request.param)


def test_an_omitted_field_is_an_assumption_at_the_neutral_value_with_a_note(folder: Path, strait: Scenario):
    scenario = load_scenario(folder)
    bias = dict(quantities(scenario))[PATH]
    assert (bias.value, bias.low, bias.high, bias.unit) == (0.0, -0.5, 0.5, "log_odds")
    assert (bias.kind, bias.source, bias.known) == (ASSUMPTION, (ASSUMPTION,), scenario.crisis.frozen_at)
    assert bias.note == "left out of the file, so the neutral value is assumed: it sees the odds as they are"
    assert scenario.documents.neutral == (PATH,)
    assert {path for path, _ in quantities(scenario)} == {path for path, _ in quantities(strait)}
    assert strait.documents.neutral == ()


def test_it_is_played_as_if_the_neutral_value_were_given(folder: Path, edit, strait: Scenario):
    _, stage = make_stage(folder)
    vesper = stage.names.actors.index("vesper")
    assert stage.facts.actor[vesper].odds_bias == 0.0
    assert strait.actors["vesper"].perception.odds_bias.value != 0.0


def test_the_check_and_the_list_of_sources_mention_it(folder: Path):
    text = CliRunner().invoke(scenario_command, ["check", str(folder)]).output
    assert text.splitlines()[-1] == f"left out, so neutral values are assumed: {PATH}"
    listed = shown(sources_table(load_scenario(folder)))
    assert listed.index("Assumptions") < listed.index(PATH)
    assert row(listed, PATH)[-1].startswith("left out of the file")


def test_the_check_of_a_complete_scenario_does_not_mention_neutral_values():
    text = CliRunner().invoke(scenario_command, ["check", "ukraine_2022"]).output
    assert "neutral" not in text


def test_a_lever_and_a_variant_can_set_an_omitted_field(folder: Path):
    _, stage = make_stage(folder, levers={"escalation.odds_bias": 0.25})
    assert stage.facts.actor[stage.names.actors.index("vesper")].odds_bias == 0.25
    path = folder / "variants" / "2030-02-20.yaml"
    text = path.read_text(encoding="utf-8")
    number = "{value: 0.1, low: 0, high: 0.2, unit: log_odds, source: assumption, kind: assumption, "
    change = f"  {PATH}: {number}known: 2030-02-20, note: made up}}\n"
    for added, bias in (("", 0.0), (change, 0.1)):
        path.write_text(text.replace("changes:\n", f"changes:\n{added}", 1), encoding="utf-8")
        variant = load_scenario(f"{folder}@2030-02-20")
        assert variant.actors["vesper"].perception.odds_bias.value == bias
        assert variant.actors["vesper"].perception.odds_bias.known <= variant.crisis.frozen_at


def test_the_schema_does_not_require_it():
    schema = json.loads(json_schemas()["actor.json"])
    assert "required" not in schema["$defs"]["Perception"]
    assert "perception" not in schema["required"]
    assert {"politics", "costs"} <= set(schema["required"])


class Part(Record):
    """A mapping of which one field has a neutral value and one has not."""

    old: Share
    new: Annotated[LogOdds, Neutral(0.0, -1.0, 1.0, "there was none")]


def test_only_the_field_with_a_neutral_value_may_be_left_out():
    assert TypeAdapter(Part).json_schema(schema_generator=_AsWritten)["required"] == ["old"]


def test_a_field_without_a_neutral_value_is_still_required(edit):
    line = next(
        line
        for line in (Path(__file__).parent / "data" / VESPER).read_text().splitlines()
        if line.strip().startswith("transparency:")
    )
    with pytest.raises(ScenarioError, match=r"politics.transparency: is missing; add it"):
        load_scenario(edit(VESPER, f"{line}\n", ""))
