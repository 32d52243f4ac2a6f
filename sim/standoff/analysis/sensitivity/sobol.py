"""Sobol indices – shares of the variance of a response that go back to each factor, or group of factors.

Rule       first order: what the factor explains by itself; total: with all interactions it takes part in
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
"""Blocks below which nothing is estimated."""
LEAST_STEP: Final = 8
"""Blocks below which a step of the convergence is left out."""
TOLERANCE: Final = 0.05
"""What an index may still move by, and its interval reach to either side, where it is said to be settled."""
MOST_RESAMPLES: Final = 500
LEAST_RESAMPLES: Final = 20
MOST_DRAWN: Final = 2**21
"""Blocks of all resamples together: they are drawn at once, which takes memory and time."""
SEED: Final = 1


@dataclass(frozen=True, eq=False)
class SobolIndices:
    """Indices of all factors, or groups, from a number of blocks.

    Parameters
    ----------
    names : tuple of str
        The factors or groups.
    n : int
        Blocks that were used.
    first, total : ndarray (k,)
        First order and total; noise may take them below 0 or above 1.
    first_reach, total_reach : ndarray (k,)
        How far their intervals go to either side.
    """

    names: tuple[str, ...]
    n: int
    first: Numbers
    first_reach: Numbers
    total: Numbers
    total_reach: Numbers

    @property
    def order(self) -> list[int]:
        """Places of the factors, the greatest total first."""
        return [int(place) for place in np.argsort(-self.total, kind="stable")]


@dataclass(frozen=True)
class Settling:
    """Whether indices have settled.

    Parameters
    ----------
    name : str
        Whose index is least sure.
    moved : float
        How far the index that moved most did so from half of the blocks to all; NaN if half are too few.
    reach : float
        How far the widest interval goes to either side.
    n_enough : int or None
        Points of a sample, a power of two, that would do if intervals narrow as with the root of their
        number; None if those played do.
    """

    name: str
    moved: float
    reach: float
    n_enough: int | None

    @property
    def is_settled(self) -> bool:
        """Whether no index moved, nor an interval reaches, beyond the tolerance."""
        return self.n_enough is None


def sobol_indices(names: Sequence[str], blocks: Numbers) -> SobolIndices:
    """Estimate the indices of factors or groups.

    Parameters
    ----------
    names : sequence of str
        The k factors or groups.
    blocks : ndarray (n, k + 2)
        Response at A, A_B(1) to A_B(k), B. Blocks with a NaN are left out; over A and B together the others
        must not all be equal.
    """
    from SALib.analyze import sobol  # loads pandas

    kept = blocks[np.isfinite(blocks).all(axis=1)]
    problem = {"num_vars": len(names), "names": list(names)}
    n_resamples = min(MOST_RESAMPLES, max(LEAST_RESAMPLES, MOST_DRAWN // len(kept)))
    found = sobol.analyze(
        problem, kept.ravel(), calc_second_order=False, num_resamples=n_resamples, seed=SEED
    )
    return SobolIndices(
        tuple(names), len(kept), *(np.asarray(found[key]) for key in ("S1", "S1_conf", "ST", "ST_conf"))
    )


def sobol_steps(names: Sequence[str], blocks: Numbers) -> tuple[SobolIndices, ...]:
    """Estimate them from the first eighth of the blocks, a quarter, a half, and all; the last step is all.

    A step of too few blocks, or over whose A and B the response is the same everywhere, is left out.
    """
    cuts = [blocks[: len(blocks) // part] for part in (8, 4, 2)]
    return tuple(sobol_indices(names, cut) for cut in [*filter(_can_tell, cuts), blocks])


def _can_tell(blocks: Numbers) -> bool:
    kept = blocks[np.isfinite(blocks).all(axis=1)]
    return len(kept) >= LEAST_STEP and bool(np.ptp(kept[:, [0, -1]]) > 0.0)


def settling(steps: Sequence[SobolIndices], n_asked: int) -> Settling:
    """Judge whether indices have settled.

    Parameters
    ----------
    steps : sequence of SobolIndices
        As `sobol_steps` gives them.
    n_asked : int
        Points of a sample that the design has, failed ones included.
    """
    last = steps[-1]
    reach = np.maximum(last.first_reach, last.total_reach)
    least_sure = int(np.argmax(reach))
    moved = math.nan
    if len(steps) > 1:
        half = steps[-2]
        moved = float(np.max(np.abs([last.first - half.first, last.total - half.total])))
    widest = float(reach[least_sure])
    if moved <= TOLERANCE and widest <= TOLERANCE:
        return Settling(last.names[least_sure], moved, widest, None)
    wanted = max(2.0, (widest / TOLERANCE) ** 2) * n_asked
    return Settling(last.names[least_sure], moved, widest, 1 << math.ceil(math.log2(wanted)))
