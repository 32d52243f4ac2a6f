"""Designs that fill the space of the factors: Latin hypercubes and Sobol' points.

Every design follows from its factors and its seed; numpy's global state is neither read nor changed.
"""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from typing import Any

import numpy as np

from standoff.arrays import Column, Numbers
from standoff.design.design import Design
from standoff.design.factors import Factor
from standoff.errors import InputError

__all__ = ["columns_at", "generator", "latin_hypercube", "sobol", "sobol_points"]

Points = Numbers

MOST_POINTS = 2**30
"""scipy's Sobol' points have 30 bits each."""
MOST_DIMENSIONS = 21_201
"""Dimensions of scipy's Sobol' points."""


def latin_hypercube(factors: Sequence[Factor], points: int, seed: int) -> Design:
    """Sample each factor evenly: its range has one equal slice for each point, with one point in each slice.

    Parameters
    ----------
    factors : sequence of Factor
        With ranges; listed values get equal slices.
    points : int
        Number of points, at least 1.
    seed : int
        At least 0.

    Returns
    -------
    Design
        The points in random order.

    Raises
    ------
    InputError
        If the number of points or the seed cannot be used.

    References
    ----------
    McKay, Beckman & Conover (1979), 'A comparison of three methods for selecting values of input variables in
    the analysis of output from a computer code'.
    """
    if points < 1:
        raise InputError(f"latin_hypercube: points = {points}; give at least 1")
    engine = _engine("LatinHypercube", len(factors), seed)
    columns = columns_at(factors, engine.random(points))
    return Design("latin_hypercube", tuple(factors), columns, {"points": points, "seed": seed})


def sobol(factors: Sequence[Factor], points: int, seed: int) -> Design:
    """Cover the space of the factors evenly with scrambled Sobol' points.

    Parameters
    ----------
    factors : sequence of Factor
        With ranges; listed values get equal slices. At most 21201.
    points : int
        Number of points, a power of two; other numbers would lose the balance of the sequence.
    seed : int
        At least 0.

    Returns
    -------
    Design
        The points in the order of the sequence.

    Raises
    ------
    InputError
        If the number of points, of factors or the seed cannot be used.

    References
    ----------
    Sobol' (1967), 'On the distribution of points in a cube and the approximate evaluation of integrals';
    Owen (1998), 'Scrambling Sobol' and Niederreiter-Xing points'; Joe & Kuo (2008), 'Constructing Sobol
    sequences with better two-dimensional projections'.
    """
    columns = columns_at(factors, sobol_points(len(factors), points, seed))
    return Design("sobol", tuple(factors), columns, {"points": points, "seed": seed})


def sobol_points(dimensions: int, points: int, seed: int) -> Points:
    """Draw scrambled Sobol' points in the unit cube.

    Parameters
    ----------
    dimensions : int
        0 to 21201.
    points : int
        A power of two, at most 2^30.
    seed : int
        At least 0.

    Returns
    -------
    array, (points, dimensions)
        From 0 to 1, excluding 1.

    Raises
    ------
    InputError
        If an argument is out of range.
    """
    if not 1 <= points <= MOST_POINTS:
        raise InputError(f"points = {points}; give a power of two from 1 to {MOST_POINTS}")
    if points.bit_count() != 1:
        below = 1 << (points.bit_length() - 1)
        raise InputError(
            f"points = {points} is not a power of two, which Sobol' points need to be balanced; "
            f"give {below} or {2 * below}"
        )
    if dimensions > MOST_DIMENSIONS:
        raise InputError(
            f"{dimensions} dimensions are needed, Sobol' points have at most {MOST_DIMENSIONS}; "
            "give fewer factors"
        )
    sample: Points = _engine("Sobol", dimensions, seed).random(points)
    return sample


def _engine(kind: str, dimensions: int, seed: int) -> Any:
    from scipy.stats import qmc  # takes long to load, and arguments are checked before

    maker = getattr(qmc, kind)
    name = "rng" if "rng" in inspect.signature(maker).parameters else "seed"  # `seed` before scipy 1.15
    return maker(dimensions, **{name: generator(seed)})


def columns_at(factors: Sequence[Factor], points: Points) -> dict[str, Column]:
    """Give the values of k factors at points (n, k) of the unit cube."""
    return {factor.name: factor.at(points[:, index]) for index, factor in enumerate(factors)}


def generator(seed: int) -> np.random.Generator:
    """Make the random generator for a seed of at least 0."""
    if seed < 0:
        raise InputError(f"seed = {seed}; give a whole number of at least 0")
    return np.random.Generator(np.random.PCG64(seed))
