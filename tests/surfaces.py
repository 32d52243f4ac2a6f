"""Surfaces made of functions: designs of our own, with known responses at their points."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from itertools import product

import numpy as np

from standoff.arrays import Counts, Numbers
from standoff.design.design import Design
from standoff.design.factors import Factor, FactorKind
from standoff.statistics.sample import Pairs
from standoff.statistics.sums import Moments
from standoff.statistics.surface import NO_MOMENTS, Surface

MEASURE = "days"
"""Measure that holds the values of the function."""
N_RUNS = 100


def factors(count: int, low: float = 0.0, high: float = 1.0) -> list[Factor]:
    """Uncertainties x0, x1 and so on."""
    return [
        Factor(f"x{place}", FactorKind.UNCERTAINTY, "share", low=low, high=high) for place in range(count)
    ]


def angles() -> list[Factor]:
    """What `ishigami` takes."""
    return factors(3, -math.pi, math.pi)


def numbers(design: Design) -> Numbers:
    """The points of a design whose factors are all numbers, (n_points, k)."""
    return np.stack(list(design.columns.values()), axis=1)


def ishigami(x: Numbers) -> Numbers:
    """Ishigami and Homma (1990)."""
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def surface(
    design: Design, function: Callable[[Numbers], Numbers], failed: Collection[int] = (), sd: float = 0.0
) -> Surface:
    """Give ``days`` the values of a function, and any war where they are above 0."""
    return filled(design, np.asarray(function(numbers(design)), float), failed, sd)


def filled(design: Design, values: Numbers, failed: Collection[int] = (), sd: float = 0.0) -> Surface:
    """Give ``days`` some values, over runs that spread by ``sd``."""
    runs = np.full(len(values), N_RUNS)
    runs[list(failed)] = 0
    counts = np.zeros((len(values), 6), np.int64)
    counts[np.arange(len(values)), np.where(values > 0, 4, 0)] = runs
    mean = np.where(runs > 0, values, 0.0)
    m2 = np.where(runs > 0, sd * sd * (runs - 1), 0.0)
    moments = Moments(runs[:, None], mean[:, None], m2[:, None])
    return Surface(design, counts, moments, (MEASURE,), dict.fromkeys(failed, "made to fail"))


def paired(made: Surface, there: Sequence[int], reference: int | str = "reported") -> Surface:
    """Pair the runs of all points with a reference whose outcomes are given; as few runs as possible move."""
    pairs = {}
    for point, here in enumerate(made.counts):
        if here.any() and point != reference:
            pairs[point] = Pairs(_moved(np.array(there), here), NO_MOMENTS)
    name = "as reported" if reference == "reported" else f"point {reference}"
    return replace(made, pairs=pairs, reference=reference, reference_name=name)


def _moved(there: Counts, here: Counts) -> Counts:
    """Count runs by outcome there (rows) and here (columns); runs stay where they can."""
    shifts = np.diag(np.minimum(there, here))
    lost, gained = there - np.diag(shifts), here - np.diag(shifts)
    for row, column in product(range(len(there)), range(len(here))):
        n = min(lost[row], gained[column])
        shifts[row, column] += n
        lost[row] -= n
        gained[column] -= n
    return shifts
