"""Settlement of the plain model, rewritten for speed: what an actor can expect of its rivals at the table.

A rival is read once for each probability of the actor's attack, a deal with it weighed once for each offer.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, tanh
from operator import mul
from typing import Any, NamedTuple

from tests.benchmarks.plain_known import Actor, Known
from tests.benchmarks.plain_outlook import Outlooks

__all__ = ["Table", "Talks"]


class Reading(NamedTuple):
    """What a rival does next at one probability of the actor's attack."""

    lost: float  # utility that its counter-moves cost
    kinds: list[tuple[float, float, float]]  # by type: half the chance of a deal, drive to sign it, worth
    deals: dict[float, list[tuple[float, float]]]  # by the actor's offer: by type chance and worth


class Party(NamedTuple):
    """A rival at the table, as the actor sees it on the snapshot of a turn."""

    fear: float  # probability of attack that it expects, as things stand
    is_there: bool
    standing: float  # offer that it has made
    minds: Sequence[float] | None  # its beliefs about the actor's types, if it fears the actor's attack
    kinds: list[tuple[tuple[float, float, float], float, float, float]]
    """By type: response, belief, loss, and what going on is worth."""
    weight: float  # share of the actor's attention
    base: float  # utility to the rival of signing before any offer
    given: float  # ... of all that the actor gives
    conceded: float  # ... of all that it gives itself
    taken: float  # utility to the actor of all that the rival gives
    readings: dict[float, Reading]  # by probability of the actor's attack


class Table(NamedTuple):
    """All rivals of an actor, and what signing is worth to it before any offer."""

    parties: list[Party]
    base: float
    own: float  # utility to the actor of all that it gives


class Talks:
    """The rules of settlement for one crisis."""

    def __init__(self, known: Known, outlooks: Outlooks) -> None:
        self.known, self.outlooks = known, outlooks
        rules = known.facts.rules
        self.kept = (1.0 - rules.assurance) * rules.trust
        self.sure = 0.5 + 0.5 * rules.trust
        self.half = 0.5 * rules.rationality

    def read(self, state: Any, outlook: Any, actor: Actor) -> Table:
        """Read the table on the snapshot of a turn."""
        number = actor.number
        parties = [
            self._party(state, outlook, actor, rival.number, rival.weight)
            for rival in actor.rivals
            if rival.weight > 0.0
        ]
        base = outlook.actor[number].quo + actor.fact.drift * self.kept
        return Table(parties, base, outlook.concession[number][number])

    def _party(self, state: Any, outlook: Any, actor: Actor, number: int, weight: float) -> Party:
        theirs, mine, row = state.actor[number], actor.number, outlook.actor[number]
        is_there = theirs.table_days > 0.0
        fears_us = actor.target >= 0 and self.known.actors[number].menace == mine
        concession = outlook.concession
        return Party(
            row.fear,
            is_there,
            theirs.offer if is_there else 0.0,
            state.belief[number][mine] if fears_us else None,
            list(
                zip(
                    self.outlooks.response[number],
                    state.belief[mine][number],
                    outlook.loss[number],
                    outlook.stand[number],
                    strict=True,
                )
            ),
            weight,
            row.quo + self.known.facts.actor[number].drift * self.kept,
            concession[number][mine],
            concession[number][number],
            concession[mine][number],
            {},
        )

    def gains(
        self, table: Table, attack: Sequence[float], follow: Sequence[float], offer: float | None
    ) -> list[float]:
        """Expected gain over going on by own type, less what the rivals' counter-moves cost.

        ``attack`` and ``follow`` are the probability of a later attack and the utility of going on; ``offer``
        is None for who is not at the table.
        """
        lost, deals = 0.0, []
        for party in table.parties:
            fear = 0.0 if party.minds is None else sum(map(mul, party.minds, attack))
            reading = party.readings.get(fear)
            if reading is None:
                reading = party.readings[fear] = self._reading(party, fear)
            lost += reading.lost
            if offer is None:
                continue
            deal = reading.deals.get(offer)
            if deal is None:
                deal = reading.deals[offer] = self._deal(table, party, reading, offer)
            deals += deal
        if not deals:
            return [-lost] * len(follow)
        return [
            sum([chance * (worth - value) for chance, worth in deals if worth > value]) - lost
            for value in follow
        ]

    def _deal(self, table: Table, party: Party, reading: Reading, offer: float) -> list[tuple[float, float]]:
        """Chance and worth of a package with a rival, by its type."""
        drive = self.half * (party.base + self.sure * offer * party.given)
        taken = table.base + offer * table.own
        return [
            (chance + chance * tanh(drive + more), taken + worth) for chance, more, worth in reading.kinds
        ]

    def _reading(self, party: Party, fear: float) -> Reading:
        """Work out, for each type of a rival, whether it talks, submits, or strikes back."""
        rules = self.known.facts.rules
        half, weight, standing, conceded = self.half, party.weight, party.standing, party.conceded
        half_drafted, taken = 0.5 * self.known.drafted, self.sure * party.taken
        lost, kinds = 0.0, []
        for (talk, counter, offered), belief, loss, stand in party.kinds:
            if fear > 0.0 and loss > 0.0:
                shift = 2.0 * half * loss * (fear - party.fear)
                if shift > 0.0 and talk > 0.0:
                    talk = talk / (talk + (1.0 - talk) * exp(-shift))
                offered += (0.5 + 0.5 * tanh(half * (conceded + fear * loss))) * (1.0 - offered)
            belief *= weight
            lost += belief * counter * (1.0 - talk)
            offer = standing
            if offered > standing:
                offer += talk * (offered - standing)
            chance = half_drafted * belief
            if not party.is_there:
                chance *= talk
            kinds.append((chance, half * (offer * conceded - stand), offer * taken))
        return Reading(lost * rules.counter_cost, kinds, {})
