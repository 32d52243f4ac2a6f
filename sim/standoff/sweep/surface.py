"""The response surface of a sweep, read from its folder or made from the sums of its points.

Analyses read only the manifest and the sums, so the scenario and the rules may have changed since.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from standoff.design.design import Design
from standoff.errors import ResultError
from standoff.statistics.sample import Pairs
from standoff.statistics.sums import Moments
from standoff.statistics.surface import Surface
from standoff.store.manifest_file import read_manifest
from standoff.sweep.partition import Partition
from standoff.sweep.reference import reference_name
from standoff.sweep.result import design_of, parts_of
from standoff.sweep.samples import measures_kept, require_finished
from standoff.sweep.summing import PointSums, point_sums
from standoff.vocabulary import Outcome

__all__ = ["read_surface", "surface_of"]


MOST_PAIRED = 10_000
"""Most points, except of one_at_a_time, whose pairs with the reference are kept, since they take memory."""


def surface_of(
    design: Design,
    points: Iterable[PointSums],
    measures: tuple[str, ...],
    reference: int | str | None = None,
    name: str = "",
) -> Surface:
    """Make a surface from the sums of all points.

    Parameters
    ----------
    design : Design
        The points.
    points : iterable of PointSums
        Sums of each point, in any order.
    measures : tuple of str
        Names of the measures, in the order of the sums.
    reference : int or str or None
        Point, or setting as reported, with which the runs of the points are paired.
    name : str
        Name of the reference.
    """
    shape = design.n_points, len(measures)
    counts = np.zeros((design.n_points, len(Outcome)), np.int64)
    kept = Moments(np.zeros(shape, np.int64), np.zeros(shape), np.zeros(shape))
    failures, pairs = {}, {}
    is_paired = reference is not None and (design.kind == "one_at_a_time" or design.n_points <= MOST_PAIRED)
    for point in points:
        row, sums = point.point, point.sums
        if point.failure:
            failures[row] = point.failure
            continue
        counts[row] = sums.outcomes
        kept.n[row], kept.mean[row], kept.m2[row] = sums.moments.n, sums.moments.mean, sums.moments.m2
        if is_paired and row != reference:
            pairs[row] = Pairs(sums.shifts, sums.differences)
    return Surface(design, counts, kept, measures, failures, pairs, reference, name)


def read_surface(folder: Path) -> tuple[Surface, dict[str, Any]]:
    """Read a finished sweep.

    Parameters
    ----------
    folder : pathlib.Path
        The result folder.

    Returns
    -------
    tuple of Surface and dict
        Its response surface, and the content of its manifest.

    Raises
    ------
    ResultError
        If it is not a sweep, unfinished or damaged, or if all points failed.
    """
    content = read_manifest(folder)
    if content.get("kind") != "sweep":
        raise ResultError(
            f"{folder}: is not the result of a sweep; give the folder that `standoff sweep` wrote"
        )
    record = content["sweep"]
    design, partition = design_of(folder, content), Partition(record["n_points"], record["replications"])
    parts, measures = parts_of(folder, content), measures_kept(folder, record)
    require_finished(parts, partition)
    sums = point_sums(partition, parts, len(measures))
    reference = record["reference"]
    # Older sweeps do not say whether their reference is the setting as reported.
    name = reference_name(reference, is_reported=record.get("is_reference_reported", False))
    surface = surface_of(design, sums, measures, reference, name)
    if not surface.n_runs:
        raise ResultError(
            f"{folder}: all points failed, so there is nothing to analyse; failures.csv has the reasons"
        )
    return surface, content
