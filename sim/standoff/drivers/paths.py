"""The gauges of single runs over time, by playing each run as a block of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from standoff.arrays import Counts, Numbers
from standoff.drivers.ensemble import blocks, n_turns, play_block
from standoff.drivers.stage import Stage
from standoff.rules.gauge import N_BINS, TOPS

__all__ = ["Paths", "play_paths"]


@dataclass(frozen=True, eq=False)
class Paths:
    """The gauges of some runs over time.

    Parameters
    ----------
    replications : ndarray (n_runs,)
        Numbers of the runs.
    outcomes : ndarray (n_runs,)
        Outcome of each.
    days_to_violence : ndarray (n_runs,)
        Days until its fighting began, -1 = never.
    days : ndarray (n_turns,)
        Day at the end of each turn.
    values : ndarray (n_runs, n_gauges, n_turns)
        Each gauge after each turn, as the middle of its bin (``rules/gauge.py``); NaN once a run is over.
    """

    replications: Counts
    outcomes: Counts
    days_to_violence: Numbers
    days: Numbers
    values: Numbers


def play_paths(stage: Stage, seed: int, replications: Sequence[int]) -> Paths:
    """Play runs again and follow their gauges.

    Parameters
    ----------
    stage : Stage
        The crisis.
    seed : int
        Seed of the ensemble, >= 0.
    replications : sequence of int
        Which runs; at least one.
    """
    days = np.arange(1.0, n_turns(stage) + 1.0) * float(stage.facts.rules.turn_days)
    tops = np.array(TOPS)[:, np.newaxis]
    rows, values = [], []
    for number in replications:
        (block,) = blocks(stage, seed, number, 1)
        played = play_block(block)
        path = (played.fan.argmax(axis=-1) + 0.5) / N_BINS * tops
        path[:, days > float(played.rows["days"][0]) + 1e-9] = np.nan
        rows.append(played.rows)
        values.append(path)
    ends = np.concatenate(rows)
    return Paths(ends["replication"], ends["outcome"], ends["days_to_violence"], days, np.array(values))
