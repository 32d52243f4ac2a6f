"""Drawing – the sums of a sweep as its figures read them."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from standoff.design.design import Design
from standoff.plots.sweep.data import SweepData
from standoff.scenario.content import Scenario
from standoff.sweep.factors import values_reported
from standoff.sweep.study import Study
from standoff.sweep.summing import PointSums
from standoff.vocabulary import Outcome

__all__ = ["reported_values", "sweep_data"]


def sweep_data(study: Study, points: Iterable[PointSums]) -> SweepData:
    """Give the shares of all points, and how things go over time at the reference point."""
    counts = np.zeros((study.plan.n_points, len(Outcome)), np.int64)
    watched = study.reference or 0
    for found in points:
        counts[found.point] = found.sums.outcomes
        if found.point == watched:
            fan = found.sums.fan
    reported = reported_values(study.design, study.scenario)
    return SweepData(study.design, counts, fan, watched, study.turn_days, reported)


def reported_values(design: Design, scenario: Scenario) -> dict[str, float]:
    """Give what a scenario reports of the factors of a design, of those that it gives one value, by name."""
    known = {factor.name: values_reported(factor, scenario) for factor in design.factors}
    return {name: values.pop() for name, values in known.items() if len(values) == 1}
