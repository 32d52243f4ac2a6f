"""The skeleton of a new scenario is complete, honest, and explains itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from standoff.scenario.content import Scenario, quantities
from standoff.scenario.json_schema import json_schemas
from standoff.scenario.load import load_scenario
from standoff.scenario.names import ASSUMPTION
from standoff.scenario.skeleton import skeleton_files
from tests.documents import read_yaml

FILES = skeleton_files()


@pytest.fixture(scope="module")
def skeleton(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    folder = tmp_path_factory.mktemp("own") / "crisis"
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return load_scenario(folder)


def test_every_number_of_the_skeleton_is_an_assumption_that_asks_to_be_replaced(skeleton: Scenario):
    numbers = [quantity for _, quantity in quantities(skeleton)]
    assert len(numbers) > 100
    for quantity in numbers:
        assert (quantity.kind, quantity.source) == (ASSUMPTION, (ASSUMPTION,))
        assert "replace" in quantity.note
        assert quantity.known == skeleton.crisis.frozen_at
    assert not skeleton.used_sources or skeleton.used_sources == ["cameo_2012"]  # that of the shared actions


def test_every_field_is_explained_in_its_file_with_its_unit_and_range():
    text = FILES["actors/challenger.yaml"]
    assert "    # red line: least position that it accepts; 0 to 1 (position)\n    low: {value:" in text
    assert "  # rung of escalation at the opening (Kahn); 1 to 16 (rung)\n  rung: {value:" in text
    schema = json.loads(json_schemas()["actor.json"])
    for record in ("Forces", "Group", "Stance", "WarAim", "Costs", "Politics", "Perception", "Opening"):
        for field, about in schema["$defs"][record]["properties"].items():
            words = " ".join(text.replace("#", " ").split())
            assert about["description"] in words, f"{record}.{field}"


def test_an_explanation_appears_once_and_omitted_fields_are_named():
    text = FILES["scenario.yaml"]
    assert text.count("# position at the opening;") == 1
    assert text.count("status_quo:") == 2
    assert "# hosts, may be left out: true if forces of the second use territory of the first\n" in text


def test_the_size_of_an_inject_is_explained_with_the_range_of_a_change():
    text = FILES["scenario.yaml"]
    assert "incident and an act have none; -1 to 1 (share)\n    by: {value: 0.1," in text


def test_each_file_names_the_schema_that_lies_beside_it():
    for name, text in FILES.items():
        if name.endswith(".yaml"):
            schema = text.splitlines()[0].removeprefix("# yaml-language-server: $schema=")
            where = (Path(name).parent / schema).as_posix().replace("actors/../", "")
            assert where in FILES, name
            assert max(map(len, text.splitlines())) <= 120, name


def test_the_head_of_a_file_is_a_comment_and_nothing_else():
    assert read_yaml(FILES["sources.yaml"]) == {}
    assert "#   gazette_2030_01_01:" in FILES["sources.yaml"]
