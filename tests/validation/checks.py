"""Checks – whether ranges are met for a wrong reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from standoff.arrays import Rows
from standoff.drivers.stage import Stage, set_stage
from standoff.statistics.summary import TypeShare, war_by_type
from standoff.vocabulary import Outcome
from tests.validation.playing import Played, Table
from tests.validation.reached import by_choice, by_noise, war

__all__ = [
    "CLIFF",
    "FACTORS",
    "Reason",
    "Response",
    "by_belief",
    "entry",
    "reasons",
    "response",
    "response_of",
    "with_forces",
]

FACTORS = tuple(round(0.3 + 0.15 * step, 2) for step in range(10))
"""The attackers' troops of day 0, as multiples of those reported."""
CLIFF = 0.15
"""Largest rise of the share of war from one multiple to the next that counts as smooth, beyond noise."""


@dataclass(frozen=True)
class Reason:
    """Why there was war in the runs of a crisis: shares by the attacker's type, by choice, by noise."""

    types: tuple[TypeShare, ...]
    chosen: float
    noise: float


def reasons(played: Played) -> Reason:
    """Split the wars of a crisis."""
    return Reason(
        tuple(war_by_type(played.rows, played.attacker)),
        float((war(played.rows) & by_choice(played)).mean()),
        float(by_noise(played).mean()),
    )


def by_belief(played: Played) -> tuple[np.ndarray, float]:
    """Give what the target holds of the attacker's type on day 0, and the share of war by that belief.

    Runs draw types from the prior of the rules, whatever the acts before day 0 have told the others.
    """
    belief = np.asarray(played.stage.opening.belief[played.target, played.attacker])
    shares = np.array([each.war.share for each in war_by_type(played.rows, played.attacker)])
    return belief, float(belief @ shares)


@dataclass(frozen=True)
class Response:
    """Shares of runs with any war by multiples of the attackers' troops.

    Parameters
    ----------
    shares : ndarray (n_factors,)
        Shares.
    errors : ndarray (n_factors - 1,)
        Standard error of each step, from pairs of runs that share their chance.
    """

    shares: np.ndarray
    errors: np.ndarray

    @property
    def steps(self) -> np.ndarray:
        """Rises from one multiple to the next."""
        return np.asarray(np.diff(self.shares))

    @property
    def cliffs(self) -> list[int]:
        """Steps that are larger than ``CLIFF``, up or down, beyond two standard errors."""
        return [int(step) for step in np.flatnonzero(np.abs(self.steps) - 2 * self.errors > CLIFF)]

    @property
    def falls(self) -> list[int]:
        """Steps on which war falls beyond two standard errors."""
        return [int(step) for step in np.flatnonzero(self.steps < -2 * self.errors)]


def response(table: Table, stage: Stage) -> Response:
    """Play a crisis with more and fewer of its attackers' troops."""
    return response_of([table.play(with_forces(stage, factor)).rows for factor in FACTORS])


def response_of(tables: Iterable[Rows]) -> Response:
    """Give the response of runs at each multiple."""
    flags = np.array([war(rows) for rows in tables], float)
    steps = np.diff(flags, axis=0)
    return Response(flags.mean(axis=1), steps.std(axis=1) / np.sqrt(steps.shape[1]))


def with_forces(stage: Stage, factor: float) -> Stage:
    """Set the stage with the attackers' forces of day 0 scaled."""
    facts = stage.facts.copy()
    for actor in range(facts.n_actors):
        if facts.actor[actor].is_attacker:
            facts.force[actor]["now"] *= factor
    return set_stage(facts, stage.names, stage.opens_at, stage.horizon_days)


def entry(table: Table, name: str, rates: Iterable[float]) -> Mapping[float, float]:
    """Give the share of wider wars by the rate of incidents."""
    stages = {rate: table.stages({"incident_rate": rate})[name] for rate in rates}
    return {
        rate: float((table.play(stage).rows["outcome"] == Outcome.WIDER_WAR).mean())
        for rate, stage in stages.items()
    }
