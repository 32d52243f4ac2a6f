"""Sensitivity – what moves a response over the points of a sweep, by the method that its design is made for.

Assumes    the points share their chance: what is explained is the response as these replications draw it. The
           part of its variance that is only their finite number is told beside, as if they did not
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from standoff.analysis.sensitivity.morris import MorrisEffects
from standoff.analysis.sensitivity.pawn import PawnIndices
from standoff.analysis.sensitivity.sobol import Settling, SobolIndices, settling
from standoff.arrays import Flags
from standoff.statistics.contrast import Contrast
from standoff.statistics.response import Response

__all__ = ["End", "Input", "ResponseSensitivity", "Sensitivity", "Spread", "Swing", "spread_of"]


@dataclass(frozen=True)
class Input:
    """A factor: its name, its role, the unit of its values, between what they lie, and what moves with it."""

    name: str
    role: str
    unit: str
    values: str
    group: str


@dataclass(frozen=True)
class Spread:
    """How a response spreads over the points.

    Parameters
    ----------
    n_points : int
        Points that were used.
    n_left_out : int
        Points that failed or have no value, and those that make no sense without them.
    n_runs : float
        Runs at a point, on average.
    mean, sd : float
        Mean and standard deviation of the values.
    noise : float
        Share of their variance that runs of other chance would give alone: mean of the squared errors over
        the variance; NaN if the values are all the same.
    """

    n_points: int
    n_left_out: int
    n_runs: float
    mean: float
    sd: float
    noise: float

    @property
    def varies(self) -> bool:
        """Whether there is anything to explain."""
        return self.sd > 0.0


@dataclass(frozen=True)
class End:
    """A factor at one end of its values, all others at the base; ``contrast`` is against the base."""

    value: float
    contrast: Contrast | None


@dataclass(frozen=True)
class Swing:
    """What a factor does by itself. An end without a contrast is the base itself, or its point failed."""

    factor: str
    unit: str
    low: End
    high: End
    has_failed: bool

    @property
    def width(self) -> float:
        """How far the response moves between the ends and the base; -1 if an end failed."""
        if self.has_failed:
            return -1.0
        moved = [end.contrast.difference.value for end in (self.low, self.high) if end.contrast]
        return float(np.ptp([0.0, *moved]))


@dataclass(frozen=True, eq=False)
class ResponseSensitivity:
    """What moves a response.

    Parameters
    ----------
    of : Response
        The response.
    spread : Spread
        How it spreads over the points.
    sobol : tuple of SobolIndices
        From an eighth of the points, a quarter, a half, all; empty if the design is not for them.
    morris : MorrisEffects or None
        If the design is for them.
    pawn : PawnIndices or None
        Of any drawn sample; of Saltelli's design of its samples A and B.
    swings : tuple of Swing
        Of one factor at a time, the widest first.
    n_asked : int
        Points of a sample of Saltelli's design, failed ones included; 0 of other designs.
    """

    of: Response
    spread: Spread
    sobol: tuple[SobolIndices, ...] = ()
    morris: MorrisEffects | None = None
    pawn: PawnIndices | None = None
    swings: tuple[Swing, ...] = ()
    n_asked: int = 0

    @property
    def settling(self) -> Settling:
        """Whether the Sobol indices have settled."""
        return settling(self.sobol, self.n_asked)


@dataclass(frozen=True, eq=False)
class Sensitivity:
    """What moves the responses of a sweep.

    Parameters
    ----------
    kind : str
        Design of the sweep.
    is_grouped : bool
        Whether factors that rest on one source moved together.
    inputs : tuple of Input
        What was varied.
    n_failed : int
        Points that failed.
    findings : tuple of ResponseSensitivity
        One for each response.
    """

    kind: str
    is_grouped: bool
    inputs: tuple[Input, ...]
    n_failed: int
    findings: tuple[ResponseSensitivity, ...]

    @property
    def groups(self) -> Mapping[str, list[Input]]:
        """What moved together, by its name."""
        found: dict[str, list[Input]] = {}
        for one in self.inputs:
            found.setdefault(one.group, []).append(one)
        return found


def spread_of(response: Response, used: Flags, n_asked: int) -> Spread:
    """Tell how a response spreads over points.

    Parameters
    ----------
    response : Response
        The response.
    used : ndarray (n_points,)
        Which points are used; all have a value.
    n_asked : int
        Points that would be used if none had failed.
    """
    values, errors = response.value[used], response.error[used]
    variance = float(np.var(values)) if np.ptp(values) > 0.0 else 0.0
    known = errors[np.isfinite(errors)]
    noise = float(np.mean(known**2)) / variance if variance and len(known) else math.nan
    n_runs = float(response.n[used].mean())
    return Spread(
        len(values), n_asked - len(values), n_runs, float(values.mean()), math.sqrt(variance), noise
    )
