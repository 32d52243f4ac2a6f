"""Scenario discovery in the points of a sweep.

Random samples, grids and tables are used as they are; of Saltelli's design only the samples A and B, because
the other points repeat their values. Designs that vary factors one at a time or all together are refused,
because their points do not fill the space of the factors.
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
    "one_at_a_time": "varies one factor at a time, so it cannot show conditions on several factors",
    "morris": "varies one factor at each step, so its points are not a sample of the space",
    "zip": "varies all factors together, so a limit cannot be assigned to one of them",
}
REMEDY = "use a design that fills the space: sobol, latin_hypercube, saltelli, grid or table"


def discover_in(
    surface: Surface,
    target: Target,
    of: str = "any_war",
    above: float | None = None,
    methods: Sequence[str] = METHODS,
) -> Discovery:
    """Find boxes in the points of a sweep.

    Parameters
    ----------
    surface : Surface
        The sweep.
    target : Target
        The share to reach; its ``what`` and ``counted`` are filled in.
    of : str
        ``any_war``, an outcome or a measure.
    above : float, optional
        Threshold of a measure, in its unit: a point counts if its mean is above. Outcomes have none.
    methods : sequence of str
        ``prim``, ``cart`` or both.

    Raises
    ------
    ConfigError
        If there is no such response, if the threshold does not fit it, if the design does not fill the space,
        or if there are too few points or no case that is sought.
    MissingExtra
        If ema_workbench is not installed.
    """
    design = surface.design
    _require_sample(design)
    response = surface.response(of)
    if response.is_share == (above is not None):
        raise ArgumentError(
            "{of}: is an outcome, which takes no threshold; leave out {above}"
            if response.is_share
            else f"{{of}}: is a measure ({response.unit}); give a threshold for its mean with {{above}}",
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
        return discover(cases, replace(target, what=_title(of)), methods)
    what = f"a mean of {of.replace('_', ' ')} above {above:g} ({response.unit})"
    return discover(cases, replace(target, what=what, counted="points"), methods)


def _require_sample(design: Design) -> None:
    if design.kind in REFUSED and len(design.factors) > 1:
        raise ConfigError(f"design {design.kind} {REFUSED[design.kind]}; {REMEDY}")


def _title(of: str) -> str:
    outcomes = OUTCOME_SETS[of]
    return "any war" if outcomes == ANY_WAR else outcomes[0].title
