"""Results of a sensitivity analysis.

Assumes    the points share their chance: what is explained is the response under the draws of these runs. The
           share of noise in its variance is given separately, as if the points did not share their chance
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
from standoff.design.setter import Setter
from standoff.statistics.contrast import Contrast
from standoff.statistics.response import Response

__all__ = ["End", "Input", "ResponseSensitivity", "Sensitivity", "Spread", "Swing", "spread_of"]


@dataclass(frozen=True)
class Input:
    """A factor: its name, role, who can set it, unit, range of values, group with which it was varied."""

    name: str
    role: str
    setter: Setter
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
        Points that failed or have no value, and those of incomplete blocks or trajectories.
    n_runs : float
        Mean number of runs at a point.
    mean, sd : float
        Mean and standard deviation of the values.
    noise : float
        Share of their variance that is noise if points do not share their chance: mean squared error over
        variance; NaN if all values are equal.
    """

    n_points: int
    n_left_out: int
    n_runs: float
    mean: float
    sd: float
    noise: float

    @property
    def varies(self) -> bool:
        """Whether the values differ."""
        return self.sd > 0.0


@dataclass(frozen=True)
class End:
    """One end of the range of a factor, all others at the base; ``contrast`` is against the base."""

    value: float
    contrast: Contrast | None


@dataclass(frozen=True)
class Swing:
    """The effect of a factor by itself. An end without a contrast is the base, or its point failed."""

    factor: str
    unit: str
    low: End
    high: End
    has_failed: bool

    @property
    def width(self) -> float:
        """Range of the response over the ends and the base; -1 if an end failed."""
        if self.has_failed:
            return -1.0
        changes = [end.contrast.difference.value for end in (self.low, self.high) if end.contrast]
        return float(np.ptp([0.0, *changes]))


@dataclass(frozen=True, eq=False)
class ResponseSensitivity:
    """The influence of the factors on a response.

    Parameters
    ----------
    response : Response
        The response.
    spread : Spread
        How it spreads over the points.
    sobol : tuple of SobolIndices
        From an eighth of the points, a quarter, a half, all; empty for other designs.
    morris : MorrisEffects or None
        For designs of Morris.
    pawn : PawnIndices or None
        For random samples; for Saltelli's design from its samples A and B.
    swings : tuple of Swing
        For one factor at a time, the widest first.
    n_designed : int
        Points of a sample of Saltelli's design, failed ones included; 0 for other designs.
    """

    response: Response
    spread: Spread
    sobol: tuple[SobolIndices, ...] = ()
    morris: MorrisEffects | None = None
    pawn: PawnIndices | None = None
    swings: tuple[Swing, ...] = ()
    n_designed: int = 0

    @property
    def settling(self) -> Settling:
        """Whether the Sobol indices have settled."""
        return settling(self.sobol, self.n_designed)


@dataclass(frozen=True, eq=False)
class Sensitivity:
    """The influence of the factors on the responses of a sweep.

    Parameters
    ----------
    kind : str
        Design of the sweep.
    is_grouped : bool
        Whether factors that rest on the same source were varied together.
    inputs : tuple of Input
        The factors.
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

    def setter(self, name: str) -> Setter:
        """Tell who can set a factor; sources are all in one group."""
        setters = {factor.name: factor.setter for factor in self.inputs}
        return setters.get(name, Setter.SCENARIO)

    @property
    def groups(self) -> Mapping[str, list[Input]]:
        """Factors by the name of their group."""
        groups: dict[str, list[Input]] = {}
        for factor in self.inputs:
            groups.setdefault(factor.group, []).append(factor)
        return groups


def spread_of(response: Response, used: Flags, n_designed: int) -> Spread:
    """Summarise the spread of a response over points.

    Parameters
    ----------
    response : Response
        The response.
    used : ndarray (n_points,)
        The points to use; all have a value.
    n_designed : int
        Points that would be used if none had failed.
    """
    values, errors = response.value[used], response.error[used]
    variance = float(np.var(values)) if np.ptp(values) > 0.0 else 0.0
    known = errors[np.isfinite(errors)]
    noise = float(np.mean(known**2)) / variance if variance and len(known) else math.nan
    n_runs = float(response.n[used].mean())
    return Spread(
        len(values), n_designed - len(values), n_runs, float(values.mean()), math.sqrt(variance), noise
    )
