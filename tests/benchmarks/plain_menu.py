"""What an actor of the plain model may choose from, worked out once for all runs.

Roles and the level of war close most options for good. Few others can be open or closed, so that the same
menus come back turn after turn: each is made once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from standoff.vocabulary import Role, WarLevel

__all__ = ["Act", "Menu", "Menus"]


class Act(NamedTuple):
    """An option that an actor's roles allow."""

    row: Any
    danger: tuple[float, bool, float, bool]  # rung, calm, flank and war: what the risk of clashes depends on
    cost: float
    war: int
    order: int
    shame: float  # audience cost that its demand adds
    pays: float  # share of the audience cost that is paid at once
    table_days: float
    offer: float
    is_special: bool  # whether it joins a war or grants access
    deters: bool  # whether it changes what an attacker that is feared expects


class Menu(NamedTuple):
    """Options that are open together."""

    acts: list[Act]
    weights: list[float]  # 1 / number of options of the same class
    spread: Callable[[Sequence[float]], Sequence[float]]
    """Gives a value to each row of the action table, from those of the open options and, last, a zero."""


class Menus:
    """All menus of an actor at one level of war.

    Parameters
    ----------
    facts : object
        The plain tables of a crisis.
    actor : int
        Row of the actor.
    level : int
        Level of war.
    """

    def __init__(self, facts: Any, actor: int, level: int) -> None:
        self.n_actions, self.slope = facts.n_actions, facts.rules.audience_slope
        fact = facts.actor[actor]
        roles = {
            Role.ANY: 1,
            Role.ATTACKER: fact.is_attacker,
            Role.PROTECTOR: fact.is_protector,
            Role.HOST: fact.is_host,
            Role.TARGET: fact.is_target,
        }
        allowed = [
            (number, row)
            for number, row in enumerate(facts.action)
            if roles[Role(row.who)]
            and row.min_war <= level <= row.max_war
            and not (row.war == WarLevel.LIMITED and fact.limited_axis < 0)
        ]
        self.free = [each for each in allowed if not self._is_bound(each[1])]
        self.bound = [each for each in allowed if self._is_bound(each[1])]
        self.rows = [row for _, row in self.bound]
        """Options that more than roles and the level of war can close."""
        self.menus: dict[tuple[bool, ...], Menu] = {}

    @staticmethod
    def _is_bound(row: Any) -> bool:
        return bool(
            row.min_force > 0.0 or row.at_table or row.above_base or row.access >= 0.0 or row.war or row.joins
        )

    def menu(self, are_open: tuple[bool, ...]) -> Menu:
        """Give the menu on which those of ``rows`` are that are open."""
        found = self.menus.get(are_open)
        if found is None:
            found = self.menus[are_open] = self._menu(are_open)
        return found

    def _menu(self, are_open: tuple[bool, ...]) -> Menu:
        still = [each for each, is_open in zip(self.bound, are_open, strict=True) if is_open]
        options = sorted(self.free + still, key=itemgetter(0))
        sizes = Counter(row.option_class for _, row in options)
        places = {number: place for place, (number, _) in enumerate(options)}
        return Menu(
            acts=[self._act(row) for _, row in options],
            weights=[1.0 / sizes[row.option_class] for _, row in options],
            spread=itemgetter(*(places.get(number, len(options)) for number in range(self.n_actions))),
        )

    def _act(self, row: Any) -> Act:
        return Act(
            row=row,
            danger=(row.rung, row.calm_days > 0.0, row.flank, row.war > 0),
            cost=row.cost,
            war=row.war,
            order=row.order,
            shame=self.slope * row.demand,
            pays=row.pays,
            table_days=row.table_days,
            offer=row.offer,
            is_special=bool(row.joins or row.access >= 0.0),
            deters=row.sanctions > 0.0 or row.arms > 0.0 or row.access >= 0.0,
        )
