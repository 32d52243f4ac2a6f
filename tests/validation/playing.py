"""Playing – all crises that the model is held against, under one variant of the rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from standoff.arrays import Rows
from standoff.config.apply import rule_values
from standoff.config.setup import Stages
from standoff.drivers.ensemble import play
from standoff.drivers.stage import Stage
from standoff.scenario.content import Scenario
from standoff.scenario.load import load_scenario
from standoff.vocabulary import Outcome
from tests.validation.abstract import BALANCES, build_up, satisfied, territory
from tests.validation.observed import full_scale

__all__ = [
    "BUILD_UP",
    "CLOSED",
    "CRISES",
    "DATES",
    "HALF_DAY",
    "HELD_OUT",
    "MAIN",
    "OTHER_ISSUE",
    "SEED",
    "TERRITORY",
    "Played",
    "Table",
    "as_coded",
    "satisfied_name",
]

SEED = 2022
MAIN = "ukraine_2022"
CRISES = ("spring_2021", "zapad_1981", "georgia_2008", "crimea_2014", "cuba_1962", MAIN)
HELD_OUT = ("kuwait_1990", "kuwait_1994", "kashmir_2002")
"""Coded before the rules as they are were played on them; never part of a calibration."""
DATES = tuple(f"{MAIN}@{day}" for day in ("2021-12-01", "2022-01-18", "2022-02-19", "2022-02-21"))
BUILD_UP, TERRITORY, OTHER_ISSUE = "build_up", "dyad over territory", "dyad over another issue"
HALF_DAY, CLOSED = f"{MAIN}, turns of half a day", f"{MAIN}, closed to the guest"

Rules = Mapping[str, float]


@dataclass(frozen=True, eq=False)
class Played:
    """Runs of one crisis.

    Parameters
    ----------
    stage : Stage
        What was played.
    rows : recarray (n_runs,)
        ``RESULT`` of the replications, with the outcomes as the codings have them.
    """

    stage: Stage
    rows: Rows

    @property
    def attacker(self) -> int:
        """Row of the one actor that may attack."""
        return int(np.flatnonzero(self.stage.facts.actor["is_attacker"][: self.stage.facts.n_actors])[0])

    @property
    def target(self) -> int:
        """Row of the actor that it may attack."""
        facts = self.stage.facts
        return int(np.flatnonzero(facts.dyad[self.attacker]["may_attack"][: facts.n_actors])[0])


def as_coded(rows: Rows) -> Rows:
    """Classify wars (n_runs,) as the codings and ranges do, by one number of troops for all crises.

    What runs are held against was written down by this definition. A scenario's own threshold would change
    what a figure counts, not what the rules say.
    """
    coded = rows.copy()
    is_war = np.isin(rows["outcome"], (Outcome.LIMITED_INCURSION, Outcome.FULL_INVASION))
    is_full = rows["crossed"] >= full_scale()
    coded["outcome"][is_war & is_full] = Outcome.FULL_INVASION
    coded["outcome"][is_war & ~is_full] = Outcome.LIMITED_INCURSION
    return coded


def satisfied_name(balance: float) -> str:
    """Name the dyad whose status quo stands where a balance of forces would put it."""
    return f"dyad, balance {balance:g}"


class Table:
    """Everything that is played, loaded once.

    Parameters
    ----------
    n_runs : int
        Runs of each crisis.
    seed : int
        Seed of all of them.
    """

    def __init__(self, n_runs: int, seed: int = SEED) -> None:
        self.n_runs = n_runs
        self.seed = seed
        self._stages = {name: Stages(scenario) for name, scenario in self._scenarios.items()}

    @cached_property
    def _scenarios(self) -> dict[str, Scenario]:
        by_name = {name: load_scenario(name) for name in (*CRISES, *DATES)}
        return by_name | {BUILD_UP: build_up(), TERRITORY: territory(True), OTHER_ISSUE: territory(False)}

    def stages(self, rules: Rules) -> dict[str, Stage]:
        """Set the stages of all crises under replaced rule parameters."""
        stages = {name: each.stage({}, rules) for name, each in self._stages.items()}
        whole = rule_values({}, rules)
        for balance in BALANCES:
            stages[satisfied_name(balance)] = Stages(satisfied(balance, whole)).stage({}, rules)
        return stages

    def played(self, rules: Rules) -> dict[str, Played]:
        """Play all crises under replaced rule parameters; equal requests give equal bits."""
        return {name: self.play(stage) for name, stage in self.stages(rules).items()}

    def compared(self, rules: Rules) -> dict[str, Played]:
        """Play what the main crisis is compared with: turns of half a day, and no way through the host."""
        scenario = self._scenarios[MAIN]
        half = Stages(scenario, 0.5).stage({}, rules)
        closed = Stages(scenario).stage({"escalation.host_access": 0.0}, rules)
        return {HALF_DAY: self.play(half), CLOSED: self.play(closed)}

    def held_out(self) -> dict[str, Played]:
        """Play the crises that nobody tuned on, under the rules as they are."""
        return {name: self.play(Stages(load_scenario(name)).stage({}, {})) for name in HELD_OUT}

    def play(self, stage: Stage) -> Played:
        """Play a stage."""
        return Played(stage, as_coded(np.concatenate(list(play(stage, self.seed, 0, self.n_runs)))))
