"""Forecasts – what actors expect of their rivals' next act, beside what these then do."""

from __future__ import annotations

import numpy as np

from standoff.drivers.single import CrisisModel, run_one
from standoff.drivers.stage import Stage
from standoff.drivers.trace import Trace
from tests.validation.playing import SEED

__all__ = ["forecasts", "largest_gap"]

N_TRACED = 60
KINDS = ("talk", "stand", "coerce")
CLASSES = {"withdraw": "talk", "negotiate": "talk", "stand": "stand"}

Forecasts = dict[str, dict[str, tuple[float, float]]]


class ActsAndForecasts(Trace):
    """The part of a trace that is compared here; the rest takes a third of the time of a run."""

    def turn(self, model: CrisisModel) -> None:
        """Leave out how things stand at the end of a turn."""


def forecasts(stage: Stage, n_traced: int = N_TRACED) -> Forecasts:
    """Give, by rival and class, the mean forecast of its next act within a planning step, and its share.

    Parameters
    ----------
    stage : Stage
        The crisis, in turns of a day.
    n_traced : int
        Runs whose every turn is looked at.
    """
    days = int(stage.facts.rules.planning_days)
    sums: dict[str, dict[str, list[tuple[float, float]]]] = {}
    for replication in range(n_traced):
        trace = ActsAndForecasts()
        record = run_one(stage, SEED, replication, trace=trace)
        acts: dict[str, list[tuple[int, str]]] = {}
        for row in trace.tables["decisions"]:
            if row["is_chosen"]:
                kind = CLASSES.get(row["option_class"], "coerce")
                acts.setdefault(row["actor"], []).append((row["turn"], kind))
        for row in trace.tables["forecasts"]:
            if row["day"] + days > record.days:
                continue
            until = row["turn"] + days
            later = [kind for turn, kind in acts.get(row["rival"], []) if row["turn"] <= turn < until]
            for kind in KINDS:
                came = 1.0 if later and later[0] == kind else 0.0
                sums.setdefault(row["rival"], {}).setdefault(kind, []).append((row[f"p_{kind}"], came))
    return {
        rival: {kind: tuple(np.mean(pairs, axis=0)) for kind, pairs in kinds.items()}
        for rival, kinds in sums.items()
    }


def largest_gap(compared: Forecasts) -> float:
    """Give the largest gap between a mean forecast and how often the act came."""
    return max(abs(expected - came) for kinds in compared.values() for expected, came in kinds.values())
