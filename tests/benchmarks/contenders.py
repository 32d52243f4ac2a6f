"""Contenders – who is measured side by side on the main crisis."""

from __future__ import annotations

import mesa

from standoff.drivers.ensemble import play
from standoff.drivers.single import run_one
from standoff.drivers.stage import Stage
from tests.benchmarks.plain_mesa import plain_model
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


def _batched(stage: Stage) -> Contender:
    """The plain model as Mesa plays batches."""
    model = plain_model(stage)

    def contend(n_runs: int) -> float:
        rows = mesa.batch_run(
            model,
            parameters={"replication": range(n_runs)},
            number_processes=1,
            data_collection_period=-1,
            display_progress=False,
        )
        return float(sum(row["record"].days for row in rows) / stage.facts.rules.turn_days)

    return contend


def _plain(stage: Stage) -> Contender:
    """The plain model, one run after the other."""
    model = plain_model(stage)

    def contend(n_runs: int) -> float:
        days = 0.0
        for replication in range(n_runs):
            run = model(replication)
            run.run_model()
            days += run.record.days
        return float(days / stage.facts.rules.turn_days)

    return contend


def side_by_side(stage: Stage) -> dict[str, Contender]:
    """All ways to play a stage."""
    return {
        "plain Mesa model, batch_run": _batched(stage),
        "plain Mesa model, run by run": _plain(stage),
        "Mesa driver (calls compiled rules)": _driven(stage),
        **{name: compiled(stage, n_threads) for n_threads, name in enumerate(COMPILED, start=1)},
    }
