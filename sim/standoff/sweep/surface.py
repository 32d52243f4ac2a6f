"""The response surface of a sweep, read from its folder or made of the sums of its points.

Neither the scenario nor the rules need be those of today: analyses read what the manifest and the sums tell.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from standoff.design.design import Design
from standoff.design.factorial import BASE
from standoff.errors import ResultError
from standoff.statistics.sample import Pairs
from standoff.statistics.sums import Moments
from standoff.statistics.surface import Surface
from standoff.store.manifest import read_manifest, reported_as_damaged
from standoff.store.parts import Parts
from standoff.sweep.partition import Partition
from standoff.sweep.result import columns_of
from standoff.sweep.samples import measures_kept, require_finished
from standoff.sweep.study import read_design
from standoff.sweep.summing import PointSums, point_sums
from standoff.vocabulary import Outcome

__all__ = ["read_surface", "surface_of"]


def surface_of(
    design: Design, found: Iterable[PointSums], measures: tuple[str, ...], reference: int | None = None
) -> Surface:
    """Make a surface of the sums of all points.

    Parameters
    ----------
    design : Design
        The points.
    found : iterable of PointSums
        Sums of each, in any order.
    measures : tuple of str
        Names of the measures, in the order of the sums.
    reference : int or None
        Point with which the runs of the others were paired.
    """
    shape = design.n_points, len(measures)
    counts = np.zeros((design.n_points, len(Outcome)), np.int64)
    kept = Moments(np.zeros(shape, np.int64), np.zeros(shape), np.zeros(shape))
    failures, pairs = {}, {}
    # Of other designs pairs would take memory for nothing.
    is_paired = design.kind == "one_at_a_time" and reference == BASE
    for each in found:
        if each.failure:
            failures[each.point] = each.failure
            continue
        counts[each.point] = each.sums.outcomes
        moments = each.sums.moments
        kept.n[each.point], kept.mean[each.point], kept.m2[each.point] = moments.n, moments.mean, moments.m2
        if is_paired and each.point != reference:
            pairs[each.point] = Pairs(each.sums.shifts, each.sums.differences)
    return Surface(design, counts, kept, measures, failures, pairs)


def read_surface(folder: Path) -> tuple[Surface, dict[str, Any]]:
    """Read a finished sweep.

    Parameters
    ----------
    folder : pathlib.Path
        Its folder.

    Returns
    -------
    tuple of Surface and dict
        What came of it, and its manifest.

    Raises
    ------
    ResultError
        If there is none, if it is of something else, unfinished or damaged, or if all points failed.
    """
    content = read_manifest(folder)
    if content.get("kind") != "sweep":
        raise ResultError(
            f"{folder}: is not the result of a sweep; give the folder that `standoff sweep` wrote"
        )
    with reported_as_damaged(folder):
        told = content["sweep"]
        design, partition = (
            read_design(told, columns_of(folder)),
            Partition(told["n_points"], told["replications"]),
        )
        reference = told["reference"]
    require_finished(folder, partition)
    surface = surface_of(design, point_sums(partition, Parts(folder)), measures_kept(folder), reference)
    if not surface.n_runs:
        raise ResultError(
            f"{folder}: all points failed, with their reasons in failures.csv; nothing to analyse"
        )
    return surface, content
