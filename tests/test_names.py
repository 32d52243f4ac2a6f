"""Roles and relations carry the meaning: the program knows no actor, issue, axis or place by its name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from standoff.scenario.load import load_scenario
from standoff.scenario.locate import scenario_names

ROOT = Path(__file__).parents[1]
PROGRAM = sorted((ROOT / "sim").rglob("*.py"))


def names_of(scenario: str) -> set[str]:
    """Every name and title that a scenario gives to something of its own."""
    loaded = load_scenario(scenario)
    crisis = loaded.crisis
    sections = [crisis.issues, crisis.axes, crisis.places, loaded.actors]
    sections += [actor.forces.groups for actor in loaded.actors.values()]
    titled = [*(entry for section in sections for entry in section.values()), crisis]
    named = [name for section in [*sections, crisis.timeline] for name in section]
    return {scenario, *named, *(entry.title for entry in titled)}


def pattern_of(names: Iterable[str]) -> re.Pattern[str]:
    """Find any of the names in a text of lower case, as whole words; an underscore parts words too."""
    longest_first = sorted({name.lower() for name in names}, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<![^\W_])(?=({'|'.join(map(re.escape, longest_first))})(?![^\W_]))")


def names_in(text: str, pattern: re.Pattern[str]) -> set[str]:
    """The names that a text speaks of, in any case, also where one stands inside another."""
    return set(pattern.findall(text.lower()))


def test_no_file_of_the_program_knows_a_name_of_a_scenario() -> None:
    pattern = pattern_of(set().union(*map(names_of, scenario_names())))
    known = {str(path.relative_to(ROOT)): names_in(path.read_text(), pattern) for path in PROGRAM}
    assert len(known) > 200
    assert not {path: names for path, names in known.items() if names}


def test_a_name_is_found_wherever_it_hides() -> None:
    pattern = pattern_of({"kelmar", "gorge_road", "Soverin League"})
    hidden = 'if actor == "kelmar":\n    from_gorge_road = 1  # as SOVERIN LEAGUE says'
    assert names_in(hidden, pattern) == {"soverin league", "gorge_road", "kelmar"}
    assert not names_in("kelmarian gorge_roads, the League", pattern)


def test_a_name_that_begins_another_is_found_beside_it() -> None:
    pattern = pattern_of({"gorge", "gorge_road"})
    assert names_in("gorge_road", pattern) == {"gorge_road"}
    assert names_in("gorge_roads and road_gorge", pattern) == {"gorge"}


def test_the_names_of_each_kind_are_looked_for() -> None:
    assert {
        *("sarn_2031", "The dam on the Sarn, 2031"),
        *("kelmar", "Soverin League", "gate_control", "The islands at the bend of the river"),
        *("herders_ford", "Up the gorge to the dam", "mill_camp", "The camp at the ford"),
        *("first_corps", "Island guards", "dry_ford"),
    } <= names_of("sarn_2031")
