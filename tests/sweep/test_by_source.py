"""Groups by source: every value moves with those that rest on the same, under a title for readers."""

from __future__ import annotations

from standoff.design.factors import Factor, FactorKind
from standoff.scenario.content import quantities
from standoff.scenario.load import load_scenario
from standoff.scenario.locate import data_root
from standoff.scenario.names import ASSUMPTION
from standoff.scenario.parameters import load_parameters
from standoff.sweep.by_source import groups_by_source
from standoff.sweep.layout import lay_out
from tests.studies import scenario, settings, sweeps

CRISIS = load_scenario(data_root() / "scenarios" / "ukraine_2022")


def uncertain(name: str) -> Factor:
    return Factor(name, FactorKind.UNCERTAINTY, "share", low=0.0, high=1.0)


def group_of(name: str) -> str:
    (title,) = groups_by_source([uncertain(name)], CRISIS)
    return title


def test_a_reported_value_belongs_to_the_first_source_that_it_cites():
    listed = [(path, one) for path, one in quantities(CRISIS) if one.kind != ASSUMPTION]
    path, one = next((path, one) for path, one in listed if len(one.source) > 1)
    source = CRISIS.sources[one.source[0]]
    assert group_of(path) == f"{source.title} ({source.publisher}, {source.date})"


def test_assumptions_based_on_a_source_are_grouped_apart_from_its_values():
    path, one = next(
        (path, one)
        for path, one in quantities(CRISIS)
        if one.kind == ASSUMPTION and ASSUMPTION not in one.source
    )
    assert group_of(path).startswith(f"assumed, based on: {CRISIS.sources[one.source[0]].title} (")


def test_assumptions_without_a_source_are_grouped_by_actor_and_section():
    bare = [path for path, one in quantities(CRISIS) if one.source == (ASSUMPTION,)]
    of_actors = [path.split(".") for path in bare if path.startswith("actors.")]
    _, actor, section, *_ = of_actors[0]
    title = f"assumed: {CRISIS.actors[actor].title}, {section.replace('_', ' ')}"
    assert group_of(".".join(of_actors[0])) == title
    elsewhere = next(path for path in bare if not path.startswith("actors."))
    assert group_of(elsewhere) == f"assumed: {elsewhere.split('.')[0]}"


def test_parameters_of_the_rules_have_sources_of_their_own_or_are_assumed_together():
    groups = {group_of(f"rules.{name}") for name in load_parameters()}
    assert "assumed: parameters of the rules" in groups
    assert any("Dupuy" in title for title in groups)
    assert any("RAND / INFER" in title for title in groups)
    assert len(groups) == 4


def test_a_lever_and_a_choice_are_groups_of_their_own():
    lever = Factor("diplomacy.trust", FactorKind.LEVER, "share", low=0.0, high=1.0)
    choice = Factor("rules", FactorKind.CHOICE, "", ("base", "prospect"))
    groups = groups_by_source([lever, choice, uncertain("rules.discount")], CRISIS)
    assert groups == {
        "diplomacy.trust": ["diplomacy.trust"],
        "rules": ["rules"],
        "assumed: parameters of the rules": ["rules.discount"],
    }


def test_a_design_by_source_has_one_sample_for_each_source():
    choice = settings("saltelli", points=4, by="source", uncertainties=["*"])
    design = lay_out(sweeps(), choice, scenario())
    groups = design.options["groups"]
    assert sorted(name for members in groups.values() for name in members) == sorted(design.columns)
    assert 1 < len(groups) < len(design.columns)
    assert design.n_points == 4 * (len(groups) + 2)
