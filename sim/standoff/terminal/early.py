"""Checks of arguments before the rules and anything else that takes long is loaded.

What they refuse would be refused later as well, in the same words.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from standoff.errors import ArgumentError, ConfigError, InputError, Notice
from standoff.scenario.content import Scenario
from standoff.scenario.load import load_scenario
from standoff.scenario.locate import user_path
from standoff.scenario.names import named, nearest
from standoff.statistics.measures import measure_names
from standoff.store.addresses import address_of
from standoff.store.drafts import require_free
from standoff.store.manifest_file import read_manifest
from standoff.vocabulary import OUTCOME_SETS

__all__ = [
    "refuse_unknown_responses",
    "require_actor",
    "require_place",
    "require_responses",
    "require_result",
    "require_results",
]

NAME = re.compile(r"\s*([\w-]+)")
"""The response at the beginning of a goal or an aim."""


def require_place(out: str | None) -> None:
    """Refuse a folder to write that is already used, if one was given."""
    if out is not None:
        require_free(user_path(out))


def require_result(name: str | Path) -> Mapping[str, Any]:
    """Give the manifest of a result.

    Parameters
    ----------
    name : str or pathlib.Path
        Its folder or name, or points of a sweep as ``FOLDER:0,3,7``.

    Raises
    ------
    ResultError
        If there is no such result.
    """
    folder = address_of(name).folder
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Notice)  # the command itself tells them
        return read_manifest(folder)


def require_results(names: Iterable[str]) -> None:
    """Refuse results that are not there."""
    for name in names:
        require_result(name)


def require_actor(manifest: Mapping[str, Any], actor: str) -> None:
    """Refuse the name of an actor that a result does not have.

    Raises
    ------
    ArgumentError
        If there is no such actor.
    """
    scenario = _scenario_of(manifest)
    if scenario is None:
        return
    titles = {name: each.title for name, each in scenario.actors.items()}
    if named(actor, titles) is None:
        known = nearest(actor, [*titles, *titles.values()])
        raise ArgumentError(f"{{actor}}: unknown actor, {known}", actor=actor)


def require_responses(manifest: Mapping[str, Any], texts: Iterable[str]) -> None:
    """Refuse responses that a result does not have.

    Parameters
    ----------
    manifest : Mapping
        The manifest of the result.
    texts : iterable of str
        Responses, goals or aims: ``NAME``, ``NAME:min``, ``NAME<=0.3``.

    Raises
    ------
    ConfigError
        If there is no such outcome or measure.
    """
    scenario = _scenario_of(manifest)
    if scenario is not None:
        refuse_unknown_responses(scenario, texts)


def refuse_unknown_responses(scenario: Scenario, texts: Iterable[str]) -> None:
    """Refuse responses, goals and aims that runs of a scenario do not have; see `require_responses`."""
    names = (*OUTCOME_SETS, *measure_names(scenario.actor_names, scenario.issue_names))
    for text in texts:
        name = NAME.match(text)
        if name is not None and name[1] not in names:
            raise ConfigError(f"response '{name[1]}' is unknown; {nearest(name[1], names)}")


def _scenario_of(manifest: Mapping[str, Any]) -> Scenario | None:
    try:
        return load_scenario(manifest["config"]["scenario"]["name"])
    except (InputError, KeyError, TypeError):  # told later, if it matters to the command
        return None
