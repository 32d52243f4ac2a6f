from __future__ import annotations

from pathlib import Path

import pytest

from sim.errors import ScenarioError
from sim.scenario.content import Scenario, quantities
from sim.scenario.load import load_scenario

VESPER = "strait/actors/vesper.yaml"
CRISIS = "strait/scenario.yaml"
FACTS = "strait/facts.yaml"
SALIENCE = "salience: {value: 0.8, low: 0.7, high: 0.9, unit: share"
WAR = "war: {value: 0.4, low: 0.3, high: 0.5, unit: utility, source: assumption, kind: assumption"


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
    # as in the file, not as in the schema: the relation of Vesper names its rival weight before its visibility
    own = [path for path in paths if path.startswith("relations.vesper>orlen.")]
    assert own == ["relations.vesper>orlen.rival_weight", "relations.vesper>orlen.visibility"]


def test_only_sources_that_something_refers_to_count_as_used(edit):
    spare = 'spare: {title: "Unread", publisher: "Nobody", date: "2029", address: null}\narticle:'
    found = load_scenario(edit("sources.yaml", "article:", spare))
    assert "spare" in found.sources
    assert found.used_sources == ["article", "atlas", "review"]


def test_the_fingerprint_ignores_layout_and_sees_every_value(strait: Scenario, edit):
    folder = edit(VESPER, "title: Vesper\n", "# a remark\n\ntitle:   'Vesper'\n")
    assert load_scenario(folder).fingerprint == strait.fingerprint
    edit(CRISIS, "{value: 30, low: 25, high: 35, unit: km,", "{unit: km, high: 35, value: 30.0, low: 25,")
    assert load_scenario(folder).fingerprint == strait.fingerprint
    edit(CRISIS, "value: 30.0, low: 25", "value: 30.0, low: 24")
    narrower = load_scenario(folder).fingerprint
    assert narrower != strait.fingerprint
    edit("actions.yaml", "cost: 0.003", "cost: 0.002")
    assert load_scenario(folder).fingerprint != narrower


def test_another_file_of_actions_can_be_given(edit, tmp_path: Path):
    folder = edit("actions.yaml", "title: withdraw,", "title: go home,")
    assert load_scenario(folder).actions["withdraw"].title == "go home"
    other = Path(__file__).parent / "data" / "actions.yaml"
    assert load_scenario(folder, actions=other).actions["withdraw"].title == "withdraw"


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
    (folder / "scenario.yaml").write_text(text.replace("known: 2030-03-01,\n  tamar|", "known: 2030-03-01}\n  tamar|"))
    assert load_scenario(folder).facts == {}


