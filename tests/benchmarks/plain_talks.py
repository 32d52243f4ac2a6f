"""Settlement of the plain model, rewritten for speed: what an actor can expect of its rivals at the table."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, tanh
from operator import mul
from typing import Any, NamedTuple

from tests.benchmarks.plain_known import Actor, Known
from tests.benchmarks.plain_outlook import Outlooks

__all__ = ["Table", "Talks"]


class Party(NamedTuple):
    """A rival at the table, as the actor sees it on the snapshot of a turn."""

    fear: float  # probability of attack that it expects, as things stand
    is_there: bool
    standing: float  # offer that it has made
    minds: Sequence[float] | None  # its beliefs about the actor's types, if it fears the actor's attack
    kinds: list[
        tuple[float, float, float, float, float, float]
    ]  # by type: talk, counter, offer, belief, loss, stand
    base: float  # utility to the rival of signing before any offer
    ours: tuple[float, float]  # ... of all that the actor gives, and of all that it gives itself
    theirs: float  # utility to the actor of all that the rival gives


class Table(NamedTuple):
    """All rivals of an actor, and what signing is worth to it before any offer."""

    parties: list[Party]
    base: float
    own: float  # utility to the actor of all that it gives
    deals: dict[tuple[int, float, float], tuple[float, list[tuple[float, float]]]]


class Talks:
    """The rules of settlement for one crisis."""

    def __init__(self, known: Known, outlooks: Outlooks) -> None:
        self.known, self.outlooks = known, outlooks
        rules = known.facts.rules
        self.kept = (1.0 - rules.assurance) * rules.trust
        self.sure = 0.5 + 0.5 * rules.trust

    def read(self, state: Any, outlook: Any, actor: Actor) -> Table:
        """Read the table on the snapshot of a turn."""
        number = actor.number
        parties = [
            self._party(state, outlook, actor, rival.number, rival.weight)
            for rival in actor.rivals
            if rival.weight > 0.0
        ]
        base = outlook.actor[number].quo + actor.fact.drift * self.kept
        return Table(parties, base, outlook.concession[number][number], {})

    def _party(self, state: Any, outlook: Any, actor: Actor, number: int, weight: float) -> Party:
        theirs, mine = state.actor[number], actor.number
        is_there = theirs.table_days > 0.0
        fears_us = actor.target >= 0 and self.known.actors[number].menace == mine
        concession = outlook.concession
        return Party(
            fear=outlook.actor[number].fear,
            is_there=is_there,
            standing=theirs.offer if is_there else 0.0,
            minds=state.belief[number][mine] if fears_us else None,
            kinds=[
                (*response, weight * belief, loss, stand)
                for response, belief, loss, stand in zip(
                    self.outlooks.response[number],
                    state.belief[mine][number],
                    outlook.loss[number],
                    outlook.stand[number],
                    strict=True,
                )
            ],
            base=outlook.actor[number].quo + self.known.facts.actor[number].drift * self.kept,
            ours=(concession[number][mine], concession[number][number]),
            theirs=concession[mine][number],
        )

    def gains(
        self, table: Table, attack: Sequence[float], follow: Sequence[float], offer: float, is_there: bool
    ) -> list[float]:
        """Expected gain over going on by own type, less what the rivals' counter-moves cost.

        ``attack`` and ``follow`` are the probability of a later attack and the utility of going on.
        """
        lost, deals = 0.0, []
        for index, party in enumerate(table.parties):
            fear = 0.0
            if party.minds is not None:
                fear = sum(map(mul, party.minds, attack))
            key = (index, fear, offer if is_there else -1.0)
            deal = table.deals.get(key)
            if deal is None:
                deal = table.deals[key] = self._deal(table, party, fear, offer if is_there else None)
            lost += deal[0]
            deals += deal[1]
        return [
            sum([chance * (worth - value) for chance, worth in deals if worth > value]) - lost
            for value in follow
        ]

    def _deal(
        self, table: Table, party: Party, fear: float, own_offer: float | None
    ) -> tuple[float, list[tuple[float, float]]]:
        """Expected cost of a rival's counter-moves, and by its type chance and worth of a package."""
        rules = self.known.facts.rules
        precision = rules.rationality
        half = 0.5 * precision
        drafted, sure, standing = self.known.drafted, self.sure, party.standing
        conceded = party.ours[1]
        lost, deals = 0.0, []
        if own_offer is not None:
            given = party.base + sure * own_offer * party.ours[0]
            taken = table.base + own_offer * table.own
        for talk, counter, offered, belief, loss, stand in party.kinds:
            if fear > 0.0 and loss > 0.0:
                shift = precision * loss * (fear - party.fear)
                if shift > 0.0 and talk > 0.0:
                    talk = talk / (talk + (1.0 - talk) * exp(-shift))
                offered += (0.5 + 0.5 * tanh(half * (conceded + fear * loss))) * (1.0 - offered)
            lost += belief * counter * (1.0 - talk)
            if own_offer is not None:
                offer = standing
                if offered > standing:
                    offer += talk * (offered - standing)
                chance = drafted * belief * (0.5 + 0.5 * tanh(half * (given + offer * conceded - stand)))
                deals.append(
                    (chance if party.is_there else chance * talk, taken + sure * offer * party.theirs)
                )
        return lost * rules.counter_cost, deals
