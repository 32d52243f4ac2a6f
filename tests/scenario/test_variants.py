"""A dated variant is the same crisis with other facts, and knows nothing of later days."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from standoff.errors import ConfigError, InputError, ScenarioError
from standoff.scenario.content import Scenario, quantities
from standoff.scenario.facts import with_values, without_fact
from standoff.scenario.load import load_scenario
from standoff.scenario.locate import located, variant_names

DATA = Path(__file__).parent / "data"
DATE = "2030-02-20"
FILE = f"strait/variants/{DATE}.yaml"
SHOWN = f"data/{FILE}"
RUNG = "actors.vesper.opening.rung"
FLEET = "actors.vesper.forces.groups.first_fleet"


@pytest.fixture(scope="module")
def earlier() -> Scenario:
    return load_scenario(f"{DATA / 'strait'}@{DATE}")


def values(scenario: Scenario) -> dict[str, tuple[float, float, float]]:
    return {path: (each.value, each.low, each.high) for path, each in quantities(scenario)}


def faults(folder: Path, date: str = DATE) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        load_scenario(f"{folder}@{date}")
    return [f"{fault.path}: {fault}" for fault in caught.value.faults]


def test_a_variant_differs_in_what_it_says_and_in_nothing_else(strait: Scenario, earlier: Scenario):
    before, now = values(strait), values(earlier)
    assert {path for path in before if before[path] != now.get(path)} == {
        RUNG,
        *(path for path in before if path.startswith(FLEET)),
    }
    assert now[RUNG] == (2, 1, 3)
    assert now.keys() <= before.keys()
    assert earlier.crisis.title == "The strait in February"
    assert earlier.crisis.summary == strait.crisis.summary
    assert (earlier.crisis.frozen_at, earlier.crisis.opens_at) == (dt.date(2030, 2, 20), dt.date(2030, 2, 21))
    assert earlier.crisis.horizon_days == strait.crisis.horizon_days
    assert earlier.actors["vesper"].title == "Vesper in winter"
    assert list(earlier.crisis.timeline) == ["storms_end", "visit"]


def test_held_quantities_keep_their_value_and_take_another_source(strait: Scenario, earlier: Scenario):
    before, now = dict(quantities(strait)), dict(quantities(earlier))
    tension = "dyads.vesper|orlen.tension"
    assert before[tension].source == ("article",)
    assert (now[tension].source, now[tension].kind, now[tension].note) == (("review",), "expert", "")
    assert now["actors.vesper.costs.war"].note == "as on the later day, nothing speaks against it"
    assert all(quantity.known <= dt.date(2030, 2, 20) for quantity in now.values())
    assert "article" not in earlier.used_sources


def test_nothing_that_became_known_later_may_remain(edit):
    folder = edit(FILE, ", actors.orlen,", ",")
    edit(FILE, "  timeline.manoeuvre: null\n", "")
    left = faults(folder)
    assert (
        f"data/strait/scenario.yaml, left as it is by {SHOWN}: timeline.manoeuvre.known = 2030-03-01"
        in (left[0].split(": known ")[0])
    )
    orlen = [line for line in left if line.startswith("data/strait/actors/orlen.yaml, left as it is by")]
    later = [each for path, each in quantities(load_scenario(folder)) if path.startswith("actors.orlen.")]
    later = [each for each in later if each.known > dt.date(2030, 2, 20)]
    assert len(orlen) == len(later) == len(left) - 1 > 20
    assert all("is after the freeze 2030-02-20; take what was known by then" in line for line in left)


SLIPS = {
    "a path that leads nowhere": (
        f"{RUNG}: {{",
        "actors.vesper.openin.rung: {",
        f"{SHOWN}: changes.actors.vesper.openin.rung: nothing stands at 'openin', did you mean 'opening'?",
    ),
    "a deletion of a missing element": (
        "timeline.manoeuvre: null",
        "timeline.manoeuver: null",
        f"{SHOWN}: changes.timeline.manoeuver: nothing stands at 'manoeuver', did you mean 'manoeuvre'?",
    ),
    "something below a plain value": (
        "actors.vesper.title: Vesper",
        "actors.vesper.title.short: Vesper",
        f"{SHOWN}: changes.actors.vesper.title.short: nothing can stand below actors.vesper.title",
    ),
    "a number without its record": (
        "{value: 2, low: 1, high: 3, unit: rung, kind: reported, source: review, known: 2030-01-10}",
        "2",
        f"{SHOWN}: changes.{RUNG} = 2: a quantity is expected: a mapping of value, low, high",
    ),
    "a field that is misspelt": (
        f"{RUNG}: {{value",
        f"{RUNG}: {{valeu",
        f"{SHOWN}: changes.{RUNG}.valeu = 2: unknown field, did you mean 'value'?",
    ),
    "a value known later": (
        "source: review\n    known: 2030-02-18",
        "source: review\n    known: 2030-02-22",
        f"{SHOWN}: changes.timeline.visit.known = 2030-02-22: known 2030-02-22 is after the freeze",
    ),
    "a later date for a held quantity": (
        "known: 2030-02-20\n    note",
        "known: 2030-02-22\n    note",
        f"{SHOWN}: held.guesses.known = 2030-02-22: known 2030-02-22 is after the freeze 2030-02-20",
    ),
    "nothing to hold": (
        "[axes, actors.vesper]",
        "[axes, actors.vesper, actors.vesper.title]",
        f"{SHOWN}: held.guesses.paths = actors.vesper.title: no quantity stands there",
    ),
    "a source that does not fit": (
        "kind: assumption\n    source: assumption",
        "kind: derived\n    source: assumption",
        f"{SHOWN}: held.guesses: axes.narrows.weight.kind = derived: a derived value needs a source",
    ),
    "an unknown source": (
        "source: review\n    known: 2030-01-10",
        "source: reviews\n    known: 2030-01-10",
        f"{SHOWN}: held.views.source = reviews: unknown source 'reviews', did you mean 'review'?",
    ),
    "shares that do not sum to one": (
        "  actors.vesper.title: Vesper",
        "  axes.harbour.weight.value: 0.3\n  actors.vesper.title: Vesper",
        f"{SHOWN}: changes.axes = 0.9: narrows.weight + harbour.weight must sum to 1; change them by +0.1",
    ),
    "an opening that is not a date": (
        "opens_at: 2030-02-21",
        "opens_at: soon",
        f"{SHOWN}: opens_at = soon: a date is expected",
    ),
    "a date that differs from the file name": (
        "frozen_at: 2030-02-20",
        "frozen_at: 2030-02-21",
        f"{SHOWN}: frozen_at = 2030-02-21: the file is named 2030-02-20; one of both is wrong",
    ),
    "a whole section": (
        "timeline.first_demand: null",
        "timeline: null",
        f"{SHOWN}: changes.timeline: write section.element: only what stands below a section can be changed",
    ),
    "a date of the head among the changes": (
        "timeline.first_demand: null",
        "frozen_at: 2030-03-02",
        f"{SHOWN}: changes.frozen_at: write section.element",
    ),
    "a broken file": ("held:\n", "held: [\n", f"{SHOWN}: line "),
}


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS.keys())
def test_a_fault_of_a_variant_is_reported_where_it_must_be_corrected(edit, slip: tuple[str, str, str]):
    old, new, message = slip
    assert any(line.startswith(message) for line in faults(edit(FILE, old, new)))


def test_a_fault_of_the_scenario_is_reported_with_those_of_the_variant(edit):
    edit(FILE, "frozen_at:", "frozen:")
    folder = edit("strait/actors/vesper.yaml", "title: Vesper\n", "title: [Vesper\n")
    messages = faults(folder)
    assert any(line.startswith(f"{SHOWN}: frozen = ") for line in messages)
    assert any(line.startswith("data/strait/actors/vesper.yaml: line ") for line in messages)


def test_a_fault_of_the_scenario_is_not_attributed_to_a_held_quantity(edit):
    folder = edit("strait/actors/vesper.yaml", "low: 30, high: 50", "low: 45, high: 50")
    assert faults(folder) == [
        f"data/strait/actors/vesper.yaml, left as it is by {SHOWN}: forces.required.value = 40: "
        "allowed range is its own, 45 to 50; low ≤ value ≤ high is required"
    ]


def test_an_actor_can_be_added_and_its_faults_are_those_of_the_variant(edit):
    new = "changes:\n  actors.quill: {title: Quill}\n"
    messages = faults(edit(FILE, "changes:\n", new))
    assert f"{SHOWN}: changes.actors.quill.forces: is missing; add it" in messages


def test_the_fingerprint_of_a_variant_covers_it_and_that_of_the_scenario_does_not(
    strait: Scenario, earlier: Scenario, edit
):
    folder = edit(FILE, "value: 2, low: 1,", "low: 1.0, value: 2.0,")
    assert load_scenario(f"{folder}@{DATE}").fingerprint == earlier.fingerprint
    edit(FILE, "value: 2.0", "value: 2.5")
    changed = load_scenario(f"{folder}@{DATE}").fingerprint
    assert len({changed, earlier.fingerprint, strait.fingerprint}) == 3
    edit(FILE, "kind: expert", "kind: derived")
    assert load_scenario(f"{folder}@{DATE}").fingerprint != changed
    assert load_scenario(folder).fingerprint == strait.fingerprint


def test_values_of_a_variant_can_be_replaced_and_it_keeps_its_name(earlier: Scenario):
    changed = with_values(earlier, {RUNG: 4})
    assert values(changed)[RUNG] == (4, 1, 4)
    assert changed.name == earlier.name == f"strait@{DATE}"
    assert earlier.address == f"{DATA / 'strait'}@{DATE}"
    assert load_scenario(earlier.address).fingerprint == earlier.fingerprint


def test_the_facts_of_a_report_belong_to_its_own_day(earlier: Scenario):
    assert earlier.facts == {}
    with pytest.raises(ConfigError, match=f"strait@{DATE}: a variant has no facts to take out"):
        without_fact(earlier, "F1")


def test_a_variant_is_found_by_the_name_or_the_folder_of_its_scenario():
    assert located(f"{DATA / 'strait'}@{DATE}") == ((DATA / "strait").resolve(), DATE)
    assert located(DATA / "strait") == ((DATA / "strait").resolve(), "")
    assert "ukraine_2022@2021-12-01" in variant_names()
    folder, date = located("ukraine_2022@2021-12-01")
    assert (folder.name, date) == ("ukraine_2022", "2021-12-01")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("ukraine_2022@2021-12-02", "ukraine_2022 has no variant '2021-12-02'; did you mean '2021-12-01'?"),
        ("sarn_2031@2031-01-01", "sarn_2031 has no variant '2031-01-01'; there are none"),
        ("ukraine_2022@", "scenario 'ukraine_2022@' is unknown; did you mean 'ukraine_2022'?"),
        ("nowhere@2021-12-01", "scenario 'nowhere@2021-12-01' is unknown; allowed: "),
    ],
)
def test_an_unknown_variant_is_refused(name: str, message: str):
    with pytest.raises(InputError) as caught:
        located(name)
    assert str(caught.value).startswith(message)


def test_a_folder_may_have_an_at_sign_in_its_name(tmp_path: Path, strait: Scenario):
    shutil.copytree(DATA, tmp_path / "data")
    folder = tmp_path / "data" / "strait@home"
    (tmp_path / "data" / "strait").rename(folder)
    assert load_scenario(folder).fingerprint == strait.fingerprint
    assert load_scenario(f"{folder}@{DATE}").name == f"strait@home@{DATE}"
