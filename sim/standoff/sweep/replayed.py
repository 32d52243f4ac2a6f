"""Replaying all runs of a point of a sweep that kept only sums, to have them as rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from standoff.drivers.ensemble import play
from standoff.errors import ResultError
from standoff.statistics.sample import runs_of
from standoff.sweep.result import open_sweep
from standoff.sweep.stored import StoredResult

__all__ = ["replay_point"]


def replay_point(opened: StoredResult, advance: Callable[[int], None]) -> StoredResult:
    """Replay a point of a sweep and add the rows of its runs.

    Parameters
    ----------
    opened : StoredResult
        A point of a sweep.
    advance : callable
        Called with the number of runs whenever a block is done.

    Raises
    ------
    InputError
        If the scenario or the rules have changed since the sweep, or if the runs do not match its sums.
    """
    sample, point = opened.sample, opened.point
    assert point is not None
    study = open_sweep(opened.folder).study
    blocks = []
    for block in play(study.stage(point), study.seed, 0, study.replications):
        blocks.append(block)
        advance(len(block))
    rows = np.concatenate(blocks)
    counted = np.bincount(rows["outcome"], minlength=len(sample.outcomes))
    if (
        tuple(measure.name for measure in study.measures) != sample.measures
        or (counted != sample.outcomes).any()
    ):
        raise ResultError(f"{sample.place}: replayed runs do not match its sums; play the sweep again")
    return replace(opened, sample=replace(sample, runs=runs_of(rows, study.measures)))
