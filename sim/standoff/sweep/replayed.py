"""Again – the runs of a point of a sweep that kept sums alone, played again: the same bits, as rows."""

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
    """Give a point of a sweep the rows of its runs.

    Parameters
    ----------
    opened : StoredResult
        A point of a sweep.
    advance : callable
        Told the number of runs whenever some are done.

    Raises
    ------
    InputError
        If the scenario or the rules are no longer those that it was played with, or if other runs came of it.
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
        raise ResultError(f"{sample.place}: other runs came of it than its sums tell; play the sweep anew")
    return replace(opened, sample=replace(sample, runs=runs_of(rows, study.measures)))
