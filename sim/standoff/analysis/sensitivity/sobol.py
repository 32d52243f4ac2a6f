"""Sobol indices: shares of the variance of a response explained by each factor or group of factors.

Rule       first order: explained by the factor itself; total: with all interactions in which it takes part
Intervals  95 %, from the spread of bootstrap resamples of the blocks
Source     Saltelli, Annoni, Azzini, Campolongo, Ratto & Tarantola (2010), estimators, as SALib computes them;
           Sarrazin, Pianosi & Wagener (2016), convergence judged by the width of the intervals
Assumes    factors are independent; blocks are drawn as `standoff.design.variance.saltelli` lays them out
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from standoff.arrays import Numbers

__all__ = [
    "LEAST_BLOCKS",
    "TOLERANCE",
    "Settling",
    "SobolIndices",
    "settling",
    "sobol_indices",
    "sobol_steps",
]

LEAST_BLOCKS: Final = 16
"""Least number of blocks for an estimate."""
LEAST_STEP: Final = 8
"""Least number of blocks for a step of the convergence."""
TOLERANCE: Final = 0.05
"""Largest change and largest half-width of an interval of settled indices."""
MOST_RESAMPLES: Final = 500
LEAST_RESAMPLES: Final = 20
MOST_DRAWN: Final = 2**21
"""Most blocks of all resamples together; they are drawn at once, which takes memory."""
SEED: Final = 1


@dataclass(frozen=True, eq=False)
class SobolIndices:
    """Indices of all factors or groups, from a number of blocks.

    Parameters
    ----------
    names : tuple of str
        The factors or groups.
    n : int
        Blocks that were used.
    first, total : ndarray (k,)
        First order and total; noise may take them below 0 or above 1.
    first_reach, total_reach : ndarray (k,)
        Half-widths of their intervals.
    """

    names: tuple[str, ...]
    n: int
    first: Numbers
    first_reach: Numbers
    total: Numbers
    total_reach: Numbers

    @property
    def order(self) -> list[int]:
        """Indices of the factors, the greatest total first."""
        return [int(index) for index in np.argsort(-self.total, kind="stable")]


@dataclass(frozen=True)
class Settling:
    """Whether indices have settled.

    Parameters
    ----------
    name : str
        Factor or group with the widest interval.
    moved : float
        Largest change of an index from half of the blocks to all; NaN if half are too few.
    reach : float
        Half-width of the widest interval.
    n_enough : int or None
        Points of a sample, a power of two, that would be enough if intervals narrow with the root of their
        number; None if the indices have settled.
    """

    name: str
    moved: float
    reach: float
    n_enough: int | None

    @property
    def is_settled(self) -> bool:
        """Whether all changes and half-widths are within the tolerance."""
        return self.n_enough is None


def sobol_indices(names: Sequence[str], blocks: Numbers) -> SobolIndices:
    """Estimate the indices of factors or groups.

    Parameters
    ----------
    names : sequence of str
        The k factors or groups.
    blocks : ndarray (n, k + 2)
        Response at A, A_B(1) to A_B(k), B. Blocks with a NaN are left out; the values of the others at A
        and B must not all be equal.
    """
    from SALib.analyze import sobol  # loads pandas

    kept = blocks[np.isfinite(blocks).all(axis=1)]
    problem = {"num_vars": len(names), "names": list(names)}
    n_resamples = min(MOST_RESAMPLES, max(LEAST_RESAMPLES, MOST_DRAWN // len(kept)))
    estimates = sobol.analyze(
        problem, kept.ravel(), calc_second_order=False, num_resamples=n_resamples, seed=SEED
    )
    return SobolIndices(
        tuple(names), len(kept), *(np.asarray(estimates[key]) for key in ("S1", "S1_conf", "ST", "ST_conf"))
    )


def sobol_steps(names: Sequence[str], blocks: Numbers) -> tuple[SobolIndices, ...]:
    """Estimate the indices from the first eighth of the blocks, a quarter, a half, and all.

    A step with too few blocks, or whose responses at A and B are all equal, is left out.
    """
    cuts = [blocks[: len(blocks) // part] for part in (8, 4, 2)]
    return tuple(sobol_indices(names, cut) for cut in [*filter(_can_be_estimated, cuts), blocks])


def _can_be_estimated(blocks: Numbers) -> bool:
    kept = blocks[np.isfinite(blocks).all(axis=1)]
    return len(kept) >= LEAST_STEP and bool(np.ptp(kept[:, [0, -1]]) > 0.0)


def settling(steps: Sequence[SobolIndices], n_designed: int) -> Settling:
    """Judge whether indices have settled.

    Parameters
    ----------
    steps : sequence of SobolIndices
        As `sobol_steps` gives them.
    n_designed : int
        Points of a sample of the design, failed ones included.
    """
    last = steps[-1]
    reach = np.maximum(last.first_reach, last.total_reach)
    widest_index = int(np.argmax(reach))
    moved = math.nan
    if len(steps) > 1:
        half = steps[-2]
        moved = float(np.max(np.abs([last.first - half.first, last.total - half.total])))
    widest = float(reach[widest_index])
    if moved <= TOLERANCE and widest <= TOLERANCE:
        return Settling(last.names[widest_index], moved, widest, None)
    wanted = max(2.0, (widest / TOLERANCE) ** 2) * n_designed
    return Settling(last.names[widest_index], moved, widest, 1 << math.ceil(math.log2(wanted)))
