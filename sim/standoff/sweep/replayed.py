"""Replaying all runs of a point of a sweep that kept only sums, to have them as rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from standoff.arrays import Numbers, Rows
from standoff.drivers.ensemble import play
from standoff.errors import ResultError
from standoff.statistics.measures import values_of
from standoff.statistics.sample import runs_of
from standoff.statistics.surface import Points
from standoff.sweep.result import open_sweep
from standoff.sweep.stored import StoredResult
from standoff.sweep.study import Study
from standoff.vocabulary import OUTCOME_SETS

__all__ = ["MOST_REPLAYED", "point_values", "replay_point"]

MOST_REPLAYED = 100_000
"""Runs up to which points of sweeps are played again by default."""


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
    rows = np.concatenate(list(_blocks(study, point, advance)))
    counted = np.bincount(rows["outcome"], minlength=len(sample.outcomes))
    if (
        tuple(measure.name for measure in study.measures) != sample.measures
        or (counted != sample.outcomes).any()
    ):
        raise ResultError(f"{sample.place}: replayed runs do not match its sums; play the sweep again")
    return replace(
        opened, sample=replace(sample, runs=runs_of(rows, study.measures, study.scenario.actor_names))
    )


def point_values(study: Study, points: Points, name: str, advance: Callable[[int], None]) -> Numbers:
    """Play points of a sweep again and give a response in each of their runs.

    Parameters
    ----------
    study : Study
        The sweep.
    points : ndarray (n_points,)
        The points.
    name : str
        One of ``OUTCOME_SETS``, or a measure.
    advance : callable
        Called with the number of runs whenever a block is done.

    Returns
    -------
    ndarray (n_points, n_runs)
        1 where a run has one of the outcomes, else 0; or its measure, NaN where it has none.

    Raises
    ------
    InputError
        If a point cannot be played.
    """
    kinds = [measure for measure in study.measures if measure.name == name]
    values = np.empty((len(points), study.replications))
    for index, point in enumerate(points.tolist()):
        rows = np.concatenate(list(_blocks(study, point, advance)))
        is_share = name in OUTCOME_SETS
        values[index] = (
            np.isin(rows["outcome"], OUTCOME_SETS[name]) if is_share else values_of(rows, tuple(kinds))[0]
        )
    return values


def _blocks(study: Study, point: int, advance: Callable[[int], None]) -> Iterator[Rows]:
    for block in play(study.stage(point), study.seed, 0, study.replications):
        advance(len(block))
        yield block
