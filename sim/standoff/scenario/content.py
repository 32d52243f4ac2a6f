"""A scenario in memory: what the files say, checked and typed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from standoff.scenario.actor_schema import Actor
from standoff.scenario.names import variant_name
from standoff.scenario.quantity import Quantity
from standoff.scenario.schema import Crisis
from standoff.scenario.shared_schema import Action, Fact, Source

__all__ = ["Documents", "Scenario", "is_path", "quantities"]


@dataclass(frozen=True)
class Documents:
    """Content of the files as read, before it is checked.

    Parameters
    ----------
    folder : pathlib.Path
        Folder of the scenario.
    crisis : dict
        Content of ``scenario.yaml``.
    actors, actions, sources, facts : object
        Content of the other files; those of the actors by name.
    shown : Mapping
        Name in messages of each file, by crisis, actors, actions, sources, facts.
    variant : str
        Date of the variant that was applied; empty = none.
    neutral : tuple of str
        Dotted paths of the quantities that the files leave out, and that stand there at neutral values.
    """

    folder: Path
    crisis: dict[str, Any]
    actors: dict[str, Any]
    actions: Any
    sources: Any
    facts: Any
    shown: Mapping[str, str]
    variant: str = ""
    neutral: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Name of the scenario: that of the folder, and the date of a variant behind an @."""
        return variant_name(self.folder.name, self.variant)

    @property
    def tree(self) -> dict[str, Any]:
        """What dotted paths lead into: ``scenario.yaml`` with the files of the actors below ``actors``."""
        return {**self.crisis, "actors": self.actors}

    def shown_actor(self, name: str) -> str:
        """Give the name in messages of the file of an actor."""
        return f"{self.shown['actors']}/{name}.yaml"


@dataclass(frozen=True)
class Scenario:
    """The data of one crisis. All names keep the order in which their tables are packed.

    Parameters
    ----------
    name : str
        Name of the folder, and the date of a variant behind an @.
    path : pathlib.Path
        The folder.
    crisis : Crisis
        ``scenario.yaml``.
    actors : dict
        Files of the actors, by name in alphabetical order.
    actions, sources, facts : dict
        Entries of the other files, by name in the order of the file.
    documents : Documents
        What the files hold, with neutral values where they may leave something out.
    """

    name: str
    path: Path
    crisis: Crisis
    actors: dict[str, Actor]
    actions: dict[str, Action]
    sources: dict[str, Source]
    facts: dict[str, Fact]
    documents: Documents = field(repr=False)

    @property
    def address(self) -> str:
        """Its name that works from any folder: its absolute path, with the date of a variant."""
        return variant_name(str(self.path), self.documents.variant)

    @property
    def actor_names(self) -> list[str]:
        """Actors in the order of their table: alphabetical."""
        return list(self.actors)

    @property
    def issue_names(self) -> list[str]:
        """Issues in the order of their table: that of the file."""
        return list(self.crisis.issues)

    @property
    def axis_names(self) -> list[str]:
        """Axes in the order of their table: that of the file. One more row holds forces on no axis."""
        return list(self.crisis.axes)

    @property
    def action_names(self) -> list[str]:
        """Actions in the order of their table: that of the file."""
        return list(self.actions)

    @cached_property
    def used_sources(self) -> list[str]:
        """Keys of the sources that something in the scenario or the actions refers to, sorted."""
        named = set(_sources_in(self.crisis)) | set(_sources_in(self.actors)) | set(_sources_in(self.actions))
        return sorted(named & self.sources.keys())

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the content: equal for equal content, however the files are laid out."""
        content = {
            "crisis": self.crisis.model_dump(mode="json"),
            "actors": {name: actor.model_dump(mode="json") for name, actor in self.actors.items()},
            "actions": {name: action.model_dump(mode="json") for name, action in self.actions.items()},
            "sources": {key: self.sources[key].model_dump(mode="json") for key in self.used_sources},
        }
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def is_path(key: str) -> bool:
    """Tell whether a key leads into a scenario, such as ``actors.<actor>.costs.war``."""
    return key.partition(".")[0] in ("actors", *Crisis.model_fields) and "." in key


def quantities(scenario: Scenario) -> list[tuple[str, Quantity]]:
    """List all quantities with their dotted paths, in the order of the files.

    Returns
    -------
    list
        Pairs of path and quantity; first those of ``scenario.yaml``, then those of the actors.
    """
    typed = {**dict(scenario.crisis), "actors": scenario.actors}
    return list(_quantities("", scenario.documents.tree, typed))


def _quantities(path: str, content: Any, typed: Any) -> Iterator[tuple[str, Quantity]]:
    if isinstance(typed, Quantity):
        yield path, typed
    elif isinstance(content, dict):
        for key, below in content.items():
            child = typed[key] if isinstance(typed, dict) else getattr(typed, key)
            yield from _quantities(f"{path}.{key}" if path else key, below, child)


def _sources_in(element: Any) -> Iterator[str]:
    if isinstance(element, BaseModel):
        source = getattr(element, "source", None) or ()
        yield from (source,) if isinstance(source, str) else source
        element = dict(element)
    for below in element.values() if isinstance(element, dict) else ():
        yield from _sources_in(below)
