"""Checking what the files hold: each file by itself, then all together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from sim.errors import Fault, ScenarioError
from sim.scenario.actor_schema import Actor
from sim.scenario.check import Finding, action_findings, actor_findings, crisis_findings, fact_findings
from sim.scenario.content import Documents, Scenario
from sim.scenario.faults import faults_of
from sim.scenario.names import ASSUMPTION, Context, Id
from sim.scenario.schema import Crisis
from sim.scenario.shared_schema import Action, Fact, Source

__all__ = ["validated"]

Shape = TypeVar("Shape")

# Made once: building the checks of a type takes far longer than applying them.
CRISIS: TypeAdapter[Crisis] = TypeAdapter(Crisis)
ACTOR: TypeAdapter[Actor] = TypeAdapter(Actor)
ACTIONS: TypeAdapter[dict[str, Action]] = TypeAdapter(dict[Id, Action])
SOURCES: TypeAdapter[dict[str, Source]] = TypeAdapter(dict[Id, Source])
FACTS: TypeAdapter[dict[str, Fact]] = TypeAdapter(dict[Id, Fact])


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
    check = _Check(documents, faults)
    shown = documents.shown
    sources = check.file(SOURCES, documents.sources, shown["sources"])
    actions = check.file(ACTIONS, documents.actions, shown["actions"])
    facts = check.file(FACTS, documents.facts, shown["facts"])
    crisis = check.file(CRISIS, documents.crisis, shown["crisis"])
    actors: dict[str, Actor] = {}
    for name, content in sorted(documents.actors.items()):
        actor = check.file(ACTOR, content, documents.shown_actor(name))
        if actor is not None:
            actors[name] = actor
    check.add(shown["actions"], action_findings(actions or {}))
    if crisis is not None:
        check.add(shown["crisis"], crisis_findings(crisis, documents.actors))
        for name, actor in actors.items():
            check.add(documents.shown_actor(name), actor_findings(name, actor, crisis))
    if is_whole and not check.unreadable:  # else a path may lead into a file that could not be read
        check.add(shown["facts"], fact_findings(facts or {}, documents.tree))
    if check.faults or crisis is None or sources is None or actions is None or facts is None:
        raise ScenarioError(documents.folder.name, check.faults)
    return Scenario(
        name=documents.folder.name,
        path=documents.folder,
        crisis=crisis,
        actors=actors,
        actions=actions,
        sources=sources,
        facts=facts,
        documents=documents,
    )


class _Check:
    """The faults found so far."""

    def __init__(self, documents: Documents, faults: Iterable[Fault]) -> None:
        self.faults = list(faults)
        self.unreadable = {fault.path for fault in self.faults}
        self.context = Context(_freeze(documents.crisis), self._names(documents))

    def _names(self, documents: Documents) -> dict[str, list[str]]:
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

    def file(self, shape: TypeAdapter[Shape], content: Any, shown: str) -> Shape | None:
        """Check the content of one file; None if it has faults."""
        if shown in self.unreadable:
            return None
        try:
            return shape.validate_python(content, context=self.context)
        except ValidationError as error:
            self.faults += faults_of(error, shown, shape._type, content)
            return None

    def add(self, shown: str, findings: Iterable[Finding]) -> None:
        """Take over what was found in a file."""
        self.faults += [Fault(shown, *finding) for finding in findings]


def _freeze(crisis: dict[str, Any]) -> dt.date | None:
    frozen_at = crisis.get("frozen_at")
    return frozen_at if type(frozen_at) is dt.date else None