FAULTS = {
    "unknown field": (
        VESPER,
        "  flexibility:",
        "  flexibilty:",
        "politics.flexibilty = a mapping: unknown field, did you mean 'flexibility'?",
    ),
    "missing quantity": (VESPER, f"  {WAR}", "  x: {value: 1", "costs.war: is missing; add it"),
    "percentage": (
        VESPER,
        SALIENCE,
        "salience: {value: 80, low: 0.7, high: 90, unit: share",
        "positions.passage.salience.value = 80: outside 0..1 (share). If this is a percentage, write 0.8",
    ),
    "too much for a percentage": (
        VESPER,
        SALIENCE,
        "salience: {value: 800, low: 0.7, high: 0.9, unit: share",
        "positions.passage.salience.value = 800: outside 0..1 (share)\n",
    ),
    "range of the unit": (
        VESPER,
        WAR,
        WAR.replace("0.5", "2.5"),
        "costs.war.high = 2.5: outside -2..2 (utility)",
    ),
    "ratio": (VESPER, "value: 1.2, low: 1.0", "value: 1.2, low: 0", "outside the numbers above 0 (ratio)"),
    "value outside its own range": (
        VESPER,
        WAR,
        WAR.replace("0.4", "0.6"),
        "costs.war.value = 0.6: outside its own range 0.3..0.5; low ≤ value ≤ high is required",
    ),
    "range upside down": (
        VESPER,
        WAR,
        WAR.replace("low: 0.3", "low: 0.9"),
        "costs.war.high = 0.5: below low = 0.9; low ≤ value ≤ high is required",
    ),
    "wrong unit": (
        VESPER,
        WAR,
        WAR.replace("utility", "share"),
        "costs.war = a mapping: unit share stands where utility is expected",
    ),
    "unknown unit": (VESPER, WAR, WAR.replace("utility", "utils"), "costs.war.unit = utils: unknown word, did you mean 'units'?"),
    "bare number": (
        VESPER,
        "limited_axis: narrows",
        "limited_axis: narrows\n  quality: 1",
        "this key stands twice",
    ),
    "number instead of a quantity": (
        CRISIS,
        "    tension: {value: 0.3, low: 0.1, high: 0.5, unit: share, source: article, kind: expert, known: 2030-03-01}",
        "    tension: 0.3",
        "dyads.tamar|vesper.tension = 0.3: a quantity is expected: a mapping of value, low, high",
    ),
    "number in quotes": (VESPER, WAR, WAR.replace("0.4", "'0.4'"), "costs.war.value = 0.4: a plain number is expected"),
    "truth for a number": (VESPER, WAR, WAR.replace("0.4", "yes"), "costs.war.value = True: a plain number"),
    "not a number": (VESPER, WAR, WAR.replace("0.4", ".nan"), "costs.war.value = nan: a finite number is expected"),
    "endless": (VESPER, WAR, WAR.replace("0.4", ".inf"), "costs.war.value = inf: a finite number is expected"),
    "unknown source": (
        VESPER,
        "source: review",
        "source: reveiw",
        "first_fleet.troops.source = reveiw: unknown source 'reveiw', did you mean 'review'?",
    ),
    "empty list of sources": (VESPER, "source: review", "source: []", "first_fleet.troops.source = a list: must not be empty"),
    "missing source": (VESPER, "source: review, ", "", "first_fleet.troops.source: is missing; add it"),
    "reported without a source": (
        VESPER,
        "source: review",
        "source: assumption, note: guessed",
        "troops.kind = reported: a reported value needs a source; without one its kind is assumption",
    ),
    "assumption without a reason": (
        VESPER,
        ", note: made up}",
        "}",
        "forces.quality.note: an assumption needs a note that says why",
    ),
    "sourced assumption without a reason": (
        CRISIS,
        "unit: share, source: review, kind: derived",
        "unit: share, source: review, kind: assumption",
        "dependence.kind = assumption: an assumption needs a note that says why",
    ),
    "assumed place without a reason": (
        CRISIS,
        "    note: read off the map\n",
        "",
        "places.mouth.note: an assumption needs a note that says why",
    ),
    "hindsight": (
        VESPER,
        "known: 2030-01-10",
        "known: 2030-03-03",
        "known = 2030-03-03: known 2030-03-03 is after the freeze 2030-03-02; take what was known by then",
    ),
    "event known too late": (
        CRISIS,
        "known: 2030-02-28",
        "known: 2030-03-05",
        "timeline.first_demand.known = 2030-03-05: known 2030-03-05 is after the freeze 2030-03-02",
    ),
    "date with a time": (CRISIS, "known: 2030-02-28", "known: 2030-02-28 10:00:00", "a date is expected, such as"),
    "date in quotes": (CRISIS, "known: 2030-02-28", "known: '2030-02-28'", "a date is expected, such as"),
    "no such day": (CRISIS, "known: 2030-02-28", "known: 2030-02-30", "line 100, column 12 = 2030-02-30: cannot be read"),
    "unknown fact": (VESPER, "facts: [F1]", "facts: [F9]", "first_fleet.facts.0 = F9: unknown fact 'F9', allowed: F1, F2, F3, F4"),
    "unknown axis": (VESPER, "axis: harbour", "axis: harbor", "axis = harbor: unknown axis 'harbor', did you mean 'harbour'?"),
    "unknown limited axis": (VESPER, "limited_axis: narrows", "limited_axis: x", "unknown axis 'x', allowed: harbour, narrows"),
    "unknown place": (VESPER, "place: cape", "place: cap", "unknown place 'cap', did you mean 'cape'?"),
    "unknown host": (CRISIS, "    host: tamar\n    weight", "    host: tomar\n    weight", "unknown actor 'tomar', did you mean 'tamar'?"),
    "unknown issue": (VESPER, "  islets:\n    ideal", "  islet:\n    ideal", "positions.islet = islet: unknown issue 'islet', did you mean 'islets'?"),
    "unknown actor in a relation": (CRISIS, "  tamar>orlen:", "  tamar>orlon:", "relations.tamar>orlon = tamar>orlon: unknown actor 'orlon', did you mean 'orlen'?"),
    "relation to itself": (CRISIS, "  tamar>orlen:", "  tamar>tamar:", "write two actors as one>other"),
    "relation with a bar": (CRISIS, "  tamar>orlen:", "  tamar|orlen:", "write two actors as one>other"),
    "dyad with an arrow": (CRISIS, "  tamar|vesper:", "  tamar>vesper :", "write two actors as one|other"),
    "dyad from both sides": (CRISIS, "  tamar|vesper:", "  orlen|vesper:", "dyads.vesper|orlen: is the same pair as orlen|vesper; keep one"),
    "unknown actor in the timeline": (CRISIS, "    actor: vesper\n    action", "    actor: vespa\n    action", "timeline.first_demand.actor = vespa: unknown actor 'vespa'"),
    "unknown action": (CRISIS, "action: demand", "action: demnd", "timeline.first_demand.action = demnd: unknown action 'demnd', did you mean 'demand'?"),
    "unknown field of an event": (CRISIS, "action: demand", "acton: demand", "timeline.first_demand.acton = demand: unknown field, did you mean 'action'?"),
    "unknown kind of event": (CRISIS, "kind: act\n", "kind: deed\n", "timeline.first_demand = a mapping: unknown kind 'deed', allowed: act, exercise, season"),
    "event without a kind": (CRISIS, "    kind: act\n", "", "timeline.first_demand = a mapping: has no kind; add one of act, exercise, season"),
    "exercise that ends first": (CRISIS, "until: 2030-03-12", "until: 2030-03-04", "timeline.manoeuvre.until = 2030-03-04: ends before it begins on 2030-03-05"),
    "exercise without an end": (CRISIS, "    until: 2030-03-12\n", "", "timeline.manoeuvre.until: is missing; add it"),
    "weights of the axes": (CRISIS, "value: 0.6, low: 0.5, high: 0.7, unit: share", "value: 0.5, low: 0.5, high: 0.7, unit: share", "axes = 0.9: narrows.weight + harbour.weight must sum to 1; change them by +0.1 together"),
    "saliences": (VESPER, SALIENCE, SALIENCE.replace("0.8", "0.85"), "positions = 1.05: passage.salience + islets.salience must sum to 1; change them by -0.05"),
    "attention to rivals": (CRISIS, "rival_weight: {value: 0.7,", "rival_weight: {value: 0.6,", "relations = 0.9: vesper>orlen.rival_weight + vesper>tamar.rival_weight must sum to 1"),
    "nobody attacks": (CRISIS, "    may_attack: true\n", "", "relations: nobody may attack anybody; set may_attack: true"),
    "war aims of the peaceful": (CRISIS, "    may_attack: true\n", "", "war_aims: this actor may attack nobody; take the war aims out or set may_attack"),
    "attacker without war aims": (CRISIS, "  orlen>vesper:\n", "  orlen>vesper:\n    may_attack: true\n", "war_aims.passage: is missing; an actor that may attack needs war aims on every issue"),
    "attacker without a force": (VESPER, "{value: 40, low: 30,", "{value: 0, low: 0,", "forces.required.value = 0: an actor that may attack needs a force"),
    "host of nobody": (CRISIS, "    hosts: true\n", "", "axes.harbour.host = tamar: hosts nobody; set hosts: true in its relation to its guest"),
    "red lines crossed": ("strait/actors/orlen.yaml", "high: {value: 1, low: 1,", "high: {value: 0.3, low: 0.3,", "positions.passage.low = 0.4: above high = 0.3: the red lines leave nothing to accept"),
    "actor without a position": (CRISIS, "issues:\n", "issues:\n  toll:\n    title: Toll\n    zero: none\n    one: full\n    status_quo: {value: 0.7, low: 0.6, high: 0.8, unit: position, source: article, kind: derived, known: 2030-03-01}\n", "positions.toll: is missing; every actor needs a position on every issue"),
    "actors inside the file": (CRISIS, "version:", "actors: {}\nversion:", "actors: unknown field, an actor is a file in the folder actors"),
    "version": (CRISIS, 'version: "1"', 'version: "2"', "version = 2: unknown word, allowed: 1"),
    "horizon": (CRISIS, "horizon_days: 30", "horizon_days: 0", "horizon_days = 0: input should be greater than or equal to 1"),
    "latitude": (CRISIS, "lat: 10.5", "lat: 100.5", "places.cape.lat = 100.5: input should be less than or equal to 90"),
    "name with a dot": (CRISIS, "  cape:\n", "  the.cape:\n", "a name begins with a letter and has letters, digits, _ and - only"),
    "flag in words": (CRISIS, "hosts: true", "hosts: sometimes", "relations.tamar>vesper.hosts = sometimes: true or false is expected"),
    "text that is a number": (CRISIS, "title: The strait", "title: 12", "title = 12: text is expected; put it in quotes"),
    "empty text": (CRISIS, "title: The strait", "title: ''", "title: must not be empty"),
    "mapping that is a list": (CRISIS, "  cape:\n    title", "  cape:\n  - title", "places.cape = a list: a mapping is expected"),
    "source without a publisher": ("sources.yaml", 'publisher: "The Strait Gazette", ', "", "article.publisher: is missing; add it"),
    "word of the action": ("actions.yaml", "who: any", "who: everybody", "withdraw.who = everybody: unknown word, allowed: any, attacker, host, protector, target"),
    "unknown column of an action": ("actions.yaml", "pays: 1", "pay: 1", "withdraw.pay = 1: unknown field, did you mean 'pays'?"),
    "action that is never open": ("actions.yaml", "min_war: full", "min_war: full, max_war: none", "intervene.min_war = full: above max_war: the action is never open"),
    "source of an action": ("actions.yaml", "pays: 1", "pays: 1, source: nowhere", "withdraw.source = nowhere: unknown source 'nowhere'"),
    "path of a fact": (FACTS, "first_fleet, dyads", "frist_fleet, dyads", "F1.carried_by = actors.vesper.forces.groups.frist_fleet: nothing stands at 'frist_fleet', did you mean 'first_fleet'?"),
    "path of a patch": (FACTS, "dyads.vesper|orlen.tension: 0.2", "dyads.orlen|vesper.tension: 0.2", "F1.without = dyads.orlen|vesper.tension: nothing stands at 'orlen|vesper'"),
    "number for a mapping": (FACTS, "first_fleet: null", "first_fleet: 3", "F1.without = actors.vesper.forces.groups.first_fleet: a number can only replace a quantity"),
    "decoration without a reason": (FACTS, "  reason: no rule reads the weather of a day\n", "", "F4.reason: is missing; say why nothing carries this fact"),
    "decoration that is carried": (FACTS, "  decorative: true\n", "  decorative: true\n  carried_by: [axes.narrows]\n", "F4 = decorative: nothing carries a decorative fact; take carried_by and without out"),
    "fact that nothing carries": (FACTS, "  decorative: true\n", "", "F4: needs carried_by and without, or decorative: true with a reason"),
    "source of a fact": (FACTS, "source: article", "source: artcle", "F1.source = artcle: unknown source 'artcle', did you mean 'article'?"),
}  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "message"), FAULTS.values(), ids=FAULTS.keys())
def test_each_fault_says_where_what_and_what_to_do(edit, file: str, old: str, new: str, message: str):
    folder = edit(file, old, new)
    with pytest.raises(ScenarioError) as caught:
        load_scenario(folder)
    assert message in f"{caught.value}\n"
    assert "Value error" not in str(caught.value)


def test_the_faults_of_all_files_come_at_once_and_by_file(edit):
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
