"""All crises are played by one set of rules: a scenario holds facts and can override no rule parameter."""

from __future__ import annotations

from pathlib import Path

import pytest

from standoff.config.composer import Composer
from standoff.config.flags import read_flags
from standoff.config.settings import RunSettings
from standoff.config.setup import make_stage
from standoff.errors import ScenarioError
from standoff.scenario.load import load_scenario
from standoff.scenario.locate import data_root, scenario_names, scenario_path, variant_names
from standoff.scenario.parameters import load_parameters
from tests.documents import read_yaml

CONF = data_root() / "conf" / "scenario"
DATE = "2030-02-20"
VARIANT = f"strait/variants/{DATE}.yaml"
PARAMETERS = sorted(load_parameters())
IN_A_FOLDER = {"scenario.yaml", "facts.yaml", "README.md", "outlines.geojson", "actors", "variants"}


def test_every_scenario_and_every_variant_is_played_with_the_same_parameters():
    _, first = make_stage(scenario_names()[0])
    for name in [*scenario_names()[1:], *variant_names()]:
        _, stage = make_stage(name)
        for table in ("rules", "type_cost", "prior"):
            assert stage.facts[table].tobytes() == first.facts[table].tobytes(), (name, table)


@pytest.mark.parametrize("name", scenario_names())
def test_a_shipped_scenario_has_no_actions_and_no_rules_of_its_own(name: str):
    assert {path.name for path in scenario_path(name).iterdir()} <= IN_A_FOLDER


@pytest.mark.parametrize("path", sorted(CONF.glob("*.yaml")), ids=lambda path: path.stem)
def test_choosing_a_scenario_sets_its_name_and_nothing_else(path: Path):
    assert read_yaml(path.read_text()) == {"name": path.stem}
    assert "@package" not in path.read_text()
    plain, chosen = (
        Composer(read_flags(words, "standoff run"), "config", RunSettings).settings({})
        for words in ([], [f"scenario={path.stem}"])
    )
    chosen.scenario = plain.scenario
    assert chosen == plain


ALL = ", ".join(f"{parameter}: 0" for parameter in PARAMETERS)
PLACES = {
    "the scenario": ("strait/scenario.yaml", "issues:\n", f"rules: {{{ALL}}}\nissues:\n"),
    "an actor": ("strait/actors/vesper.yaml", "forces:\n", f"rules: {{{ALL}}}\nforces:\n"),
    "the head of a variant": (VARIANT, "changes:\n", f"rules: {{{ALL}}}\nchanges:\n"),
    "the changes of a variant": (VARIANT, "changes:\n", f"changes:\n  rules: {{{ALL}}}\n"),
    "an actor in a variant": (VARIANT, "changes:\n", f"changes:\n  actors.vesper.rules: {{{ALL}}}\n"),
}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES.keys())
def test_a_scenario_that_holds_rule_parameters_is_refused(edit, place: tuple[str, str, str]):
    folder = edit(*place)
    with pytest.raises(ScenarioError) as caught:
        load_scenario(f"{folder}@{DATE}")
    (fault,) = caught.value.faults
    assert fault.field.removeprefix("changes.") in ("rules", "actors.vesper.rules")
    assert place[0].split("/")[-1] in fault.path


def test_a_file_of_rules_in_the_folder_of_a_scenario_changes_nothing(edit):
    folder = edit("strait/scenario.yaml", "issues:\n", "issues:\n")
    scenario, before = make_stage(folder)
    for place in (folder, folder.parent):
        (place / "rules.yaml").write_text("learning: {value: 0}\n")
    again, after = make_stage(folder)
    assert again.fingerprint == scenario.fingerprint
    assert before.facts.tobytes() == after.facts.tobytes()
