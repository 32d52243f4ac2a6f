"""Crises without special facts, in the fields of a scenario: a build-up, and a dyad that can be moved."""

from __future__ import annotations

import copy
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from standoff.scenario.content import Documents, Scenario
from standoff.scenario.locate import data_root
from standoff.scenario.validate import validated
from tests.documents import read_yaml

__all__ = ["BALANCES", "build_up", "dyad", "satisfied", "territory"]

FILE = Path(__file__).with_name("abstract.yaml")
NOTE = "no special fact: a row of the coding protocol"
BALANCES = (0.5, 0.75, 1.0, 1.5, 2.0)
"""Troops of the challenger per troop of the defender."""
CAMP_KM = 50.0
SHARED = ("actions", "sources")


def build_up() -> Scenario:
    """A build-up of forces of which nothing is known but that it is one."""
    return _scenario("build_up", {})


def satisfied(balance: float, rules: Mapping[str, float]) -> Scenario:
    """Give a dyad in which each side holds what war would bring it: the status quo moves with power.

    Parameters
    ----------
    balance : float
        Troops of the challenger per troop of the defender.
    rules : Mapping
        All rule parameters: what a balance is worth is a matter of the rules.
    """
    strength = balance * math.exp(-CAMP_KM / rules["gradient_km"]) / rules["defence"]
    odds = 1.0 / (1.0 + strength ** -rules["contest"])
    return dyad({**_defended_by(100.0 / balance), "issues.prize.status_quo.value": 1.0 - odds})


def territory(is_territory: bool) -> Scenario:
    """Give the dyad over a demand for a change that has not begun.

    By the coding protocol territory differs from another issue in one thing: it could be taken without the
    capital, so that an attack with limited aims is open, which takes all of it.
    """
    return dyad({"actors.challenger.forces.limited_axis": "border" if is_territory else None})


def dyad(changes: Mapping[str, Any]) -> Scenario:
    """Give the dyad with other values, by dotted path."""
    return _scenario("dyad", changes)


def _defended_by(troops: float) -> dict[str, float]:
    forces = "actors.defender.forces"
    kinds = ("troops", "peacetime", "planned")
    return {f"{forces}.groups.army.{kind}.value": troops for kind in kinds} | {
        f"{forces}.required.value": troops
    }


def _scenario(name: str, changes: Mapping[str, Any]) -> Scenario:
    tree = copy.deepcopy(_read(FILE)[name])
    content = {**tree["scenario"], "actors": tree["actors"]}
    for path, value in changes.items():
        *above, last = path.split(".")
        place = content
        for key in above:
            place = place[key]
        place[last] = value
    crisis = _filled(content, content["frozen_at"])
    actors = crisis.pop("actors")
    shared = {part: _read(data_root() / "scenarios" / f"{part}.yaml") for part in SHARED}
    shown = dict.fromkeys(("crisis", "actors", "facts", *SHARED), str(FILE.name))
    return validated(Documents(FILE.with_name(name), crisis, actors, facts={}, shown=shown, **shared))


@cache
def _read(path: Path) -> Any:
    return read_yaml(path.read_text(encoding="utf-8"))


def _filled(tree: Any, known: Any) -> Any:
    """Make each number a whole quantity without a range."""
    if not isinstance(tree, dict):
        return tree
    if set(tree) == {"value", "unit"}:
        ends = dict.fromkeys(("low", "high"), tree["value"])
        return {**tree, **ends, "kind": "assumption", "source": "assumption", "known": known, "note": NOTE}
    return {key: _filled(below, known) for key, below in tree.items()}
