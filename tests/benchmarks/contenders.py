"""Contenders – who is measured side by side on the main crisis."""

from __future__ import annotations

import mesa

from standoff.drivers.ensemble import play
from standoff.drivers.single import run_one
from standoff.drivers.stage import Stage
from tests.benchmarks.plain_mesa import PlainCrisis
from tests.benchmarks.plain_stage import PlainStage, plain_stage
from tests.benchmarks.timing import Contender

__all__ = ["COMPILED", "compiled", "side_by_side"]

SEED = 1
COMPILED = ("compiled driver, 1 thread", "compiled driver, 2 threads")
"""What the others are compared with."""


def compiled(stage: Stage, n_threads: int = 1) -> Contender:
    """The compiled driver on some threads."""

    def contend(n_runs: int) -> float:
        turn_days = float(stage.facts.rules.turn_days)
        return sum(float(rows["days"].sum()) for rows in play(stage, SEED, 0, n_runs, n_threads)) / turn_days

    return contend


def _driven(stage: Stage) -> Contender:
    """The Mesa driver of one run."""

    def contend(n_runs: int) -> float:
        turn_days = float(stage.facts.rules.turn_days)
        return sum(run_one(stage, SEED, replication).days for replication in range(n_runs)) / turn_days

    return contend


def _batched(scenario: PlainStage) -> Contender:
    """The plain model as Mesa plays batches."""

    def contend(n_runs: int) -> float:
        found = mesa.batch_run(
            PlainCrisis,
            parameters={"scenario": scenario, "replication": range(n_runs)},
            number_processes=1,
            data_collection_period=-1,
            display_progress=False,
        )
        return sum(row["result"].days for row in found) / scenario.facts.rules.turn_days

    return contend


def _plain(scenario: PlainStage) -> Contender:
    """The plain model, one run after the other."""

    def contend(n_runs: int) -> float:
        days = 0.0
        for replication in range(n_runs):
            model = PlainCrisis(scenario, replication)
            model.run_model()
            days += model.result.days
        return days / scenario.facts.rules.turn_days

    return contend


def side_by_side(stage: Stage) -> dict[str, Contender]:
    """All ways to play a stage."""
    scenario = plain_stage(stage)
    return {
        "plain Mesa model, batch_run": _batched(scenario),
        "plain Mesa model, run by run": _plain(scenario),
        "Mesa driver (calls compiled rules)": _driven(stage),
        **{name: compiled(stage, n_threads) for n_threads, name in enumerate(COMPILED, start=1)},
    }
