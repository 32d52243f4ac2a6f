from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from standoff.errors import ScenarioError
from standoff.scenario.content import Scenario, quantities
from standoff.scenario.load import load_scenario
from tests.documents import read_yaml

DATA = Path(__file__).parent / "data"
VESPER = "strait/actors/vesper.yaml"
CRISIS = "strait/scenario.yaml"


def test_the_names_of_a_scenario_are_in_the_order_of_their_tables(strait: Scenario):
    assert strait.name == "strait"
    assert strait.actor_names == ["orlen", "tamar", "vesper"]
    assert strait.issue_names == ["passage", "islets"]
    assert strait.axis_names == ["narrows", "harbour"]
    assert strait.action_names[:3] == ["withdraw", "offer", "limit_access"]
    assert list(strait.facts) == ["F1", "F2", "F3", "F4"]


def test_every_quantity_is_listed_once_under_its_path_in_the_order_of_the_files(strait: Scenario):
    listed = quantities(strait)
    paths = [path for path, _ in listed]
    assert len(set(paths)) == len(paths) == 123
    assert paths[0] == "issues.passage.status_quo"
    assert paths.index("relations.tamar>orlen.protects") < paths.index("dyads.vesper|orlen.tension")
    assert dict(listed)["actors.vesper.forces.groups.first_fleet.strikes"].value == 12
    # as in the file, not as in the schema: its rival weight stands before its visibility
    own = [path for path in paths if path.startswith("relations.vesper>orlen.")]
    assert own == ["relations.vesper>orlen.rival_weight", "relations.vesper>orlen.visibility"]


def test_only_sources_that_something_refers_to_count_as_used(edit):
    spare = 'spare: {title: "Unread", publisher: "Nobody", date: "2029", address: null}\narticle:'
    loaded = load_scenario(edit("sources.yaml", "article:", spare))
    assert "spare" in loaded.sources
    assert loaded.used_sources == ["article", "atlas", "review"]


def test_the_fingerprint_ignores_layout_and_covers_every_value(strait: Scenario, edit):
    folder = edit(VESPER, "title: Vesper\n", "# a remark\n\ntitle:   'Vesper'\n")
    assert load_scenario(folder).fingerprint == strait.fingerprint
    edit(CRISIS, "{value: 30, low: 25, high: 35, unit: km,", "{unit: km, high: 35, value: 30.0, low: 25,")
    assert load_scenario(folder).fingerprint == strait.fingerprint
    edit(CRISIS, "value: 30.0, low: 25", "value: 30.0, low: 24")
    narrower = load_scenario(folder).fingerprint
    assert narrower != strait.fingerprint
    edit("actions.yaml", "cost: 0.003", "cost: 0.002")
    assert load_scenario(folder).fingerprint != narrower


def test_another_file_of_actions_can_be_given(edit):
    folder = edit("actions.yaml", "title: withdraw,", "title: go home,")
    assert load_scenario(folder).actions["withdraw"].title == "go home"
    assert load_scenario(folder, actions=DATA / "actions.yaml").actions["withdraw"].title == "withdraw"


def test_files_inside_the_folder_take_precedence_over_those_beside_it(edit):
    folder = edit("actions.yaml", "title: withdraw,", "title: go home,")
    shutil.copy(DATA / "actions.yaml", folder)
    shutil.copy(DATA / "sources.yaml", folder)
    edit("sources.yaml", "Atlas of the strait", "Atlas of nowhere")
    loaded = load_scenario(folder)
    assert loaded.actions["withdraw"].title == "withdraw"
    assert loaded.sources["atlas"].title == "Atlas of the strait"


def test_a_scenario_can_name_sources_of_its_own_and_of_the_package(edit):
    folder = edit(CRISIS, "source: atlas, kind: derived", "source: kahn_1965, kind: derived")
    (folder.parent / "actions.yaml").unlink()  # what the package's own actions name is known as well
    edit(CRISIS, "action: demand", "action: exercise")
    loaded = load_scenario(folder)
    assert loaded.used_sources == ["article", "atlas", "cameo_2012", "kahn_1965", "review"]
    assert (
        loaded.sources["article"].publisher == "The Strait Gazette"
    )  # its own, not the package's of that key


def test_actions_without_one_that_is_always_open_are_refused(edit):
    folder = edit("actions.yaml", "withdraw:", "withdraw:")
    menu = folder.parent / "actions.yaml"
    row = "{title: wait, option_class: stand, who: any"
    for condition in ("max_war: none", "at_table: true", "min_force: 0.1"):
        menu.write_text(f"demand: {row}, {condition}}}")
        with pytest.raises(
            ScenarioError, match="no action is open to everybody at any time; add one without"
        ):
            load_scenario(folder)
    menu.write_text(f"demand: {row}}}")
    assert list(load_scenario(folder).actions) == ["demand"]


def test_a_scenario_without_an_article_needs_no_facts(edit):
    folder = edit("strait/facts.yaml", "F1:", "F1:")
    (folder / "facts.yaml").unlink()
    with pytest.raises(ScenarioError, match="unknown fact 'F1', there are none"):
        load_scenario(folder)
    for file in folder.rglob("*.yaml"):
        file.write_text("\n".join(line for line in file.read_text().splitlines() if "facts: [" not in line))
    text = (folder / "scenario.yaml").read_text()
    # the two quantities whose facts stood on a line of their own lost their closing brace with it
    text = text.replace("known: 2030-03-01,\n\ndyads", "known: 2030-03-01}\n\ndyads")
    (folder / "scenario.yaml").write_text(
        text.replace("known: 2030-03-01,\n  tamar|", "known: 2030-03-01}\n  tamar|")
    )
    assert load_scenario(folder).facts == {}


FAULTS = read_yaml((DATA / "faults.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("slip", FAULTS.values(), ids=FAULTS.keys())
def test_each_fault_says_where_what_and_what_to_do(edit, slip: dict[str, str]):
    folder = edit(slip["file"], slip["old"], slip["new"])
    with pytest.raises(ScenarioError) as caught:
        load_scenario(folder)
    assert slip["message"] in f"{caught.value}\n"
    assert "Value error" not in str(caught.value)


def test_a_scenario_that_the_tables_cannot_hold_is_refused(edit):
    hold = 'hold: {title: do nothing new, option_class: stand, cameo: "010", who: any}\n'
    more = "".join(hold.replace("hold", f"hold_{place}") for place in range(23))
    folder = edit("actions.yaml", hold, hold + more)
    with pytest.raises(ScenarioError, match=r"\(file\) = 33 entries: at most 32 have room"):
        load_scenario(folder)


def test_the_faults_of_all_files_are_reported_at_once_and_by_file(edit):
    edit(VESPER, "  flexibility:", "  flexibilty:")
    edit(VESPER, "place: cape", "place: cap")
    edit("actions.yaml", "who: any", "who: everybody")
    folder = edit(CRISIS, "known: 2030-02-28", "known: 2030-03-05")
    with pytest.raises(ScenarioError) as caught:
        load_scenario(folder)
    lines = str(caught.value).splitlines()
    assert [line for line in lines if not line.startswith(" ")] == [
        "data/actions.yaml: 1 fault",
        "data/strait/actors/vesper.yaml: 3 faults",
        "data/strait/scenario.yaml: 1 fault",
    ]
    assert len(caught.value.faults) == 5
