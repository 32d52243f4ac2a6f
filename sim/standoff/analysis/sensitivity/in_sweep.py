"""Sensitivity – what moves the responses of a sweep; its design decides by which method that is told.

| design | method |
|---|---|
| saltelli | Sobol indices, of factors or of sources; then PAWN indices of the factors as well |
| morris | elementary effects |
| latin_hypercube, sobol | PAWN indices |
| one_at_a_time | differences from the base, run by run |
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np

from standoff.analysis.sensitivity.findings import (
    End,
    Input,
    ResponseSensitivity,
    Sensitivity,
    Swing,
    spread_of,
)
from standoff.analysis.sensitivity.morris import LEAST_WALKS, morris_effects
from standoff.analysis.sensitivity.pawn import LEAST_POINTS, pawn_indices
from standoff.analysis.sensitivity.sobol import LEAST_BLOCKS, sobol_steps
from standoff.arrays import Numbers
from standoff.design.design import Design
from standoff.design.factorial import BASE, ends_of
from standoff.design.factors import Factor
from standoff.errors import ConfigError, ResultError
from standoff.statistics.contrast import Contrast, contrast
from standoff.statistics.response import Response
from standoff.statistics.sample import Sample
from standoff.statistics.sums import Moments
from standoff.statistics.surface import Surface

__all__ = ["sensitivity"]


def sensitivity(surface: Surface, of: Sequence[str] = ("any_war",)) -> Sensitivity:
    """Tell what moves the responses of a sweep.

    Parameters
    ----------
    surface : Surface
        What came of its points.
    of : sequence of str
        Names of responses, one or more; see `Surface.names`.

    Raises
    ------
    ConfigError
        If a response is unknown, or the design is none from which it can be told.
    ResultError
        If too few points were played without failing.
    """
    design = surface.design
    if design.kind not in METHODS:
        raise ConfigError(
            f"design={design.kind}: does not tell what each factor does; sweep with one of "
            f"{', '.join(METHODS)}, of which saltelli tells most"
        )
    groups = design.options.get("groups") or {factor.name: [factor.name] for factor in design.factors}
    group_of = {member: name for name, members in groups.items() for member in members}
    inputs = tuple(_input(factor, group_of.get(factor.name, factor.name)) for factor in design.factors)
    find = METHODS[design.kind]
    findings = tuple(find(surface, surface.response(name)) for name in dict.fromkeys(of))
    return Sensitivity(design.kind, "groups" in design.options, inputs, len(surface.failures), findings)


def _input(factor: Factor, group: str) -> Input:
    if factor.is_range:
        values = f"{factor.low:g} to {factor.high:g}"
    else:
        values = ", ".join(each if isinstance(each, str) else f"{each:g}" for each in factor.values)
    return Input(factor.name, str(factor.role), factor.unit, values, group)


def _of_blocks(surface: Surface, response: Response) -> ResponseSensitivity:
    """Estimate Sobol indices; where factors moved together, PAWN indices of each from the samples A and B."""
    design = surface.design
    names = list(design.options.get("groups") or design.columns)
    blocks = _rows(design, response.value, len(names) + 2)
    whole = np.isfinite(blocks).all(axis=1)
    _require(int(whole.sum()), LEAST_BLOCKS, "blocks", "design.points")
    ends = np.zeros(blocks.shape, bool)
    ends[whole] = np.isin(np.arange(len(names) + 2), (0, len(names) + 1))
    spread = spread_of(response, ends.ravel(), len(blocks) * 2)
    if not spread.varies:
        return ResponseSensitivity(response, spread)
    used = np.flatnonzero(ends)
    pawn = None
    if "groups" in design.options and len(used) >= LEAST_POINTS:
        pawn = pawn_indices(list(design.columns), _numbers(design)[used], response.value[used])
    return ResponseSensitivity(response, spread, sobol_steps(names, blocks), pawn=pawn, n_asked=len(blocks))


def _of_walks(surface: Surface, response: Response) -> ResponseSensitivity:
    design = surface.design
    names = list(design.columns)
    walks = _rows(design, response.value, len(names) + 1)
    whole = np.isfinite(walks).all(axis=1)
    _require(int(whole.sum()), LEAST_WALKS, "walks", "design.trajectories")
    used = np.repeat(whole, len(names) + 1)
    spread = spread_of(response, used, len(used))
    if not spread.varies:
        return ResponseSensitivity(response, spread)
    places = _numbers(design).reshape(*walks.shape, len(names))
    return ResponseSensitivity(
        response, spread, morris=morris_effects(names, places, walks, design.options["levels"])
    )


def _of_sample(surface: Surface, response: Response) -> ResponseSensitivity:
    used = np.isfinite(response.value)
    _require(int(used.sum()), LEAST_POINTS, "points", "design.points")
    spread = spread_of(response, used, len(used))
    if not spread.varies:
        return ResponseSensitivity(response, spread)
    design = surface.design
    pawn = pawn_indices(list(design.columns), _numbers(design), response.value)
    return ResponseSensitivity(response, spread, pawn=pawn)


def _of_ends(surface: Surface, response: Response) -> ResponseSensitivity:
    """Set both ends of each factor against the base, which is point 0."""
    if BASE in surface.failures:
        raise ResultError(
            f"the base failed ({surface.failures[BASE]}), with which all else is to be compared"
        )
    used = np.isfinite(response.value)
    spread = spread_of(response, used, len(used))
    if not spread.varies:
        return ResponseSensitivity(response, spread)
    swings = []
    for ends in ends_of(surface.design):
        values = surface.design.columns[ends.factor.name]
        low, high = (
            End(float(values[point]), _against_base(surface, response.name, point))
            for point in (ends.low, ends.high)
        )
        has_failed = not (used[ends.low] and used[ends.high])
        swings.append(Swing(ends.factor.name, ends.factor.unit, low, high, has_failed))
    swings.sort(key=lambda swing: -swing.width)
    return ResponseSensitivity(response, spread, swings=tuple(swings))


METHODS: Final[dict[str, Callable[[Surface, Response], ResponseSensitivity]]] = {
    "saltelli": _of_blocks,
    "morris": _of_walks,
    "latin_hypercube": _of_sample,
    "sobol": _of_sample,
    "one_at_a_time": _of_ends,
}


def _against_base(surface: Surface, name: str, point: int) -> Contrast | None:
    if point == BASE or point in surface.failures:
        return None
    lines = contrast(_sample(surface, BASE), _sample(surface, point))
    return next(line for line in lines if line.of == name)


def _sample(surface: Surface, point: int) -> Sample:
    kept = surface.moments
    found = Moments(kept.n[point], kept.mean[point], kept.m2[point])
    pairs = surface.pairs.get(point)
    reference = None if pairs is None else (str(BASE), pairs)
    return Sample(
        str(point), str(point), 0, surface.measures, surface.counts[point], found, reference=reference
    )


def _numbers(design: Design) -> Numbers:
    """Give the values of all factors as numbers (n_points, k): words as ranks of their listed options."""
    columns = []
    for factor in design.factors:
        column: Any = design.columns[factor.name]
        if column.dtype.kind != "f":
            ranks = {value: float(rank) for rank, value in enumerate(factor.values)}
            column = np.array([ranks[value] for value in column.tolist()])
        columns.append(column)
    return np.stack(columns, axis=1)


def _rows(design: Design, values: Numbers, length: int) -> Numbers:
    if len(values) % length:
        raise ResultError(
            f"design={design.kind}: {len(values):,} points are no whole number of rows of {length}, "
            "as its factors have it; the manifest is damaged"
        )
    return values.reshape(-1, length)


def _require(n: int, least: int, what: str, option: str) -> None:
    if n < least:
        raise ResultError(
            f"{n:,} {what} have values at all points: too few, at least {least} are needed; "
            f"sweep again with a greater {option}"
        )
