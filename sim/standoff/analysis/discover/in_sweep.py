"""Discovery – boxes in the points of a sweep.

Points that are drawn, and those of grids and tables, are taken as they are; of Saltelli's design the
samples A and B alone, since the other points repeat values of these. Where factors are moved one at a time
or all together, no box can be told from a line, and it is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from standoff.analysis.discover.cases import Cases, Target
from standoff.analysis.discover.discovery import Discovery, discover
from standoff.analysis.discover.options import METHODS
from standoff.design.design import Design
from standoff.design.variance import unmixed
from standoff.errors import ArgumentError, ConfigError
from standoff.statistics.surface import Surface
from standoff.vocabulary import ANY_WAR, OUTCOME_SETS

__all__ = ["discover_in"]

REFUSED = {
    "one_at_a_time": "moves one factor at a time, so that it tells nothing about factors together",
    "morris": "walks through the space one factor at a step, so that its points are no sample of it",
    "zip": "moves all factors together, so that a limit could stand at any of them",
}
REMEDY = "boxes are found in designs that fill the space: sobol, latin_hypercube, saltelli, grid, table"


def discover_in(
    surface: Surface,
    aim: Target,
    of: str = "any_war",
    above: float | None = None,
    methods: Sequence[str] = METHODS,
) -> Discovery:
    """Find boxes in the points of a sweep.

    Parameters
    ----------
    surface : Surface
        What came of the sweep.
    aim : Target
        The share that is asked for; what happens and what is counted is filled in.
    of : str
        ``any_war``, an outcome or a measure.
    above : float, optional
        Threshold of a measure, in its unit: a point counts if its mean lies above. Outcomes take none.
    methods : sequence of str
        ``prim``, ``cart`` or both.

    Raises
    ------
    ConfigError
        If there is no such response, if the threshold does not go with it, if the design cannot tell, if
        there are too few points or nothing to find.
    MissingExtra
        If ema_workbench is not installed.
    """
    design = surface.design
    _require_sample(design)
    response = surface.response(of)
    if response.is_share == (above is not None):
        raise ArgumentError(
            "{of}: is the share of an outcome, leave {above} out"
            if response.is_share
            else f"{{of}}: is a measure ({response.unit}); say with {{above}} which mean makes a point count",
            of=of,
            above=None,
        )
    kept = (response.n > 0) & unmixed(design)
    n = response.n if above is None else np.ones(design.n_points, np.int64)
    hits = np.rint(response.value * n) if above is None else response.value > above
    cases = Cases(
        columns={name: column[kept] for name, column in design.columns.items()},
        units={factor.name: factor.unit for factor in design.factors},
        hits=hits[kept].astype(np.int64),
        n=n[kept],
    )
    if above is None:
        return discover(cases, replace(aim, what=_title(of)), methods)
    what = f"a mean of {of.replace('_', ' ')} above {above:g} ({response.unit})"
    return discover(cases, replace(aim, what=what, counted="points"), methods)


def _require_sample(design: Design) -> None:
    if design.kind in REFUSED and len(design.factors) > 1:
        raise ConfigError(f"design {design.kind} {REFUSED[design.kind]}; {REMEDY}")


def _title(of: str) -> str:
    outcomes = OUTCOME_SETS[of]
    return "any war" if outcomes == ANY_WAR else outcomes[0].title
