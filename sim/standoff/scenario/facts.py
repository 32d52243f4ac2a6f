"""The same scenario with other values, or without a fact of the article that it starts from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from standoff.errors import ConfigError, ScenarioError
from standoff.scenario.content import Scenario
from standoff.scenario.names import nearest
from standoff.scenario.paths import patched, path_fault
from standoff.scenario.shares import shares_fault
from standoff.scenario.validate import validated

__all__ = ["with_values", "without_fact"]


def without_fact(scenario: Scenario, fact: str) -> Scenario:
    """Take a fact out of a scenario.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    fact : str
        Key in its ``facts.yaml``.

    Returns
    -------
    Scenario
        The scenario as if the article had not said so; the same content if the fact is decorative.

    Raises
    ------
    ConfigError
        If there is no such fact, or if the scenario is a variant: the facts are those of a report on the
        scenario as of its own date.
    ScenarioError
        If the scenario is not in order without it.
    """
    if scenario.documents.variant:
        owner = scenario.path.name
        raise ConfigError(f"{scenario.name}: a variant has no facts to take out; take them out of {owner}")
    if fact not in scenario.facts:
        raise ConfigError(f"{scenario.name}: unknown fact '{fact}'; {nearest(fact, scenario.facts)}")
    tree = scenario.documents.tree  # without another fact, a part may be gone already
    without = scenario.facts[fact].without
    try:
        return with_values(scenario, {path: without[path] for path in without if not path_fault(tree, path)})
    except ScenarioError as error:
        faults = [replace(fault, path=f"{fault.path} without {fact}") for fault in error.faults]
        raise ScenarioError(scenario.name, faults) from error


def with_values(scenario: Scenario, values: Mapping[str, float | None]) -> Scenario:
    """Replace values of quantities, and check the scenario again.

    A value outside the range of its quantity widens that range. Shares that sum to one (weights of the axes,
    saliences of an actor, its attention to its rivals) do so again: the given ones stay, the others keep
    their proportions.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    values : Mapping
        Dotted path of each quantity to its new value; None deletes what stands at the path.

    Returns
    -------
    Scenario
        The new scenario.

    Raises
    ------
    ConfigError
        If a path leads nowhere, or shares that are all given do not sum to one.
    ScenarioError
        If the scenario is not in order any more.
    """
    documents = scenario.documents
    tree = documents.tree
    for path, value in values.items():
        problem = path_fault(tree, path, number=value is not None)
        if problem:
            raise ConfigError(f"{scenario.name}: {path}: {problem}")
    if fault := shares_fault(tree, values):
        raise ConfigError(f"{scenario.name}: {fault}")
    crisis = patched(tree, values)
    actors = crisis.pop("actors", {})
    return validated(replace(documents, crisis=crisis, actors=actors), is_whole=False)
