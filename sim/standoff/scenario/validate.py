"""Checking what the files hold: each file by itself, then all together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from standoff.errors import Fault, ScenarioError
from standoff.scenario.actor_schema import Actor
from standoff.scenario.consistency import (
    Finding,
    action_findings,
    actor_findings,
    crisis_findings,
    fact_findings,
)
from standoff.scenario.content import Documents, Scenario
from standoff.scenario.faults import faults_of
from standoff.scenario.misfits import inject_findings
from standoff.scenario.names import ASSUMPTION, Context, Id
from standoff.scenario.neutral import completed
from standoff.scenario.schema import Crisis
from standoff.scenario.shared_schema import Action, Fact, Source
from standoff.scenario.variant_schema import Variant

__all__ = ["SHAPES", "validated"]

SHAPES: dict[str, Any] = {
    "scenario": Crisis,
    "actor": Actor,
    "facts": dict[Id, Fact],
    "sources": dict[Id, Source],
    "actions": dict[Id, Action],
    "variant": Variant,
}
"""What each kind of file has to hold."""


def validated(documents: Documents, faults: Iterable[Fault] = (), *, is_whole: bool = True) -> Scenario:
    """Check documents and make the scenario that they describe.

    Parameters
    ----------
    documents : Documents
        What the files hold.
    faults : Iterable of Fault
        What was wrong when they were read; those files are not checked further.
    is_whole : bool
        Whether the facts must find all that they name; not so once a fact has been taken out.

    Returns
    -------
    Scenario
        The checked scenario.

    Raises
    ------
    ScenarioError
        With all faults of all files.
    """
    documents = completed(documents, _frozen_at(documents.crisis))
    check = _Check(documents, faults)
    shown = documents.shown
    sources: dict[str, Source] | None = check.file(SHAPES["sources"], documents.sources, shown["sources"])
    actions: dict[str, Action] | None = check.file(SHAPES["actions"], documents.actions, shown["actions"])
    facts: dict[str, Fact] | None = check.file(SHAPES["facts"], documents.facts, shown["facts"])
    crisis: Crisis | None = check.file(Crisis, documents.crisis, shown["crisis"])
    actors = check.actors(crisis)
    if actions is not None:
        check.add(shown["actions"], action_findings(actions))
    if crisis is not None:
        check.add(shown["crisis"], inject_findings(crisis, actions or {}))
    if is_whole and not check.unreadable:  # else a path may lead into a file that could not be read
        check.add(shown["facts"], fact_findings(facts or {}, documents.tree))
    if check.faults or crisis is None or sources is None or actions is None or facts is None:
        raise ScenarioError(documents.name, check.faults)
    return Scenario(documents.name, documents.folder, crisis, actors, actions, sources, facts, documents)


@cache  # building the checks of a type takes far longer than applying them
def _checker(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


class _Check:
    """The faults found so far."""

    def __init__(self, documents: Documents, faults: Iterable[Fault]) -> None:
        self.documents = documents
        self.faults = list(faults)
        self.unreadable = {fault.path for fault in self.faults}
        self.context = Context(_frozen_at(documents.crisis), self._names())

    def _names(self) -> dict[str, list[str]]:
        documents = self.documents
        shown, crisis = documents.shown, documents.crisis
        sections: Mapping[str, tuple[str, Any]] = {
            "source": (shown["sources"], documents.sources),
            "action": (shown["actions"], documents.actions),
            "fact": (shown["facts"], documents.facts),
            "issue": (shown["crisis"], crisis.get("issues")),
            "axis": (shown["crisis"], crisis.get("axes")),
            "place": (shown["crisis"], crisis.get("places", {})),
        }
        readable = {
            kind: list(content)
            for kind, (path, content) in sections.items()
            if isinstance(content, dict) and path not in self.unreadable
        }
        if "source" in readable:
            readable["source"].append(ASSUMPTION)
        return {**readable, "actor": list(documents.actors)}

    def file(self, shape: Any, content: Any, shown: str) -> Any:
        """Check the content of one file; None if it has faults."""
        if shown in self.unreadable:
            return None
        try:
            return _checker(shape).validate_python(content, context=self.context)
        except ValidationError as error:
            self.faults += faults_of(error, shown, shape, content)
            return None

    def actors(self, crisis: Crisis | None) -> dict[str, Actor]:
        """Check the files of the actors, and what concerns them together, as far as that is in order."""
        shown_actor = self.documents.shown_actor
        checked = {
            name: self.file(Actor, content, shown_actor(name))
            for name, content in sorted(self.documents.actors.items())
        }
        actors = {name: actor for name, actor in checked.items() if actor is not None}
        if crisis is not None:
            self.add(self.documents.shown["crisis"], crisis_findings(crisis, checked))
            for name, actor in actors.items():
                self.add(shown_actor(name), actor_findings(name, actor, crisis))
        return actors

    def add(self, shown: str, findings: Iterable[Finding]) -> None:
        """Take over what was found in a file."""
        self.faults += [Fault(shown, *finding) for finding in findings]


def _frozen_at(crisis: dict[str, Any]) -> dt.date | None:
    frozen_at = crisis.get("frozen_at")
    return frozen_at if type(frozen_at) is dt.date else None
