"""Dated variants: the same crisis with the facts of another day.

A variant holds only what differs. Its numbers replace those of the scenario, and the whole is checked as if
it stood in one file; so nothing that the scenario took from a later day can be left. Faults are reported
where they have to be corrected: in the variant, or at what it leaves as it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from standoff.errors import Fault, ScenarioError
from standoff.scenario.content import Documents, Scenario
from standoff.scenario.documents import read_document
from standoff.scenario.faults import faults_of
from standoff.scenario.names import ASSUMPTION, Context
from standoff.scenario.neutral import completed
from standoff.scenario.paths import Tree, element_at, is_quantity, path_fault, placed
from standoff.scenario.validate import validated
from standoff.scenario.variant_schema import Held, Variant

__all__ = ["dated"]

HEAD = ("frozen_at", "opens_at", "title", "summary", "horizon_days")
"""Fields of the scenario that stand at the head of a variant; None there leaves the scenario's own."""
ORIGIN = tuple(field for field in Held.model_fields if field != "paths")
"""Fields of a quantity that what is held takes from the variant."""


def dated(documents: Documents, faults: list[Fault], path: Path, shown: str) -> Scenario:
    """Give a scenario as of the day of a variant.

    A variant has no facts to take out: those of the scenario are of a report on its own date.

    Parameters
    ----------
    documents : Documents
        What the files of the scenario hold.
    faults : list of Fault
        What was wrong when they were read.
    path : pathlib.Path
        File of the variant, named by its date.
    shown : str
        Its name in messages.

    Raises
    ------
    ScenarioError
        With all faults of the variant, and of what it leaves as it is.
    """
    content, unreadable = read_document(path, shown)
    variant, wrong = (None, unreadable) if unreadable else _checked(documents, content, shown)
    if variant is not None and variant.frozen_at.isoformat() != path.stem:
        remedy = f"the file is named {path.stem}; one of both is wrong"
        wrong.append(Fault(shown, "frozen_at", str(variant.frozen_at), remedy))
    if variant is None or faults:
        return validated(documents, [*faults, *wrong])
    change = _Change(completed(documents, variant.frozen_at), variant, shown)
    try:
        return validated(replace(change.documents(), variant=path.stem), [*wrong, *change.faults])
    except ScenarioError as error:
        raise ScenarioError(error.name, [change.located(fault) for fault in error.faults]) from error


def _checked(documents: Documents, content: Any, shown: str) -> tuple[Variant | None, list[Fault]]:
    frozen_at = content.get("frozen_at") if isinstance(content, dict) else None
    known = documents.sources if isinstance(documents.sources, dict) else None
    names = {} if known is None else {"source": [*known, ASSUMPTION]}
    context = Context(frozen_at if type(frozen_at) is dt.date else None, names)
    try:
        return Variant.model_validate(content, context=context), []
    except ValidationError as error:
        return None, faults_of(error, shown, Variant, content)


class _Change:
    """The files of a scenario with a variant applied, and what was wrong with its paths."""

    def __init__(self, documents: Documents, variant: Variant, shown: str) -> None:
        self.base = documents
        self.variant = variant
        self.shown = shown
        self.faults: list[Fault] = []
        self.held: dict[str, str] = {}
        """By path of a quantity: what holds it."""

    def documents(self) -> Documents:
        """Apply the head, then what is held, then the changes, each on what the one before left."""
        tree = self.base.tree
        for field in HEAD:
            if getattr(self.variant, field) is not None:
                tree = placed(tree, field, getattr(self.variant, field))
        for name, held in self.variant.held.items():
            tree = self._hold(tree, name, held)
        for path, element in self.variant.changes.items():
            tree = self._put(tree, path, element)
        crisis: Tree = _without_facts(tree)
        actors = crisis.pop("actors", {})
        return replace(self.base, crisis=crisis, actors=actors, facts={})

    def _hold(self, tree: Tree, name: str, held: Held) -> Tree:
        origin = held.model_dump(include=set(ORIGIN))
        for path in held.paths:
            problem = path_fault(tree, path)
            below = [] if problem else list(_quantities(element_at(tree, path), path))
            if not below:
                self._fault(f"held.{name}.paths", path, problem or "no quantity stands there")
            for number in below:
                tree = placed(tree, number, {**element_at(tree, number), **origin})
                self.held[number] = name
        return tree

    def _put(self, tree: Tree, path: str, element: Any) -> Tree:
        parent, _, _ = path.rpartition(".")
        problem = path_fault(tree, path if element is None else parent)
        if not parent:
            problem = "write section.element: only what stands below a section can be changed"
        elif not problem and not isinstance(element_at(tree, parent), dict):
            problem = f"nothing can stand below {parent}"
        if not problem:
            return placed(tree, path, element)
        self._fault(f"changes.{path}", "", problem)
        return tree

    def _fault(self, field: str, got: str, remedy: str) -> None:
        self.faults.append(Fault(self.shown, field, got, remedy))

    def located(self, fault: Fault) -> Fault:
        """Give a fault of the whole with the file and field in which to correct it."""
        where = self._path(fault)
        if where is None:
            return fault
        if where in HEAD and getattr(self.variant, where) is not None:
            return replace(fault, path=self.shown, field=where)
        if any(_touches(path, where) for path in self.variant.changes):
            return replace(fault, path=self.shown, field=f"changes.{where}")
        number, _, field = where.rpartition(".")
        if number in self.held and field in ORIGIN:
            return replace(fault, path=self.shown, field=f"held.{self.held[number]}: {where}")
        return replace(fault, path=f"{fault.path}, left as it is by {self.shown}")

    def _path(self, fault: Fault) -> str | None:
        """Give the dotted path of a fault, or None if it lies in a file that no variant changes."""
        if fault.path == self.base.shown["crisis"]:
            return fault.field
        folder, _, file = fault.path.rpartition("/")
        if folder != self.base.shown["actors"]:
            return None
        return f"actors.{file.removesuffix('.yaml')}.{fault.field}".rstrip(".")


def _touches(path: str, where: str) -> bool:
    """Tell whether a change lies at a place, above it or below it."""
    return path == where or where.startswith(f"{path}.") or path.startswith(f"{where}.")


def _quantities(element: Any, path: str) -> Iterator[str]:
    if is_quantity(element):
        yield path
    elif isinstance(element, dict):
        for key, below in element.items():
            yield from _quantities(below, f"{path}.{key}")


def _without_facts(element: Any) -> Any:
    """Leave out the lists of facts: without the report that they are from, they lead nowhere."""
    if not isinstance(element, dict):
        return element
    listed = {"facts"} if isinstance(element.get("facts"), list) else set()
    return {key: _without_facts(below) for key, below in element.items() if key not in listed}
