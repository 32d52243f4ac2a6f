"""Designs for sensitivity analysis: Saltelli's for shares of variance, Morris's for elementary effects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from standoff.arrays import Column, Counts, Flags
from standoff.design.design import Design
from standoff.design.factors import Factor, as_column
from standoff.design.sampling import columns_at, generator, sobol_points
from standoff.errors import InputError

__all__ = ["Groups", "morris", "saltelli", "unmixed"]

Groups = Mapping[str, Sequence[str]]
"""Names of the factors that move together, by the name of their group."""


def saltelli(factors: Sequence[Factor], points: int, seed: int, groups: Groups | None = None) -> Design:
    """Lay out points for estimating the share of variance due to each factor, or to each group of factors.

    The design has two samples A and B, the halves of one scrambled Sobol' sequence of 2 k dimensions for k
    factors, and for each of the g groups a sample A_B(i): A with the columns of group i taken from B. Without
    groups, each factor is a group of its own.

    Parameters
    ----------
    factors : sequence of Factor
        With ranges; listed values, at least two, get equal slices.
    points : int
        Number n of points of A, a power of two.
    seed : int
        At least 0.
    groups : Mapping of str to sequence of str, optional
        Names of the factors by group, each factor in exactly one.

    Returns
    -------
    Design
        n (g + 2) points: for each point of A the block A, A_B(1) to A_B(g), B. The options hold n, k, the
        order within a block, which the estimators need, and the groups if there are any.

    Raises
    ------
    InputError
        If the number of points, a factor, a group or the seed cannot be used.

    References
    ----------
    Saltelli, Annoni, Azzini, Campolongo, Ratto & Tarantola (2010), 'Variance based sensitivity analysis of
    model output. Design and estimator for the total sensitivity index'; Jacques, Lavergne & Devictor (2006),
    'Sensitivity analysis in presence of model uncertainty and correlated inputs', on groups.
    """
    _require_effects(factors, "saltelli")
    names = [factor.name for factor in factors]
    moved = {name: [name] for name in names} if groups is None else groups
    _require_partition(names, moved)
    k = len(factors)
    sample = sobol_points(2 * k, points, seed)
    first, second = sample[:, :k], sample[:, k:]
    blocks = np.repeat(first[:, np.newaxis, :], len(moved) + 2, axis=1)
    for row, members in enumerate(moved.values(), start=1):
        columns = [names.index(member) for member in members]
        blocks[:, row, columns] = second[:, columns]
    blocks[:, -1] = second
    order = ["A", *(f"A_B({name})" for name in moved), "B"]
    options = {"n": points, "k": k, "order": order, "seed": seed}
    if groups is not None:
        options["groups"] = {name: list(members) for name, members in groups.items()}
    return Design("saltelli", tuple(factors), columns_at(factors, blocks.reshape(-1, k)), options)


def morris(factors: Sequence[Factor], trajectories: int, levels: int, seed: int) -> Design:
    """Lay out trajectories through a grid that change one factor per step, for elementary effects.

    On the grid 0, 1/(levels - 1), ... 1 of each factor, a step is delta = levels / (2 (levels - 1)) long, up
    or down. The starting level of a factor, its direction and the order of the factors are random, so that
    all levels are equally frequent. Listed values share the levels as evenly as possible; since a step passes
    half of the levels, it always changes the value.

    Parameters
    ----------
    factors : sequence of Factor
        With ranges, or with at least two and at most `levels` listed values.
    trajectories : int
        Number of trajectories, at least 1.
    levels : int
        Levels of the grid, even, at least 2.
    seed : int
        At least 0.

    Returns
    -------
    Design
        trajectories (k + 1) points for k factors, one trajectory after the other. The options hold delta, as
        a share of the range.

    Raises
    ------
    InputError
        If a number, a factor or the seed cannot be used.

    References
    ----------
    Morris (1991), 'Factorial sampling plans for preliminary computational experiments'.
    """
    if trajectories < 1:
        raise InputError(f"morris: trajectories = {trajectories}; give at least 1")
    if levels < 2 or levels % 2:
        raise InputError(f"morris: levels = {levels}; give an even number of at least 2")
    _require_effects(factors, "morris")
    k = len(factors)
    walks = _walks((trajectories, k), levels, generator(seed)).reshape(-1, k)
    columns = {
        factor.name: _at_levels(factor, walks[:, index], levels) for index, factor in enumerate(factors)
    }
    delta = levels / (2 * (levels - 1))
    options = {"trajectories": trajectories, "levels": levels, "delta": delta, "k": k, "seed": seed}
    return Design("morris", tuple(factors), columns, options)


def unmixed(design: Design) -> Flags:
    """Find the points that do not repeat values of others: in Saltelli's design all but the samples A_B(i).

    Returns
    -------
    array, (n_points,)
        True at these points; in any other design at all points.
    """
    if design.kind != "saltelli":
        return np.ones(design.n_points, bool)
    row = np.arange(design.n_points) % len(design.options["order"])
    return np.asarray((row == 0) | (row == row.max()))


def _walks(shape: tuple[int, int], levels: int, chance: np.random.Generator) -> Counts:
    """Draw levels (trajectories, k + 1, k) along random trajectories; integers, so that steps are exact."""
    trajectories, k = shape
    step = levels // 2
    lower = chance.integers(step, size=shape)
    rises = chance.integers(2, size=shape) == 1
    turn = chance.permuted(np.tile(np.arange(k), (trajectories, 1)), axis=1)  # step at which a factor moves
    has_moved = np.arange(k + 1)[np.newaxis, :, np.newaxis] > turn[:, np.newaxis, :]
    is_up = has_moved == rises[:, np.newaxis, :]
    walks: Counts = lower[:, np.newaxis, :] + step * is_up
    return walks


def _at_levels(factor: Factor, walk: Counts, levels: int) -> Column:
    if factor.is_range:
        return factor.at(walk / (levels - 1))
    n = len(factor.values)
    if n > levels:
        raise InputError(
            f"morris: {factor.name} has {n} values, too many for {levels} levels; "
            f"give levels = {n + n % 2} or list fewer values"
        )
    return as_column(factor.name, factor.values)[walk * n // levels]


def _require_effects(factors: Sequence[Factor], kind: str) -> None:
    if not factors:
        raise InputError(f"{kind}: there is no factor; give at least one with its values or range")
    fixed = [factor.name for factor in factors if len(factor.values) == 1]
    if fixed:
        raise InputError(f"{kind}: {', '.join(fixed)} has one value, which shows no effect; list two or more")


def _require_partition(names: Sequence[str], groups: Groups) -> None:
    members = [member for group in groups.values() for member in group]
    if sorted(members) != sorted(names):
        raise InputError(
            f"saltelli: the groups hold {members}; put each of the factors {list(names)} in exactly one"
        )
