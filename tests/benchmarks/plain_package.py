"""Search for a package in the plain model, rewritten for speed.

What a package is worth to a party adds up over the issues, so that the values of all packages of the grid are
made issue by issue; a package that one party refuses is not looked at for the others.
"""

from __future__ import annotations

from math import log
from typing import Any

from tests.benchmarks.plain_known import Known

__all__ = ["Packages"]

LEAST_GAIN = 1.0e-12


class Packages:
    """The search for one crisis; ``find_package`` replaces ``negotiation.find_package``."""

    def __init__(self, known: Known) -> None:
        find = known.find
        self.bounds, self.steps = find("negotiation.package_bounds"), find("negotiation.LEVELS")
        self.disagreement, self.power = find("negotiation.disagreement"), find("negotiation.bargaining_power")
        self.parties = [actor.number for actor in known.actors if actor.is_party]

    def find_package(self, facts: Any, state: Any, outlook: Any, bargain: Any) -> bool:
        """Write the package with the largest Nash product to ``bargain.package``; False if none will do."""
        grid = [self._levels(facts, state, bargain, issue) for issue in range(facts.n_issues)]
        moved = self._totals(
            0.0, [[-abs(x - here) for x in xs] for xs, here in zip(grid, state.position, strict=True)]
        )
        scores = {index: 0.0 for index, distance in enumerate(moved) if distance > LEAST_GAIN}
        for actor in self.parties:
            floor = self.disagreement(facts, state, outlook, actor)
            power = self.power(facts, outlook, actor)
            gains = self._gains(facts, outlook, actor, grid, floor)
            scores = {
                index: score + power * log(gains[index])
                for index, score in scores.items()
                if gains[index] > LEAST_GAIN
            }
        if not scores:
            return False
        best = max(scores, key=scores.__getitem__)
        for issue, levels in enumerate(grid):
            best, step = divmod(best, len(levels))
            bargain.package[issue] = levels[step]
        return True

    def _levels(self, facts: Any, state: Any, bargain: Any, issue: int) -> list[float]:
        """Positions that can be agreed on an issue."""
        self.bounds(facts, state, issue, bargain.levels)
        low, high = bargain.levels[issue]
        if high <= low:
            return [low]
        return [low + (high - low) * step / (self.steps - 1.0) for step in range(self.steps)]

    @staticmethod
    def _totals(start: float, costs: list[list[float]]) -> list[float]:
        """Values of all packages, the first issue varying fastest: the start less what each issue costs."""
        values = [start]
        for column in costs:
            values = [value - cost for cost in column for value in values]
        return values

    def _gains(
        self, facts: Any, outlook: Any, actor: int, grid: list[list[float]], floor: float
    ) -> list[float]:
        """What signing each package brings an actor beyond going on."""
        rules, row = facts.rules, outlook.actor[actor]
        sure = 0.5 + 0.5 * rules.trust
        relief = (1.0 - rules.assurance) * facts.actor[actor].drift * rules.trust
        shame, quo, value, saving = 0.5 * row.audience, row.quo, row.value, rules.saving_gain
        costs = [
            [view.salience * abs(x - view.ideal) for x in levels]
            for view, levels in zip(facts.position[actor], grid, strict=True)
        ]
        gains = []
        for worth in self._totals(1.0, costs):
            gain = worth - value
            if gain > 0.0:
                face = 1.0 - min(1.0, gain / saving)
                gains.append(quo + gain * sure + relief - shame * face - floor)
            else:
                gains.append(quo + gain + relief - shame - floor)
        return gains
