"""The sensitivity analysis of a sweep; its design determines the method.

| design | method |
|---|---|
| saltelli | Sobol indices of factors or sources; for sources, PAWN indices of the factors as well |
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
from standoff.analysis.sensitivity.morris import LEAST_TRAJECTORIES, morris_effects
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


def sensitivity(surface: Surface, responses: Sequence[str] = ("any_war",)) -> Sensitivity:
    """Estimate the influence of the factors on responses of a sweep.

    Parameters
    ----------
    surface : Surface
        The sweep.
    responses : sequence of str
        Names of responses, one or more; see `Surface.names`.

    Raises
    ------
    ConfigError
        If a response is unknown, or no method fits the design.
    ResultError
        If too few points have values.
    """
    design = surface.design
    if design.kind not in METHODS:
        raise ConfigError(
            f"design={design.kind}: cannot separate the effects of factors; sweep with one of "
            f"{', '.join(METHODS)}, preferably saltelli"
        )
    groups = design.options.get("groups") or {factor.name: [factor.name] for factor in design.factors}
    group_of = {member: name for name, members in groups.items() for member in members}
    inputs = tuple(_input(factor, group_of.get(factor.name, factor.name)) for factor in design.factors)
    analyse = METHODS[design.kind]
    findings = tuple(analyse(surface, surface.response(name)) for name in dict.fromkeys(responses))
    return Sensitivity(design.kind, "groups" in design.options, inputs, len(surface.failures), findings)


def _input(factor: Factor, group: str) -> Input:
    if factor.is_range:
        values = f"{factor.low:g} to {factor.high:g}"
    else:
        values = ", ".join(value if isinstance(value, str) else f"{value:g}" for value in factor.values)
    return Input(factor.name, str(factor.role), factor.setter, factor.unit, values, group)


def _of_blocks(surface: Surface, response: Response) -> ResponseSensitivity:
    """Estimate Sobol indices; of groups also PAWN indices of each factor, from the samples A and B."""
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
    return ResponseSensitivity(
        response, spread, sobol_steps(names, blocks), pawn=pawn, n_designed=len(blocks)
    )


def _of_trajectories(surface: Surface, response: Response) -> ResponseSensitivity:
    design = surface.design
    names = list(design.columns)
    values = _rows(design, response.value, len(names) + 1)
    whole = np.isfinite(values).all(axis=1)
    _require(int(whole.sum()), LEAST_TRAJECTORIES, "trajectories", "design.trajectories")
    used = np.repeat(whole, len(names) + 1)
    spread = spread_of(response, used, len(used))
    if not spread.varies:
        return ResponseSensitivity(response, spread)
    steps = _numbers(design).reshape(*values.shape, len(names))
    return ResponseSensitivity(
        response, spread, morris=morris_effects(names, steps, values, design.options["levels"])
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
    """Compare both ends of each factor with the base, which is point 0."""
    if BASE in surface.failures:
        raise ResultError(f"the base, with which all points are compared, failed: {surface.failures[BASE]}")
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
    "morris": _of_trajectories,
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
    moments = Moments(kept.n[point], kept.mean[point], kept.m2[point])
    pairs = surface.pairs.get(point) if surface.reference == BASE else None
    reference = None if pairs is None else (str(BASE), pairs)
    return Sample(
        str(point), str(point), 0, surface.measures, surface.counts[point], moments, reference=reference
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
            f"design={design.kind}: {len(values):,} points cannot be divided into rows of {length}, as its "
            "factors require; the manifest has been changed"
        )
    return values.reshape(-1, length)


def _require(n: int, least: int, what: str, option: str) -> None:
    if n < least:
        raise ResultError(
            f"only {n:,} {what} have values at all points, at least {least} are needed; "
            f"sweep again with a larger {option}"
        )
