"""A bargaining problem in plain arrays, its tables for the rules, and its solution by enumeration."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from standoff.arrays import Numbers
from standoff.state.crisis import BARGAIN, OUTLOOKS, STATE, Bargain, Outlook, State
from standoff.state.tables import FACTS, N_TYPES, Facts, blank

PLANNING_DAYS = 14.0
LEAST_GAIN = 1e-9  # far above rounding, far below any gain that the generators can make


@dataclass(frozen=True)
class Problem:
    """Positions (n, k) by actor and issue; the status quo (k,); what else an actor brings, (n,)."""

    ideal: Numbers
    salience: Numbers
    low: Numbers
    high: Numbers
    control: Numbers
    status_quo: Numbers
    flexibility: Numbers
    offer: Numbers
    going_on: Numbers
    delay_cost: Numbers

    def value(self, package: Numbers) -> Numbers:
        """Utilities (n,) of a package."""
        return 1.0 - np.sum(self.salience * np.abs(package - self.ideal), axis=1)

    def parties(self) -> npt.NDArray[np.bool_]:
        """Who must sign: whoever controls an issue or has a red line."""
        return np.any((self.control > 0) | (self.low > 0) | (self.high < 1), axis=1)


def tables(problem: Problem) -> tuple[Facts, State, Outlook, Bargain]:
    """Tables in which promises are fully trusted and nobody fears drift or an audience."""
    facts, state, outlook = blank(FACTS), blank(STATE), blank(OUTLOOKS)
    n, k = problem.ideal.shape
    facts.n_actors, facts.n_issues = n, k
    facts.rules.trust = facts.rules.assurance = 1.0
    facts.rules.planning_days = PLANNING_DAYS
    for column in ("ideal", "salience", "low", "high", "control"):
        facts.position[column][:n, :k] = getattr(problem, column)
    facts.actor["flexibility"][:n] = problem.flexibility
    facts.actor["delay_cost"][:n] = problem.delay_cost
    facts.dyad["rival_weight"][:n, :n] = (1.0 - np.eye(n)) / (n - 1)
    state.position[:k] = problem.status_quo
    state.actor["offer"][:n] = problem.offer
    state.actor["table_days"][:n] = 1.0
    state.belief[:n, :n] = 1.0 / N_TYPES
    here = problem.value(problem.status_quo)
    outlook.actor["value"][:n] = outlook.actor["quo"][:n] = here
    outlook.going_on[:n] = problem.going_on[:, None]
    return facts, state, outlook, blank(BARGAIN)


def bounds(problem: Problem) -> tuple[Numbers, Numbers]:
    """Least and greatest position by issue (k,): all offers, cut at everybody's red lines."""
    here = problem.status_quo
    n = len(problem.going_on)
    wanted = (problem.ideal.sum(axis=0) - problem.ideal) / (n - 1)
    step = (problem.offer * problem.flexibility)[:, None] * problem.control * (wanted - here)
    floor, ceiling = np.minimum(problem.low, here), np.maximum(problem.high, here)
    conceded = np.clip(here + step, floor, ceiling)
    low = np.maximum(np.minimum(here, conceded.min(axis=0)), floor.max(axis=0))
    high = np.minimum(np.maximum(here, conceded.max(axis=0)), ceiling.min(axis=0))
    return low, high


def powers(problem: Problem) -> Numbers:
    """Bargaining power (n,): the mean share that patience wins as first proposer from each other."""
    patience = np.exp(-problem.delay_cost * PLANNING_DAYS)
    share = (1 - patience[None, :]) / (1 - patience[:, None] * patience[None, :])
    np.fill_diagonal(share, 0.0)
    return share.sum(axis=1) / (len(patience) - 1)


def score(problem: Problem, package: Numbers) -> float:
    """Log of the weighted Nash product; -inf if it moves nothing or a party does not gain."""
    parties = problem.parties()
    gain = (problem.value(package) - problem.going_on)[parties]
    if np.abs(package - problem.status_quo).sum() <= LEAST_GAIN or (gain <= LEAST_GAIN).any():
        return -np.inf
    return float(powers(problem)[parties] @ np.log(gain))


def grid(problem: Problem, levels: int = 5) -> list[Numbers]:
    """All packages of the grid."""
    low, high = bounds(problem)
    axes = [np.linspace(a, b, levels) if b > a else [a] for a, b in zip(low, high, strict=True)]
    return [np.array(package) for package in itertools.product(*axes)]
