"""Roles of actors; they follow from the relations, never from names."""

from __future__ import annotations

from standoff.scenario.quantity import Quantity
from standoff.scenario.schema import Crisis

__all__ = ["roles", "value_of"]


def roles(crisis: Crisis) -> dict[str, set[str]]:
    """Give the actors of each role, by its column of the table of actors."""
    relations = crisis.relations
    attacks = {tuple(pair.split(">")) for pair, relation in relations.items() if relation.may_attack}
    ties = {tuple(pair.split(">")) for pair, relation in relations.items() if value_of(relation.protects) > 0}
    targets = {target for _, target in attacks}
    return {
        "is_attacker": {attacker for attacker, _ in attacks},
        "is_target": targets,
        "is_protector": {protector for protector, protege in ties if protege in targets},
        "is_host": {axis.host for axis in crisis.axes.values() if axis.host is not None},
    }


def value_of(quantity: Quantity | None) -> float:
    """Give the value of a quantity; what is left out in the files counts as 0."""
    return 0.0 if quantity is None else quantity.value
