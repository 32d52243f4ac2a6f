"""Roles and relations carry the meaning: the program knows no actor, issue, axis or place by its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from standoff.scenario.load import load_scenario
from standoff.scenario.locate import scenario_names

ROOT = Path(__file__).parents[1]
PROGRAM = sorted((ROOT / "sim").rglob("*.py"))


def names_of(scenario: str) -> set[str]:
    """Every name and title that a scenario gives to something of its own."""
    found = load_scenario(scenario)
    crisis = found.crisis
    sections = [crisis.issues, crisis.axes, crisis.places, found.actors]
    sections += [actor.forces.groups for actor in found.actors.values()]
    titled = [*(entry for section in sections for entry in section.values()), crisis]
    named = [name for section in [*sections, crisis.timeline] for name in section]
    return {scenario, *named, *(entry.title for entry in titled)}


def knowledge(text: str, names: set[str]) -> Iterator[str]:
    """The names that a text speaks of, as whole words in any case; an underscore parts words too."""
    for name in sorted(names):
        if re.search(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])", text, re.IGNORECASE):
            yield name


@pytest.mark.parametrize("scenario", scenario_names())
def test_no_file_of_the_program_knows_a_name_of_a_scenario(scenario: str) -> None:
    names = names_of(scenario)
    known = {str(path.relative_to(ROOT)): list(knowledge(path.read_text(), names)) for path in PROGRAM}
    assert not {path: found for path, found in known.items() if found}


def test_a_name_is_found_wherever_it_hides() -> None:
    names = {"kelmar", "gorge_road", "Soverin League"}
    hidden = 'if actor == "kelmar":\n    from_gorge_road = 1  # as SOVERIN LEAGUE says'
    assert list(knowledge(hidden, names)) == ["Soverin League", "gorge_road", "kelmar"]
    assert not list(knowledge("kelmarian gorge_roads, the League", names))


def test_the_names_of_each_kind_are_looked_for() -> None:
    assert {
        *("sarn_2031", "The dam on the Sarn, 2031"),
        *("kelmar", "Soverin League", "gate_control", "The islands at the bend of the river"),
        *("herders_ford", "Up the gorge to the dam", "mill_camp", "The camp at the ford"),
        *("first_corps", "Island guards", "dry_ford"),
    } <= names_of("sarn_2031")
